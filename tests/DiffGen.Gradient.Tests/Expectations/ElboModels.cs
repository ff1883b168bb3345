using System;
using DiffGen.Distributions;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Evidence lower bounds: a guide that draws the latent variables from free parameters by way of transforms, and a model that judges the draw.</summary>
public static partial class ElboModels
{
    /// <summary>ln p(data | z) with data of N(z, 1).</summary>
    private static double LogLikelihood(ReadOnlySpan<double> data, double z)
    {
        double sum = 0;
        for (int i = 0; i < data.Length; i++)
        {
            sum += Normal.LogProbability(data[i], z, 1.0);
        }

        return sum;
    }

    /// <summary>Guide N(mu, softplus(rho)), prior N(0.5, 2); the divergence in closed form, what belongs to examples scaled from the batch to all.</summary>
    [Differentiable]
    public static double Location(double mu, double rho, [NoDiff] ReadOnlySpan<double> batch, [NoDiff] int examples, ref Noise noise)
    {
        double sigma = Constrained.Softplus(rho), z = Sample.Normal(mu, sigma, ref noise);
        return Elbo.Bound(LogLikelihood(batch, z), 0.0, KullbackLeibler.Normal(mu, sigma, 0.5, 2.0), examples, batch.Length);
    }

    /// <summary>The guide: z of N(mu, softplus(rho)), independent numbers; gives their divergence from the prior N(0, 1), in closed form.</summary>
    private static double Guide(ReadOnlySpan<double> mu, ReadOnlySpan<double> rho, Span<double> z, ref Noise noise)
    {
        double divergence = 0;
        for (int i = 0; i < z.Length; i++)
        {
            double sigma = Constrained.Softplus(rho[i]);
            z[i] = Sample.Normal(mu[i], sigma, ref noise);
            divergence += KullbackLeibler.Normal(mu[i], sigma, 0.0, 1.0);
        }

        return divergence;
    }

    /// <summary>The model: y of N(z₀ + z₁ x, ½) for each example of the batch.</summary>
    private static double Model(ReadOnlySpan<double> z, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        double logLikelihood = 0;
        for (int i = 0; i < x.Length; i++)
        {
            logLikelihood += Normal.LogProbability(y[i], z[0] + z[1] * x[i], 0.5);
        }

        return logLikelihood;
    }

    /// <summary>The bound of the model and the guide above: one marked method that names both.</summary>
    [Differentiable]
    public static double Line(ReadOnlySpan<double> mu, ReadOnlySpan<double> rho, [NoDiff] ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> y, [NoDiff] int examples, ref Noise noise)
    {
        Span<double> z = stackalloc double[2];
        double divergence = Guide(mu, rho, z, ref noise);
        return Elbo.Bound(Model(z, x, y), 0.0, divergence, examples, x.Length);
    }

    /// <summary>The divergence at the draw, its guide held: at the posterior every draw gives the evidence, and no gradient (Roeder, Wu and Duvenaud, NeurIPS 2017).</summary>
    [Differentiable]
    public static double LocationAtTheDraw(double mu, double rho, [NoDiff] ReadOnlySpan<double> data, ref Noise noise)
    {
        double sigma = Constrained.Softplus(rho), z = Sample.Normal(mu, sigma, ref noise);
        double divergence = Normal.LogProbability(z, Diff.Stop(mu), Diff.Stop(sigma)) - Normal.LogProbability(z, 0.5, 2.0);
        return Elbo.Bound(LogLikelihood(data, z), 0.0, divergence, data.Length, data.Length);
    }

    /// <summary>Guide Beta(softplus(a), softplus(b)), prior Beta(10, 10), coins with the probability z.</summary>
    [Differentiable]
    public static double Coin(double a, double b, [NoDiff] int heads, [NoDiff] int tails, ref Noise noise)
    {
        double alpha = Constrained.Softplus(a), beta = Constrained.Softplus(b), z = Sample.Beta(alpha, beta, ref noise);
        double likelihood = heads * Bernoulli.LogProbability(true, z) + tails * Bernoulli.LogProbability(false, z);
        return Elbo.Bound(likelihood, 0.0, KullbackLeibler.Beta(alpha, beta, 10.0, 10.0), 1, 1);
    }

    [Differentiable]
    public static double CoinAtTheDraw(double a, double b, [NoDiff] int heads, [NoDiff] int tails, ref Noise noise)
    {
        double alpha = Constrained.Softplus(a), beta = Constrained.Softplus(b), z = Sample.Beta(alpha, beta, ref noise);
        double divergence = Beta.LogProbability(z, Diff.Stop(alpha), Diff.Stop(beta)) - Beta.LogProbability(z, 10.0, 10.0);
        return Elbo.Bound(heads * Math.Log(z) + tails * Math.Log(1 - z), 0.0, divergence, 1, 1);
    }

    /// <summary>Guide and prior are Dirichlet distributions; categories come up with the probabilities z.</summary>
    [Differentiable]
    public static double Shares(ReadOnlySpan<double> free, [NoDiff] ReadOnlySpan<double> prior, [NoDiff] ReadOnlySpan<double> counts, ref Noise noise)
    {
        Span<double> alpha = stackalloc double[3], z = stackalloc double[3];
        double likelihood = 0;
        for (int i = 0; i < 3; i++)
        {
            alpha[i] = Constrained.Softplus(free[i]);
        }

        Sample.Dirichlet<double>(alpha, z, ref noise);
        for (int i = 0; i < 3; i++)
        {
            likelihood += counts[i] * Math.Log(z[i]);
        }

        return Elbo.Bound(likelihood, 0.0, KullbackLeibler.Dirichlet<double>(alpha, prior), 1, 1);
    }

    /// <summary>Guide N(mu, L Lᵀ) with L made of free numbers, prior N(0, I), an observation y of N(a · z, 1).</summary>
    [Differentiable]
    public static double Regression(ReadOnlySpan<double> mu, ReadOnlySpan<double> free, [NoDiff] ReadOnlySpan<double> a, [NoDiff] double y, ref Noise noise)
    {
        Span<double> cholesky = stackalloc double[4], z = stackalloc double[2], origin = stackalloc double[2], unit = stackalloc double[4];
        Constrained.CholeskyFactor(free, cholesky);
        unit[0] = 1;
        unit[3] = 1;
        Sample.MultivariateNormal(mu, cholesky, z, ref noise);
        double likelihood = Normal.LogProbability(y, a[0] * z[0] + a[1] * z[1], 1.0);
        return Elbo.Bound(likelihood, 0.0, KullbackLeibler.MultivariateNormal<double>(mu, cholesky, origin, unit), 1, 1);
    }

    /// <summary>A coin behind a number: guide of logit a, prior ½, x of N(1, 1) or N(−1, 1).</summary>
    [Differentiable]
    public static double Mixture(double a, [NoDiff] double x, ref Noise noise)
    {
        bool z = Sample.BernoulliLogit(a, ref noise);
        return Elbo.Bound(z ? Normal.LogProbability(x, 1.0, 1.0) : Normal.LogProbability(x, -1.0, 1.0), 0.0, KullbackLeibler.BernoulliLogit(a, 0.0), 1, 1);
    }
}
