using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the Weibull distribution: scale (−ln u)^(1/shape).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R Weibull<R>(R shape, R scale, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(shape), nameof(shape));
        Parameters.Positive(Real.ToDouble(scale), nameof(scale));
        DrawWords words = noise.Draw();
        return Real.Positive<R>(Draws.Weibull(Real.ToDouble(shape), Real.ToDouble(scale), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Weibull<R>(ReadOnlySpan<R> shape, ReadOnlySpan<R> scale, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(scale.Length, shape.Length, nameof(scale), nameof(shape));
        Parameters.SameLength(destination.Length, shape.Length, nameof(destination), nameof(shape));
        Arguments.Disjoint<R, R>(destination, shape, nameof(destination), nameof(shape));
        Arguments.Disjoint<R, R>(destination, scale, nameof(destination), nameof(scale));
        for (int i = 0; i < shape.Length; i++)
        {
            Parameters.Positive(Real.ToDouble(shape[i]), nameof(shape));
            Parameters.Positive(Real.ToDouble(scale[i]), nameof(scale));
        }

        for (int i = 0; i < shape.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Positive<R>(Draws.Weibull(Real.ToDouble(shape[i]), Real.ToDouble(scale[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0.</param>
    /// <param name="scale">The scale, above 0.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Weibull<R>(R shape, R scale, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(shape), nameof(shape));
        Parameters.Positive(Real.ToDouble(scale), nameof(scale));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Positive<R>(Draws.Weibull(Real.ToDouble(shape), Real.ToDouble(scale), ref words));
        }
    }
}
