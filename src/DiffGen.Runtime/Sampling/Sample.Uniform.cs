using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the uniform distribution on [lower, upper).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R Uniform<R>(R lower, R upper, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Interval(Real.ToDouble(lower), Real.ToDouble(upper), nameof(lower), nameof(upper), mayBeInfinite: false);
        DrawWords words = noise.Draw();
        return Real.Inside(Draws.Uniform(Real.ToDouble(lower), Real.ToDouble(upper), ref words), lower, upper);
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Uniform<R>(ReadOnlySpan<R> lower, ReadOnlySpan<R> upper, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(upper.Length, lower.Length, nameof(upper), nameof(lower));
        Parameters.SameLength(destination.Length, lower.Length, nameof(destination), nameof(lower));
        Arguments.Disjoint<R, R>(destination, lower, nameof(destination), nameof(lower));
        Arguments.Disjoint<R, R>(destination, upper, nameof(destination), nameof(upper));
        for (int i = 0; i < lower.Length; i++)
        {
            Parameters.Interval(Real.ToDouble(lower[i]), Real.ToDouble(upper[i]), nameof(lower), nameof(upper), mayBeInfinite: false);
        }

        for (int i = 0; i < lower.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Inside(Draws.Uniform(Real.ToDouble(lower[i]), Real.ToDouble(upper[i]), ref words), lower[i], upper[i]);
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lower">The lower end.</param>
    /// <param name="upper">The upper end, above the lower one.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Uniform<R>(R lower, R upper, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Interval(Real.ToDouble(lower), Real.ToDouble(upper), nameof(lower), nameof(upper), mayBeInfinite: false);
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Inside(Draws.Uniform(Real.ToDouble(lower), Real.ToDouble(upper), ref words), lower, upper);
        }
    }
}
