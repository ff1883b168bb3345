using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the half-Cauchy distribution: the absolute value of a Cauchy draw of median 0.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="scale">The median, 0 or more.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R HalfCauchy<R>(R scale, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NonNegative(Real.ToDouble(scale), nameof(scale));
        DrawWords words = noise.Draw();
        return Real.Finite<R>(Draws.HalfCauchy(Real.ToDouble(scale), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="scale">The median, 0 or more.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void HalfCauchy<R>(ReadOnlySpan<R> scale, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(destination.Length, scale.Length, nameof(destination), nameof(scale));
        Arguments.Disjoint<R, R>(destination, scale, nameof(destination), nameof(scale));
        for (int i = 0; i < scale.Length; i++)
        {
            Parameters.NonNegative(Real.ToDouble(scale[i]), nameof(scale));
        }

        for (int i = 0; i < scale.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.HalfCauchy(Real.ToDouble(scale[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="scale">The median, 0 or more.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void HalfCauchy<R>(R scale, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NonNegative(Real.ToDouble(scale), nameof(scale));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.HalfCauchy(Real.ToDouble(scale), ref words));
        }
    }
}
