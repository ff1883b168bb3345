using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Loops that look for one of their iterations: numbers that tie, are no numbers, or are none, in every length that does and does not fill vectors.</summary>
public static class ChosenIterationTests
{
    private static readonly double[] s_special = [0, -0.0, 1, 1, -1, 2, 2, double.PositiveInfinity, double.NegativeInfinity, double.NaN];

    /// <summary>Numbers in general, numbers with many ties, and all that is special.</summary>
    private static IEnumerable<double[]> Inputs()
    {
        var random = new Random(20);
        foreach (int length in Enumerable.Range(0, 43).Append(100).Append(133))
        {
            yield return [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
            yield return [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(-2, 3))];
            yield return [.. Enumerable.Range(0, length).Select(_ => s_special[random.Next(random.Next(3) == 0 ? 10 : 9)])];
            yield return [.. Enumerable.Range(0, length).Select(i => i == length / 2 ? double.NaN : random.NextDouble())];
            yield return [.. Enumerable.Repeat(-0.0, length)];
            yield return [.. Enumerable.Range(0, length).Select(_ => random.Next(2) == 0 ? 0.0 : -0.0)];
            yield return [.. Enumerable.Repeat(double.NegativeInfinity, length)];
        }
    }

    private static readonly double[] s_firsts = [-0.25, 0, -0.0, 2, -3, double.NegativeInfinity, double.PositiveInfinity, double.NaN];

    private delegate (double Value, double First, double Scale) Gradient(ReadOnlySpan<double> x, double first, double scale, Span<double> xGrad);

    /// <summary>Each step hands on what it takes: of <c>Math.Max</c> the shares of its operands, of a branch all or nothing.</summary>
    private static (double Value, double First, double Scale) Reference(double[] x, double first, double scale, double[] xGrad, Func<double, double, double> take, Func<double, double, double> share)
    {
        double[] sofar = new double[x.Length + 1];
        sofar[0] = first;
        for (int i = 0; i < x.Length; i++)
        {
            sofar[i + 1] = take(sofar[i], x[i] * scale);
        }

        double value = sofar[x.Length], grad = value + value, scaleGrad = 0;
        for (int i = x.Length - 1; i >= 0; i--)
        {
            double taken = Partials.Product(grad, share(x[i] * scale, sofar[i]));
            xGrad[i] = taken == 0 ? 0 : taken * scale;
            scaleGrad += taken == 0 ? 0 : taken * x[i];
            grad = Partials.Product(grad, share(sofar[i], x[i] * scale));
        }

        return (value * value, grad, scaleGrad);
    }

    private static void Agrees(Gradient gradient, Func<double, double, double> take, Func<double, double, double> share)
    {
        foreach (double[] x in Inputs())
        {
            foreach (double first in s_firsts)
            {
                double[] expected = new double[x.Length], actual = new double[x.Length];
                (double value, double firstGrad, double scaleGrad) = Reference(x, first, 1.5, expected, take, share);
                (double Value, double First, double Scale) found = gradient(x, first, 1.5, actual);
                string at = "first " + first + ", x " + string.Join(" ", x);
                Same(value, found.Value, at);
                Same(firstGrad, found.First, at);

                // Nothing times infinity: what the chain has for what it did not take is no number.
                Assert.True(x.Any(double.IsInfinity) || (double.IsNaN(scaleGrad) && double.IsNaN(found.Scale)) || scaleGrad == found.Scale || Math.Abs(scaleGrad - found.Scale) <= 1e-14 * x.Length * (Math.Abs(scaleGrad) + 1), at);
                for (int i = 0; i < x.Length; i++)
                {
                    Same(expected[i], actual[i], at + ": element " + i);
                }
            }
        }
    }

    private static void Same(double expected, double actual, string at) => Assert.True(expected == actual || (double.IsNaN(expected) && double.IsNaN(actual)), expected + " is " + actual + ", " + at);

    [Fact]
    public static void Of_Max_ties_share() => Agrees(ChosenIterations.LargestByMaxGradient, Math.Max, Partials.MaxX);

    [Fact]
    public static void Of_Min_ties_share() => Agrees(ChosenIterations.SmallestByMinGradient, Math.Min, (x, y) => Partials.MaxX(y, x));

    [Fact]
    public static void Of_a_strict_branch_the_first_takes_all() => Taken(ChosenIterations.FirstLargestGradient, (candidate, sofar) => candidate > sofar);

    [Fact]
    public static void Of_a_branch_that_takes_equal_ones_the_last_takes_all() => Taken(ChosenIterations.LastSmallestGradient, (candidate, sofar) => sofar >= candidate);

