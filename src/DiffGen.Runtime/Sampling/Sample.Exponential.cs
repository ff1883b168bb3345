using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the exponential distribution of mean 1/rate.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R Exponential<R>(R rate, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(rate), nameof(rate));
        DrawWords words = noise.Draw();
        return Real.Finite<R>(Draws.Exponential(Real.ToDouble(rate), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Exponential<R>(ReadOnlySpan<R> rate, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(destination.Length, rate.Length, nameof(destination), nameof(rate));
        Arguments.Disjoint<R, R>(destination, rate, nameof(destination), nameof(rate));
        for (int i = 0; i < rate.Length; i++)
        {
            Parameters.Positive(Real.ToDouble(rate[i]), nameof(rate));
        }

        for (int i = 0; i < rate.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.Exponential(Real.ToDouble(rate[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Exponential<R>(R rate, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(rate), nameof(rate));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.Exponential(Real.ToDouble(rate), ref words));
        }
    }
}
