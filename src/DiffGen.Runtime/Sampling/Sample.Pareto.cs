using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the Pareto distribution: minimum u^(−1/shape).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent of the tail, above 0.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R Pareto<R>(R minimum, R shape, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(minimum), nameof(minimum));
        Parameters.Positive(Real.ToDouble(shape), nameof(shape));
        DrawWords words = noise.Draw();
        return Real.Positive<R>(Draws.Pareto(Real.ToDouble(minimum), Real.ToDouble(shape), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent of the tail, above 0.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Pareto<R>(ReadOnlySpan<R> minimum, ReadOnlySpan<R> shape, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(shape.Length, minimum.Length, nameof(shape), nameof(minimum));
        Parameters.SameLength(destination.Length, minimum.Length, nameof(destination), nameof(minimum));
        Arguments.Disjoint<R, R>(destination, minimum, nameof(destination), nameof(minimum));
        Arguments.Disjoint<R, R>(destination, shape, nameof(destination), nameof(shape));
        for (int i = 0; i < minimum.Length; i++)
        {
            Parameters.Positive(Real.ToDouble(minimum[i]), nameof(minimum));
            Parameters.Positive(Real.ToDouble(shape[i]), nameof(shape));
        }

        for (int i = 0; i < minimum.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Positive<R>(Draws.Pareto(Real.ToDouble(minimum[i]), Real.ToDouble(shape[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="minimum">The smallest value, above 0.</param>
    /// <param name="shape">The exponent of the tail, above 0.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Pareto<R>(R minimum, R shape, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(minimum), nameof(minimum));
        Parameters.Positive(Real.ToDouble(shape), nameof(shape));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Positive<R>(Draws.Pareto(Real.ToDouble(minimum), Real.ToDouble(shape), ref words));
        }
    }
}
