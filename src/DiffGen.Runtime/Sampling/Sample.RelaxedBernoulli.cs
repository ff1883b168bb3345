using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the relaxed Bernoulli (binary Concrete) distribution on (0, 1): the sigmoid of (logit + l)/temperature with l logistic (Maddison, Mnih and Teh, ICLR 2017).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability that the draw is nearer to 1.</param>
    /// <param name="temperature">The temperature, above 0; towards 0 the draws go to 0 and 1.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R RelaxedBernoulli<R>(R logit, R temperature, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Finite(Real.ToDouble(logit), nameof(logit));
        Parameters.Positive(Real.ToDouble(temperature), nameof(temperature));
        DrawWords words = noise.Draw();
        return Real.OpenUnit<R>(Draws.RelaxedBernoulli(Real.ToDouble(logit), Real.ToDouble(temperature), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability that the draw is nearer to 1.</param>
    /// <param name="temperature">The temperature, above 0; towards 0 the draws go to 0 and 1.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void RelaxedBernoulli<R>(ReadOnlySpan<R> logit, ReadOnlySpan<R> temperature, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(temperature.Length, logit.Length, nameof(temperature), nameof(logit));
        Parameters.SameLength(destination.Length, logit.Length, nameof(destination), nameof(logit));
        Arguments.Disjoint<R, R>(destination, logit, nameof(destination), nameof(logit));
        Arguments.Disjoint<R, R>(destination, temperature, nameof(destination), nameof(temperature));
        for (int i = 0; i < logit.Length; i++)
        {
            Parameters.Finite(Real.ToDouble(logit[i]), nameof(logit));
            Parameters.Positive(Real.ToDouble(temperature[i]), nameof(temperature));
        }

        for (int i = 0; i < logit.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.OpenUnit<R>(Draws.RelaxedBernoulli(Real.ToDouble(logit[i]), Real.ToDouble(temperature[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability that the draw is nearer to 1.</param>
    /// <param name="temperature">The temperature, above 0; towards 0 the draws go to 0 and 1.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void RelaxedBernoulli<R>(R logit, R temperature, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Finite(Real.ToDouble(logit), nameof(logit));
        Parameters.Positive(Real.ToDouble(temperature), nameof(temperature));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.OpenUnit<R>(Draws.RelaxedBernoulli(Real.ToDouble(logit), Real.ToDouble(temperature), ref words));
        }
    }
}
