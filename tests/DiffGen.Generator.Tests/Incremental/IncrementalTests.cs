using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace DiffGen.Generator.Tests.Incremental;

/// <summary>An edit redoes what depends on it, and nothing else.</summary>
public class IncrementalTests
{
    private const string Lowered = "DiffGen.Lowered";
    private const string Linked = "DiffGen.Linked";
    private const string Emitted = "DiffGen.Emitted";

    private const string Models = """
        using System;
        using DiffGen;

        public static partial class Models
        {
            // The bottom of the calls.
            [Differentiable]
            public static double Leaf(double x)
            {
                return x * x; // a square
            }

            [Differentiable] public static double Middle(double x) => Leaf(x) + 1;

            [Differentiable] public static double Root(double x) => Middle(x) * x;

            [Differentiable] public static double Alone(double x) => Math.Sin(x);

            [Differentiable] public static double WithHelper(double x) => Helper(x) * 2;

            private static double Helper(double x) => x * 3;
        }
        """;

    private const string Unrelated = """
        public static class Unrelated
        {
            // Nothing to see.
            public static int Count(int x) => x + 1;
        }
        """;

    private static Generated First() => Generated.Run(Models, Unrelated);

    [Fact]
    public void The_steps_are_tracked()
    {
        Generated first = First();
        Assert.Equal(["Alone", "Leaf", "Middle", "Root", "WithHelper"], Reasons(first, Lowered).Keys.Order());
        Assert.Equal(["Alone", "Leaf", "Middle", "Root", "WithHelper"], Reasons(first, Linked).Keys.Order());
        Assert.Equal(["Alone", "Leaf", "Middle", "Root", "WithHelper"], Reasons(first, Emitted).Keys.Order());
        Assert.All(Reasons(first, Emitted).Values, reason => Assert.Equal(IncrementalStepRunReason.New, reason));
    }

    [Fact]
    public void Nothing_changed()
    {
        Generated first = First();
        AssertKept(first, first.RunAgain(first.Before.Clone()));
    }

    [Theory]
    [InlineData("// Nothing to see.", "// Nothing at all, over and over again.")]
    [InlineData("// a square", "// its own product")]
    [InlineData("// The bottom of the calls.", "// The bottom of the calls,\n    // and now one line more.")]
    [InlineData("return x * x; ", "return    x\n            *   x;\n")]
    [InlineData("    private static", "\n\n    private static")]
    public void A_comment_or_blank(string from, string to)
    {
        Generated first = First();
        AssertKept(first, first.RunAgain(first.Edit(from, to)));
    }

    [Theory]
    [InlineData("x + 1;", "x + 2;")]
    [InlineData("public static int Count", "public static int Size(int x) => x; public static int Count")]
    public void A_method_that_is_not_marked_nor_called(string from, string to)
    {
        Generated first = First();
        AssertKept(first, first.RunAgain(first.Edit(from, to)));
    }

    [Fact]
    public void A_new_file()
    {
        Generated first = First();
        AssertKept(first, first.RunAgain(first.Before.AddSyntaxTrees(CSharpSyntaxTree.ParseText("public class Other { }", Generated.ParseOptions, "Other.cs"))));
    }

    [Fact]
    public void A_body_is_redone_with_its_transitive_callers()
    {
        Generated first = First();
        Generated second = first.RunAgain(first.Edit("return x * x;", "return x * x * x;"));
        Assert.Equal(["Leaf", "Middle", "Root"], Redone(second, Linked));
        Assert.Equal(["Leaf"], Redone(second, Lowered));
        Assert.Subset(new HashSet<string> { "Leaf", "Middle", "Root" }, Redone(second, Emitted).ToHashSet());
        Assert.Contains("Leaf", Redone(second, Emitted));
    }

    [Fact]
    public void A_body_that_is_called_by_nobody_is_redone_alone()
    {
        Generated first = First();
        Generated second = first.RunAgain(first.Edit("Math.Sin(x)", "Math.Cos(x)"));
        Assert.Equal(["Alone"], Redone(second, Lowered));
        Assert.Equal(["Alone"], Redone(second, Linked));
        Assert.Equal(["Alone"], Redone(second, Emitted));
    }

