using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the beta distribution on (0, 1), of mean a/(a + b).</summary>
    /// <remarks>Small shapes put most of the draws closer to 0 or 1 than numbers are: they are given as the nearest one inside. <see cref="LogitBeta{R}(R, R, ref Noise, Strategy)"/> draws the logit, which is always right.</remarks>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R Beta<R>(R a, R b, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(a), nameof(a));
        Parameters.Positive(Real.ToDouble(b), nameof(b));
        DrawWords words = noise.Draw();
        return Real.OpenUnit<R>(Draws.Beta(Real.ToDouble(a), Real.ToDouble(b), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Beta<R>(ReadOnlySpan<R> a, ReadOnlySpan<R> b, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(b.Length, a.Length, nameof(b), nameof(a));
        Parameters.SameLength(destination.Length, a.Length, nameof(destination), nameof(a));
        Arguments.Disjoint<R, R>(destination, a, nameof(destination), nameof(a));
        Arguments.Disjoint<R, R>(destination, b, nameof(destination), nameof(b));
        for (int i = 0; i < a.Length; i++)
        {
            Parameters.Positive(Real.ToDouble(a[i]), nameof(a));
            Parameters.Positive(Real.ToDouble(b[i]), nameof(b));
        }

        for (int i = 0; i < a.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.OpenUnit<R>(Draws.Beta(Real.ToDouble(a[i]), Real.ToDouble(b[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="a">The first shape, above 0.</param>
    /// <param name="b">The second shape, above 0.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Beta<R>(R a, R b, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(a), nameof(a));
        Parameters.Positive(Real.ToDouble(b), nameof(b));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.OpenUnit<R>(Draws.Beta(Real.ToDouble(a), Real.ToDouble(b), ref words));
        }
    }
}
