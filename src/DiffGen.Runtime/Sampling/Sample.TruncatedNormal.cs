using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the normal distribution given that it lies in [lower, upper].</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static R TruncatedNormal<R>(R mu, R sigma, R lower, R upper, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Finite(Real.ToDouble(mu), nameof(mu));
        Parameters.Positive(Real.ToDouble(sigma), nameof(sigma));
        Parameters.Interval(Real.ToDouble(lower), Real.ToDouble(upper), nameof(lower), nameof(upper), mayBeInfinite: true);
        DrawWords words = noise.Draw();
        return R.Clamp(Real.Finite<R>(Draws.TruncatedNormal(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper), ref words)), lower, upper);
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void TruncatedNormal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, ReadOnlySpan<R> lower, ReadOnlySpan<R> upper, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(sigma.Length, mu.Length, nameof(sigma), nameof(mu));
        Parameters.SameLength(lower.Length, mu.Length, nameof(lower), nameof(mu));
        Parameters.SameLength(upper.Length, mu.Length, nameof(upper), nameof(mu));
        Parameters.SameLength(destination.Length, mu.Length, nameof(destination), nameof(mu));
        Arguments.Disjoint<R, R>(destination, mu, nameof(destination), nameof(mu));
        Arguments.Disjoint<R, R>(destination, sigma, nameof(destination), nameof(sigma));
        Arguments.Disjoint<R, R>(destination, lower, nameof(destination), nameof(lower));
        Arguments.Disjoint<R, R>(destination, upper, nameof(destination), nameof(upper));
        for (int i = 0; i < mu.Length; i++)
        {
            Parameters.Finite(Real.ToDouble(mu[i]), nameof(mu));
            Parameters.Positive(Real.ToDouble(sigma[i]), nameof(sigma));
            Parameters.Interval(Real.ToDouble(lower[i]), Real.ToDouble(upper[i]), nameof(lower), nameof(upper), mayBeInfinite: true);
        }

        for (int i = 0; i < mu.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = R.Clamp(Real.Finite<R>(Draws.TruncatedNormal(Real.ToDouble(mu[i]), Real.ToDouble(sigma[i]), Real.ToDouble(lower[i]), Real.ToDouble(upper[i]), ref words)), lower[i], upper[i]);
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean of the whole distribution.</param>
    /// <param name="sigma">The standard deviation of the whole distribution, above 0.</param>
    /// <param name="lower">The lower end; may be −∞.</param>
    /// <param name="upper">The upper end, above the lower one; may be ∞.</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void TruncatedNormal<R>(R mu, R sigma, R lower, R upper, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Finite(Real.ToDouble(mu), nameof(mu));
        Parameters.Positive(Real.ToDouble(sigma), nameof(sigma));
        Parameters.Interval(Real.ToDouble(lower), Real.ToDouble(upper), nameof(lower), nameof(upper), mayBeInfinite: true);
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = R.Clamp(Real.Finite<R>(Draws.TruncatedNormal(Real.ToDouble(mu), Real.ToDouble(sigma), Real.ToDouble(lower), Real.ToDouble(upper), ref words)), lower, upper);
        }
    }
}