    [Fact]
    public void An_unmarked_helper_redoes_its_caller()
    {
        Generated first = First();
        Generated second = first.RunAgain(first.Edit("=> x * 3;", "=> x * 4;"));
        Assert.Equal(["WithHelper"], Redone(second, Emitted));
    }

    // Roslyn pairs the marked methods of one file by their position, so a new one redoes those that follow it in its file. Those before it
    // and those of other files stay.
    [Fact]
    public void A_new_marked_method_leaves_the_others_alone()
    {
        Generated first = First();
        Generated second = first.RunAgain(first.Edit("private static double Helper", "[Differentiable] public static double Another(double x) => x;\n\n    private static double Helper"));
        Assert.Equal(["Another"], Redone(second, Emitted));
        Assert.Equal(6, second.Files.Count());
        Generated third = second.RunAgain(second.Before.AddSyntaxTrees(CSharpSyntaxTree.ParseText(
            "using DiffGen; public static partial class Models { [Differentiable] public static double Elsewhere(double x) => Leaf(x) + x; }", Generated.ParseOptions, "Elsewhere.cs")));
        Assert.Equal(["Elsewhere"], Redone(third, Emitted));
        Assert.Equal(7, third.Files.Count());
    }

    [Fact]
    public void A_method_that_is_gone_takes_its_file_with_it()
    {
        Generated first = First();
        Generated second = first.RunAgain(first.Edit("[Differentiable] public static double WithHelper(double x) => Helper(x) * 2;", ""));
        Assert.Empty(Redone(second, Emitted));
        Assert.Equal(4, second.Files.Count());
    }

    [Fact]
    public void An_edit_moves_a_diagnostic_without_redoing_the_code()
    {
        Generated first = Generated.Run(Models.Replace("Math.Sin(x);", "Math.BitIncrement(x);", StringComparison.Ordinal), Unrelated);
        Diagnostic before = Assert.Single(first.Diagnostics);
        Generated second = first.RunAgain(first.Edit("// The bottom of the calls.", "// The bottom\n    // of the calls."));
        Diagnostic after = Assert.Single(second.Diagnostics);
        Assert.Equal(before.Location.GetLineSpan().StartLinePosition.Line + 1, after.Location.GetLineSpan().StartLinePosition.Line);
        Assert.Empty(Redone(second, Emitted));
    }

    [Fact]
    public void An_edit_gives_what_a_fresh_run_gives()
    {
        Generated first = First();
        CSharpCompilation edited = first.Edit("return x * x;", "return x * x + Math.Exp(x);");
        Assert.Equal(Generated.Run(edited).AllText, first.RunAgain(edited).AllText);
    }

    private static void AssertKept(Generated first, Generated second)
    {
        Assert.Empty(Redone(second, Linked));
        Assert.Empty(Redone(second, Emitted));
        IncrementalGeneratorRunStep[] outputs = [.. second.Result.TrackedOutputSteps.Values.SelectMany(steps => steps)];
        Assert.All(Reasons(second, Emitted).Values, reason => Assert.Equal(IncrementalStepRunReason.Cached, reason));

        // Places of diagnostics may have moved, so the output that joins them may run again; it gives what it gave.
        Assert.All(outputs.SelectMany(step => step.Outputs), output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged));
        Assert.Equal(first.AllText, second.AllText);
    }

    /// <summary>The methods of which a step was done anew and gave something new.</summary>
    private static IEnumerable<string> Redone(Generated generated, string step) =>
        Reasons(generated, step).Where(pair => pair.Value is IncrementalStepRunReason.New or IncrementalStepRunReason.Modified).Select(pair => pair.Key).Order();

    private static Dictionary<string, IncrementalStepRunReason> Reasons(Generated generated, string step) =>
        generated.Result.TrackedSteps[step].SelectMany(run => run.Outputs)
            .Where(output => output.Reason != IncrementalStepRunReason.Removed)
            .ToDictionary(output => MethodOf(output.Value), output => output.Reason);

    /// <summary>The method that a step's value is about: the first of the names above that it contains in its key.</summary>
    private static string MethodOf(object value) =>
        Regex.Match(value.ToString()!, @"Models[.:]+(?<name>\w+)").Groups["name"].Value;
}
