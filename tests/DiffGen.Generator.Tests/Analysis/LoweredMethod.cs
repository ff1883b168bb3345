using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Simplify;
using DiffGen.Generator.Tests.Verification;
using Xunit;

namespace DiffGen.Generator.Tests.Analysis;

/// <summary>Methods as users write them, as the analyses see them.</summary>
internal static class LoweredMethod
{
    /// <param name="body">The body of a method of x, y, n and k, which gives a number.</param>
    public static IrFunction Of(string body)
    {
        string source = "using System; using DiffGen; namespace T; public static partial class C { [Differentiable] public static double F(ReadOnlySpan<double> x, Span<double> y, int n, ReadOnlySpan<int> k) { " + body + " } }";
        Generated generated = Generated.Run(source);
        var linked = (LinkedMethod)generated.Result.TrackedSteps["DiffGen.Linked"].Single().Outputs.Single().Value;
        Assert.False(linked.IsRefused, body + string.Join(" ", generated.Diagnostics));
        int nextId = linked.Function.NextId;
        Region simplified = Simplifier.Run(linked.Function.Body, ref nextId, int.MaxValue);
        return linked.Function.With(simplified, nextId);
    }
}
