using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>What holds for every rule; a row of <see cref="TensorRulesTable"/> is an overload.</summary>
public sealed class TensorRulesTests
{
    /// <summary>Less than a vector, a vector and a rest, more than a block.</summary>
    private static readonly int[] lengths = [1, 3, 21, 139];

    public static IEnumerable<object[]> Overloads => TensorRulesTable.Overloads;

    [Fact]
    public void Every_rule_is_in_the_table()
    {
        string[] inTable = TensorRulesTable.Rows.Keys.Select(row => TensorRulesOverload<double>.Of(row))
            .SelectMany(overload => new[] { overload.Jvp.ToString()!, overload.Vjp.ToString()! }).Order(StringComparer.Ordinal).ToArray();
        string[] all = typeof(TensorRules).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Select(method => method.ToString()!).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(all, inTable);
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public void Signatures_are_those_of_companions(string row)
    {
        var overload = TensorRulesOverload<double>.Of(row);
        ParameterInfo[] own = overload.Method.GetParameters();
        var reals = own.Zip(overload.Kinds).Where(pair => pair.Second is 'R' or 'S' or 'W').ToArray();
        (string, char)[] primals = own.Zip(overload.Kinds).Select(pair => (pair.First.Name!, pair.Second)).ToArray();
        (string, char)[] tangents = reals.Select(pair => (pair.First.Name + "Tangent", pair.Second)).ToArray();
        (string, char)[] grads = reals.Where(pair => pair.Second != 'S').Select(pair => (pair.First.Name + "Grad", 'W')).ToArray();
        (string, char)[] valueGrad = overload.HasResult ? [("valueGrad", 'S')] : [];

        Assert.Equal([.. primals, .. tangents], Parameters(overload.Jvp));
        Assert.Equal([.. primals, .. valueGrad, .. grads], Parameters(overload.Vjp));
        Assert.Equal(overload.HasResult ? ["Value", "Tangent"] : [], ResultNames(overload.Jvp));
        string[] numbers = reals.Where(pair => pair.Second == 'S').Select(pair => Capital(pair.First.Name!) + "Grad").ToArray();
        Assert.Equal(numbers.Length > 1 ? numbers : [], ResultNames(overload.Vjp));
        Assert.Equal(numbers.Length == 0 && !overload.HasResult, overload.Vjp.ReturnType == typeof(void));
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public void Values_are_those_of_the_function(string row)
    {
        // Not compared to the bit: while the runtime compiles in tiers, two calls of one and the same TensorPrimitives.Cos may differ in the last.
        foreach (int length in lengths)
        {
            var onDouble = new TensorRulesCase<double>(row, length, 1);
            double[][] value = onDouble.Value(onDouble.Operands);
            CloseAll(value, onDouble.Jvp().Value, 4e-16, "value");
            var onFloat = new TensorRulesCase<float>(row, length, 1);
            double[][] valueOnFloat = Widened(onFloat.OwnValueOrValue());
            CloseAll(valueOnFloat, Widened(onFloat.Jvp().Value), 2e-7, "value on float");
            if (onDouble.Outputs == 0)
            {
                Close(value[0][0], onDouble.Vjp().Value!.Value, 4e-16, "value in reverse");
                Close(valueOnFloat[0][0], onFloat.Vjp().Value!.Value, 2e-7, "value in reverse, on float");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public void Tangents_are_central_differences(string row)
    {
        const double step = 1e-5;
        foreach (int length in lengths)
        {
            var rule = new TensorRulesCase<double>(row, length, 2);

            // The derivative of an estimate is that of the function: the estimate is a step function.
            var exact = new TensorRulesCase<double>(row.Replace("Estimate", "", StringComparison.Ordinal), length, 2);
            double[][] up = exact.Value(Moved(rule.Operands, rule.Tangents, step)), down = exact.Value(Moved(rule.Operands, rule.Tangents, -step));
            double[][] tangent = rule.Jvp().Tangent;
            for (int output = 0; output < up.Length; output++)
            {
                for (int i = 0; i < up[output].Length; i++)
                {
                    Close((up[output][i] - down[output][i]) / (2 * step), tangent[output][i], 2e-8, $"length {length}, element {i}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public void Reverse_is_the_transpose_of_forward(string row)
    {
        foreach (int length in lengths)
        {
            var onDouble = new TensorRulesCase<double>(row, length, 3);
            (double difference, double scale) = Transposed(onDouble.Jvp().Tangent, onDouble.Cotangents, onDouble.Tangents, onDouble.Vjp().Grads);
            Assert.True(Math.Abs(difference) <= 1e-12 * (1 + scale), $"length {length}: {difference} of {scale}");
        }
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public void On_float_it_is_the_same(string row)
    {
        foreach (int length in lengths)
        {
            var onFloat = new TensorRulesCase<float>(row, length, 4);
            var onDouble = new TensorRulesCase<double>(row, length, 4);
            float[][] tangent = onFloat.Jvp().Tangent, grads = onFloat.Vjp().Grads;
            double[][] exactTangent = onDouble.Jvp().Tangent, exactGrads = onDouble.Vjp().Grads;
            CloseAll(exactTangent, Widened(tangent), 2e-4, "tangent");
            CloseAll(exactGrads, Widened(grads), 2e-4, "gradient");
        }
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public void Gradients_accumulate(string row)
    {
        foreach (int length in lengths)
        {
            var rule = new TensorRulesCase<double>(row, length, 5);
            double[][] initial = rule.Operands.Select((operand, k) => operand.Select((_, i) => rule.Reals[k] == 'S' ? 0 : 0.25 * (i + k + 1)).ToArray()).ToArray();
            double[][] expected = Moved(initial, rule.Vjp().Grads, 1);
            CloseAll(expected, rule.Vjp(initial).Grads, 1e-14, "gradient");
        }
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public void In_place_is_right(string row)
    {
        foreach (int length in lengths)
        {
            foreach (int[] inPlace in Placements(new TensorRulesCase<double>(row, length, 6)))
            {
                var rule = new TensorRulesCase<double>(row, length, 6);
                MakeEqual(rule, inPlace, TensorRulesTable.Rows[row]);
                (double[][] value, double[][] tangent) = rule.Jvp();
                (double[][] valueInPlace, double[][] tangentInPlace) = rule.Jvp(inPlace);
                CloseAll(value, valueInPlace, 4e-16, "value");
                CloseAll(tangent, tangentInPlace, 1e-15, "tangent");

                double[][] grads = rule.Vjp().Grads, gradsInPlace = rule.Vjp(inPlace: inPlace).Grads;
                for (int i = 0; i < inPlace.Length; i++)
                {
                    double[] expected = inPlace[i] < 0
                        ? grads[i]
                        : grads[i].Select((_, k) => grads.Where((_, other) => inPlace[other] == inPlace[i]).Sum(grad => grad[k])).ToArray();
                    CloseAll([expected], [gradsInPlace[i]], 4e-15, $"gradient of operand {i}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Overloads))]
    public void An_empty_tangent_or_gradient_is_that_of_a_constant(string row)
    {
        foreach (int length in lengths)
        {
            var rule = new TensorRulesCase<double>(row, length, 7);
            if (rule.Reals.Length == 1)
            {
                return;
            }

            for (int constant = 0; constant < rule.Reals.Length; constant++)
            {
                if (rule.Reals[constant] == 'S')
                {
                    continue;
                }

                double[][] grads = rule.Vjp(unwanted: constant).Grads, all = rule.Vjp().Grads;
                Assert.All(grads[constant], grad => Assert.Equal(0, grad));
                grads[constant] = all[constant];
                CloseAll(all, grads, 1e-15, "gradient");

                double[][] tangent = rule.Jvp(constant: constant).Tangent;
                Array.Clear(rule.Tangents[constant]);
                CloseAll(rule.Jvp().Tangent, tangent, 1e-15, "tangent");
            }
        }
    }

    private static (string, char)[] Parameters(MethodInfo method) =>
        method.GetParameters().Select(parameter => (parameter.Name!, TensorRulesOverload<double>.KindOf(parameter.ParameterType))).ToArray();

    private static string[] ResultNames(MethodInfo method) =>
        method.ReturnParameter.GetCustomAttribute<System.Runtime.CompilerServices.TupleElementNamesAttribute>()?.TransformNames.Select(name => name!).ToArray() ?? [];

    private static string Capital(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];

    /// <summary>For each span operand, in place of no destination or of one; not all of none, and no two destinations in place of each other.</summary>
    private static int[][] Placements(TensorRulesCase<double> rule)
    {
        IEnumerable<int[]> placements = [[]];
        foreach (char kind in rule.Reals)
        {
            placements = placements.SelectMany(placement => Enumerable.Range(-1, kind == 'S' ? 1 : rule.Outputs + 1).Select(output => (int[])[.. placement, output]));
        }

        return placements.Where(placement => placement.Any(output => output >= 0)).ToArray();
    }

    /// <summary>Operands in the same place hold the same: what the one with the narrowest domain holds.</summary>
    private static void MakeEqual(TensorRulesCase<double> rule, int[] inPlace, (double Low, double High)[] domains)
    {
        for (int i = 0; i < inPlace.Length; i++)
        {
            if (inPlace[i] >= 0)
            {
                int source = Enumerable.Range(0, inPlace.Length).Where(other => inPlace[other] == inPlace[i]).MinBy(other => domains[other].High - domains[other].Low);
                rule.Operands[source].CopyTo(rule.Operands[i], 0);
                rule.Tangents[source].CopyTo(rule.Tangents[i], 0);
            }
        }
    }

    private static double[][] Moved(double[][] from, double[][] direction, double step) =>
        from.Zip(direction, (numbers, steps) => numbers.Zip(steps, (number, by) => number + step * by).ToArray()).ToArray();

    private static double[][] Widened(float[][] numbers) => numbers.Select(row => row.Select(number => (double)number).ToArray()).ToArray();

    private static (double Difference, double Scale) Transposed(double[][] tangent, double[][] cotangent, double[][] direction, double[][] grads)
    {
        double[] forward = tangent.Zip(cotangent, (a, b) => a.Zip(b, (x, y) => x * y)).SelectMany(products => products).ToArray();
        double[] reverse = direction.Zip(grads, (a, b) => a.Zip(b, (x, y) => x * y)).SelectMany(products => products).ToArray();
        return (forward.Sum() - reverse.Sum(), forward.Concat(reverse).Sum(Math.Abs));
    }

    private static void CloseAll(double[][] expected, double[][] actual, double tolerance, string what)
    {
        Assert.Equal(expected.Select(row => row.Length), actual.Select(row => row.Length));
        for (int row = 0; row < expected.Length; row++)
        {
            for (int i = 0; i < expected[row].Length; i++)
            {
                Close(expected[row][i], actual[row][i], tolerance, $"{what} {row}, element {i}");
            }
        }
    }

    private static void Close(double expected, double actual, double tolerance, string what) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * (1 + Math.Abs(expected)), $"{what}: expected {expected}, is {actual}");
}
