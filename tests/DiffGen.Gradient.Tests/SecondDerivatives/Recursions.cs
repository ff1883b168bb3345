using System;
using DiffGen;

namespace Golden.SecondDerivatives;

/// <summary>Hessian-vector products through methods that are called, not inlined; each beside the same function without recursion.</summary>
public static partial class Recursions
{
    /// <summary>A point of the plane, for recursion over composites.</summary>
    [Differentiable]
    public partial record struct Pair(double A, double B);

    [Differentiable(Hvp = true)]
    public static double Logistic(double x, double k, [Sample(Values = "0 | 1 | 4")] int steps) => steps == 0 ? x * k : k * Logistic(x, k, steps - 1) * (1 - Logistic(x, k, steps - 1));

    [Differentiable(Hvp = true)]
    public static double LogisticLoop(double x, double k, [Sample(Values = "0 | 1 | 4")] int steps)
    {
        x *= k;
        for (int i = 0; i < steps; i++)
        {
            x = k * x * (1 - x);
        }

        return x;
    }

    [Differentiable(Hvp = true)]
    public static double Horner(ReadOnlySpan<double> c, double x) => c.Length == 0 ? 0 : c[0] + (x * Math.Sin(Horner(c[1..], x * c[0])));

    [Differentiable(Hvp = true)]
    public static double HornerLoop(ReadOnlySpan<double> c, double x)
    {
        Span<double> at = stackalloc double[c.Length];
        for (int i = 0; i < c.Length; i++)
        {
            at[i] = i == 0 ? x : at[i - 1] * c[i - 1];
        }

        double s = 0;
        for (int i = c.Length - 1; i >= 0; i--)
        {
            s = c[i] + (at[i] * Math.Sin(s));
        }

        return s;
    }

    /// <summary>The halves of a buffer, mixed in place level by level.</summary>
    [Differentiable(Hvp = true)]
    public static double Butterflies(ReadOnlySpan<double> start, double turn)
    {
        Span<double> state = stackalloc double[start.Length];
        start.CopyTo(state);
        Butterfly(state, turn);
        double s = 0;
        for (int i = 0; i < state.Length; i++)
        {
            s += state[i] * state[i] * (i + 1);
        }

        return s;
    }

    private static void Butterfly(Span<double> state, double turn)
    {
        if (state.Length < 2)
        {
            return;
        }

        int half = state.Length / 2;
        for (int i = 0; i < half; i++)
        {
            double a = state[i], b = state[half + i];
            state[i] = a + (Math.Sin(turn) * b * b);
            state[half + i] = Math.Cos(turn * a) - b;
        }

        Butterfly(state[..half], turn * 1.25);
        Butterfly(state[half..], turn / 1.5);
    }

    /// <summary>Writes what it is given, so that tangents, gradients and products go in and out.</summary>
    [Differentiable(Hvp = true)]
    public static double InPlace(Span<double> y, double a)
    {
        Butterfly(y, a);
        return y[0] * y[^1] * a;
    }

    [Differentiable(Hvp = true)]
    public static double Spiral(double a, double b, [Sample(Values = "0 | 1 | 5")] int n)
    {
        Pair p = Turn(new Pair(a, b), n);
        return p.A * Math.Exp(p.B);
    }

    private static Pair Turn(Pair p, int n) => n == 0 ? p : Turn(new Pair(p.A * Math.Cos(p.B), Math.Sin(p.A) + (p.B * 0.5)), n - 1);

    [Differentiable(Hvp = true)]
    public static double SpiralLoop(double a, double b, [Sample(Values = "0 | 1 | 5")] int n)
    {
        for (int i = 0; i < n; i++)
        {
            (a, b) = (a * Math.Cos(b), Math.Sin(a) + (b * 0.5));
        }

        return a * Math.Exp(b);
    }

    /// <summary>Each of two methods calls the other.</summary>
    [Differentiable(Hvp = true)]
    public static double Even(double x, double y, [Sample(Values = "0 | 1 | 6")] int n) => n == 0 ? x * y * y : Math.Sin(x * Odd(y, x + 0.1, n - 1));

    [Differentiable]
    public static double Odd(double x, double y, [Sample(Values = "0 | 1 | 6")] int n) => n == 0 ? Math.Exp(-x * y) : Math.Sqrt(1 + (x * Even(x * y, y, n - 1)));

    [Differentiable(Hvp = true)]
    public static double EvenLoop(double x, double y, [Sample(Values = "0 | 1 | 6")] int n)
    {
        Span<double> factors = stackalloc double[n + 1];
        for (int i = 0; i < n; i++)
        {
            factors[i] = x;
            (x, y) = i % 2 == 0 ? (y, x + 0.1) : (x * y, y);
        }

        double s = n % 2 == 0 ? x * y * y : Math.Exp(-x * y);
        for (int i = n - 1; i >= 0; i--)
        {
            s = i % 2 == 0 ? Math.Sin(factors[i] * s) : Math.Sqrt(1 + (factors[i] * s));
        }

        return s;
    }

    /// <summary>Loops, branches and scratch in the callee: what it records in them has its tangents beside it.</summary>
    [Differentiable(Hvp = true)]
    public static double Walks(ReadOnlySpan<double> w, double x, [Sample(Values = "0 | 1 | 3")] int depth)
    {
        double s = x;
        for (int i = 0; i < 2; i++)
        {
            s += Walk(w, s * x, depth);
        }

        return s * s;
    }

    private static double Walk(ReadOnlySpan<double> w, double x, int depth)
    {
        Span<double> scratch = stackalloc double[3];
        double s = 0;
        int k = 0;
        while (k < w.Length && s < 40)
        {
            if (w[k] > 0.8)
            {
                scratch[k % 3] += Math.Sin(x * w[k]);
            }
            else
            {
                s += scratch[(k + 1) % 3] * x;
            }

            s += Math.Exp(0.1 * w[k] * x);
            k++;
        }

        return depth == 0 ? s : Math.Log(1 + s) * Walk(w, x * 0.5, depth - 1);
    }

    /// <summary>The callee is inactive in what the Hessian sees: nothing of it is recorded.</summary>
    [Differentiable(Hvp = true)]
    public static double Constant(double x, [NoDiff] double c) => x * x * Logistic(c, c, 3);

    [Differentiable(Hvp = true)]
    public static float InFloat(float x, float y, [Sample(Values = "0 | 3")] int n) => n == 0 ? x * y : y * MathF.Sin(InFloat(x, y * x, n - 1));

    /// <summary>A part of an array in which nothing varies, recorded for a call that is run again (random program 8016356).</summary>
    [Differentiable(Hvp = true)]
    public static double ConstantContent([Sample(Length = 4)] double[] a) => Math.Sin(0.9 * Outside(a, a.AsSpan()[1..^1], a.Length, 2)) + (a[0] * a[0] * a[1]);

    [Checkpoint]
    private static double Outside(double[] a, Span<double> part, int count, int depth)
    {
        if (depth <= 0)
        {
            return 0;
        }

        double[] zeros = new double[(a.Length % 4) + 4];
        return 0.75 * Inside(a, zeros.AsSpan()[..^1], 3, depth - 1);
    }

    [Checkpoint]
    private static double Inside(double[] a, Span<double> part, int count, int depth) => (0.75 * 0) + 0.5;
}
