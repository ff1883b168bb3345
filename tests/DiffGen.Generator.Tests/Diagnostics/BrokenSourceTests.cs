using System;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Diagnostics;

/// <summary>Source that the compiler has errors for is left to it: no diagnostic beside its own, and none of the compiler's own defects.</summary>
public class BrokenSourceTests
{
    [Theory]
    [InlineData("[Differentiable] public static double F(double x) => x *;")]
    [InlineData("[Differentiable] public static double F(double x) => x * unknown;")]
    [InlineData("[Differentiable] public static double F(double x) { Unknown y = x; return y * x; }")]
    [InlineData("[Differentiable] public static double F(ReadOnlySpan<double> x) { ReadOnlySpan<> y = x[..]; double s = 0; for (int i = 0; ; ) { s += y[i]; } }")]
    [InlineData("[Differentiable] public struct S { public double X; } [Differentiable] public static S F(S s) => s + 0;")]
    [InlineData("[Differentiable] public static double F(double x) => double.Ieee754Remainder([x, 2), x);")]
    [InlineData("[Differentiable] public partial struct Tank { int _steps; [Differentiable] public double Step(double inflow) { double outflow = _steps; } ReadOnlySpan<double> inflow }")]
    [InlineData("[Differentiable] public partial class Odd { public partial Span<float> Buffer }")]
    [InlineData("[Differentiable] public partial record Polynomial(double")]
    [InlineData("[Differentiable] public static double F(double x) { x = ; return x; }")]
    [InlineData("[Differentiable] public static double F(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double x) { Span<double> c = stackalloc double[a.Length]; (a, b, c); At(a, b, c, x); } } (, ) double At(ReadOnlySpan<double> a, ReadOnlySpan<double> , ReadOnlySpan<double> c, double x) { int i = a, = a[1] a[] double slope = i double start = c[1 return start * (2, a[0static Interval(")]
    public void Is_left_to_the_compiler(string members)
    {
        Generated generated = Run(members);
        Assert.NotEmpty(generated.Before.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        Assert.Null(generated.Result.Exception);
        Assert.Empty(generated.Diagnostics.Where(diagnostic => diagnostic.Id.StartsWith("DG1", StringComparison.Ordinal) || diagnostic.Id.StartsWith("DG9", StringComparison.Ordinal)));
    }

    /// <summary>A method that has lost its type (arbitrary source 713701792).</summary>
    [Fact]
    public void A_method_in_no_type()
    {
        var generated = Generated.Run("using System;\nusing DiffGen;\nnamespace N\n{\n[Differentiable] double F(ReadOnlySpan<double> x, double y) { Span<double> z = stackalloc double[x.Length]; At(x, z, y); }\ndouble At(ReadOnlySpan<double> , Span<double> z, double y) => z[0] * y;\n}\n");
        Assert.Null(generated.Result.Exception);
        Assert.Empty(generated.Diagnostics);
        Assert.Empty(generated.Result.GeneratedSources);
    }

    /// <summary>An operator that is no static method has no rule, whatever the compiler says of it.</summary>
    [Fact]
    public void An_operator_of_an_instance_is_refused()
    {
        Generated generated = Run("[Differentiable] public struct S { public double X; public S operator +(S a, S b) => new() { X = X }; } [Differentiable] public static S F(S s) { s += s; return s; }");
        Assert.Null(generated.Result.Exception);
        Assert.DoesNotContain(generated.Diagnostics, diagnostic => diagnostic.Id == "DG9001");
    }

    /// <summary>The generator does not see what it makes: a method that names it is no broken source.</summary>
    [Theory]
    [InlineData("GJvp(x, 1).Tangent")]
    [InlineData("GVjp(x, 1).XGrad")]
    [InlineData("GGradient(x).XGrad")]
    public void A_call_of_a_companion_is_told(string call)
    {
        Diagnostic told = Assert.Single(Run("[Differentiable] public static double G(double x) => x * x; [Differentiable] public static double F(double x) => x * " + call + ";").Diagnostics);
        Assert.Equal("DG1010", told.Id);
    }

    /// <summary>A construct without a lowering is named as in C#, not as in the compiler.</summary>
    [Theory]
    [InlineData("string? s", "(s ??= \"\").Length", "'??=' cannot")]
    [InlineData("double[]? s", "(s ?? new double[2])[0]", "'??' cannot")]
    [InlineData("double[]? s", "(s?[0] ?? 1)", "'?.' cannot")]
    [InlineData("int n", "$\"{n}\".Length", "an interpolated string cannot")]
    [InlineData("int n", "new { A = x }.A", "an anonymous object cannot")]
    [InlineData("int[] n", "(from i in n select i).Count()", "a query cannot")]
    [InlineData("int[] n", "(n is [1, ..] ? 1 : 2)", "a list pattern cannot")]
    public void Constructs_are_named_as_in_the_language(string parameter, string expression, string expected)
    {
        Diagnostic told = Assert.Single(Run($"[Differentiable] public static double F(double x, {parameter}) => x * x * {expression};").Diagnostics);
        Assert.Contains(expected, told.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    /// <summary>A struct that goes as a whole into code without a derivative: the message names that code.</summary>
    [Theory]
    [InlineData("S? t = s; return t.Value.X * x;", "'the conversion to S?'")]
    [InlineData("return x * s.GetHashCode();", "'ValueType.GetHashCode'")]
    public void What_a_struct_goes_into_is_named(string body, string expected)
    {
        Diagnostic told = Assert.Single(Run("[Differentiable] public struct S { public double X; public int N; } [Differentiable] public static double F(S s, double x) { " + body + " }").Diagnostics);
        Assert.Equal("DG1011", told.Id);
        Assert.Contains(expected.Replace("S?", "M.S?", StringComparison.Ordinal), told.GetMessage(CultureInfo.InvariantCulture), StringComparison.Ordinal);
    }

    private static Generated Run(string members) => Generated.Run("using System;\nusing System.Linq;\nusing DiffGen;\npublic static partial class M\n{\n" + members + "\n}\n");
}
