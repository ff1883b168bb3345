using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Primitives;

/// <summary>What a sampling site draws from: a method of <c>Sample</c>, and the class of its name in <c>DiffGen.Distributions</c>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">The names of its parameters, in their order.</param>
internal sealed record Distribution(string Name, ImmutableArray<string> Parameters)
{
    /// <summary>It draws a truth value or a whole number: there is no path.</summary>
    public bool IsDiscrete { get; init; }

    /// <summary>Parameters that move the support: the score function misses what flows over its ends.</summary>
    public ImmutableArray<string> MovesSupport { get; init; } = ImmutableArray<string>.Empty;

    /// <summary>It draws an angle: a path jumps from one end to the other, so a cost that is not periodic is no continuous one.</summary>
    public bool IsCircular { get; init; }

    /// <summary>It draws a vector, into a buffer behind its parameters: what it gives is 0, and stands for the draw.</summary>
    public bool IsVector { get; init; }

    /// <summary>It has vectors of parameters: a method of <c>Scores</c> fills vectors with the partial derivatives.</summary>
    public bool HasVectors { get; init; }

    /// <summary>It draws a number that has a finite mean, whatever the parameters, which is a function of its class.</summary>
    public bool HasMean => s_withMean.Contains(Name);

    private static readonly ImmutableHashSet<string> s_withMean = ImmutableHashSet.Create(
        "Normal", "LogNormal", "HalfNormal", "Uniform", "Exponential", "Laplace", "Logistic", "Gumbel", "Weibull", "Rayleigh", "Kumaraswamy", "Gamma", "ExpGamma", "ChiSquared", "Beta", "LogitBeta", "Poisson", "Geometric", "NegativeBinomial", "Binomial");

    private static readonly ImmutableArray<Distribution> s_all = ImmutableArray.Create(
        new Distribution("Normal", Names("mu", "sigma")),
        new Distribution("LogNormal", Names("mu", "sigma")),
        new Distribution("HalfNormal", Names("sigma")),
        new Distribution("Uniform", Names("lower", "upper")) { MovesSupport = Names("lower", "upper") },
        new Distribution("Exponential", Names("rate")),
        new Distribution("Laplace", Names("mu", "scale")),
        new Distribution("Logistic", Names("mu", "scale")),
        new Distribution("Gumbel", Names("mu", "scale")),
        new Distribution("Cauchy", Names("mu", "scale")),
        new Distribution("HalfCauchy", Names("scale")),
        new Distribution("Weibull", Names("shape", "scale")),
        new Distribution("Pareto", Names("minimum", "shape")) { MovesSupport = Names("minimum") },
        new Distribution("Rayleigh", Names("sigma")),
        new Distribution("Kumaraswamy", Names("a", "b")),
        new Distribution("Gamma", Names("shape", "rate")),
        new Distribution("InverseGamma", Names("shape", "scale")),
        new Distribution("ChiSquared", Names("nu")),
        new Distribution("Beta", Names("a", "b")),
        new Distribution("LogitBeta", Names("a", "b")),
        new Distribution("ExpGamma", Names("shape", "rate")),
        new Distribution("StudentT", Names("nu", "mu", "sigma")),
        new Distribution("VonMises", Names("mu", "kappa")) { IsCircular = true },
        new Distribution("TruncatedNormal", Names("mu", "sigma", "lower", "upper")) { MovesSupport = Names("lower", "upper") },
        new Distribution("RelaxedBernoulli", Names("logit", "temperature")),
        new Distribution("NormalMixture", Names("logits", "mu", "sigma")) { HasVectors = true },
        new Distribution("Bernoulli", Names("p")) { IsDiscrete = true },
        new Distribution("BernoulliLogit", Names("logit")) { IsDiscrete = true },
        new Distribution("Poisson", Names("lambda")) { IsDiscrete = true },
        new Distribution("Geometric", Names("p")) { IsDiscrete = true },
        new Distribution("NegativeBinomial", Names("r", "p")) { IsDiscrete = true },
        new Distribution("Binomial", Names("n", "p")) { IsDiscrete = true },
        new Distribution("Categorical", Names("logits")) { IsDiscrete = true },
        new Distribution("Multinomial", Names("n", "logits")) { IsDiscrete = true, IsVector = true, HasVectors = true },
        new Distribution("DirichletMultinomial", Names("n", "alpha")) { IsDiscrete = true, IsVector = true, HasVectors = true },
        new Distribution("PlackettLuce", Names("logits")) { IsDiscrete = true, IsVector = true, HasVectors = true });

    /// <summary>The row of a method of <c>Sample</c>; null where it has none.</summary>
    public static Distribution? Find(string name) => s_all.FirstOrDefault(d => d.Name == name);

    private static ImmutableArray<string> Names(params string[] names) => ImmutableArray.Create(names);
}
