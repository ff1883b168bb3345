using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the negative binomial distribution: the failures before the r-th success, of mean r (1 − p)/p.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static int NegativeBinomial<R>(R r, R p, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(r), nameof(r));
        Parameters.PositiveProbability(Real.ToDouble(p), nameof(p));
        DrawWords words = noise.Draw();
        return Draws.NegativeBinomial(Real.ToDouble(r), Real.ToDouble(p), ref words);
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void NegativeBinomial<R>(ReadOnlySpan<R> r, ReadOnlySpan<R> p, [Output] Span<int> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(p.Length, r.Length, nameof(p), nameof(r));
        Parameters.SameLength(destination.Length, r.Length, nameof(destination), nameof(r));
        Arguments.Disjoint<int, R>(destination, r, nameof(destination), nameof(r));
        Arguments.Disjoint<int, R>(destination, p, nameof(destination), nameof(p));
        for (int i = 0; i < r.Length; i++)
        {
            Parameters.Positive(Real.ToDouble(r[i]), nameof(r));
            Parameters.PositiveProbability(Real.ToDouble(p[i]), nameof(p));
        }

        for (int i = 0; i < r.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.NegativeBinomial(Real.ToDouble(r[i]), Real.ToDouble(p[i]), ref words);
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="r">The number of successes, above 0; need not be whole.</param>
    /// <param name="p">The probability of a success, in (0, 1].</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void NegativeBinomial<R>(R r, R p, [Output] Span<int> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(r), nameof(r));
        Parameters.PositiveProbability(Real.ToDouble(p), nameof(p));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.NegativeBinomial(Real.ToDouble(r), Real.ToDouble(p), ref words);
        }
    }
}
