using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the Cauchy distribution, which has no mean.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The median.</param>
    /// <param name="scale">Half the distance between the quartiles, 0 or more.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R Cauchy<R>(R mu, R scale, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Finite(Real.ToDouble(mu), nameof(mu));
        Parameters.NonNegative(Real.ToDouble(scale), nameof(scale));
        DrawWords words = noise.Draw();
        return Real.Finite<R>(Draws.Cauchy(Real.ToDouble(mu), Real.ToDouble(scale), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The median.</param>
    /// <param name="scale">Half the distance between the quartiles, 0 or more.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Cauchy<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> scale, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(scale.Length, mu.Length, nameof(scale), nameof(mu));
        Parameters.SameLength(destination.Length, mu.Length, nameof(destination), nameof(mu));
        Arguments.Disjoint<R, R>(destination, mu, nameof(destination), nameof(mu));
        Arguments.Disjoint<R, R>(destination, scale, nameof(destination), nameof(scale));
        for (int i = 0; i < mu.Length; i++)
        {
            Parameters.Finite(Real.ToDouble(mu[i]), nameof(mu));
            Parameters.NonNegative(Real.ToDouble(scale[i]), nameof(scale));
        }

        for (int i = 0; i < mu.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.Cauchy(Real.ToDouble(mu[i]), Real.ToDouble(scale[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The median.</param>
    /// <param name="scale">Half the distance between the quartiles, 0 or more.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Cauchy<R>(R mu, R scale, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Finite(Real.ToDouble(mu), nameof(mu));
        Parameters.NonNegative(Real.ToDouble(scale), nameof(scale));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.Cauchy(Real.ToDouble(mu), Real.ToDouble(scale), ref words));
        }
    }
}
