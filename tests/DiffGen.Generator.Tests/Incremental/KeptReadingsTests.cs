using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Frontend;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace DiffGen.Generator.Tests.Incremental;

/// <summary>What was read of a method is kept for as long as reading it again would give the same, and no longer.</summary>
public class KeptReadingsTests
{
    private const string Model = """
        using System;
        using DiffGen;

        public static partial class Model
        {
            [Differentiable]
            public static double Loss(double x) => Parts.Scale(x) * Constants.Rate + Parts.Shift * x;
        }
        """;

    private const string Other = """
        using DiffGen;

        public static partial class Another
        {
            [Differentiable]
            public static double Gain(double x)
            {
                return x * x;
            }
        }
        """;

    private const string Parts = """
        public static class Parts
        {
            public const double Shift = (double)Unit.Half / 2;

            public static int Count(int x)
            {
                return x + 1;
            }

            public static double Scale(double x)
            {
                return Deeper.Square(x, 3.0);
            }
        }

        public enum Unit { Half = 1 }
        """;

    private const string Constants = """
        public static class Constants
        {
            public const double Rate = 2.5;
        }

        public static class Deeper
        {
            public static double Square(double x, double by = 1) => x * x * by;
        }
        """;

    [Fact]
    public void An_edit_of_a_body_reads_that_method_alone()
    {
        CSharpCompilation before = Generated.Compile(Model, Other, Parts, Constants);
        Dictionary<string, MarkedMethod> first = Read(before), second = Read(Edited(before, "return x * x;", "return x * x * x;"));
        Assert.Same(first["Loss"], second["Loss"]);
        Assert.NotSame(first["Gain"], second["Gain"]);
    }

    [Fact]
    public void An_edit_of_a_helper_reads_those_that_call_it()
    {
        CSharpCompilation before = Generated.Compile(Model, Other, Parts, Constants);
        Dictionary<string, MarkedMethod> first = Read(before), second = Read(Edited(before, "x * x * by", "x * by * x"));
        Assert.NotSame(first["Loss"], second["Loss"]);
        Assert.Same(first["Gain"], second["Gain"]);
    }

    [Fact]
    public void A_method_that_is_refused_is_read_again()
    {
        CSharpCompilation before = Generated.Compile(Model, Other.Replace("x * x;", "Math.BitIncrement(x) * x;", StringComparison.Ordinal), Parts, Constants);
        Dictionary<string, MarkedMethod> first = Read(before), second = Read(Edited(before, "return x + 1;", "return x + 2;"));
        Assert.NotSame(first["Gain"], second["Gain"]);
    }

    [Theory]
    [InlineData("Rate = 2.5", "Rate = 3.5")]
    [InlineData("Half = 1", "Half = 4")]
    [InlineData("x * x * by;", "x * by;")]
    [InlineData("Deeper.Square(x, 3.0)", "Deeper.Square(x)")]
    [InlineData("public static double Square", "public static double Square(double x, float by) => x; public static double Square")]
    [InlineData("const double Rate = 2.5", "const int Rate = 2")]
    [InlineData("public static double Square(double x, double by = 1) => x * x * by;", "public static double Square(double x, double by = 1) => by; ")]
    [InlineData("public const double Rate = 2.5;", "")]
    [InlineData("public static class Constants", "public partial class Model { public static class Constants { public const double Rate = 7; } }\n\npublic static class Constants")]
    public void What_stands_in_another_file(string from, string to) => AssertSeen(from, to, Model, Other, Parts, Constants);

    /// <summary>Whether a method of an object is called through its members hangs on what its body names.</summary>
    [Theory]
    [InlineData("_rate * x", "2 * x")]
    [InlineData("private readonly double _rate", "internal readonly double _rate")]
    public void The_body_of_a_method_of_an_object_in_another_file(string from, string to) => AssertSeen(from, to, """
        using DiffGen;

        public static partial class Model
        {
            [Differentiable]
            public static double Loss(double x, [NoDiff] Curve curve) => curve.Value(x) * x;
        }
        """, "using DiffGen; public sealed partial class Curve { private readonly double _rate = 3; [Differentiable] public double Value(double x) => Inner(x); public double Inner(double x) => _rate * x; }");

