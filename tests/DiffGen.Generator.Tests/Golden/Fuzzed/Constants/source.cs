using System;
using System.Numerics;
using DiffGen;

namespace Golden.Fuzzed;

/// <summary>Random programs whose constants were written in another type, or whose memory was not declared.</summary>
public static partial class Constants
{
    [Differentiable]
    [Sample(ByHand = true)]
    internal static T Two<T>(T x, T y) where T : IFloatingPointIeee754<T> => (T.CreateChecked(2) * x) + (y * y);

    [Differentiable]
    public static double OfTwo(double x, double y) => Two(x, y * x);

    [Differentiable(Simd = false)]
    public static double StackInLoop((double P, double Q) s, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            Span<double> pair = stackalloc double[] { s.P, i };
            pair[1] *= s.Q;
            sum += pair[0] * pair[1];
        }

        return sum;
    }

    /// <summary>A list in a recursive method is taken from the recording, once a call.</summary>
    [Differentiable]
    public static double ListInRecursion(double x, int depth)
    {
        if (depth <= 0)
            return x;
        Span<double> list = [Math.Sin(x), 1 / (1 + x * x)];
        return list[0] * ListInRecursion(list[1], depth - 1);
    }

    [Differentiable]
    public static double Remainder([Sample(Values = "5.2")] double x, [Sample(Values = "1.7")] double y) => double.Ieee754Remainder(x, y);
}
