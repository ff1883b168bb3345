using System;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>sin x of one draw from each distribution, by its path and by its score. A parameter that moves the range of values has no score: it is a constant there.</summary>
public static partial class EverySite
{
    [Differentiable]
    public static double NormalByPath(double mu, double sigma, ref Noise noise) => Math.Sin(Sample.Normal(mu, sigma, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double NormalByScore(double mu, double sigma, ref Noise noise) => Math.Sin(Sample.Normal(mu, sigma, ref noise, Strategy.Score));

    [Differentiable]
    public static double LogNormalByPath(double mu, double sigma, ref Noise noise) => Math.Sin(Sample.LogNormal(mu, sigma, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double LogNormalByScore(double mu, double sigma, ref Noise noise) => Math.Sin(Sample.LogNormal(mu, sigma, ref noise, Strategy.Score));

    [Differentiable]
    public static double HalfNormalByPath(double sigma, ref Noise noise) => Math.Sin(Sample.HalfNormal(sigma, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double HalfNormalByScore(double sigma, ref Noise noise) => Math.Sin(Sample.HalfNormal(sigma, ref noise, Strategy.Score));

    [Differentiable]
    public static double UniformByPath(double lower, double upper, ref Noise noise) => Math.Sin(Sample.Uniform(lower, upper, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double ExponentialByPath(double rate, ref Noise noise) => Math.Sin(Sample.Exponential(rate, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double ExponentialByScore(double rate, ref Noise noise) => Math.Sin(Sample.Exponential(rate, ref noise, Strategy.Score));

    [Differentiable]
    public static double LaplaceByPath(double mu, double scale, ref Noise noise) => Math.Sin(Sample.Laplace(mu, scale, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double LaplaceByScore(double mu, double scale, ref Noise noise) => Math.Sin(Sample.Laplace(mu, scale, ref noise, Strategy.Score));

    [Differentiable]
    public static double LogisticByPath(double mu, double scale, ref Noise noise) => Math.Sin(Sample.Logistic(mu, scale, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double LogisticByScore(double mu, double scale, ref Noise noise) => Math.Sin(Sample.Logistic(mu, scale, ref noise, Strategy.Score));

    [Differentiable]
    public static double GumbelByPath(double mu, double scale, ref Noise noise) => Math.Sin(Sample.Gumbel(mu, scale, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double GumbelByScore(double mu, double scale, ref Noise noise) => Math.Sin(Sample.Gumbel(mu, scale, ref noise, Strategy.Score));

    [Differentiable]
    public static double CauchyByPath(double mu, double scale, ref Noise noise) => Math.Sin(Sample.Cauchy(mu, scale, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double CauchyByScore(double mu, double scale, ref Noise noise) => Math.Sin(Sample.Cauchy(mu, scale, ref noise, Strategy.Score));

    [Differentiable]
    public static double HalfCauchyByPath(double scale, ref Noise noise) => Math.Sin(Sample.HalfCauchy(scale, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double HalfCauchyByScore(double scale, ref Noise noise) => Math.Sin(Sample.HalfCauchy(scale, ref noise, Strategy.Score));

    [Differentiable]
    public static double WeibullByPath(double shape, double scale, ref Noise noise) => Math.Sin(Sample.Weibull(shape, scale, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double WeibullByScore(double shape, double scale, ref Noise noise) => Math.Sin(Sample.Weibull(shape, scale, ref noise, Strategy.Score));

    [Differentiable]
    public static double ParetoByPath(double minimum, double shape, ref Noise noise) => Math.Sin(Sample.Pareto(minimum, shape, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double ParetoByScore([NoDiff] double minimum, double shape, ref Noise noise) => Math.Sin(Sample.Pareto(minimum, shape, ref noise, Strategy.Score));

    [Differentiable]
    public static double RayleighByPath(double sigma, ref Noise noise) => Math.Sin(Sample.Rayleigh(sigma, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double RayleighByScore(double sigma, ref Noise noise) => Math.Sin(Sample.Rayleigh(sigma, ref noise, Strategy.Score));

    [Differentiable]
    public static double KumaraswamyByPath(double a, double b, ref Noise noise) => Math.Sin(Sample.Kumaraswamy(a, b, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double KumaraswamyByScore(double a, double b, ref Noise noise) => Math.Sin(Sample.Kumaraswamy(a, b, ref noise, Strategy.Score));

    [Differentiable]
    public static double GammaByPath(double shape, double rate, ref Noise noise) => Math.Sin(Sample.Gamma(shape, rate, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double GammaByScore(double shape, double rate, ref Noise noise) => Math.Sin(Sample.Gamma(shape, rate, ref noise, Strategy.Score));

    [Differentiable]
    public static double ExpGammaByPath(double shape, double rate, ref Noise noise) => Math.Sin(Sample.ExpGamma(shape, rate, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double ExpGammaByScore(double shape, double rate, ref Noise noise) => Math.Sin(Sample.ExpGamma(shape, rate, ref noise, Strategy.Score));

    [Differentiable]
    public static double InverseGammaByPath(double shape, double scale, ref Noise noise) => Math.Sin(Sample.InverseGamma(shape, scale, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double InverseGammaByScore(double shape, double scale, ref Noise noise) => Math.Sin(Sample.InverseGamma(shape, scale, ref noise, Strategy.Score));

    [Differentiable]
    public static double ChiSquaredByPath(double nu, ref Noise noise) => Math.Sin(Sample.ChiSquared(nu, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double ChiSquaredByScore(double nu, ref Noise noise) => Math.Sin(Sample.ChiSquared(nu, ref noise, Strategy.Score));

    [Differentiable]
    public static double BetaByPath(double a, double b, ref Noise noise) => Math.Sin(Sample.Beta(a, b, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double BetaByScore(double a, double b, ref Noise noise) => Math.Sin(Sample.Beta(a, b, ref noise, Strategy.Score));

    [Differentiable]
    public static double LogitBetaByPath(double a, double b, ref Noise noise) => Math.Sin(Sample.LogitBeta(a, b, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double LogitBetaByScore(double a, double b, ref Noise noise) => Math.Sin(Sample.LogitBeta(a, b, ref noise, Strategy.Score));

    [Differentiable]
    public static double StudentTByPath(double nu, double mu, double sigma, ref Noise noise) => Math.Sin(Sample.StudentT(nu, mu, sigma, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double StudentTByScore(double nu, double mu, double sigma, ref Noise noise) => Math.Sin(Sample.StudentT(nu, mu, sigma, ref noise, Strategy.Score));

    [Differentiable]
    public static double VonMisesByPath(double mu, double kappa, ref Noise noise) => Math.Sin(Sample.VonMises(mu, kappa, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double VonMisesByScore(double mu, double kappa, ref Noise noise) => Math.Sin(Sample.VonMises(mu, kappa, ref noise, Strategy.Score));

    [Differentiable]
    public static double TruncatedNormalByPath(double mu, double sigma, double lower, double upper, ref Noise noise) => Math.Sin(Sample.TruncatedNormal(mu, sigma, lower, upper, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double TruncatedNormalByScore(double mu, double sigma, [NoDiff] double lower, [NoDiff] double upper, ref Noise noise) => Math.Sin(Sample.TruncatedNormal(mu, sigma, lower, upper, ref noise, Strategy.Score));

    [Differentiable]
    public static double RelaxedBernoulliByPath(double logit, double temperature, ref Noise noise) => Math.Sin(Sample.RelaxedBernoulli(logit, temperature, ref noise, Strategy.Reparameterise));

    [Differentiable]
    public static double RelaxedBernoulliByScore(double logit, double temperature, ref Noise noise) => Math.Sin(Sample.RelaxedBernoulli(logit, temperature, ref noise, Strategy.Score));

    [Differentiable]
    public static double BernoulliByScore(double p, ref Noise noise) => Math.Sin(Sample.Bernoulli(p, ref noise, Strategy.Score) ? 1.0 : 0.0);

    [Differentiable]
    public static double BernoulliLogitByScore(double logit, ref Noise noise) => Math.Sin(Sample.BernoulliLogit(logit, ref noise, Strategy.Score) ? 1.0 : 0.0);

    [Differentiable]
    public static double PoissonByScore(double lambda, ref Noise noise) => Math.Sin(Sample.Poisson(lambda, ref noise, Strategy.Score));

    [Differentiable]
    public static double GeometricByScore(double p, ref Noise noise) => Math.Sin(Sample.Geometric(p, ref noise, Strategy.Score));

    [Differentiable]
    public static double NegativeBinomialByScore(double r, double p, ref Noise noise) => Math.Sin(Sample.NegativeBinomial(r, p, ref noise, Strategy.Score));

    [Differentiable]
    public static double BinomialByScore([NoDiff] int n, double p, ref Noise noise) => Math.Sin(Sample.Binomial(n, p, ref noise, Strategy.Score));
}
