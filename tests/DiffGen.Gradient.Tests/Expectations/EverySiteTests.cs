using System;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Each distribution at a site, draw by draw: cos x ∂x/∂θ along its path, sin x ∂ log p(x; θ)/∂θ by its score, with the partial derivatives that the tests of distributions hold to.</summary>
public class EverySiteTests
{
    public static TheoryData<string, double[]> Paths => new()
    {
        { "Normal", [1.5, 2] },
        { "LogNormal", [0.5, 0.7] },
        { "HalfNormal", [3] },
        { "Uniform", [-2, 3] },
        { "Exponential", [0.4] },
        { "Laplace", [1, 2] },
        { "Logistic", [-1, 0.5] },
        { "Gumbel", [2, 1.5] },
        { "Cauchy", [2, 0.3] },
        { "HalfCauchy", [2] },
        { "Weibull", [1.7, 3] },
        { "Pareto", [2, 3.5] },
        { "Rayleigh", [2] },
        { "Kumaraswamy", [2, 0.6] },
        { "Gamma", [3, 0.5] },
        { "ExpGamma", [0.3, 2] },
        { "InverseGamma", [3.5, 2] },
        { "ChiSquared", [6] },
        { "Beta", [0.7, 2.5] },
        { "LogitBeta", [0.4, 3] },
        { "StudentT", [5, 1, 3] },
        { "VonMises", [0.4, 1.5] },
        { "TruncatedNormal", [1, 2, -1, 2.5] },
        { "RelaxedBernoulli", [0.7, 0.6] },
    };

    public static TheoryData<string, double[]> Scores => new()
    {
        { "Normal", [1.5, 2] },
        { "LogNormal", [0.5, 0.7] },
        { "HalfNormal", [3] },
        { "Exponential", [0.4] },
        { "Laplace", [1, 2] },
        { "Logistic", [-1, 0.5] },
        { "Gumbel", [2, 1.5] },
        { "Cauchy", [2, 0.3] },
        { "HalfCauchy", [2] },
        { "Weibull", [1.7, 3] },
        { "Pareto", [2, 3.5] },
        { "Rayleigh", [2] },
        { "Kumaraswamy", [2, 0.6] },
        { "Gamma", [3, 0.5] },
        { "ExpGamma", [0.3, 2] },
        { "InverseGamma", [3.5, 2] },
        { "ChiSquared", [6] },
        { "Beta", [0.7, 2.5] },
        { "LogitBeta", [0.4, 3] },
        { "StudentT", [5, 1, 3] },
        { "VonMises", [0.4, 1.5] },
        { "TruncatedNormal", [1, 2, -1, 2.5] },
        { "RelaxedBernoulli", [0.7, 0.6] },
        { "Bernoulli", [0.3] },
        { "BernoulliLogit", [-1.3] },
        { "Poisson", [2.5] },
        { "Geometric", [0.4] },
        { "NegativeBinomial", [3, 0.4] },
        { "Binomial", [20, 0.7] },
    };

    [Theory]
    [MemberData(nameof(Paths))]
    public void By_its_path(string distribution, double[] parameters)
    {
        for (ulong seed = 0; seed < 20; seed++)
        {
            double x = Drawn(distribution, parameters, seed);
            double[] estimate = Estimate(distribution + "ByPath", parameters, seed), path = Numbers(Function(distribution, "PathwiseVjp", [x, .. parameters, Math.Cos(x)]));
            Assert.Equal(Math.Sin(x), estimate[0]);
            AssertNear(path, estimate[1..]);
        }
    }

    [Theory]
    [MemberData(nameof(Scores))]
    public void By_its_score(string distribution, double[] parameters)
    {
        string[] constants = [.. typeof(EverySite).GetMethod(distribution + "ByScore")!.GetParameters().Where(p => p.IsDefined(typeof(NoDiffAttribute))).Select(p => p.Name!)];
        for (ulong seed = 0; seed < 20; seed++)
        {
            double x = Drawn(distribution, parameters, seed);
            double[] estimate = Estimate(distribution + "ByScore", parameters, seed);
            object score = Function(distribution, "LogProbabilityVjp", [x, .. parameters, Math.Sin(x)]);
            string[] names = [.. Method(distribution, "LogProbability").GetParameters().Skip(1).Where(p => p.ParameterType.IsGenericParameter).Select(p => p.Name!)];
            double[] partials = Numbers(score)[^names.Length..];
            Assert.Equal(Math.Sin(x), estimate[0]);
            AssertNear([.. partials.Where((_, i) => !constants.Contains(names[i]))], estimate[1..]);
        }
    }

    private static void AssertNear(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Max(1, Math.Abs(expected[i])), $"{i}: expected {expected[i]:R}, was {actual[i]:R}");
        }
    }

    /// <summary>The number that the sampler draws; 0 or 1 of a coin.</summary>
    private static double Drawn(string distribution, double[] parameters, ulong seed)
    {
        MethodInfo draw = typeof(Draw).GetMethods().Single(m => m.Name == distribution).MakeGenericMethod(typeof(double));
        object drawn = draw.Invoke(null, [.. draw.GetParameters().Select((p, i) => i < parameters.Length ? Convert.ChangeType(parameters[i], p.ParameterType, null) : new Noise(seed))])!;
        return Convert.ToDouble(drawn, null);
    }

    private static double[] Estimate(string method, double[] parameters, ulong seed)
    {
        MethodInfo companion = typeof(EverySite).GetMethods().Single(m => m.Name == method + "ExpectationGradient" && m.GetParameters().Length == parameters.Length + 1);
        return Numbers(companion.Invoke(null, [.. companion.GetParameters().Select((p, i) => i < parameters.Length ? Convert.ChangeType(parameters[i], p.ParameterType, null) : new Noise(seed))])!);
    }

    private static object Function(string distribution, string name, double[] arguments)
    {
        MethodInfo function = Method(distribution, name).MakeGenericMethod(typeof(double));
        return function.Invoke(null, [.. function.GetParameters().Select((p, i) => p.ParameterType == typeof(bool) ? arguments[i] != 0 : Convert.ChangeType(arguments[i], p.ParameterType, null))])!;
    }

    private static MethodInfo Method(string distribution, string name) =>
        typeof(Distributions.Normal).Assembly.GetType("DiffGen.Distributions." + distribution)!.GetMethods().Single(m => m.Name == name && !m.GetParameters().Any(p => p.ParameterType.IsByRefLike));

    /// <summary>The numbers of a tuple.</summary>
    private static double[] Numbers(object tuple) => tuple is ITuple several ? [.. Enumerable.Range(0, several.Length).Select(i => Convert.ToDouble(several[i], null))] : [Convert.ToDouble(tuple, null)];
}
