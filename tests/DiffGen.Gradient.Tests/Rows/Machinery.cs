using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Rows;

/// <summary>Small models on which what derivatives are can be told exactly.</summary>
public static partial class Machinery
{
    /// <summary>Linear(2, 3), then Linear(3, 3).</summary>
    [Differentiable]
    public static void Affine([Sample(Length = 2)] ReadOnlySpan<double> x, [Output, Sample(Length = 3)] Span<double> y)
    {
        double a = 0.5 * x[0] - 0.25 * x[1] + 1;
        double b = 2 * x[0] + 0.75 * x[1] - 0.5;
        double c = -x[0] + 1.5 * x[1] + 0.125;
        y[0] = 2 * a - b + 0.5 * c + 3;
        y[1] = 0.25 * a + 4 * b - c;
        y[2] = -1.5 * a + b + 2 * c - 1;
    }

    [Differentiable]
    public static double Inner(double x) => Math.Log(1 + Math.Exp(Math.Sin(x) * x - 1 / x));

    [Differentiable]
    public static double Outer(double x) => Math.Sqrt(x) + Math.Tanh(x * x) / Math.Cosh(x);

    /// <summary>Ten operations, the two halves one after the other.</summary>
    [Differentiable]
    public static double Chain(double x) => Outer(Inner(x));

    /// <summary>A layer of five tanh units with seven inputs.</summary>
    [Differentiable(Jacobian = true)]
    public static void Layer([Sample(Length = 7)] ReadOnlySpan<double> x, [Output, Sample(Length = 5)] Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            double sum = 0.1 * i;
            for (int j = 0; j < x.Length; j++)
            {
                sum += Math.Sin(1 + i + 3 * j) * x[j] * x[(j + i) % x.Length];
            }

            y[i] = Math.Tanh(sum);
        }
    }

    /// <summary>A node x that is used four times, once behind a rectifier.</summary>
    [Differentiable]
    public static double SharedNode(double x)
    {
        double rectified = x > 0 ? x : 0;
        return x * x + rectified * x;
    }

    /// <summary>An operation with two results, both used; and one of whose results only one is.</summary>
    [Differentiable]
    public static double TwoResults(double x)
    {
        (double sin, double cos) = Math.SinCos(x);
        (double _, double otherCos) = Math.SinCos(2 * x);
        return sin * cos * cos + 3 * otherCos;
    }

    /// <summary>A chain of any depth.</summary>
    [Differentiable]
    public static double Deep(double x, double w, [Sample(Values = "3")] int depth)
    {
        for (int layer = 0; layer < depth; layer++)
        {
            x = Math.Tanh(w * x) + 0.1 * x;
        }

        return x;
    }

    /// <summary>The same in single precision.</summary>
    [Differentiable]
    public static float DeepSingle(float x, float w, [Sample(Values = "3")] int depth)
    {
        for (int layer = 0; layer < depth; layer++)
        {
            x = MathF.Tanh(w * x) + 0.1f * x;
        }

        return x;
    }

    [Differentiable(Hvp = true)]
    public static double Rosenbrock(double x, double y)
    {
        double a = 1 - x;
        double b = y - x * x;
        return a * a + 100 * b * b;
    }

    /// <summary>Two blocks with a loss each, the second behind the first.</summary>
    [Differentiable]
    public static double EndToEnd(double first, double second, [NoDiff] double x, [NoDiff] double target)
    {
        double hidden = Math.Tanh(first * x);
        double output = Math.Tanh(second * hidden);
        return (hidden - target) * (hidden - target) + (output - target) * (output - target);
    }

    /// <summary>The loss of the first block alone.</summary>
    [Differentiable]
    public static double FirstLoss(double first, [NoDiff] double x, [NoDiff] double target)
    {
        double hidden = Math.Tanh(first * x);
        return (hidden - target) * (hidden - target);
    }

    /// <summary><see cref="EndToEnd"/> with local losses: what the second block gets is a constant to it.</summary>
    [Differentiable]
    [Sample(ByHand = true)]
    public static double LocalLosses(double first, double second, [NoDiff] double x, [NoDiff] double target)
    {
        double hidden = Math.Tanh(first * x);
        double output = Math.Tanh(second * Diff.Stop(hidden));
        return (hidden - target) * (hidden - target) + (output - target) * (output - target);
    }
}
