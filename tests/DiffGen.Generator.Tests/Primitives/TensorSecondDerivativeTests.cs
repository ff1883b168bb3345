using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text;
using DiffGen.Generator.Tests.Verification;
using DiffGen.Runtime.Tests;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>
/// Hessian-vector products through every overload of TensorPrimitives that has a rule, out of place and in place, on double, float and a type parameter: against
/// differences of gradients, which are those of the rules.
/// </summary>
public class TensorSecondDerivativeTests
{
    private delegate (double Value, double Tangent) Hvp(double[] point, double[] direction, double[] gradient, double[] product);

    private delegate double Gradient(double[] point, double[] gradient);

    private const int Length = 11;

    private static readonly Lazy<Assembly> s_models = new(Compiled);

    public static TheoryData<string> Rows => [.. TensorRulesTable.Rows.Keys];

    public static TheoryData<string, bool> Models
    {
        get
        {
            var models = new TheoryData<string, bool>();
            foreach (string row in TensorRulesTable.Rows.Keys)
            {
                models.Add(row, false);
                if (InPlace(row) >= 0)
                {
                    models.Add(row, true);
                }
            }

            return models;
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Products_are_differences_of_gradients(string row, bool inPlace)
    {
        (double[] point, double[] direction) = Point(row, inPlace);
        (Hvp hvp, Gradient gradient) = Model("OnDouble", row, inPlace);
        double[] product = new double[point.Length], found = new double[point.Length], expected = new double[point.Length];
        Array.Fill(product, 7);
        (double value, double tangent) = hvp(point, direction, found, product);
        double valueOfRules = gradient(point, expected);

        // Estimates are coarse, conversions go through float.
        bool isEstimate = row.Contains("Estimate", StringComparison.Ordinal), isConversion = row.StartsWith("Convert", StringComparison.Ordinal);
        double tolerance = isEstimate ? 1e-3 : isConversion ? 1e-6 : 1e-11;

        // The value is that of the method; while the runtime compiles in tiers, two calls of one method of TensorPrimitives may differ in the last bit.
        Close(valueOfRules, value, 4e-16, "value");
        Close(expected.Zip(direction, (g, v) => g * v).Sum(), tangent, tolerance, "tangent");
        for (int i = 0; i < point.Length; i++)
        {
            Close(expected[i], found[i], tolerance, $"gradient {i}");
        }

        // Richardson: (8 (g(h) − g(−h)) − (g(2h) − g(−2h))) / 12h
        const double h = 1e-4;
        double[][] at = [.. new[] { h, -h, 2 * h, -2 * h }.Select(step =>
        {
            double[] moved = new double[point.Length];
            gradient([.. point.Zip(direction, (x, v) => x + step * v)], moved);
            return moved;
        })];
        for (int i = 0; i < point.Length; i++)
        {
            double difference = (8 * (at[0][i] - at[1][i]) - (at[2][i] - at[3][i])) / (12 * h);
            Close(difference, product[i], isEstimate ? 0.3 : isConversion ? 1e-2 : 1e-7, $"product {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public void Products_on_float_and_on_a_type_parameter_are_those_on_double(string row)
    {
        (double[] point, double[] direction) = Point(row, inPlace: false);
        double[] expected = Product("OnDouble");
        double[] generic = Product("OnParameter"), single = Product("OnFloat");
        double size = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Close(expected[i], generic[i], 1e-12, $"product {i} on a type parameter");
            Assert.True(Math.Abs(expected[i] - single[i]) <= (row.Contains("Estimate", StringComparison.Ordinal) ? 1e-2 : 2e-3) * (1 + size), $"product {i} on float: expected {expected[i]}, is {single[i]}");
        }

        double[] Product(string type)
        {
            var product = new double[point.Length];
            Model(type, row, inPlace: false).Hvp(point, direction, new double[point.Length], product);
            return product;
        }
    }

    /// <summary>Where the derivative is a convention, the second one follows it.</summary>
    /// <param name="model">The body of a model of one span p.</param>
    /// <param name="point">The point.</param>
    /// <param name="direction">The direction.</param>
    /// <param name="expected">The Hessian times the direction.</param>
    [Theory]
    [InlineData("Span<double> d = new double[1]; TensorPrimitives.Sqrt(p[1..], d); TensorPrimitives.Multiply(d, p[..1], d); return d[0];", new double[] { 0, 1 }, new double[] { 0, 1 }, new[] { 0.5, 0 })]
    [InlineData("Span<double> d = new double[1]; TensorPrimitives.Sqrt(p[1..], d); TensorPrimitives.Multiply(d, p[..1], d); return d[0];", new double[] { 0, 0 }, new double[] { 0, 0 }, new double[] { 0, 0 })]
    [InlineData("double n = TensorPrimitives.Norm(p); return n + n * n;", new double[] { 0, 0 }, new double[] { 1, 2 }, new double[] { 0, 0 })]
    [InlineData("return TensorPrimitives.Norm(p);", new double[] { 3, 4 }, new double[] { 1, 0 }, new[] { 16.0 / 125, -12.0 / 125 })]
    [InlineData("return TensorPrimitives.StdDev(p);", new double[] { 2, 2, 2 }, new double[] { 1, 0, 0 }, new double[] { 0, 0, 0 })]
    [InlineData("double m = TensorPrimitives.Max(p); return m * m;", new double[] { 1, 2, 2 }, new double[] { 1, 1, 0 }, new double[] { 0, 2, 0 })]
    [InlineData("double m = TensorPrimitives.MaxNumber(p); return m * m;", new double[] { 1, 3, 2 }, new double[] { 1, 1, 0 }, new double[] { 0, 2, 0 })]
    [InlineData("return TensorPrimitives.Product(p);", new double[] { 0, 3, 5 }, new double[] { 1, 1, 0 }, new double[] { 5, 5, 3 })]
    [InlineData("double m = TensorPrimitives.SumOfMagnitudes(p); return m * m;", new double[] { 0, -2 }, new double[] { 1, 1 }, new double[] { 0, 2 })]
    [InlineData("Span<double> d = new double[p.Length]; TensorPrimitives.Sigmoid(p, d); return TensorPrimitives.Sum<double>(d);", new double[] { -1000, 1000, 0 }, new double[] { 1, 1, 1 }, new double[] { 0, 0, 0 })]
    [InlineData("Span<double> d = new double[p.Length]; TensorPrimitives.Clamp(p, 1, 2, d); return TensorPrimitives.SumOfSquares<double>(d);", new double[] { 1, 2, 0.5 }, new double[] { 1, 1, 1 }, new double[] { 2, 2, 0 })]
    [InlineData("Span<double> d = new double[p.Length]; TensorPrimitives.Max(p, 1, d); return TensorPrimitives.SumOfSquares<double>(d);", new double[] { 1, 2, 0.5 }, new double[] { 1, 1, 1 }, new[] { 0.5, 2, 0 })]
    [InlineData("Span<double> d = new double[p.Length]; TensorPrimitives.Pow(p, 3, d); return TensorPrimitives.Sum<double>(d);", new double[] { 0, 2 }, new double[] { 1, 1 }, new double[] { 0, 12 })]
    public void Kinks_and_poles_keep_their_conventions(string model, double[] point, double[] direction, double[] expected)
    {
        (Hvp hvp, Gradient gradient) = Single("[Differentiable(Hvp = true)] public static double F(ReadOnlySpan<double> p) { " + model + " }");
        double[] found = new double[point.Length], product = new double[point.Length], ofRules = new double[point.Length];
        hvp(point, direction, found, product);
        gradient(point, ofRules);
        Assert.Equal(ofRules, found);
        for (int i = 0; i < expected.Length; i++)
        {
            Close(expected[i], product[i], 1e-14, $"product {i}");
        }
    }

    /// <summary>Where a call is not opened, its sweeps have the loops.</summary>
    [Theory]
    [InlineData("[Differentiable(Hvp = true)] public static double F(ReadOnlySpan<double> p) => G(p, 3);", "")]
    [InlineData("[Differentiable(Hvp = true)] public static double F(ReadOnlySpan<double> p) => G(p, 3);", "[Differentiable]")]
    [InlineData("[Differentiable(Hvp = true)] public static double F(ReadOnlySpan<double> p) => G(p, 3);", "[Differentiable(Hvp = true)]")]
    [InlineData("[Differentiable(Hvp = true)] public static double F(ReadOnlySpan<double> p) => G(p, 3) * p[0];", "[Checkpoint]")]
    [InlineData("[Differentiable(Hvp = true)] public static double F(ReadOnlySpan<double> p) { double s = 0; for (int i = 1; i < 5; i++) { Diff.Checkpoint(); s = G(p, 2) * s + TensorPrimitives.Distance(p[..2], p[2..]) * i; } return s; }", "")]
    public void Callees_have_them_too(string caller, string attribute)
    {
        (Hvp hvp, Gradient gradient) = Single(caller + "\n" + attribute + """
             static double G(ReadOnlySpan<double> p, int depth)
            {
                if (depth == 0) return TensorPrimitives.SumOfSquares(p);
                Span<double> d = new double[p.Length];
                TensorPrimitives.Tanh(p, d);
                TensorPrimitives.Multiply(d, p[depth], d);
                TensorPrimitives.AddMultiply(d, p, 0.5, d);
                return TensorPrimitives.Dot(d, p) * 0.25 + G(d, depth - 1);
            }
            """);
        double[] point = [0.3, -0.7, 1.1, 0.6], direction = [1, -0.5, 0.25, 2], found = new double[4], product = new double[4], expected = new double[4];
        hvp(point, direction, found, product);
        gradient(point, expected);
        const double h = 1e-4;
        double[][] at = [.. new[] { h, -h, 2 * h, -2 * h }.Select(step =>
        {
            double[] moved = new double[4];
            gradient([.. point.Zip(direction, (x, v) => x + step * v)], moved);
            return moved;
        })];
        for (int i = 0; i < 4; i++)
        {
            Close(expected[i], found[i], 1e-12, $"gradient {i}");
            Close((8 * (at[0][i] - at[1][i]) - (at[2][i] - at[3][i])) / (12 * h), product[i], 1e-8, $"product {i}");
        }
    }

    /// <summary>What the method refuses, the product refuses with the same exception.</summary>
    [Theory]
    [InlineData("Span<double> d = new double[p.Length]; TensorPrimitives.Add(p, p[1..], d); return d[0] * d[0];")]
    [InlineData("Span<double> d = new double[p.Length - 1]; TensorPrimitives.Exp(p, d); return d[0] * d[0];")]
    [InlineData("Span<double> d = p.ToArray(); TensorPrimitives.Negate(d[1..], d); return d[0] * p[0];")]
    [InlineData("Span<double> d = new double[p.Length]; TensorPrimitives.SinCos(p, d, d); return d[0] * p[0];")]
    [InlineData("return TensorPrimitives.Dot(p, p[1..]) * p[0];")]
    [InlineData("return TensorPrimitives.Average(p[p.Length..]) * p[0];")]
    [InlineData("return TensorPrimitives.Max(p[p.Length..]) * p[0];")]
    [InlineData("Span<double> d = new double[p.Length]; TensorPrimitives.SoftMax(p[p.Length..], d); return d[0] * p[0];")]
    public void What_is_refused_is_refused(string model)
    {
        (Hvp hvp, Gradient gradient) = Single("[Differentiable(Hvp = true)] public static double F(ReadOnlySpan<double> p) { " + model + " }");
        double[] point = [1, 2, 3], gradientOf = [5, 5, 5], product = [6, 6, 6];
        string expected = Assert.Throws<ArgumentException>(() => gradient(point, new double[3])).Message;
        Assert.Equal(expected, Assert.Throws<ArgumentException>(() => hvp(point, point, gradientOf, product)).Message);
    }

    /// <summary>The model F of these members.</summary>
    private static (Hvp Hvp, Gradient Gradient) Single(string members)
    {
        var text = new StringBuilder("#nullable enable\n#pragma warning disable CS1591\nusing System;\nusing System.Numerics.Tensors;\nusing DiffGen;\npublic static partial class M\n{\n").Append(members).Append('\n');
        Callers(text, "F", "double", "");
        Generated generated = Generated.Run(text.Append("}\n").ToString());

        // Nor is anything told of loops that the user did not write.
        Assert.Empty(generated.Told.Where(diagnostic => diagnostic.Id != "DG3002" && !(diagnostic.Id == "DG3006" && members.Contains("for (", StringComparison.Ordinal))));
        Type models = Loaded(generated).GetType("M")!;
        return (models.GetMethod("F_Hvp")!.CreateDelegate<Hvp>(), models.GetMethod("F_Gradient")!.CreateDelegate<Gradient>());
    }

    private static string Name(string row, bool inPlace) => row.Replace("->S", "", StringComparison.Ordinal).Replace("(", "_", StringComparison.Ordinal).Replace(",", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal) + (inPlace ? "_InPlace" : "");

    private static (Hvp Hvp, Gradient Gradient) Model(string type, string row, bool inPlace)
    {
        Type models = s_models.Value.GetType(type)!;
        return (models.GetMethod(Name(row, inPlace) + "_Hvp")!.CreateDelegate<Hvp>(), models.GetMethod(Name(row, inPlace) + "_Gradient")!.CreateDelegate<Gradient>());
    }

    private static char[] Kinds(string row) => [.. row.Split('(', ')')[1].Split(',').Select(kind => kind[0])];

    /// <summary>Which operand the destination may be; -1 where there is none, or where the types differ.</summary>
    private static int InPlace(string row) => Kinds(row).Contains('W') && !row.StartsWith("Convert", StringComparison.Ordinal) ? Array.IndexOf(Kinds(row), 'R') : -1;

    private static (double[] Point, double[] Direction) Point(string row, bool inPlace)
    {
        var random = new Random(row.Length + (inPlace ? 1 : 0));
        List<double> point = [], direction = [];
        int real = 0;
        foreach (char kind in Kinds(row).Where(kind => kind is 'R' or 'S'))
        {
            (double low, double high) = TensorRulesTable.Rows[row][real++];
            for (int i = kind == 'R' ? Length : 1; i > 0; i--)
            {
                point.Add((float)(low + (high - low) * (0.05 + 0.9 * random.NextDouble())));
                direction.Add((float)(random.NextDouble() - 0.4));
            }
        }

        return ([.. point], [.. direction]);
    }

    private static Assembly Compiled()
    {
        Generated generated = Generated.Run(Source("OnDouble", "double", ""), Source("OnFloat", "float", ""), Source("OnParameter", "T", "<T>"));
        Assert.Empty(generated.Diagnostics.Where(diagnostic => diagnostic.Id is not ("DG2002" or "DG2005")));
        return Loaded(generated);
    }

    private static Assembly Loaded(Generated generated)
    {
        using var stream = new MemoryStream();
        Assert.Empty(generated.After.Emit(stream).Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error));
        return Assembly.Load(stream.ToArray());
    }

    /// <summary>For each row a model of one flat parameter, and companions that take arrays of double.</summary>
    private static string Source(string type, string real, string parameter)
    {
        var text = new StringBuilder("#nullable enable\n#pragma warning disable CS1591\nusing System;\nusing System.Numerics;\nusing System.Numerics.Tensors;\nusing DiffGen;\n");
        text.Append(CultureInfo.InvariantCulture, $"public static partial class {type}\n{{\n");
        foreach (string row in TensorRulesTable.Rows.Keys)
        {
            Write(row, inPlace: false);
            if (type == "OnDouble" && InPlace(row) >= 0)
            {
                Write(row, inPlace: true);
            }
        }

        return text.Append("}\n").ToString();

        void Write(string row, bool inPlace)
        {
            string name = Name(row, inPlace), method = row.Split('(')[0];
            char[] kinds = Kinds(row);
            var arguments = new List<string>();
            var body = new StringBuilder();
            int offset = 0, outputs = 0;
            for (int k = 0; k < kinds.Length; k++)
            {
                string local = "a" + k.ToString(CultureInfo.InvariantCulture);
                switch (kinds[k])
                {
                    case 'R':
                        body.Append(CultureInfo.InvariantCulture, $"{(inPlace && k == InPlace(row) ? "Span" : "ReadOnlySpan")}<{real}> {local} = p.Slice({offset}, {Length}){(inPlace && k == InPlace(row) ? ".ToArray()" : "")}; ");
                        offset += Length;
                        break;
                    case 'S':
                        body.Append(CultureInfo.InvariantCulture, $"{real} {local} = p[{offset++}]; ");
                        break;
                    case 'W':
                        local = inPlace && outputs == 0 ? "a" + InPlace(row).ToString(CultureInfo.InvariantCulture) : local;
                        if (!(inPlace && outputs == 0))
                        {
                            body.Append(CultureInfo.InvariantCulture, $"Span<{Destination(method)}> {local} = new {Destination(method)}[{Length}]; ");
                        }

                        outputs++;
                        break;
                    default:
                        local = kinds[k] == 'M' ? "MidpointRounding.AwayFromZero" : method == "RootN" ? "3" : "2";
                        break;
                }

                arguments.Add(local);
            }

            string[] typeArguments = method.StartsWith("Convert", StringComparison.Ordinal) ? [real, Destination(method)] : [real];
            string call = $"TensorPrimitives.{method}<{string.Join(", ", typeArguments)}>({string.Join(", ", arguments)})";
            string[] written = [.. arguments.Where((_, k) => kinds[k] == 'W')];
            string constraint = parameter.Length > 0 ? " where T : IFloatingPointIeee754<T>" : "";
            string sum = written.Length == 0
                ? $"{real} r = {call};"
                : $"{call}; {real} r = {Number("0")}; for (int i = 0; i < {Length}; i++) {{ {string.Join(" ", written.Select((w, k) => $"r += {Of($"{w}[i]")} * {Number(k == 0 ? "0.5" : "0.25")} * ({FromInteger("i % 3 + 1")});"))} }}";
            text.Append(CultureInfo.InvariantCulture, $"    [Differentiable(Hvp = true, Simd = false)] public static {real} {name}{parameter}(ReadOnlySpan<{real}> p){constraint} {{ {body}{sum} return r + {Number("0.3")} * r * r; }}\n");
            Callers(text, name, real == "float" ? "float" : "double", parameter.Length > 0 ? "<double>" : "");
        }

        string Destination(string method) => method.StartsWith("Convert", StringComparison.Ordinal) ? real == "float" ? "double" : "float" : real;
        string Number(string number) => parameter.Length > 0 ? $"T.CreateChecked({number})" : real == "float" ? number + "f" : number;
        string FromInteger(string number) => parameter.Length > 0 ? $"T.CreateChecked({number})" : number;
        string Of(string number) => parameter.Length > 0 ? $"T.CreateChecked({number})" : $"({real}){number}";
    }

    /// <summary>The companions of a model of one span, with arrays of double in their place.</summary>
    private static void Callers(StringBuilder text, string name, string number, string closed)
    {
        text.Append(CultureInfo.InvariantCulture, $"    public static (double, double) {name}_Hvp(double[] p, double[] v, double[] g, double[] h) {{ {number}[] a = Array.ConvertAll(p, x => ({number})x), b = Array.ConvertAll(v, x => ({number})x), c = new {number}[g.Length], d = new {number}[h.Length]; var r = {name}Hvp{closed}(a, b, c, d); Array.ConvertAll(c, x => (double)x).CopyTo(g, 0); Array.ConvertAll(d, x => (double)x).CopyTo(h, 0); return (r.Value, r.Tangent); }}\n");
        text.Append(CultureInfo.InvariantCulture, $"    public static double {name}_Gradient(double[] p, double[] g) {{ {number}[] a = Array.ConvertAll(p, x => ({number})x), c = new {number}[g.Length]; double r = {name}Gradient{closed}(a, c); Array.ConvertAll(c, x => (double)x).CopyTo(g, 0); return r; }}\n");
    }

    private static void Close(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"{what}: expected {expected}, is {actual}");
}
