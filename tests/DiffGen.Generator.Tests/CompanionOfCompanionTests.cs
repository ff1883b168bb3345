using System;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Xunit;

namespace DiffGen.Generator.Tests;

/// <summary>What is generated is plain C# that can be marked in its turn: the derivative of a derivative by source.</summary>
public class CompanionOfCompanionTests
{
    private const string Beale = """
        public static double F(double x, double y)
        {
            double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
            return a * a + b * b + Math.Exp(c) * Math.Sin(x);
        }
        """;

    private const string Loop = """
        public static double F(ReadOnlySpan<double> x, double y)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += x[i] > 0 ? Math.Tanh(x[i] * y) : x[i] * x[i];
            }

            return sum * y;
        }
        """;

    [Theory]
    [InlineData(Beale, "FJvp")]
    [InlineData(Beale, "FGradient")]
    [InlineData(Beale, "FVjp")]
    [InlineData(Loop, "FJvp")]
    public void A_companion_can_be_marked(string method, string companion)
    {
        Generated first = Generated.Run(Of("[Differentiable(Simd = false)] " + method));
        Assert.Empty(first.Diagnostics);
        MethodDeclarationSyntax generated = first.After.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()).Single(m => m.Identifier.Text == companion);
        string text = Regex.Replace(generated.ToString(), @"\[global::System\.(CodeDom|Runtime)[^\]]*\]", "");
        Assert.DoesNotContain("[global", text, StringComparison.Ordinal);

        Generated second = Generated.Run(Of("[Differentiable] " + text));
        Assert.Empty(second.Diagnostics);
        Assert.Empty(second.After.GetDiagnostics().Where(d => d.Severity >= DiagnosticSeverity.Warning && d.Location.SourceTree != second.Before.SyntaxTrees.First()));
        Assert.Contains(second.After.SyntaxTrees.SelectMany(tree => tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()), m => m.Identifier.Text == companion + "Vjp");
    }

    private static string Of(string member) => "using System;\nusing DiffGen;\npublic static partial class M\n{\n" + member + "\n}\n";
}
