using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the Bernoulli distribution: true with probability p.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability, in [0, 1].</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static bool Bernoulli<R>(R p, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Probability(Real.ToDouble(p), nameof(p));
        DrawWords words = noise.Draw();
        return Draws.Bernoulli(Real.ToDouble(p), ref words);
    }

    /// <summary>Independent draws, 1 for true and 0 for false, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability, in [0, 1].</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Bernoulli<R>(ReadOnlySpan<R> p, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(destination.Length, p.Length, nameof(destination), nameof(p));
        Arguments.Disjoint<R, R>(destination, p, nameof(destination), nameof(p));
        for (int i = 0; i < p.Length; i++)
        {
            Parameters.Probability(Real.ToDouble(p[i]), nameof(p));
        }

        for (int i = 0; i < p.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.Bernoulli(Real.ToDouble(p[i]), ref words) ? R.One : R.Zero;
        }
    }

    /// <summary>Independent draws, 1 for true and 0 for false, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="p">The probability, in [0, 1].</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Bernoulli<R>(R p, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Probability(Real.ToDouble(p), nameof(p));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.Bernoulli(Real.ToDouble(p), ref words) ? R.One : R.Zero;
        }
    }
}
