using System;
using System.Linq;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Jacobians;

/// <summary>Which parameters have rows, and which have columns, as the documentation of the companion says.</summary>
public partial class JacobianColumnTests
{
    /// <summary>A span is an input where the body does more than write it.</summary>
    [Theory]
    [InlineData("y[0] = x;", false)]
    [InlineData("y[^1] = x;", false)]
    [InlineData("for (int i = 0; i < y.Length; i++) y[i] = x;", false)]
    [InlineData("y.Fill(x);", false)]
    [InlineData("y.Clear(); y[0] = x;", false)]
    [InlineData("(y[0], (y[1], _)) = (x, (x, x));", false)]
    [InlineData("Give(x, out y[0]);", false)]
    [InlineData("if (y.IsEmpty) throw new ArgumentException(nameof(y)); y[0] = x;", false)]
    [InlineData("double z = y.Length; y[0] = x * z;", false)]
    [InlineData("y[0] += x;", true)]
    [InlineData("y[0]++;", true)]
    [InlineData("y[0] = y[1] * x;", true)]
    [InlineData("y[1..][0] = x;", true)]
    [InlineData("y.Slice(0, 1).Fill(x);", true)]
    [InlineData("Span<double> z = y; z[0] = x;", true)]
    [InlineData("Helper(y, x);", true)]
    [InlineData("foreach (double e in y) x += e; y[0] = x;", true)]
    [InlineData("s_one.CopyTo(y);", true)]
    [InlineData("Add(ref y[0], x);", true)]
    [InlineData("ReadOnlySpan<double> z = y; y[0] = x * z[0];", true)]
    public void A_span_has_columns_where_it_is_read(string body, bool isRead)
    {
        (string rows, string columns) = Read($$"""
            [Differentiable(Jacobian = true)] public static void F(double x, Span<double> y) { {{body}} }
            [Differentiable(Jacobian = true)] public static void G(double x, [Output] Span<double> y) { {{body}} }
            private static void Helper(Span<double> to, double x) => to[0] = x;
            private static readonly double[] s_one = [1];
            private static void Give(double x, out double y) => y = x;
            private static void Add(ref double y, double x) => y += x;
            """);
        Assert.Equal("y", rows);
        Assert.Equal(isRead ? "x, y" : "x", columns);
    }

    [Theory]
    [InlineData("double F(double x, int n, [NoDiff] double k) => x * n * k;", "the result", "x")]
    [InlineData("int F(double x, int n) => n;", "none", "x")]
    [InlineData("double F(int n) => n;", "the result", "none")]
    [InlineData("void F(ref double x, in double y, out double z) { z = x * y; }", "x, z", "x, y")]
    [InlineData("void F(Span<double> y) { }", "y", "none")]
    [InlineData("double F(double[] x) => x[0] * x[0];", "the result", "x")]
    [InlineData("void F(double[] x, double[] y) { x[0] *= y[0]; }", "x", "x, y")]
    [InlineData("void F(double[] x, [Output] double[] y) { y[0] = x[0]; }", "y", "x")]
    [InlineData("void F(double[] x, double[] y) { Helper(y, x[0]); }", "y", "x, y")]
    [InlineData("void F(double[,] a, double[][] b, double s) { b[0][0] = a[0, 0] * s; }", "b", "a, b, s")]
    [InlineData("void F(double[,] a, double[][] b, double s) { a[0, 0] = b[0][0] * s; }", "a", "a, b, s")]
    [InlineData("(double, int, double Second) F((double A, int N) t) => (t.A, t.N, t.A);", "the result (Item1, Second)", "t (A)")]
    [InlineData("double F(Span<double> work, double x) { double[] copy = new double[work.Length]; copy[0] = x; return copy[0] * x; }", "the result, work", "x")]
    public void Rows_and_columns_are_in_parameter_order(string method, string rows, string columns) =>
        Assert.Equal((rows, columns), Read("[Differentiable(Jacobian = true)] public static " + method + " private static void Helper(Span<double> to, double x) => to[0] = x;"));

    private static (string Rows, string Columns) Read(string members)
    {
        Generated generated = Generated.Run("#pragma warning disable CS1591\nusing System;\nusing DiffGen;\npublic static partial class M\n{\n" + members + "\n}\n");
        Assert.Empty(generated.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Empty(generated.After.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        string text = Regex.Replace(generated.AllText.Split("// HintName: ").First(file => file.StartsWith("M.F.", StringComparison.Ordinal)), "<paramref name=\"(?<name>\\w+)\"/>", "${name}");
        Match match = RowsAndColumns().Match(text);
        Assert.True(match.Success, text);

        if (members.Contains(" G(", StringComparison.Ordinal))
        {
            string other = generated.AllText.Split("// HintName: ").First(file => file.StartsWith("M.G.", StringComparison.Ordinal));
            Assert.Contains("Rows: <paramref name=\"y\"/>; columns: <paramref name=\"x\"/>.", other, StringComparison.Ordinal);
        }

        return (match.Groups["rows"].Value, match.Groups["columns"].Value);
    }

    [GeneratedRegex("Rows: (?<rows>.*); columns: (?<columns>.*)\\.</summary>")]
    private static partial Regex RowsAndColumns();
}
