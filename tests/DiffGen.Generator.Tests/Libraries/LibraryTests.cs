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

    /// <summary>
    /// A method of a library that meets sites, itself, in what it calls, or in another library, has them out of sight: an error at the call in a method with sites of its own, an
    /// information in one without. The other companions are there, with sites as identities.
    /// </summary>
    [Theory]
    [InlineData("[|Node.Site(w) * Layers.Noded(w)|]", "DG1014")]
    [InlineData("[|Node.Site(w) * Layers.Calling(w)|]", "DG1014")]
    [InlineData("[|Node.Site(w) * Layers.Again(w, 3)|]", "DG1014")]
    [InlineData("Node.Site(w) * Local(w)", "DG1014")]
    [InlineData("Layers.Noded(w)", "DG3004")]
    [InlineData("Layers.Calling(w) * w", "DG3004")]
    [InlineData("Node.Site(w) * Layers.Plain(w)", "DG3011")]
    public void Sites_of_another_project_are_told(string expression, string id)
    {
        PortableExecutableReference library = Image(Generated.CompileLibrary("""
            using System;
            using DiffGen;

            namespace Lib;

            public static partial class Layers
            {
                [Differentiable] public static double Noded(double w) => Math.Sin(Node.Site(w * w));

                [Differentiable] public static double Calling(double w) => Math.Exp(Hidden(w)) * w;

                private static double Hidden(double w) => Node.Site(w * w);

                [Differentiable] public static double Plain(double w) => Math.Sin(w);

                [Differentiable] public static double Again(double w, int n) => n == 0 ? w : Math.Sin(Node.Site(w * Again(w, n - 1)));
            }
            """));
        PortableExecutableReference between = Image(Generated.CompileLibrary("""
            using DiffGen;

            namespace Between;

            public static partial class Calls
            {
                [Differentiable] public static double Through(double w) => Lib.Layers.Noded(w) * w;
            }
            """).WithAssemblyName(Generated.Library + "Between").AddReferences(library));
        string source = $$"""
            using DiffGen;
            using Lib;

            public static partial class User
            {
                [Differentiable]
                public static double F(double w) => {{expression}};

                private static double Local(double w) => Between.Calls.Through(w) * w;
            }
            """;
        int start = source.IndexOf("[|", System.StringComparison.Ordinal), end = source.IndexOf("|]", System.StringComparison.Ordinal) - 2;
        Generated user = Generated.Run(Generated.Compile(source.Replace("[|", "", System.StringComparison.Ordinal).Replace("|]", "", System.StringComparison.Ordinal)).AddReferences(library, between));
        Diagnostic told = Assert.Single(user.Told);
        Assert.Equal((id, id == "DG1014" ? DiagnosticSeverity.Error : DiagnosticSeverity.Info), (told.Id, told.Severity));
        if (start >= 0)
        {
            Assert.Equal((start, end), (told.Location.SourceSpan.Start, told.Location.SourceSpan.End));
        }

        Assert.Empty(user.After.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error));
        string[] members = Members(user);
        Assert.Contains("FGradient", members);
        Assert.Equal(id != "DG3004", members.Contains("FNodeGradient"));
    }

    private static PortableExecutableReference Image(Microsoft.CodeAnalysis.CSharp.CSharpCompilation library)
    {
        using var image = new MemoryStream();
        Assert.True(Generated.Run(library).After.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static string[] Members(Generated generated) =>
        [.. generated.After.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>().Select(m => m.Name)];
}
