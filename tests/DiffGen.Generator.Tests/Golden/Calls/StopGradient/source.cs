using System;
using DiffGen;

namespace Golden.Calls;

public static partial class StopGradient
{
    /// <summary>Divided by a norm that counts as a constant.</summary>
    [Differentiable, Sample(ByHand = true)]
    public static double Scaled(double x, double y)
    {
        double norm = Diff.Stop(Math.Sqrt(x * x + y * y));
        return (x + 2 * y) / norm;
    }

    /// <summary>Temporal differences: the value of the next state is a target, not a variable.</summary>
    [Differentiable, Sample(ByHand = true)]
    public static double SemiGradient([NoDiff] double reward, [Sample(Length = 2)] ReadOnlySpan<double> weights, double discount)
    {
        double target = reward + discount * Diff.Stop(Value(weights, 2));
        double error = target - Value(weights, 1);
        return 0.5 * error * error;
    }

    private static double Value(ReadOnlySpan<double> weights, double state) => weights[0] + weights[1] * state;
}