    [Fact]
    public static void In_single_precision()
    {
        foreach (double[] numbers in Inputs())
        {
            float[] x = [.. numbers.Select(v => (float)v)], grad = new float[x.Length];
            foreach (float first in s_firsts.Select(f => (float)f))
            {
                double[] expected = new double[x.Length];
                (double value, double firstGrad, double _) = Reference([.. x.Select(v => (double)v)], first, 0.5, expected, Math.Max, Partials.MaxX);
                (float Value, float First, float _) = ChosenIterations.LargestSingleGradient(x, first, 0.5f, grad);
                Same((float)firstGrad, First, "first " + first);
                Assert.All(expected.Zip(grad), pair => Same((float)pair.First, pair.Second, "first " + first));
                Assert.True(double.IsNaN(value) ? float.IsNaN(Value) : (float)value == Value || Math.Abs(value - Value) <= 1e-6 * Math.Abs(value));

                int last = -1;
                float largest = first;
                for (int i = 0; i < x.Length; i++)
                {
                    (largest, last) = x[i] >= largest ? (x[i], i) : (largest, last);
                }

                ChosenIterations.LastLargestSingleGradient(x, first, grad);
                Assert.All(grad.Select((g, i) => (g, i)), pair => Same(pair.i == last ? largest + largest : 0, pair.g, "first " + first));
            }
        }
    }

    /// <summary>What a branch takes has the whole derivative, and nothing of what it does not take reaches it.</summary>
    private static void Taken(Gradient gradient, Func<double, double, bool> takes)
    {
        foreach (double[] x in Inputs())
        {
            foreach (double first in s_firsts)
            {
                int place = -1;
                double sofar = first;
                for (int i = 0; i < x.Length; i++)
                {
                    (sofar, place) = takes(x[i] * 1.5, sofar) ? (x[i] * 1.5, i) : (sofar, place);
                }

                double[] grad = new double[x.Length];
                (double Value, double First, double Scale) found = gradient(x, first, 1.5, grad);
                string at = "first " + first + ", x " + string.Join(" ", x);
                Same(sofar * sofar, found.Value, at);
                Same(place < 0 ? sofar + sofar : 0, found.First, at);
                Same(place < 0 ? 0 : (sofar + sofar) * x[place], found.Scale, at);
                for (int i = 0; i < x.Length; i++)
                {
                    Same(i == place ? (sofar + sofar) * 1.5 : 0, grad[i], at + ": element " + i);
                }
            }
        }
    }

    [Fact]
    public static void What_is_at_the_chosen_place_comes_with_it()
    {
        foreach (double[] x in Inputs())
        {
            double[] y = [.. x.Select((_, i) => i + 0.5)], xGrad = new double[x.Length], yGrad = new double[x.Length];
            int place = -1;
            double smallest = double.PositiveInfinity;
            for (int i = 0; i < x.Length; i++)
            {
                (smallest, place) = Math.Exp(0.5 * x[i]) < smallest ? (Math.Exp(0.5 * x[i]), i) : (smallest, place);
            }

            ChosenIterations.AtSmallestGradient(x, y, 0.5, xGrad, yGrad);
            Assert.All(Enumerable.Range(0, x.Length), i =>
            {
                Assert.Equal(i == place ? 0.5 * smallest : 0, yGrad[i], 1e-12);
                Assert.Equal(i == place ? (y[i] * 0.5 * (smallest * 0.5)) + 1 : 0, xGrad[i], 1e-10);
            });
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public static void Points_in_lanes_go_to_their_nearest(int dimensions)
    {
        var random = new Random(dimensions);
        for (int points = 0; points < 37; points += points < 20 ? 1 : 3)
        {
            foreach (int centres in new[] { 0, 1, 3, 4, 9, 18 })
            {
                // Some coincide; one point is nowhere.
                double[] c = [.. Enumerable.Range(0, centres * dimensions).Select(_ => random.Next(3) == 0 ? 0 : random.NextDouble())], p = [.. Enumerable.Range(0, points * dimensions).Select(_ => random.NextDouble())];
                if (points > 5)
                {
                    p[4 * dimensions] = double.NaN;
                }

                double cost = 0;
                double[] expected = new double[c.Length], actual = new double[c.Length];
                for (int i = 0; i < points; i++)
                {
                    double[] distances = [.. Enumerable.Range(0, centres).Select(k => Enumerable.Range(0, dimensions).Sum(j => Math.Pow(p[(i * dimensions) + j] - c[(k * dimensions) + j], 2)))];
                    int best = Enumerable.Range(0, centres).Where(k => distances[k] < double.PositiveInfinity).OrderBy(k => distances[k]).FirstOrDefault(-1);
                    cost += best < 0 ? double.PositiveInfinity : Math.Sqrt(distances[best]);
                    for (int j = 0; j < dimensions && best >= 0; j++)
                    {
                        expected[(best * dimensions) + j] += (c[(best * dimensions) + j] - p[(i * dimensions) + j]) / Math.Sqrt(distances[best]);
                    }
                }

                double found = Golden.Loops.Nearest.CostGradient(c, p, dimensions, actual);
                Assert.True(double.IsInfinity(cost) ? cost == found : Math.Abs(cost - found) <= 1e-12 * cost, cost + " is " + found);
                Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
            }
        }

        Assert.Throws<DivideByZeroException>(() => Golden.Loops.Nearest.CostGradient([1, 2], [1, 2, 3], 0, [0, 0]));
    }
}
