using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from Student's t distribution: mu + sigma z/√(χ²/nu).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0; need not be whole.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, 0 or more.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R StudentT<R>(R nu, R mu, R sigma, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(nu), nameof(nu));
        Parameters.Finite(Real.ToDouble(mu), nameof(mu));
        Parameters.NonNegative(Real.ToDouble(sigma), nameof(sigma));
        DrawWords words = noise.Draw();
        return Real.Finite<R>(Draws.StudentT(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma), ref words));
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0; need not be whole.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, 0 or more.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void StudentT<R>(ReadOnlySpan<R> nu, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(mu.Length, nu.Length, nameof(mu), nameof(nu));
        Parameters.SameLength(sigma.Length, nu.Length, nameof(sigma), nameof(nu));
        Parameters.SameLength(destination.Length, nu.Length, nameof(destination), nameof(nu));
        Arguments.Disjoint<R, R>(destination, nu, nameof(destination), nameof(nu));
        Arguments.Disjoint<R, R>(destination, mu, nameof(destination), nameof(mu));
        Arguments.Disjoint<R, R>(destination, sigma, nameof(destination), nameof(sigma));
        for (int i = 0; i < nu.Length; i++)
        {
            Parameters.Positive(Real.ToDouble(nu[i]), nameof(nu));
            Parameters.Finite(Real.ToDouble(mu[i]), nameof(mu));
            Parameters.NonNegative(Real.ToDouble(sigma[i]), nameof(sigma));
        }

        for (int i = 0; i < nu.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.StudentT(Real.ToDouble(nu[i]), Real.ToDouble(mu[i]), Real.ToDouble(sigma[i]), ref words));
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="nu">The degrees of freedom, above 0; need not be whole.</param>
    /// <param name="mu">The location.</param>
    /// <param name="sigma">The scale, 0 or more.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void StudentT<R>(R nu, R mu, R sigma, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Positive(Real.ToDouble(nu), nameof(nu));
        Parameters.Finite(Real.ToDouble(mu), nameof(mu));
        Parameters.NonNegative(Real.ToDouble(sigma), nameof(sigma));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Real.Finite<R>(Draws.StudentT(Real.ToDouble(nu), Real.ToDouble(mu), Real.ToDouble(sigma), ref words));
        }
    }
}
