using System;
using DiffGen;

namespace Golden.Batch;

public static partial class Masks
{
    /// <summary>Branches become masks: the root of a negative number reaches no result.</summary>
    [Differentiable(Batch = true)]
    public static float Root([Sample(Values = "0.2 | 0.8 | 3")] float x, [Uniform, Sample(Values = "0.5")] float floor)
    {
        if (x <= floor)
            return floor * x;

        return MathF.Max(MathF.Sqrt(x - floor), 0.1f * x);
    }

    /// <summary>An integer of each call.</summary>
    [Differentiable(Batch = true)]
    public static double Choose(double x, double y, int kind) => kind switch
    {
        2 => x * y,
        3 => Math.Exp(-x),
        < 0 => throw new ArgumentOutOfRangeException(nameof(kind)),
        _ => x / y,
    };
}
