using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Expectation;

/// <summary>A decomposition of the derivative of a density into two measures: a method of <c>MeasureValued</c>.</summary>
/// <param name="Distribution">What is drawn from.</param>
/// <param name="Parameter">The parameter that is differentiated.</param>
/// <param name="Method">The method.</param>
/// <param name="Parameters">The parameters that it takes, in their order.</param>
internal sealed record Measure(string Distribution, string Parameter, string Method, ImmutableArray<string> Parameters)
{
    /// <summary>It takes the simulated draw first.</summary>
    public bool TakesDraw { get; init; }

    /// <summary>It draws more, from a stream that it takes last.</summary>
    public bool TakesNoise { get; init; }
}

/// <summary>The decompositions there are.</summary>
internal static class Measures
{
    private static readonly ImmutableArray<Measure> s_all = ImmutableArray.Create(
        new Measure("Normal", "mu", "NormalMu", Names("mu", "sigma")) { TakesNoise = true },
        new Measure("Normal", "sigma", "NormalSigma", Names("mu", "sigma")) { TakesNoise = true },
        new Measure("Laplace", "mu", "LaplaceMu", Names("mu", "scale")) { TakesNoise = true },
        new Measure("Uniform", "lower", "UniformLower", Names("lower", "upper")) { TakesDraw = true },
        new Measure("Uniform", "upper", "UniformUpper", Names("lower", "upper")) { TakesDraw = true },
        new Measure("Exponential", "rate", "ExponentialRate", Names("rate")) { TakesDraw = true, TakesNoise = true },
        new Measure("Gamma", "rate", "GammaRate", Names("shape", "rate")) { TakesDraw = true, TakesNoise = true },
        new Measure("Weibull", "scale", "WeibullScale", Names("shape", "scale")) { TakesDraw = true, TakesNoise = true },
        new Measure("Rayleigh", "sigma", "RayleighSigma", Names("sigma")) { TakesDraw = true, TakesNoise = true },
        new Measure("Bernoulli", "p", "BernoulliP", Names("p")),
        new Measure("BernoulliLogit", "logit", "BernoulliLogit", Names("logit")),
        new Measure("Poisson", "lambda", "PoissonLambda", Names("lambda")) { TakesDraw = true },
        new Measure("Geometric", "p", "GeometricP", Names("p")) { TakesDraw = true, TakesNoise = true },
        new Measure("Binomial", "p", "BinomialP", Names("n", "p")) { TakesDraw = true },
        new Measure("NegativeBinomial", "p", "NegativeBinomialP", Names("r", "p")) { TakesDraw = true, TakesNoise = true });

    /// <summary>The distributions of which a parameter has one.</summary>
    public static string[] Known { get; } = s_all.Select(m => m.Distribution).Distinct().ToArray();

    public static Measure? Find(string distribution, string parameter) => s_all.FirstOrDefault(m => m.Distribution == distribution && m.Parameter == parameter);

    private static ImmutableArray<string> Names(params string[] names) => ImmutableArray.Create(names);
}
