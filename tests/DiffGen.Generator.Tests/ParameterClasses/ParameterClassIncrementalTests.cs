using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace DiffGen.Generator.Tests.ParameterClasses;

/// <summary>An edit redoes the classes of parameters that it changes, and no others.</summary>
public class ParameterClassIncrementalTests
{
    private const string Step = "DiffGen.ParameterClasses";

    private const string Classes = """
        using System;
        using DiffGen;

        [Differentiable]
        public sealed partial class Layer(int inputs, int outputs)
        {
            [Shape(nameof(outputs), nameof(inputs))] public partial Span<float> W { get; }
            public float Twice(float x) => 2 * x; // no member of the buffer
        }

        [Differentiable]
        public sealed partial class Model(int inputs, int outputs)
        {
            public partial Layer Head { get; }
        }

        [Differentiable]
        public sealed partial record Alone
        {
            public partial double A { get; set; }
        }
        """;

    private const string Unrelated = "public static class Unrelated { public static int Count(int x) => x; }";

    [Fact]
    public void The_step_is_tracked() => Assert.Equal(["Alone", "Layer", "Model"], Redone(Generated.Run(Classes, Unrelated)));

    [Theory]
    [InlineData("// no member of the buffer", "// nothing to do with it")]
    [InlineData("2 * x", "x + x")]
    [InlineData("public sealed partial class Model", "\n\n// Moved.\npublic sealed partial class Model")]
    [InlineData("int Count(int x) => x", "int Count(int y) => y + 1")]
    public void What_changes_no_declaration_redoes_nothing(string from, string to)
    {
        var first = Generated.Run(Classes, Unrelated);
        Generated second = first.RunAgain(first.Edit(from, to));
        Assert.Empty(Redone(second));
        Assert.Equal(first.AllText, second.AllText);
    }

    [Theory]
    [InlineData("Span<float> W", "Span<float> Weights", "Layer")]
    [InlineData("public partial double A { get; set; }", "public partial double A { get; init; }", "Alone")]
    [InlineData("[Shape(nameof(outputs), nameof(inputs))] ", "/// <summary>Weights.</summary>\n[Shape(nameof(outputs), nameof(inputs))] ", "Layer")]
    [InlineData("Layer(int inputs, int outputs)", "Layer(int inputs, int outputs, int more = 0)", "")]
    [InlineData("Span<float> W", "Span<double> W", "Layer Model")]
    public void A_declaration_redoes_what_is_made_of_it(string from, string to, string redone)
    {
        var first = Generated.Run(Classes, Unrelated);
        CSharpCompilation edited = first.Edit(from, to);
        Generated second = first.RunAgain(edited);
        Assert.Equal(redone.Split(' ', StringSplitOptions.RemoveEmptyEntries), Redone(second));
        Assert.Equal(Generated.Run(edited).AllText, second.AllText);
    }

    [Fact]
    public void A_finding_moves_without_redoing_the_class()
    {
        var first = Generated.Run(Classes.Replace("[Shape(nameof(outputs), nameof(inputs))] ", "", StringComparison.Ordinal));
        Generated second = first.RunAgain(first.Edit("[Differentiable]", "// One line more.\n[Differentiable]"));
        Assert.Empty(Redone(second));
        Assert.Equal(Assert.Single(first.Diagnostics).Location.GetLineSpan().StartLinePosition.Line + 1, Assert.Single(second.Diagnostics).Location.GetLineSpan().StartLinePosition.Line);
    }

    /// <summary>The classes of which the step gave something new.</summary>
    private static IEnumerable<string> Redone(Generated generated) =>
        generated.Result.TrackedSteps[Step].SelectMany(run => run.Outputs)
            .Where(output => output.Reason is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified)
            .Select(output => Regex.Match(output.Value.ToString()!, @"Name = global::(?<name>\w+)").Groups["name"].Value)
            .Order();
}
