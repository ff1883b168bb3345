using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// The gain sequences of <see cref="Spsa{R}"/>: the learning rate aₖ = a/(k + 1 + A)^α and the width cₖ = c/(k + 1)^γ of the differences.
/// </summary>
/// <remarks>
/// Spall, "Implementation of the simultaneous perturbation algorithm for stochastic optimization", IEEE Transactions on Aerospace and Electronic Systems 34 (1998): α = .602 and γ = .101 are
/// practically good values, A about a tenth of the number of steps, c about the noise of a measurement. No a fits all problems: <see cref="For"/> finds one.
/// </remarks>
/// <param name="A">The numerator a of the learning rate, positive.</param>
/// <param name="C">The numerator c of the width, positive.</param>
/// <param name="Stability">The number A of steps that the learning rate starts later, at least 0.</param>
/// <param name="Alpha">The exponent α of the learning rate, at least 0.</param>
/// <param name="Gamma">The exponent γ of the width, at least 0.</param>
public readonly record struct SpsaGains(double A, double C, double Stability = 0, double Alpha = 0.602, double Gamma = 0.101)
{
    /// <summary>The learning rate aₖ.</summary>
    /// <param name="step">The number k of the step, from 0.</param>
    /// <returns>The learning rate.</returns>
    public double LearningRate(long step) => A / Math.Pow(step + 1 + Stability, Alpha);

    /// <summary>The width cₖ of the difference.</summary>
    /// <param name="step">The number k of the step, from 0.</param>
    /// <returns>The width.</returns>
    public double Width(long step) => C / Math.Pow(step + 1, Gamma);

    /// <summary>
    /// Gains for a problem: A is a tenth of the steps, and a such that the first step changes a parameter by about <paramref name="firstChange"/>, by the mean size of a component
    /// of the gradient at the start, which a few probes measure.
    /// </summary>
    /// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The start.</param>
    /// <param name="steps">The number of steps that the run is to have, at least 1.</param>
    /// <param name="firstChange">How far the first step should move a parameter, positive.</param>
    /// <param name="c">The width c of the first differences, positive.</param>
    /// <param name="seed">The seed of the probes; another one than that of the run.</param>
    /// <param name="probes">The number of probes, at least 1; each evaluates the objective twice.</param>
    /// <returns>The gains.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArithmeticException">The probes find no slope, or one that is not finite: the width does not fit the problem.</exception>
    public static SpsaGains For<R, TObjective>(
        ref TObjective objective, ReadOnlySpan<R> parameters, int steps, double firstChange, double c, ulong seed, int probes = 10)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TObjective : IObjective<R>, allows ref struct
    {
        if (steps < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(steps), steps, $"steps is {steps}; it must be at least 1.");
        }

        if (probes < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(probes), probes, $"probes is {probes}; it must be at least 1.");
        }

        _ = EstimatorSettings.Positive(firstChange);
        CentralWeightPerturbation<R> estimator = new(seed, c, DirectionNoise.Rademacher, probes);
        R[] scalars = new R[probes];
        _ = estimator.Probe(ref objective, parameters, 0, scalars);

        // Along signs each component of an estimate has the size of the slope.
        double magnitude = 0;
        foreach (R scalar in scalars)
        {
            magnitude += Math.Abs(double.CreateTruncating(scalar));
        }

        if (!(magnitude > 0) || !double.IsFinite(magnitude))
        {
            throw new ArithmeticException($"The mean slope at the start is {magnitude}; gains need a finite one above 0. Try another width c than {c}, or another start.");
        }

        double stability = steps / 10.0;
        return new SpsaGains(firstChange * Math.Pow(1 + stability, 0.602) / magnitude, c, stability);
    }

    /// <summary>The gains themselves, if they are in their ranges.</summary>
    internal SpsaGains Checked()
    {
        _ = EstimatorSettings.Positive(A, nameof(A));
        _ = EstimatorSettings.Positive(C, nameof(C));
        _ = Settings.NonNegative(Stability, nameof(Stability));
        _ = Settings.NonNegative(Alpha, nameof(Alpha));
        _ = Settings.NonNegative(Gamma, nameof(Gamma));
        return this;
    }
}
