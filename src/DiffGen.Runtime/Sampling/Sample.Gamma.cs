using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the gamma distribution of mean shape/rate.</summary>
    /// <remarks>A small shape puts most of the draws below the smallest number: they are given as the smallest normal one. <see cref="ExpGamma{R}(R, R, ref Noise, Strategy)"/> draws the logarithm, which is always right.</remarks>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R Gamma<R>(R shape, R rate, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(shape), nameof(shape));
        Parameters.Positive(Real.ToDouble(rate), nameof(rate));
        DrawWords words = noise.Draw();
        return Real.Positive<R>(Draws.Gamma(Real.ToDouble(shape), Real.ToDouble(rate), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Gamma<R>(ReadOnlySpan<R> shape, ReadOnlySpan<R> rate, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(rate.Length, shape.Length, nameof(rate), nameof(shape));
        Parameters.SameLength(destination.Length, shape.Length, nameof(destination), nameof(shape));
        Arguments.Disjoint<R, R>(destination, shape, nameof(destination), nameof(shape));
        Arguments.Disjoint<R, R>(destination, rate, nameof(destination), nameof(rate));
        for (int i = 0; i < shape.Length; i++)
        {
            Parameters.Positive(Real.ToDouble(shape[i]), nameof(shape));
            Parameters.Positive(Real.ToDouble(rate[i]), nameof(rate));
        }

        for (int i = 0; i < shape.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Positive<R>(Draws.Gamma(Real.ToDouble(shape[i]), Real.ToDouble(rate[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="shape">The shape, above 0.</param>
    /// <param name="rate">The rate, above 0.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Gamma<R>(R shape, R rate, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(shape), nameof(shape));
        Parameters.Positive(Real.ToDouble(rate), nameof(rate));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Positive<R>(Draws.Gamma(Real.ToDouble(shape), Real.ToDouble(rate), ref words));
        }
    }
}
