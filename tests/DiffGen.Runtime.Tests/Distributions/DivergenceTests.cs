using System;
using System.Linq;
using System.Reflection;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

public sealed class DivergenceTests
{
    private static readonly (string Name, double[] Q, double[] P, double Lower, double Upper)[] s_pairs =
    [
        ("Normal", [0.3, 0.8], [-0.5, 1.4], double.NegativeInfinity, double.PositiveInfinity),
        ("Normal", [0.3, 0.8], [0.3, 0.8000001], double.NegativeInfinity, double.PositiveInfinity),
        ("Laplace", [0.3, 0.8], [-0.5, 1.4], double.NegativeInfinity, double.PositiveInfinity),
        ("Exponential", [0.4], [1.7], 0, double.PositiveInfinity),
        ("Gamma", [2.5, 0.7], [1.2, 1.9], 0, double.PositiveInfinity),
        ("Beta", [2.5, 1.7], [1.2, 2.9], 0, 1),
        ("Bernoulli", [0.3], [0.6], 0, 1),
        ("BernoulliLogit", [0.3], [-1.6], 0, 1),
        ("Geometric", [0.3], [0.6], 0, 400),
        ("Poisson", [2.5], [4.5], 0, 100),
    ];

    public static TheoryData<int> Pairs() => [.. Enumerable.Range(0, s_pairs.Length)];

    /// <summary>E_q[ln q − ln p] by quadrature or sum.</summary>
    [Theory]
    [MemberData(nameof(Pairs))]
    public void Divergences_are_the_expectations(int index)
    {
        (string name, double[] q, double[] p, double lower, double upper) = s_pairs[index];
        DistributionCase first = new(name, q, lower, upper, []), second = new(name, p, lower, upper, []);
        double expected = first.IsDiscrete
            ? Enumerable.Range(0, (int)upper + 1).Sum(k => Term(k))
            : name == "Laplace" ? Integral.Over(Term, lower, p[0], -3, 1) + Integral.Over(Term, p[0], q[0], -0.1, 1) + Integral.Over(Term, q[0], upper, 3, 1)
            : Integral.Over(Term, lower, upper, 0.5, 0.5);
        Assert.Equal(expected, Value(name, [.. q, .. p]), 1e-10);
        Assert.Equal(0, Value(name, [.. q, .. q]), 1e-15);

        double Term(double x)
        {
            double log = first.LogProbability(x);
            return Math.Exp(log) == 0 ? 0 : Math.Exp(log) * (log - second.LogProbability(x));
        }
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Companions_are_the_derivatives(int index)
    {
        (string name, double[] q, double[] p, _, _) = s_pairs[index];
        double[] arguments = [.. q, .. p], reverse = DistributionCase.Numbers(Call(name + "Vjp", [.. arguments, 2])), tangents = [.. arguments.Select((_, i) => 0.3 + (0.2 * i))];
        double[] forward = DistributionCase.Numbers(Call(name + "Jvp", [.. arguments, .. tangents]));
        Assert.Equal((Value(name, arguments), Value(name, arguments)), (reverse[0], forward[0]));
        Assert.Equal(reverse.Skip(1).Zip(tangents, (g, t) => g / 2 * t).Sum(), forward[1], 1e-14);
        for (int i = 0; i < arguments.Length; i++)
        {
            Differences.AssertSlope(reverse[i + 1] / 2, v => Value(name, [.. arguments[..i], v, .. arguments[(i + 1)..]]), arguments[i], 0.2 * Math.Abs(arguments[i]), $"{name} by {i}");
        }
    }

    /// <summary>Close to q = p nothing cancels: half the square of the step in units of σ.</summary>
    [Fact]
    public void Small_divergences_have_digits()
    {
        Assert.Equal(0.5e-20, KullbackLeibler.Normal(1e-10, 1.0, 0.0, 1.0), 1e-33);
        // The divergence of σ from σ (1 + e) is e² − (5/3) e³ + ….
        double e = 1e-7, step = (1 + e) - 1;
        Assert.Equal((step * step) - (5 * step * step * step / 3), KullbackLeibler.Normal(0.0, 1.0, 0.0, 1 + e), 1e-26);
        Assert.True(double.IsNaN(KullbackLeibler.Normal(0.0, -1.0, 0.0, 1.0)) && double.IsNaN(KullbackLeibler.Gamma(1.0, 1.0, -1.0, 1.0)) && double.IsNaN(KullbackLeibler.Bernoulli(0.5, 1.5)));
        Assert.Equal(double.PositiveInfinity, KullbackLeibler.Bernoulli(0.5, 0.0));
        Assert.Equal(Math.Log(2), KullbackLeibler.Bernoulli(1.0, 0.5), 1e-15);
        Assert.Equal(3, KullbackLeibler.Poisson(0.0, 3.0));
    }

    [Fact]
    public void The_bound_scales_what_belongs_to_examples()
    {
        Assert.Equal((5 * (-12.0 - 3)) - 7, Elbo.Bound(-12.0, 3.0, 7.0, examples: 100, batch: 20));
        Assert.Equal((-82.0, (5 * (0.5 - 0.25)) - 2), Elbo.BoundJvp(-12.0, 3.0, 7.0, 100, 20, 0.5, 0.25, 2.0));
        Assert.Equal((-82.0, 7.5, -7.5, -1.5), Elbo.BoundVjp(-12.0, 3.0, 7.0, 100, 20, 1.5));
        // The mean over all batches is the bound over all examples.
        double[] likelihoods = [1, 2, 4, 8];
        Assert.Equal(15 - 3, Enumerable.Range(0, 2).Average(b => Elbo.Bound(likelihoods[2 * b] + likelihoods[(2 * b) + 1], 0.0, 3.0, 4, 2)));
        Assert.Equal("batch", Assert.Throws<ArgumentOutOfRangeException>(() => Elbo.Bound(1.0, 0.0, 0.0, 10, 0)).ParamName);
        Assert.Equal("batch", Assert.Throws<ArgumentOutOfRangeException>(() => Elbo.BoundVjp(1.0, 0.0, 0.0, 10, 11, 1.0)).ParamName);
    }

    private static object Call(string name, double[] arguments)
    {
        MethodInfo method = typeof(KullbackLeibler).GetMethods().Single(m => m.Name == name && !m.GetParameters().Any(p => p.ParameterType.IsByRefLike)).MakeGenericMethod(typeof(double));
        return method.Invoke(null, [.. arguments.Select(a => (object)a)])!;
    }

    private static double Value(string name, double[] arguments) => (double)Call(name, arguments);
}
