using System.IO;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Libraries;

/// <summary>What a library has for the projects that use it.</summary>
public sealed class LibraryTests
{
    private const string Source = """
        using System;
        using DiffGen;

        namespace Lib;

        [Differentiable]
        public partial struct Spot
        {
            public double X;
            private double _y;

            public Spot(double x, double y) => (X, _y) = (x, y);

            public readonly double Sum => X + _y;

            internal readonly double Half => 0.5 * X;

            public static Spot operator +(Spot a, Spot b) => new(a.X + b.X, a._y + b._y);

            public readonly double Parsed(string text) => X * double.Parse(text) * System.Numerics.Complex.Abs(X);
        }

        public static partial class Model
        {
            [Differentiable]
            public static double Seen(double x) => x * x;

            [Differentiable]
            internal static double Unseen(double x) => x * x;

            public static double Unmarked(double x) => x * x;
        }
        """;

    [Fact]
    public void Public_methods_have_members_for_callers_and_others_have_none()
    {
        string[] members = Members(Generated.Run(Generated.CompileLibrary(Source)));
        Assert.Equal(
            ["Seen", "Spot", "Sum", "op_Addition"],
            members.Where(name => name.Contains("Forward_", System.StringComparison.Ordinal)).Select(name => name[..name.IndexOf("Forward_", System.StringComparison.Ordinal)]).Order(System.StringComparer.Ordinal));
    }

    [Fact]
    public void The_option_leaves_them_out() =>
        Assert.DoesNotContain(Members(Generated.Run(Generated.Compile(Source))), name => name.Contains("Forward_", System.StringComparison.Ordinal));

    [Theory]
    [InlineData("Model.Seen(x) + new Spot(x, x).Sum + (new Spot(x, 1) + new Spot(1, x)).X", null)]
    [InlineData("Model.Unmarked(x)", "DG1011")]
    [InlineData("new Spot(x, x).Parsed(\"2\")", "DG1010")]
    public void Callers_in_another_project_see_only_what_has_members(string expression, string? id)
    {
        var generated = Generated.Run(Generated.CompileLibrary(Source));
        using var image = new MemoryStream();
        Assert.True(generated.After.Emit(image).Success);
        Generated user = Generated.Run(Generated.Compile($$"""
            using DiffGen;
            using Lib;

            public static partial class User
            {
                [Differentiable]
                public static double F(double x) => {{expression}};
            }
            """).AddReferences(MetadataReference.CreateFromImage(image.ToArray())));
        Assert.Equal(id is null ? [] : [id], user.Diagnostics.Select(d => d.Id));
        Assert.Empty(user.After.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
    }

    private static string[] Members(Generated generated) =>
        [.. generated.After.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>().Select(m => m.Name)];
}
