using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the χ² distribution: the sum of the squares of nu normal draws.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0; need not be whole.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R ChiSquared<R>(R nu, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(nu), nameof(nu));
        DrawWords words = noise.Draw();
        return Real.Positive<R>(Draws.ChiSquared(Real.ToDouble(nu), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0; need not be whole.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void ChiSquared<R>(ReadOnlySpan<R> nu, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(destination.Length, nu.Length, nameof(destination), nameof(nu));
        Arguments.Disjoint<R, R>(destination, nu, nameof(destination), nameof(nu));
        for (int i = 0; i < nu.Length; i++)
        {
            Parameters.Positive(Real.ToDouble(nu[i]), nameof(nu));
        }

        for (int i = 0; i < nu.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Positive<R>(Draws.ChiSquared(Real.ToDouble(nu[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0; need not be whole.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void ChiSquared<R>(R nu, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(nu), nameof(nu));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Positive<R>(Draws.ChiSquared(Real.ToDouble(nu), ref words));
        }
    }
}
