using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the Rayleigh distribution: the length of a vector of two normal draws of mean 0.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of those draws, 0 or more.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R Rayleigh<R>(R sigma, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NonNegative(Real.ToDouble(sigma), nameof(sigma));
        DrawWords words = noise.Draw();
        return Real.Finite<R>(Draws.Rayleigh(Real.ToDouble(sigma), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of those draws, 0 or more.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Rayleigh<R>(ReadOnlySpan<R> sigma, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(destination.Length, sigma.Length, nameof(destination), nameof(sigma));
        Arguments.Disjoint<R, R>(destination, sigma, nameof(destination), nameof(sigma));
        for (int i = 0; i < sigma.Length; i++)
        {
            Parameters.NonNegative(Real.ToDouble(sigma[i]), nameof(sigma));
        }

        for (int i = 0; i < sigma.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.Rayleigh(Real.ToDouble(sigma[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="sigma">The standard deviation of those draws, 0 or more.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Rayleigh<R>(R sigma, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NonNegative(Real.ToDouble(sigma), nameof(sigma));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.Rayleigh(Real.ToDouble(sigma), ref words));
        }
    }
}
