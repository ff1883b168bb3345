using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the Dirichlet distribution: a vector inside the simplex, gamma draws divided by their sum.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="alpha">The concentrations, above 0.</param>
    /// <param name="destination">Receives the draw: positive numbers of sum 1; as long as the concentrations.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range; the buffers differ in length or overlap. Nothing is drawn.</exception>
    public static void Dirichlet<R>(ReadOnlySpan<R> alpha, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.Dirichlet<R>(alpha, destination);
        using Scratch scratch = new(alpha.Length);
        Span<double> x = scratch.Span;
        for (int i = 0; i < x.Length; i++)
        {
            DrawWords words = noise.Draw();
            x[i] = Draws.LogGamma(Real.ToDouble(alpha[i]), ref words);
        }

        Draws.SoftMax(x);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = R.Max(Real.From<R>(x[i]), Real.SmallestNormal<R>());
        }
    }

    /// <summary>A draw from the multivariate normal distribution of covariance L Lᵀ: mu + L z.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="cholesky">The lower triangular factor L, d × d row by row; what stands above its diagonal is not read.</param>
    /// <param name="destination">Receives the draw, d numbers.</param>
    /// <param name="noise">The stream; moved on by d positions.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <exception cref="ArgumentException">A parameter is not finite; a buffer has another length, or the destination overlaps another one. Nothing is drawn.</exception>
    public static void MultivariateNormal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> cholesky, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.MultivariateNormal<R>(mu, cholesky, destination);
        int d = mu.Length;
        using Scratch scratch = new(d);
        Span<double> z = scratch.Span;
        for (int i = 0; i < d; i++)
        {
            DrawWords words = noise.Draw();
            z[i] = Draws.StandardNormal(ref words);
            double sum = Real.ToDouble(mu[i]);
            for (int j = 0; j <= i; j++)
            {
                sum += Real.ToDouble(cholesky[(i * d) + j]) * z[j];
            }

            destination[i] = Real.Finite<R>(sum);
        }
    }

    /// <summary>A draw from the multivariate normal distribution of covariance W Wᵀ + diag(sigma²): mu + W z + sigma ∘ z′.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean, d numbers.</param>
    /// <param name="factor">The factor W, d × r row by row.</param>
    /// <param name="sigma">The standard deviations of the independent part, d numbers, 0 or more.</param>
    /// <param name="destination">Receives the draw, d numbers.</param>
    /// <param name="noise">The stream; moved on by r + d positions.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range; a buffer has another length, or the destination overlaps another one. Nothing is drawn.</exception>
    public static void LowRankNormal<R>(ReadOnlySpan<R> mu, ReadOnlySpan<R> factor, ReadOnlySpan<R> sigma, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.LowRankNormal<R>(mu, factor, sigma, destination);
        int d = mu.Length, r = d == 0 ? 0 : factor.Length / d;
        using Scratch scratch = new(r);
        Span<double> z = scratch.Span;
        for (int j = 0; j < r; j++)
        {
            DrawWords words = noise.Draw();
            z[j] = Draws.StandardNormal(ref words);
        }

        for (int i = 0; i < d; i++)
        {
            DrawWords words = noise.Draw();
            double mean = Real.ToDouble(mu[i]);
            for (int j = 0; j < r; j++)
            {
                mean += Real.ToDouble(factor[(i * r) + j]) * z[j];
            }

            destination[i] = Real.Finite<R>(Draws.Normal(mean, Real.ToDouble(sigma[i]), ref words));
        }
    }

    /// <summary>A draw from a mixture of normal distributions: of the component that a categorical draw chooses.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the components' weights; −∞ is the weight 0.</param>
    /// <param name="mu">The means of the components.</param>
    /// <param name="sigma">The standard deviations of the components, above 0.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentException">A parameter is outside its range, or the buffers differ in length; nothing is drawn.</exception>
    public static R NormalMixture<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Logits(logits, nameof(logits));
        Parameters.SameLength(mu.Length, logits.Length, nameof(mu), nameof(logits));
        Parameters.SameLength(sigma.Length, logits.Length, nameof(sigma), nameof(logits));
        Parameters.AllFinite(mu, nameof(mu));
        Parameters.AllPositive(sigma, nameof(sigma));
        DrawWords words = noise.Draw();
        int component = Draws.Categorical(logits, ref words);
        return Real.Finite<R>(Draws.Normal(Real.ToDouble(mu[component]), Real.ToDouble(sigma[component]), ref words));
    }
}
