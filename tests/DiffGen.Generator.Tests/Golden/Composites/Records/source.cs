using System;
using DiffGen;

namespace Golden.Composites;

/// <summary>The parameters of a damped oscillation; the phase is known.</summary>
[Differentiable]
public readonly record struct Oscillation(double Amplitude, double Frequency, double Damping, [NoDiff] double Phase);

public static partial class Records
{
    [Differentiable(Hvp = true)]
    public static double Displacement(Oscillation oscillation, double time) =>
        oscillation.Amplitude * Math.Exp(-oscillation.Damping * time) * Math.Cos((oscillation.Frequency * time) + oscillation.Phase);

    /// <summary>The sum of squared errors of a fit.</summary>
    [Differentiable]
    public static double Misfit(Oscillation oscillation, [NoDiff] ReadOnlySpan<double> measured)
    {
        double sum = 0;
        for (int i = 0; i < measured.Length; i++)
        {
            double error = Displacement(oscillation, 0.1 * i) - measured[i];
            sum += error * error;
        }

        return sum;
    }

    [Differentiable]
    public static Oscillation Slowed(Oscillation oscillation, double by) =>
        oscillation with { Frequency = oscillation.Frequency / by, Damping = oscillation.Damping * by };
}
