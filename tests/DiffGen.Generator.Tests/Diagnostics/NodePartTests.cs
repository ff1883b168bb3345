using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Which parameters of a method with node sites are told to have an exact part (+: besides what comes from nodes; =: all of it).</summary>
public class NodePartTests
{
    [Theory]
    [InlineData("", "double F(double w, double x) => Math.Tanh(Node.Site(w * x));")]
    [InlineData("w+", "double F(double w) => Node.Site(w * w) + w;")]
    [InlineData("v=", "double F(double w, double v) => v * Node.Site(w * w);")]
    [InlineData("", "double F(double w, double v) => Node.Site(v * Node.Site(w * w));")]
    [InlineData("w+ v=", "double F(double w, double v, [NoDiff] double x) { double a = Node.Site(w * x); return v * Math.Sin(a) + 0.1 * (w * w + v * v); }")]
    [InlineData("", "double F(double w, double x) => Node.Site(w * x) > 0 ? Node.Site(x * w) : 0;")]
    [InlineData("w+", "double F(ReadOnlySpan<double> w) { double s = 0, p = 0; foreach (double v in w) { s += Node.Site(v * v); p += v * v; } return s + p; }")]
    [InlineData("", "double F(ReadOnlySpan<double> w) { Span<double> a = stackalloc double[2]; a[0] = w[0] * w[1]; a[1] = w[0]; Node.Site(a); return a[0] * a[1]; }")]
    [InlineData("w+", "double F(ReadOnlySpan<double> w) { Span<double> a = stackalloc double[2]; a[0] = w[0] * w[1]; Node.Site(a); a[1] = w[0]; return a[0] * a[1]; }")]
    [InlineData("", "double F(double w, double x) => Node.Site(w) * Diff.Stop(x * w) + Math.Floor(x) + Node.Site(x);")]
    public void The_exact_part_is_told_at_its_parameter(string expected, string method)
    {
        Generated generated = Generated.Run("using System;\nusing DiffGen;\npublic static partial class M\n{\n    [Differentiable] public static " + method + "\n}\n");
        string text = generated.Before.SyntaxTrees.Single().ToString();
        Assert.Empty(generated.Diagnostics.Where(d => d.Id != "DG2007"));
        Diagnostic[] told = [.. generated.Told.Where(d => d.Id == "DG3011").OrderBy(d => d.Location.SourceSpan.Start)];
        Assert.Equal(expected, string.Join(' ', told.Select(d =>
        {
            string name = text.Substring(d.Location.SourceSpan.Start, d.Location.SourceSpan.Length), message = d.GetMessage(CultureInfo.InvariantCulture);
            Assert.StartsWith($"'{name}' reaches the result ", message, System.StringComparison.Ordinal);
            Assert.EndsWith("in 'FNodeGradient' is exact, without noise", message, System.StringComparison.Ordinal);
            return name + (message.Contains("through nodes", System.StringComparison.Ordinal) ? "+" : "=");
        })));
    }
}
