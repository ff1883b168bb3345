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
        Close(valueOfRules, value, row.Contains("Estimate", StringComparison.Ordinal) ? 1e-3 : 1e-12, "value");
        double tolerance = row.Contains("Estimate", StringComparison.Ordinal) ? 1e-3 : 1e-11;
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
            Close(difference, product[i], row.Contains("Estimate", StringComparison.Ordinal) ? 0.3 : 1e-7, $"product {i}");
        }
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Products_on_float_and_on_a_type_parameter_are_those_on_double(string row, bool inPlace)
    {
        (double[] point, double[] direction) = Point(row, inPlace);
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
            Model(type, row, inPlace).Hvp(point, direction, new double[point.Length], product);
            return product;
        }
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
            if (InPlace(row) >= 0)
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
            string closed = parameter.Length > 0 ? "<double>" : "", number = real == "float" ? "float" : "double";
            text.Append(CultureInfo.InvariantCulture, $"    public static (double, double) {name}_Hvp(double[] p, double[] v, double[] g, double[] h) {{ {number}[] a = Array.ConvertAll(p, x => ({number})x), b = Array.ConvertAll(v, x => ({number})x), c = new {number}[g.Length], d = new {number}[h.Length]; var r = {name}Hvp{closed}(a, b, c, d); Array.ConvertAll(c, x => (double)x).CopyTo(g, 0); Array.ConvertAll(d, x => (double)x).CopyTo(h, 0); return (r.Value, r.Tangent); }}\n");
            text.Append(CultureInfo.InvariantCulture, $"    public static double {name}_Gradient(double[] p, double[] g) {{ {number}[] a = Array.ConvertAll(p, x => ({number})x), c = new {number}[g.Length]; double r = {name}Gradient{closed}(a, c); Array.ConvertAll(c, x => (double)x).CopyTo(g, 0); return r; }}\n");
        }

        string Destination(string method) => method.StartsWith("Convert", StringComparison.Ordinal) ? real == "float" ? "double" : "float" : real;
        string Number(string number) => parameter.Length > 0 ? $"T.CreateChecked({number})" : real == "float" ? number + "f" : number;
        string FromInteger(string number) => parameter.Length > 0 ? $"T.CreateChecked({number})" : number;
        string Of(string number) => parameter.Length > 0 ? $"T.CreateChecked({number})" : $"({real}){number}";
    }

    private static void Close(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"{what}: expected {expected}, is {actual}");
}
