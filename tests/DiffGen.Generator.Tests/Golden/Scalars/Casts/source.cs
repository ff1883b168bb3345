using System;
using DiffGen;

namespace Golden.Scalars;

public static partial class Casts
{
    /// <summary>Linear interpolation in a table: the index is an integer, the fraction is not.</summary>
    [Differentiable]
    public static double Interpolate([Sample(Low = 0.1, High = 2.9)] double t, [Sample(Length = 4)] ReadOnlySpan<double> table)
    {
        int i = (int)t;
        double fraction = t - i;
        return table[i] + fraction * (table[i + 1] - table[i]);
    }

    [Differentiable, Sample(InSingle = true)]
    public static double ThroughSingle(double x, float y)
    {
        float product = (float)x * y;
        return (double)product * x + y;
    }

    [Differentiable]
    public static double IntegersBecomeReal(double x, int n)
    {
        double half = n / 2;
        double exact = n / 2.0;
        return half * x + exact * x * x + (long)n * x;
    }
}
