using System;
using System.ComponentModel;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.CompilerServices;

/// <summary>The draws of <see cref="Sample"/> as functions of the stream: it is not moved on. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Draw
{
    /// <summary>The stream behind its next draw.</summary>
    public static Noise Next(Noise noise) => new(noise.Key, noise.Position + 1);

    /// <summary>Where the next of several runs begins: a run that only splits its stream leaves it where it was, and the next is to draw something else.</summary>
    public static Noise Behind(Noise noise, Noise start) => noise == start ? Next(noise) : noise;

    /// <summary>A stream for what is drawn besides at a site; nothing else is drawn from it unless the method splits by this very number.</summary>
    public static Noise Besides(Noise noise, int parameter) => noise.Split(0xA5D7_3C19_6E42_F08BUL + (ulong)parameter);

    /// <summary>The second draw of the antithetic pair whose first is <see cref="BernoulliLogit{R}(R, Noise)"/>.</summary>
    public static bool Antithetic<R>(R logit, Noise noise)
        where R : IFloatingPointIeee754<R> => DiffGen.Distributions.BernoulliLogit.AntitheticPair(logit, ref noise).Second;

    /// <summary>The factor of that pair by ARM.</summary>
    public static R ArmFactor<R>(Noise noise)
        where R : IFloatingPointIeee754<R> => DiffGen.Distributions.BernoulliLogit.ArmFactor<R>(ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Normal<R>(R mu, R sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Normal(mu, sigma, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R LogNormal<R>(R mu, R sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.LogNormal(mu, sigma, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R HalfNormal<R>(R sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.HalfNormal(sigma, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Uniform<R>(R lower, R upper, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Uniform(lower, upper, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Exponential<R>(R rate, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Exponential(rate, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Laplace<R>(R mu, R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Laplace(mu, scale, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Logistic<R>(R mu, R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Logistic(mu, scale, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Gumbel<R>(R mu, R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Gumbel(mu, scale, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Cauchy<R>(R mu, R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Cauchy(mu, scale, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R HalfCauchy<R>(R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.HalfCauchy(scale, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Weibull<R>(R shape, R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Weibull(shape, scale, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Pareto<R>(R minimum, R shape, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Pareto(minimum, shape, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Rayleigh<R>(R sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Rayleigh(sigma, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Kumaraswamy<R>(R a, R b, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Kumaraswamy(a, b, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Gamma<R>(R shape, R rate, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Gamma(shape, rate, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R InverseGamma<R>(R shape, R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.InverseGamma(shape, scale, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R ChiSquared<R>(R nu, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.ChiSquared(nu, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R Beta<R>(R a, R b, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Beta(a, b, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R LogitBeta<R>(R a, R b, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.LogitBeta(a, b, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R ExpGamma<R>(R shape, R rate, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.ExpGamma(shape, rate, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R StudentT<R>(R nu, R mu, R sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.StudentT(nu, mu, sigma, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R VonMises<R>(R mu, R kappa, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.VonMises(mu, kappa, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R TruncatedNormal<R>(R mu, R sigma, R lower, R upper, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.TruncatedNormal(mu, sigma, lower, upper, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R RelaxedBernoulli<R>(R logit, R temperature, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.RelaxedBernoulli(logit, temperature, ref noise);

    /// <summary>A temperature is finite and above 0.</summary>
    /// <exception cref="System.ArgumentOutOfRangeException">It is not.</exception>
    public static void CheckTemperature<R>(R temperature)
        where R : IFloatingPointIeee754<R> => Parameters.Positive(Real.ToDouble(temperature), nameof(temperature));

    /// <summary>See <see cref="Sample"/>.</summary>
    public static bool Bernoulli<R>(R p, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Bernoulli(p, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static bool BernoulliLogit<R>(R logit, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.BernoulliLogit(logit, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static int Poisson<R>(R lambda, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Poisson(lambda, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static int Geometric<R>(R p, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Geometric(p, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static int NegativeBinomial<R>(R r, R p, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.NegativeBinomial(r, p, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static int Binomial<R>(int n, R p, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Binomial(n, p, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static int Categorical<R>(ReadOnlySpan<R> logits, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.Categorical(logits, ref noise);

    /// <summary>See <see cref="Sample"/>.</summary>
    public static R NormalMixture<R>(ReadOnlySpan<R> logits, ReadOnlySpan<R> mu, ReadOnlySpan<R> sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => Sample.NormalMixture(logits, mu, sigma, ref noise);

    /// <summary>See <see cref="Sample"/>; gives 0, which stands for the draw.</summary>
    public static int Multinomial<R>(int n, ReadOnlySpan<R> logits, Span<int> counts, Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        Sample.Multinomial(n, logits, counts, ref noise);
        return 0;
    }

    /// <summary>See <see cref="Sample"/>; gives 0, which stands for the draw.</summary>
    public static int DirichletMultinomial<R>(int n, ReadOnlySpan<R> alpha, Span<int> counts, Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        Sample.DirichletMultinomial(n, alpha, counts, ref noise);
        return 0;
    }

    /// <summary>See <see cref="Sample"/>; gives 0, which stands for the draw.</summary>
    public static int PlackettLuce<R>(ReadOnlySpan<R> logits, Span<int> ranking, Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        Sample.PlackettLuce(logits, ranking, ref noise);
        return 0;
    }
}
