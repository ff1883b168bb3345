using System;

namespace DiffGen.Runtime.Tests.Sampling;

/// <summary>The continuous samplers at ordinary parameters, with distribution functions written down here, apart from the library's.</summary>
internal static class SamplerTable
{
    public static SamplerCase[] Cases { get; } =
    [
        SamplerCase.Of("Normal", Sample.Normal, Sample.Normal, Sample.Normal, Sample.Normal, 1.5, 2, x => Phi((x - 1.5) / 2)),
        SamplerCase.Of("LogNormal", Sample.LogNormal, Sample.LogNormal, Sample.LogNormal, Sample.LogNormal, 0.5, 0.7, x => Phi((Math.Log(x) - 0.5) / 0.7)),
        SamplerCase.Of("HalfNormal", Sample.HalfNormal, Sample.HalfNormal, Sample.HalfNormal, Sample.HalfNormal, 3, x => (2 * Phi(x / 3)) - 1),
        SamplerCase.Of("Uniform", Sample.Uniform, Sample.Uniform, Sample.Uniform, Sample.Uniform, -2, 3, x => (x + 2) / 5),
        SamplerCase.Of("Exponential", Sample.Exponential, Sample.Exponential, Sample.Exponential, Sample.Exponential, 0.4, x => 1 - Math.Exp(-0.4 * x)),
        SamplerCase.Of("Laplace", Sample.Laplace, Sample.Laplace, Sample.Laplace, Sample.Laplace, 1, 2, x => x < 1 ? 0.5 * Math.Exp((x - 1) / 2) : 1 - (0.5 * Math.Exp(-(x - 1) / 2))),
        SamplerCase.Of("Logistic", Sample.Logistic, Sample.Logistic, Sample.Logistic, Sample.Logistic, -1, 0.5, x => 1 / (1 + Math.Exp(-(x + 1) / 0.5))),
        SamplerCase.Of("Gumbel", Sample.Gumbel, Sample.Gumbel, Sample.Gumbel, Sample.Gumbel, 2, 1.5, x => Math.Exp(-Math.Exp(-(x - 2) / 1.5))),
        SamplerCase.Of("Cauchy", Sample.Cauchy, Sample.Cauchy, Sample.Cauchy, Sample.Cauchy, 2, 0.3, x => 0.5 + (Math.Atan((x - 2) / 0.3) / Math.PI)),
        SamplerCase.Of("HalfCauchy", Sample.HalfCauchy, Sample.HalfCauchy, Sample.HalfCauchy, Sample.HalfCauchy, 2, x => 2 / Math.PI * Math.Atan(x / 2)),
        SamplerCase.Of("Weibull", Sample.Weibull, Sample.Weibull, Sample.Weibull, Sample.Weibull, 1.7, 3, x => 1 - Math.Exp(-Math.Pow(x / 3, 1.7))),
        SamplerCase.Of("Pareto", Sample.Pareto, Sample.Pareto, Sample.Pareto, Sample.Pareto, 2, 3.5, x => 1 - Math.Pow(2 / x, 3.5)),
        SamplerCase.Of("Rayleigh", Sample.Rayleigh, Sample.Rayleigh, Sample.Rayleigh, Sample.Rayleigh, 2, x => 1 - Math.Exp(-x * x / 8)),
        SamplerCase.Of("Kumaraswamy", Sample.Kumaraswamy, Sample.Kumaraswamy, Sample.Kumaraswamy, Sample.Kumaraswamy, 2, 0.6, x => 1 - Math.Pow(1 - (x * x), 0.6)),
        SamplerCase.Of("Gamma", Sample.Gamma, Sample.Gamma, Sample.Gamma, Sample.Gamma, 3, 0.5, x => Erlang3(x / 2)),
        SamplerCase.Of("Gamma", Sample.Gamma, Sample.Gamma, Sample.Gamma, Sample.Gamma, 0.5, 2, x => (2 * Phi(2 * Math.Sqrt(x))) - 1),
        SamplerCase.Of("ExpGamma", Sample.ExpGamma, Sample.ExpGamma, Sample.ExpGamma, Sample.ExpGamma, 3, 0.5, x => Erlang3(Math.Exp(x) / 2)),
        SamplerCase.Of("InverseGamma", Sample.InverseGamma, Sample.InverseGamma, Sample.InverseGamma, Sample.InverseGamma, 3, 2, x => 1 - Erlang3(2 / x)),
        SamplerCase.Of("ChiSquared", Sample.ChiSquared, Sample.ChiSquared, Sample.ChiSquared, Sample.ChiSquared, 6, x => Erlang3(x / 2)),
        SamplerCase.Of("Beta", Sample.Beta, Sample.Beta, Sample.Beta, Sample.Beta, 2, 3, x => x * x * (6 - (8 * x) + (3 * x * x))),
        SamplerCase.Of("Beta", Sample.Beta, Sample.Beta, Sample.Beta, Sample.Beta, 0.5, 0.5, x => 2 / Math.PI * Math.Asin(Math.Sqrt(x))),
        SamplerCase.Of("LogitBeta", Sample.LogitBeta, Sample.LogitBeta, Sample.LogitBeta, Sample.LogitBeta, 0.5, 0.5, x => 2 / Math.PI * Math.Atan(Math.Exp(0.5 * x))),
        SamplerCase.Of("StudentT", Sample.StudentT, Sample.StudentT, Sample.StudentT, Sample.StudentT, 2, 1, 3, x => 0.5 + ((x - 1) / 6 / Math.Sqrt(2 + ((x - 1) * (x - 1) / 9)))),
        SamplerCase.Of("StudentT", Sample.StudentT, Sample.StudentT, Sample.StudentT, Sample.StudentT, 1, -1, 2, x => 0.5 + (Math.Atan((x + 1) / 2) / Math.PI)),
        SamplerCase.Of("VonMises", Sample.VonMises, Sample.VonMises, Sample.VonMises, Sample.VonMises, 0, 1.5, VonMises(1.5)),
        SamplerCase.Of("VonMises", Sample.VonMises, Sample.VonMises, Sample.VonMises, Sample.VonMises, 0, 0, x => (x + Math.PI) / (2 * Math.PI)),
        SamplerCase.Of("VonMises", Sample.VonMises, Sample.VonMises, Sample.VonMises, Sample.VonMises, 0, 40, VonMises(40)),
        SamplerCase.Of("TruncatedNormal", Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, 1, 2, -1, 2.5, Truncated(1, 2, -1, 2.5)),
        SamplerCase.Of("TruncatedNormal", Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, 0, 1, -3, 4, Truncated(0, 1, -3, 4)),
        SamplerCase.Of("TruncatedNormal", Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, 0, 1, 1, 5, Upper(Truncated(0, 1, -5, -1))),
        SamplerCase.Of("TruncatedNormal", Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, 0, 1, -6, -2, Truncated(0, 1, -6, -2)),
        SamplerCase.Of("TruncatedNormal", Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, Sample.TruncatedNormal, 0, 1, -6.1, -6, Truncated(0, 1, -6.1, -6)),
        SamplerCase.Of("RelaxedBernoulli", Sample.RelaxedBernoulli, Sample.RelaxedBernoulli, Sample.RelaxedBernoulli, Sample.RelaxedBernoulli, 0.7, 0.6, x => 1 / (1 + (Math.Exp(0.7) * Math.Pow((1 / x) - 1, 0.6)))),
    ];