    /// <summary>What is run again may read counts that only read fields: whether a getter does is seen in its body.</summary>
    [Theory]
    [InlineData("=> _rows + 1;", "=> _rows++;")]
    [InlineData("=> _rows + 1;", "=> Another() + 1;")]
    [InlineData("public int Rows", "public virtual int Rows")]
    public void The_getter_of_a_count_in_another_file(string from, string to) => AssertSeen(from, to, """
        using System;
        using DiffGen;

        public static partial class Model
        {
            [Differentiable]
            public static double Loss([NoDiff] Grid grid, double x)
            {
                Span<double> y = stackalloc double[2];
                Fill(grid, x, y);
                return y[0] * x;
            }

            [Checkpoint]
            private static void Fill(Grid grid, double x, Span<double> y) => y[0] = x * x * grid.Rows;
        }
        """, "public class Grid { private int _rows = 3; public int Rows => _rows + 1; private int Another() => _rows++; }");

    [Fact]
    public void The_body_of_a_partial_method_in_another_file() => AssertSeen("=> 3 * x;", "=> 4 * x;", """
        using DiffGen;

        public static partial class Model
        {
            [Differentiable]
            public static double Loss(double x) => Part(x) * x;

            private static partial double Part(double x);
        }
        """, "public static partial class Model { private static partial double Part(double x) => 3 * x; }");

    [Theory]
    [InlineData("public double Weight;", "public float Weight;")]
    [InlineData("public double Weight;", "public double More, Weight;")]
    [InlineData("[Differentiable] public partial struct Spot", "public partial struct Spot")]
    [InlineData("public double Weight;", "[NoDiff] public double Weight;")]
    [InlineData("a.Weight * by", "a.Weight / by")]
    [InlineData("=> Weight + 1", "=> Weight + 2")]
    public void A_type_of_another_file(string from, string to) => AssertSeen(from, to, """
        using DiffGen;

        public static partial class Model
        {
            [Differentiable]
            public static double Loss(Spot spot, double x) => (spot * x).Weight + spot.Next;
        }
        """, """
        using DiffGen;

        [Differentiable] public partial struct Spot
        {
            public double Weight;

            public double Next => Weight + 1;

            public static Spot operator *(Spot a, double by) => new Spot { Weight = a.Weight * by };
        }
        """);

    // Whether the struct has a field for its parameter is known from the bodies of its methods alone.
    [Fact]
    public void A_parameter_of_a_struct_that_one_of_its_methods_takes_in() => AssertSeen("public double Twice() => 2;", "public double Twice() => 2 * weight;", """
        using DiffGen;

        public static partial class Model
        {
            [Differentiable]
            public static double Loss(Spot spot, double x) => spot.Height * x;
        }
        """, """
        using DiffGen;

        [Differentiable] public partial struct Spot(double weight)
        {
            public double Height = weight;

            public double Twice() => 2;
        }
        """);

    // The bodies of methods are no declarations, but where a directive in one reaches beyond it, or a type's fields follow from it.
    [Theory]
    [InlineData("return 1;", "return 2;", true)]
    [InlineData("return 1;", "return 1; }", false)]
    [InlineData("=> 4;", "=> 5;", true)]
    [InlineData("=> 4;", "{ return 4; }", false)]
    [InlineData("// all on", "// all off", false)]
    [InlineData("#nullable enable", "#nullable disable", false)]
    [InlineData("=> weight;", "=> 3;", false)]
    [InlineData("get => 6;", "get => 7;", false)]
    [InlineData("// Two of them.", "// Three of them.", false)]
    [InlineData("int Two()", "double Two()", false)]
    public void What_is_a_declaration(string from, string to, bool same)
    {
        CSharpCompilation before = Generated.Compile("""
            public static class Parts
            {
                // Two of them.
                public static int One()
                {
                    return 1;
                }

                public static int Two() => 4;

                public static int Three()
                {
            #nullable enable // all on
                    return 3;
                }

                public static int Six { get => 6; }
            }

            public struct Spot(double weight)
            {
                public double Weight() => weight;
            }
            """);
        Assert.Equal(same, Declarations.Of(before, default).Equals(Declarations.Of(Edited(before, from, to), default)));
    }

