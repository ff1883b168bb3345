using System;
using System.Numerics;
using DiffGen.CompilerServices;

namespace DiffGen.Sampling;

/// <summary>The checks of draws of vectors, each named after its sampler. They throw before anything is drawn or written.</summary>
internal static class VectorParameters
{
    public static void Dirichlet<R>(ReadOnlySpan<R> alpha, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(alpha.Length, nameof(alpha));
        Parameters.AllPositive(alpha, nameof(alpha));
        Parameters.SameLength(destination.Length, alpha.Length, nameof(destination), nameof(alpha));
        Arguments.Disjoint(destination, alpha, nameof(destination), nameof(alpha));
    }

    public static void MultivariateNormal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R>
    {
        int d = mu.Length;
        Parameters.Matrix(cholesky.Length, d, d, nameof(cholesky));
        Parameters.SameLength(destination.Length, d, nameof(destination), nameof(mu));
        Arguments.Disjoint(destination, mu, nameof(destination), nameof(mu));
        Arguments.Disjoint(destination, cholesky, nameof(destination), nameof(cholesky));
        Parameters.AllFinite(mu, nameof(mu));
        for (int i = 0; i < d; i++)
        {
            Parameters.AllFinite(cholesky.Slice(i * d, i + 1), nameof(cholesky));
        }
    }

    public static void LowRankNormal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R>
    {
        int d = mu.Length, r = d == 0 ? 0 : factor.Length / d;
        Parameters.Matrix(factor.Length, d, r, nameof(factor));
        Parameters.SameLength(sigma.Length, d, nameof(sigma), nameof(mu));
        Parameters.SameLength(destination.Length, d, nameof(destination), nameof(mu));
        Arguments.Disjoint(destination, mu, nameof(destination), nameof(mu));
        Arguments.Disjoint(destination, factor, nameof(destination), nameof(factor));
        Arguments.Disjoint(destination, sigma, nameof(destination), nameof(sigma));
        Parameters.AllFinite(mu, nameof(mu));
        Parameters.AllFinite(factor, nameof(factor));
        Parameters.AllNonNegative(sigma, nameof(sigma));
    }

    /// <summary>Where the expectation is differentiated, every number has a density given those before it.</summary>
    public static void PositiveDiagonal<R>(ReadOnlySpan<R> cholesky, int d)
        where R : IFloatingPointIeee754<R>
    {
        for (int i = 0; i < d; i++)
        {
            R pivot = cholesky[(i * d) + i];
            if (!(pivot > R.Zero))
            {
                throw new ArgumentOutOfRangeException(nameof(cholesky), pivot, $"cholesky[{(i * d) + i}] is {pivot}, but the diagonal must be above 0 where the expectation is differentiated (Constrained.CholeskyFactor makes such a factor of any numbers).");
            }
        }
    }

    public static void RelaxedOneHot<R>(ReadOnlySpan<R> logits, R temperature, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.NotEmpty(logits.Length, nameof(logits));
        Parameters.AllFinite(logits, nameof(logits));
        Parameters.Positive(Real.ToDouble(temperature), nameof(temperature));
        Parameters.SameLength(destination.Length, logits.Length, nameof(destination), nameof(logits));
        Arguments.Disjoint(destination, logits, nameof(destination), nameof(logits));
    }

    public static void OneHot<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(destination.Length, logits.Length, nameof(destination), nameof(logits));
        Arguments.Disjoint(destination, logits, nameof(destination), nameof(logits));
    }

    public static void Multinomial<R>(int n, ReadOnlySpan<R> logits, ReadOnlySpan<int> counts)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Count(n, nameof(n));
        Parameters.Logits(logits, nameof(logits));
        Parameters.SameLength(counts.Length, logits.Length, nameof(counts), nameof(logits));
    }

    public static void DirichletMultinomial<R>(int n, ReadOnlySpan<R> alpha, ReadOnlySpan<int> counts)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Count(n, nameof(n));
        Parameters.NotEmpty(alpha.Length, nameof(alpha));
        Parameters.AllPositive(alpha, nameof(alpha));
        Parameters.SameLength(counts.Length, alpha.Length, nameof(counts), nameof(alpha));
    }

    public static void PlackettLuce<R>(ReadOnlySpan<R> logits, ReadOnlySpan<int> ranking)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.AllFinite(logits, nameof(logits));
        if (ranking.Length > logits.Length)
        {
            throw new ArgumentException($"{nameof(ranking)} has length {ranking.Length}, but there are {logits.Length} logits; pass at most as many places.", nameof(ranking));
        }
    }
}
