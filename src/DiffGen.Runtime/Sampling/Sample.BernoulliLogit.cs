using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the Bernoulli distribution: true with probability 1/(1 + exp(−logit)).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability; ±∞ are 0 and 1.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static bool BernoulliLogit<R>(R logit, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Logit(Real.ToDouble(logit), nameof(logit));
        DrawWords words = noise.Draw();
        return Draws.BernoulliLogit(Real.ToDouble(logit), ref words);
    }

    /// <summary>Independent draws, 1 for true and 0 for false, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability; ±∞ are 0 and 1.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void BernoulliLogit<R>(ReadOnlySpan<R> logit, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(destination.Length, logit.Length, nameof(destination), nameof(logit));
        Arguments.Disjoint<R, R>(destination, logit, nameof(destination), nameof(logit));
        for (int i = 0; i < logit.Length; i++)
        {
            Parameters.Logit(Real.ToDouble(logit[i]), nameof(logit));
        }

        for (int i = 0; i < logit.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.BernoulliLogit(Real.ToDouble(logit[i]), ref words) ? R.One : R.Zero;
        }
    }

    /// <summary>Independent draws, 1 for true and 0 for false, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability; ±∞ are 0 and 1.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void BernoulliLogit<R>(R logit, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Logit(Real.ToDouble(logit), nameof(logit));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.BernoulliLogit(Real.ToDouble(logit), ref words) ? R.One : R.Zero;
        }
    }
}
