using System;
using System.ComponentModel;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.CompilerServices;

/// <summary>What draws of vectors are made of where they are sampling sites: their checks, and the last steps of the samplers. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class VectorDraws
{
    /// <summary>Throws what <see cref="Sample.Dirichlet{R}"/> throws.</summary>
    public static void CheckDirichlet<R>(ReadOnlySpan<R> alpha, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R> => VectorParameters.Dirichlet(alpha, destination);

    /// <summary>Throws what <see cref="Sample.MultivariateNormal{R}"/> throws, and where the diagonal is not above 0.</summary>
    public static void CheckMultivariateNormal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.MultivariateNormal(mu, cholesky, destination);
        VectorParameters.PositiveDiagonal(cholesky, mu.Length);
    }

    /// <summary>Throws what <see cref="Sample.LowRankNormal{R}"/> throws.</summary>
    public static void CheckLowRankNormal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R> => VectorParameters.LowRankNormal(mu, factor, sigma, destination);

    /// <summary>The number of columns of a factor with so many numbers and rows; 0 without rows.</summary>
    public static int Rank(int numbers, int rows) => rows == 0 ? 0 : numbers / rows;

    /// <summary>Throws what <see cref="Sample.RelaxedOneHot{R}"/> throws.</summary>
    public static void CheckRelaxedOneHot<R>(ReadOnlySpan<R> logits, R temperature, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R> => VectorParameters.RelaxedOneHot(logits, temperature, destination);

    /// <summary>Throws what <see cref="Sample.OneHot{R}"/> throws of its buffers.</summary>
    public static void CheckOneHot<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> destination)
        where R : IFloatingPointIeee754<R> => VectorParameters.OneHot(logits, destination);

    /// <summary>Throws what <see cref="Sample.Multinomial{R}"/> throws.</summary>
    public static void CheckMultinomial<R>(int n, ReadOnlySpan<R> logits, ReadOnlySpan<int> counts)
        where R : IFloatingPointIeee754<R> => VectorParameters.Multinomial(n, logits, counts);

    /// <summary>Throws what <see cref="Sample.DirichletMultinomial{R}"/> throws.</summary>
    public static void CheckDirichletMultinomial<R>(int n, ReadOnlySpan<R> alpha, ReadOnlySpan<int> counts)
        where R : IFloatingPointIeee754<R> => VectorParameters.DirichletMultinomial(n, alpha, counts);

    /// <summary>Throws what <see cref="Sample.PlackettLuce{R}"/> throws.</summary>
    public static void CheckPlackettLuce<R>(ReadOnlySpan<R> logits, ReadOnlySpan<int> ranking)
        where R : IFloatingPointIeee754<R> => VectorParameters.PlackettLuce(logits, ranking);

    /// <summary>The stream behind a draw of several positions.</summary>
    public static Noise Behind(Noise noise, int positions) => new(noise.Key, noise.Position + (ulong)positions);

    /// <summary>The noise of a normal draw from here.</summary>
    public static double StandardNormal(Noise noise)
    {
        DrawWords words = noise.Draw();
        return Draws.StandardNormal(ref words);
    }

    /// <summary>exp(uᵢ)/Σ exp(uⱼ), in the bits of the samplers.</summary>
    public static void SoftMax(ReadOnlySpan<double> logarithms, Span<double> shares)
    {
        logarithms.CopyTo(shares);
        Draws.SoftMax(shares);
    }

    /// <summary>A number of a point of the simplex, as the samplers give it.</summary>
    public static R Share<R>(double share)
        where R : IFloatingPointIeee754<R> => R.Max(Real.From<R>(share), Real.SmallestNormal<R>());

    /// <summary>A draw that is never infinite.</summary>
    public static R Finite<R>(double number)
        where R : IFloatingPointIeee754<R> => Real.Finite<R>(number);
}