    /// <summary>The standard normal distribution function: ½ + φ(x) Σ x²ᵏ⁺¹/(1·3·…·(2k + 1)) for small |x|, its continued fraction beyond.</summary>
    public static double Phi(double x)
    {
        double density = Math.Exp(-0.5 * x * x) / Math.Sqrt(2 * Math.PI), size = Math.Abs(x);
        if (size < 3)
        {
            double term = x, sum = x;
            for (int k = 1; k < 100; k++)
            {
                term *= x * x / ((2 * k) + 1);
                sum += term;
            }

            return 0.5 + (density * sum);
        }

        double fraction = 0;
        for (int k = 60; k > 0; k--)
        {
            fraction = k / (size + fraction);
        }

        double tail = density / (size + fraction);
        return x < 0 ? tail : 1 - tail;
    }

    /// <summary>The distribution function of the gamma distribution of shape 3.</summary>
    private static double Erlang3(double x) => 1 - (Math.Exp(-x) * (1 + x + (0.5 * x * x)));

    private static Func<double, double> Truncated(double mu, double sigma, double lower, double upper)
    {
        double below = Phi((lower - mu) / sigma), mass = Phi((upper - mu) / sigma) - below;
        return x => Math.Clamp((Phi((x - mu) / sigma) - below) / mass, 0, 1);
    }

    private static Func<double, double> Upper(Func<double, double> lower) => x => 1 - lower(-x);

    /// <summary>By the rule of Simpson with 60 steps from 0.</summary>
    private static Func<double, double> VonMises(double kappa)
    {
        double whole = Integral(Math.PI);
        return x => Math.Clamp(0.5 + (0.5 * Integral(x) / whole), 0, 1);

        double Integral(double end)
        {
            double sum = 0, h = end / 60;
            for (int i = 0; i <= 60; i++)
            {
                sum += (i is 0 or 60 ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(kappa * (Math.Cos(i * h) - 1));
            }

            return sum * h / 3;
        }
    }
}
