using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Frontend;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace DiffGen.Generator.Tests.ParameterClasses;

/// <summary>Classes of parameters as marked methods see them: before anything is generated, and from another project.</summary>
public class ParameterClassSymbolTests
{
    private const string Library = """
        using System;
        using DiffGen;

        [Differentiable]
        public sealed partial class Layer(int inputs, int outputs)
        {
            [Shape(nameof(outputs), nameof(inputs))] public partial Span<double> W { get; }
            public partial double Bias { get; set; }
            public double Scaled => 2 * Bias;
            [NoDiff] public double Rate { get; set; }
        }
        """;

    private const string User = """
        using System;
        using DiffGen;

        [Differentiable]
        public sealed partial class Model(int inputs, int outputs)
        {
            public partial Layer Head { get; }
        }
        """;

    [Fact]
    public void Members_are_known_before_anything_is_generated() => CheckMembers(Generated.Compile(Library));

    [Fact]
    public void Members_are_known_with_what_is_generated() => CheckMembers(Generated.Run(Library).After);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_class_of_another_project_may_be_a_part(bool compiled)
    {
        MetadataReference library = Reference(compiled);
        CSharpCompilation compilation = Generated.Compile(User).AddReferences(library);
        CheckMembers(compilation);
        var generated = Generated.Run(compilation);
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Equal(RealKind.Double, ParameterTypes.RealOf(compilation.GetTypeByMetadataName("Model")!));
    }

    [Fact]
    public void A_part_needs_the_generated_part_of_its_class()
    {
        using var image = new MemoryStream();
        Assert.True(Generated.Compile("[DiffGen.Differentiable] public class Layer { }").WithAssemblyName("Library").Emit(image).Success);
        var generated = Generated.Run(Generated.Compile(User).AddReferences(MetadataReference.CreateFromImage(image.ToArray())));
        Assert.Equal("DG0005", Assert.Single(generated.Diagnostics).Id);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>Marked methods are bound against declarations of what the generator adds, which it does not see itself.</summary>
    [Fact]
    public void Methods_bind_against_the_declarations()
    {
        CSharpCompilation compilation = Generated.Compile(Library + """

            namespace Space
            {
                public static partial class Outer
                {
                    [Differentiable]
                    public partial record Inner
                    {
                        public partial float A { get; set; }
                    }
                }
            }

            public static class Uses
            {
                public static double Sum(Layer model) => model.Parameters[0] + model.ParameterCount + model.NewLike().Bias;
                public static float Sum(Space.Outer.Inner model) => model.Parameters[0];
                public static int Count(IParameters<double> model) => model.ParameterCount;
                public static int Count(Layer model) => Count((IParameters<double>)model);
            }
            """);
        var read = Generated.Run(compilation).Result.TrackedSteps["DiffGen.ParameterClasses"].SelectMany(step => step.Outputs).Select(output => ((ParameterClass)output.Value).Declarations());
        CSharpCompilation bound = compilation.AddSyntaxTrees(read.Select(text => CSharpSyntaxTree.ParseText(text, Generated.ParseOptions)));
        string[] errors = [.. bound.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.Id).Distinct()];
        Assert.Equal(["CS9248"], errors); // The views, without an implementation here, still bind.
    }

    /// <summary>The order of the buffer is that of the declarations, file after file by name, however the project lists its files.</summary>
    [Fact]
    public void The_order_of_files_is_that_of_their_names()
    {
        (string, string)[] files =
        [
            ("B.cs", "[DiffGen.Differentiable] public sealed partial class Model { public partial double Third { get; set; } public partial double Fourth { get; set; } }"),
            ("A.cs", "public sealed partial class Model { public partial double First { get; set; } public partial double Second { get; set; } }"),
        ];
        string text = Generated.Run(Generated.Compile(files)).AllText;
        Assert.Equal(text, Generated.Run(Generated.Compile(files.Reverse())).AllText);
        Assert.Contains("<see cref=\"First\"/>, <see cref=\"Second\"/>, <see cref=\"Third\"/>, <see cref=\"Fourth\"/>", text, StringComparison.Ordinal);
    }

    /// <summary>A partial property with accessors by the user, or of a type without numbers, is none of the generator's business.</summary>
    [Fact]
    public void Other_partial_properties_are_left_alone()
    {
        var generated = Generated.Run("""
            using DiffGen;

            [Differentiable]
            public partial class Model
            {
                public partial double A { get; set; }
                public partial double Twice { get; }
                public partial double Twice => 2 * A;
                public partial string Name { get; }
                public partial string Name => "model";
                public partial int Count { get; }
            }
            """);
        Assert.Empty(generated.Diagnostics);
        Diagnostic unimplemented = Assert.Single(generated.After.GetDiagnostics(), diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        Assert.Contains("Model.Count", unimplemented.ToString(), StringComparison.Ordinal);
        Assert.Contains("Count = checked(OffsetOfA + 1);", generated.AllText, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public partial Missing Part { get; }")]
    [InlineData("[Shape(nameof(missing))] public partial Span<double> A { get; }")]
    [InlineData("[Shape(missing)] public partial Span<double> A { get; }")]
    [InlineData("[Shape] public partial Span<double> A { get;")]
    [InlineData("public partial double A { }")]
    [InlineData("public partial double { get; set; }")]
    [InlineData("public partial Span<> A { get; }")]
    [InlineData("public partial double A { get; set; } public partial double A { get; set; }")]
    public void Broken_source_breaks_nothing(string member)
    {
        var generated = Generated.Run("using System; using DiffGen; [Differentiable] public sealed partial class Model(int n) { public partial double Good { get; set; } " + member + " }");
        Assert.Null(generated.Result.Exception);
        Assert.DoesNotContain(generated.Diagnostics, diagnostic => diagnostic.Id == "DG9001");
        Assert.NotEmpty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    /// <summary>docs/parameter-classes.md shows real code.</summary>
    [Fact]
    public void The_examples_of_the_page_compile()
    {
        string page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "parameter-classes.md"));
        string[] examples = [.. Regex.Matches(page, "```csharp\n(?<code>.*?)```", RegexOptions.Singleline).Select(match => match.Groups["code"].Value)];
        Assert.NotEmpty(examples);
        var generated = Generated.Run("using System;\nusing DiffGen;\n" + string.Join('\n', examples));
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
    }

    private static void CheckMembers(Compilation compilation)
    {
        INamedTypeSymbol layer = compilation.GetTypeByMetadataName("Layer")!;
        Assert.True(ParameterTypes.IsParameterClass(layer));
        Assert.Equal(RealKind.Double, ParameterTypes.RealOf(layer));
        ParameterKind? Kind(string name) => ParameterTypes.KindOf((IPropertySymbol)layer.GetMembers(name).Single());
        Assert.Equal(ParameterKind.View, Kind("W"));
        Assert.Equal(ParameterKind.Scalar, Kind("Bias"));
        Assert.Null(Kind("Scaled"));
        Assert.Null(Kind("Rate"));
    }

    private static MetadataReference Reference(bool compiled)
    {
        Compilation library = Generated.Run(Generated.Compile(Library).WithAssemblyName("Library")).After;
        if (!compiled)
        {
            return library.ToMetadataReference();
        }

        using var image = new MemoryStream();
        Assert.True(library.Emit(image).Success);
        return MetadataReference.CreateFromImage(image.ToArray());
    }
}
