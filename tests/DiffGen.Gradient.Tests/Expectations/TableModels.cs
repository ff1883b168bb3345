using System;
using DiffGen.Distributions;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Methods whose expectations have closed forms.</summary>
public static partial class TableModels
{
    [Differentiable]
    public static double LogNormalMean(double mu, double sigma, ref Noise noise) => Sample.LogNormal(mu, sigma, ref noise, Strategy.Reparameterise);

    [Differentiable]
    public static double ExponentialMean(double rate, ref Noise noise) => Sample.Exponential(rate, ref noise, Strategy.Reparameterise);

    [Differentiable]
    public static double LaplaceSquare(double scale, ref Noise noise) => Square(Sample.Laplace(0.0, scale, ref noise));

    [Differentiable]
    public static double LogisticSquare(double scale, ref Noise noise) => Square(Sample.Logistic(0.0, scale, ref noise));

    [Differentiable]
    public static double CauchyCosine(double mu, double scale, ref Noise noise) => Math.Cos(Sample.Cauchy(mu, scale, ref noise));

    [Differentiable]
    public static double GammaLogarithm(double shape, ref Noise noise) => Math.Log(Sample.Gamma(shape, 1.0, ref noise));

    [Differentiable]
    public static double BetaMean(double a, double b, ref Noise noise) => Sample.Beta(a, b, ref noise, Strategy.ImplicitReparameterise);

    [Differentiable]
    public static double StudentSquare(double nu, ref Noise noise) => Square(Sample.StudentT(nu, 0.0, 1.0, ref noise));

    [Differentiable]
    public static double VonMisesCosine(double kappa, ref Noise noise) => Math.Cos(Sample.VonMises(0.0, kappa, ref noise, Strategy.ImplicitReparameterise));

    [Differentiable]
    public static double GeometricByScore(double p, ref Noise noise) => Square(1.0 + Sample.Geometric(p, ref noise, Strategy.Score));

    [Differentiable]
    public static double GeometricByMeasures(double p, ref Noise noise) => Square(1.0 + Sample.Geometric(p, ref noise, Strategy.MeasureValued));

    [Differentiable]
    public static double FailuresByScore(double r, double p, ref Noise noise) => Sample.NegativeBinomial(r, p, ref noise, Strategy.Score);

    [Differentiable]
    public static double Relaxed(double logit, [NoDiff] double temperature, ref Noise noise) => Square(Sample.RelaxedBernoulli(logit, temperature, ref noise) - 0.45);

    [Differentiable]
    public static double SquareByScore(double mu, ref Noise noise) => Square(Sample.Normal(mu, 1.0, ref noise, Strategy.Score));

    /// <summary>exp of what the program of the ADEV paper gives: the expectation is of the exponential.</summary>
    [Differentiable]
    public static double ExponentialOfBoth(double theta, ref Noise noise) => Math.Exp(Sample.Bernoulli(theta, ref noise, Strategy.Score) ? 0 : -theta / 2);

    /// <summary>The delta of a call, ∂/∂S of its discounted payoff along the path, with the draw of the price as the site: the derivative by S is its gamma, since the score sees the jump of the delta.</summary>
    [Differentiable]
    public static double Delta(double spot, [NoDiff] double strike, [NoDiff] double sigma, ref Noise noise)
    {
        double price = Sample.LogNormal(Math.Log(spot) - 0.5 * sigma * sigma, sigma, ref noise);
        return price > strike ? price / spot : 0;
    }

    /// <summary>The negative evidence bound of six heads and four tails under a Beta(10, 10) prior, with a Beta guide by its score.</summary>
    [Differentiable]
    public static double Fairness(double logAlpha, double logBeta, ref Noise noise)
    {
        double alpha = Math.Exp(logAlpha), beta = Math.Exp(logBeta), x = Sample.Beta(alpha, beta, ref noise, Strategy.Score);
        return Beta.LogProbability(x, alpha, beta) - Beta.LogProbability(x, 10.0, 10.0) - 6 * Math.Log(x) - 4 * Math.Log(1 - x);
    }

    /// <summary>Three looks at the quarters of a picture of 4 × 4. A mark in quarter 0 says where the other mark is, whose sign is the label. What has been seen is the state of the policy, four logits for each.</summary>
    [Differentiable]
    public static double Glimpses(ReadOnlySpan<double> policy, double weight, [NoDiff] ReadOnlySpan<double> picture, [NoDiff] double label, ref Noise noise)
    {
        int state = 0;
        double seen = 0;
        for (int i = 0; i < 3; i++)
        {
            int quarter = Sample.Categorical(policy.Slice(4 * state, 4), ref noise, Strategy.Score);
            int cue = (int)picture[4 * quarter];
            state = cue > 0 ? cue : state;
            seen += picture[4 * quarter + 1];
        }

        return Math.Log(1 + Math.Exp(-label * weight * seen));
    }

    private static double Square(double x) => x * x;
}