    [Fact]
    public void References_and_options_are_declarations()
    {
        CSharpCompilation before = Generated.Compile(Constants);
        Assert.True(Declarations.Of(before, default).Equals(Declarations.Of(before.Clone(), default)));
        Assert.False(Declarations.Of(before, default).Equals(Declarations.Of(before.RemoveReferences(before.References.First()), default)));
        Assert.False(Declarations.Of(before, default).Equals(Declarations.Of(before.WithAssemblyName("Other"), default)));
        Assert.False(Declarations.Of(before, default).Equals(Declarations.Of(before.WithOptions(before.Options.WithOverflowChecks(true)), default)));
        SyntaxTree tree = before.SyntaxTrees.Single();
        Assert.False(Declarations.Of(before, default).Equals(Declarations.Of(before.ReplaceSyntaxTree(tree, tree.WithRootAndOptions(tree.GetRoot(), Generated.ParseOptions.WithLanguageVersion(LanguageVersion.CSharp12))), default)));
        Assert.False(Declarations.Of(before, default).Equals(Declarations.Of(before.ReplaceSyntaxTree(tree, tree.WithFilePath("Elsewhere.cs")), default)));
    }

    [Fact]
    public void A_place_in_another_file_moves_with_its_code()
    {
        const string model = """
            using DiffGen;

            public static partial class Model
            {
                [Differentiable]
                public static double Loss(double x) => Helpers.Deep(x);
            }
            """;
        const string helpers = """
            using System;

            public static class Helpers
            {
                public static int Count()
                {
                    return 1;
                }

                public static double Deep(double x)
                {
                    while (x < 100)
                    {
                        x *= 2;
                    }

                    return x;
                }
            }
            """;
        Generated first = Generated.Run(model, helpers);
        Diagnostic before = first.Told.First(d => d.Id == "DG3006");
        Generated second = first.RunAgain(first.Edit("return 1;", "int one = 1;\n        return one;"));
        Diagnostic after = second.Told.First(d => d.Id == "DG3006");
        Assert.Equal("Source1.cs", after.Location.GetLineSpan().Path);
        Assert.Equal(before.Location.GetLineSpan().StartLinePosition.Line + 1, after.Location.GetLineSpan().StartLinePosition.Line);
    }

    [Fact]
    public void The_options_of_the_project()
    {
        Generated first = Generated.Run("""
            using DiffGen;

            public static partial class Model
            {
                [Differentiable]
                public static double Loss(double x, int n) => x * (n + 1);
            }
            """);
        CSharpCompilation strict = first.Before.WithOptions(first.Before.Options.WithOverflowChecks(true));
        Generated second = first.RunAgain(strict);
        Assert.Equal(Fresh(second).AllText, second.AllText);
        Assert.NotEqual(first.AllText, second.AllText);
    }

    private static void AssertSeen(string from, string to, params string[] sources)
    {
        Generated first = Generated.Run(sources);
        Generated second = first.RunAgain(first.Edit(from, to));
        Generated fresh = Fresh(second);
        Assert.Equal(Everything(fresh), Everything(second));
        Assert.NotEqual(Everything(first), Everything(second));
    }

    /// <summary>A run on the same sources, parsed again, of which nothing is known.</summary>
    private static Generated Fresh(Generated of)
    {
        CSharpCompilation again = Generated.Compile(of.Before.SyntaxTrees.Select(t => (t.FilePath, t.ToString())));
        return Generated.Run(again.WithOptions(of.Before.Options));
    }

    private static string Everything(Generated generated) =>
        string.Join('\n', generated.Told.Select(d => d.ToString()).Concat(generated.After.GetDiagnostics().Select(d => d.ToString())).Order(StringComparer.Ordinal)) + generated.AllText;

    private static CSharpCompilation Edited(CSharpCompilation compilation, string from, string to)
    {
        SyntaxTree tree = compilation.SyntaxTrees.Single(t => t.ToString().Contains(from, StringComparison.Ordinal));
        return compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(tree.ToString().Replace(from, to, StringComparison.Ordinal), Generated.ParseOptions, tree.FilePath));
    }

    /// <summary>The marked methods of a compilation as the generator reads them, by name.</summary>
    private static Dictionary<string, MarkedMethod> Read(CSharpCompilation compilation)
    {
        var read = new Dictionary<string, MarkedMethod>();
        CSharpGeneratorDriver.Create([new Reader(read).AsSourceGenerator()], parseOptions: Generated.ParseOptions).RunGenerators(compilation);
        return read;
    }

    private sealed class Reader(Dictionary<string, MarkedMethod> read) : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                "DiffGen.DifferentiableAttribute",
                static (node, _) => node is MethodDeclarationSyntax,
                (attribute, cancellation) => read[attribute.TargetSymbol.Name] = KeptReadings.Of(attribute, cancellation)),
            static (_, _) => { });
    }
}
