using System;
using DiffGen;

namespace Golden.Calls;

/// <summary>Active arguments for <c>[NoDiff]</c> parameters: constants inside, whether the callee is inlined or called.</summary>
public static partial class ConstantArguments
{
    /// <summary>d/dx = x².</summary>
    [Differentiable, Sample(ByHand = true)]
    public static double Inlined(double x) => Product(x, x * x);

    private static double Product(double x, [NoDiff] double factor) => x * factor;

    /// <summary>d/dx = x².</summary>
    [Differentiable, Sample(ByHand = true)]
    public static double Called(double x, int depth) => Descended(x, x * x, depth);

    private static double Descended(double x, [NoDiff] double factor, int depth) => depth == 0 ? x * factor : Descended(x, factor, depth - 1);

    /// <summary>A buffer that is only read: its gradient is that of the last term.</summary>
    [Differentiable, Sample(ByHand = true)]
    public static double Weighted(ReadOnlySpan<double> w, double x) => Sum(w, x) + w[0];

    private static double Sum([NoDiff] ReadOnlySpan<double> w, double x)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++)
        {
            sum += w[i] * x;
        }

        return sum + w[^1];
    }

    /// <summary>A buffer that is copied inside.</summary>
    [Differentiable, Sample(ByHand = true)]
    public static double Copied(ReadOnlySpan<double> w, double x) => First(w, x) + w[0];

    private static double First([NoDiff] ReadOnlySpan<double> w, double x)
    {
        Span<double> copy = stackalloc double[w.Length];
        w.CopyTo(copy);
        return copy[0] * x;
    }

    /// <summary>d/dx = x + 2 x²: of the first tuple only.</summary>
    [Differentiable, Sample(ByHand = true)]
    public static double Tuples(double x) => Dot((x, x * x), (x, x));

    private static double Dot((double A, double B) p, [NoDiff] (double A, double B) q) => p.A * q.A + p.B * q.B;

    /// <summary>d/dx = x.</summary>
    [Differentiable, Sample(ByHand = true)]
    public static double Local(double x)
    {
        return Product(x, x);

        static double Product(double a, [NoDiff] double b) => a * b;
    }

    /// <summary>What is constant already stays as it is.</summary>
    [Differentiable]
    public static double Data([NoDiff] ReadOnlySpan<double> data, double x) => Sum(data, x) * x;
}
