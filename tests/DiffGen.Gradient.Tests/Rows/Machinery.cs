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

    /// <summary>At 0 the slope of max(x, 0) counts by itself: 3 with the slope 0, 4 with the slope 1.</summary>
    [Differentiable]
    public static double Rectified([Sample(Low = 0.2, High = 2)] double x)
    {
        double rectified = x > 0 ? x : 0;
        return 3 * x + rectified * Math.Exp(x);
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

    /// <summary>The directional derivative of <see cref="Rosenbrock"/> as forward mode writes it: its gradient is a Hessian-vector product by the other route, reverse over forward.</summary>
    [Differentiable]
    public static double RosenbrockSlope(double x, double y, [NoDiff] double xTangent, [NoDiff] double yTangent)
    {
        double a = 1 - x;
        double b = y - x * x;
        double bTangent = yTangent - 2 * x * xTangent;
        return -2 * a * xTangent + 200 * b * bTangent;
    }

    [Differentiable]
    public static double Beale(double x, double y)
    {
        double a = 1.5 - x + x * y, b = 2.25 - x + x * y * y, c = 2.625 - x + x * y * y * y;
        return a * a + b * b + c * c;
    }

    /// <summary>Any expression of two numbers, as a program for a stack: 0 and 1 push them, the others replace the top, or the two topmost, by a smooth function that has no poles.</summary>
    [Differentiable]
    public static double Expression(double x, double y, [Sample(Values = "0 2 1 14 4 | 1 5 0 13 0 15 8")] ReadOnlySpan<int> program)
    {
        Span<double> stack = stackalloc double[program.Length];
        int top = 0;
        foreach (int operation in program)
        {
            if (operation < 2)
            {
                stack[top] = operation == 0 ? x : y;
                top++;
            }
            else if (operation < 12)
            {
                double a = stack[top - 1];
                stack[top - 1] = operation switch
                {
                    2 => Math.Sin(a),
                    3 => Math.Cos(a),
                    4 => Math.Tanh(a),
                    5 => Math.Exp(0.2 * a),
                    6 => Math.Log(2 + a * a),
                    7 => Math.Sqrt(1 + a * a),
                    8 => Math.Atan(a),
                    9 => 1 / (2 + Math.Sin(a)),
                    10 => Math.Asinh(a),
                    _ => Math.Cbrt(3 + Math.Cos(a)),
                };
            }
            else
            {
                double b = stack[top - 1], a = stack[top - 2];
                top--;
                stack[top - 1] = operation switch
                {
                    12 => a + b,
                    13 => a - b,
                    14 => a * b,
                    15 => a / (1 + b * b),
                    _ => Math.Atan2(a, 2 + b * b),
                };
            }
        }

        return stack[0];
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
