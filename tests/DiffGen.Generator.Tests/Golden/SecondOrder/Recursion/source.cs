using System;
using DiffGen;

namespace Golden.SecondOrder;

public static partial class Recursion
{
    /// <summary>The n-th power by squaring; its Hessian-vector product goes through the sweeps with tangents of itself.</summary>
    [Differentiable(Hvp = true)]
    public static double Power(double x, int n)
    {
        if (n == 0)
        {
            return 1;
        }

        double half = Power(x, n / 2);
        return n % 2 == 0 ? half * half : half * half * x;
    }

    /// <summary>A helper that has no product of its own.</summary>
    [Differentiable(Hvp = true)]
    public static double Folded(ReadOnlySpan<double> x, double scale) => Math.Exp(-scale * Fold(x, scale));

    private static double Fold(ReadOnlySpan<double> x, double scale) =>
        x.Length == 0 ? 1 : x[0] * x[0] + (scale / (1 + Fold(x[1..], scale * x[0])));
}
