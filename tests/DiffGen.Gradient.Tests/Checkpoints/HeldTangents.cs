using System;
using DiffGen;

namespace Golden.Checkpoints;

/// <summary>A Hessian-vector product goes through a marked method that is run again and has none of its own: what that calls is called from here (random program 10415143).</summary>
public static partial class HeldTangents
{
    [Differentiable]
    [Checkpoint]
    internal static double Outer(ReadOnlySpan<double> x, double scale, int depth) =>
        depth <= 0 ? Math.Sin(scale * x[0]) : Inner(x, scale * x[1], depth) * Math.Exp(-scale * x[2]);

    [Checkpoint]
    private static double Inner(ReadOnlySpan<double> x, double scale, int depth)
    {
        double level = scale;
        for (int i = 0; i < x.Length; i++)
        {
            level = Math.Tanh(level * x[i]) + depth * x[i];
        }

        return level * level;
    }

    [Differentiable(Hvp = true)]
    public static double Whole([Sample(Length = 3)] ReadOnlySpan<double> x, double scale) => Outer(x, Math.Cos(scale), 2) * scale;
}
