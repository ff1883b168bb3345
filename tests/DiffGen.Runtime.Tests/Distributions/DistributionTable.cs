using System;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>Distributions of one number at ordinary and at awkward parameters.</summary>
internal static class DistributionTable
{
    private const double Infinity = double.PositiveInfinity;

    public static DistributionCase[] Cases { get; } =
    [
        new("Normal", [1.5, 2], -Infinity, Infinity, [-3, 0.2, 1.6, 7]),
        new("LogNormal", [0.5, 0.7], 0, Infinity, [0.1, 1, 4, 20]),
        new("HalfNormal", [3], 0, Infinity, [0.1, 2, 9]),
        new("Uniform", [-2, 3], -2, 3, [-1.5, 0, 2.9]),
        new("Exponential", [0.4], 0, Infinity, [0.1, 2, 20]),
        new("Laplace", [1, 2], -Infinity, Infinity, [-9, 0.5, 1.5, 9]),
        new("Logistic", [-1, 0.5], -Infinity, Infinity, [-9, -1.2, 0, 4]),
        new("Gumbel", [2, 1.5], -Infinity, Infinity, [-1, 2, 9]),
        new("Cauchy", [2, 0.3], -Infinity, Infinity, [-40, 1.9, 2.2, 30]),
        new("HalfCauchy", [2], 0, Infinity, [0.1, 1.5, 40]),
        new("Weibull", [1.7, 3], 0, Infinity, [0.2, 2, 7]),
        new("Weibull", [0.6, 3], 0, Infinity, [0.2, 2, 30]),
        new("Pareto", [2, 3.5], 2, Infinity, [2.1, 4, 20]),
        new("Rayleigh", [2], 0, Infinity, [0.1, 2, 6]),
        new("Kumaraswamy", [2, 0.6], 0, 1, [0.1, 0.5, 0.95]),
        new("Kumaraswamy", [0.4, 3], 0, 1, [0.01, 0.5, 0.95]),
        new("Gamma", [3, 0.5], 0, Infinity, [0.3, 4, 20]),
        new("Gamma", [0.3, 2], 0, Infinity, [0.001, 0.2, 3]),
        new("Gamma", [1, 2], 0, Infinity, [0.001, 0.2, 3]),
        new("Gamma", [500, 2], 0, Infinity, [210, 251, 300]),
        new("ExpGamma", [3, 0.5], -Infinity, Infinity, [-1, 1.7, 3]),
        new("ExpGamma", [0.05, 2], -Infinity, Infinity, [-40, -5, 1]),
        new("ExpGamma", [60, 2], -Infinity, Infinity, [3, 3.4, 3.8]),
        new("InverseGamma", [3.5, 2], 0, Infinity, [0.2, 1, 8]),
        new("ChiSquared", [6], 0, Infinity, [1, 5, 20]),
        new("Beta", [2, 3], 0, 1, [0.05, 0.4, 0.9]),
        new("Beta", [0.3, 0.9], 0, 1, [0.001, 0.4, 0.99]),
        new("Beta", [1, 1], 0, 1, [0.001, 0.4, 0.99]),
        new("Beta", [300, 200], 0, 1, [0.55, 0.6, 0.65]),
        new("LogitBeta", [2, 3], -Infinity, Infinity, [-3, -0.5, 2]),
        new("LogitBeta", [0.1, 0.05], -Infinity, Infinity, [-30, -0.5, 50]),
        new("StudentT", [5, 1, 3], -Infinity, Infinity, [-12, 0.8, 1.5, 9]),
        new("StudentT", [2.2, 0, 1], -Infinity, Infinity, [-5, -0.3, 1.1, 30]),
        new("StudentT", [1.2, 0, 1], -Infinity, Infinity, [-5, -0.3, 1.1, 30]),
        new("StudentT", [400, 1, 3], -Infinity, Infinity, [-6, 0.8, 4, 9]),
        new("VonMises", [0, 1.5], -Math.PI, Math.PI, [-2.5, -0.3, 0.8, 3]),
        new("VonMises", [0, 40], -Math.PI, Math.PI, [-0.4, -0.05, 0.1, 0.6]),
        new("VonMises", [0, 500], -Math.PI, Math.PI, [-0.1, 0.02]),
        new("TruncatedNormal", [1, 2, -1, 2.5], -1, 2.5, [-0.5, 1.2, 2.4]),
        new("TruncatedNormal", [0, 1, -3, 4], -3, 4, [-2.5, 0.1, 2.4]),
        new("TruncatedNormal", [0, 1, 2, 9], 2, 9, [2.1, 3, 5]),
        new("TruncatedNormal", [0, 1, -9, -2], -9, -2, [-5, -3, -2.1]),
        new("TruncatedNormal", [0.3, 1, -Infinity, 2], -Infinity, 2, [-4, 0, 1.9]),
        new("TruncatedNormal", [0.3, 1, 8, Infinity], 8, Infinity, [8.01, 8.3]),
        new("RelaxedBernoulli", [0.7, 0.6], 0, 1, [0.01, 0.4, 0.95]),
        new("RelaxedBernoulli", [-1.2, 3], 0, 1, [0.1, 0.4, 0.85]),
        new("Bernoulli", [0.3], 0, 1, [0, 1]),
        new("BernoulliLogit", [-1.3], 0, 1, [0, 1]),
        new("BernoulliLogit", [6], 0, 1, [0, 1]),
        new("Geometric", [0.4], 0, Infinity, [0, 1, 7]),
        new("Geometric", [0.02], 0, Infinity, [0, 1, 70]),
        new("Poisson", [0.3], 0, Infinity, [0, 1, 4]),
        new("Poisson", [30], 0, Infinity, [20, 30, 45]),
        new("Poisson", [1200], 0, Infinity, [1150, 1200]),
        new("Binomial", [1, 0.3], 0, 1, [0, 1]),
        new("Binomial", [20, 0.7], 0, 20, [0, 13, 20]),
        new("Binomial", [400, 0.03], 0, 400, [5, 13, 30]),
        new("NegativeBinomial", [3, 0.4], 0, Infinity, [0, 1, 9]),
        new("NegativeBinomial", [0.5, 0.05], 0, Infinity, [0, 1, 30]),
        new("NegativeBinomial", [250, 0.3], 0, Infinity, [480, 583, 700]),
        new("NegativeBinomial", [1, 0.3], 0, Infinity, [0, 1, 5]),
    ];

    public static TheoryData<int> Indices()
    {
        TheoryData<int> indices = [];
        for (int i = 0; i < Cases.Length; i++)
        {
            indices.Add(i);
        }

        return indices;
    }
}
