using System;
using Xunit;

namespace DiffGen.Runtime.Tests.Sampling;

/// <summary>What is wrong is named, with what to pass instead, before anything is drawn or written.</summary>
public sealed class SampleArgumentTests
{
    private static Noise s_noise = new(1);

    [Fact]
    public void Parameters_outside_their_range()
    {
        OutOfRange("sigma", () => Sample.Normal(0.0, -1.0, ref s_noise));
        OutOfRange("mu", () => Sample.Normal(double.NaN, 1.0, ref s_noise));
        OutOfRange("mu", () => Sample.Normal(double.PositiveInfinity, 1.0, ref s_noise));
        OutOfRange("sigma", () => Sample.Normal(0f, float.NaN, ref s_noise));
        OutOfRange("lower", () => Sample.Uniform(1.0, 1.0, ref s_noise));
        OutOfRange("lower", () => Sample.Uniform(double.NegativeInfinity, 1.0, ref s_noise));
        OutOfRange("rate", () => Sample.Exponential(0.0, ref s_noise));
        OutOfRange("shape", () => Sample.Gamma(0.0, 1.0, ref s_noise));
        OutOfRange("rate", () => Sample.Gamma(1.0, double.PositiveInfinity, ref s_noise));
        OutOfRange("kappa", () => Sample.VonMises(0.0, -1.0, ref s_noise));
        OutOfRange("lower", () => Sample.TruncatedNormal(0.0, 1.0, 2.0, 1.0, ref s_noise));
        OutOfRange("temperature", () => Sample.RelaxedBernoulli(0.0, 0.0, ref s_noise));
        OutOfRange("p", () => Sample.Bernoulli(1.5, ref s_noise));
        OutOfRange("p", () => Sample.Bernoulli(double.NaN, ref s_noise));
        OutOfRange("logit", () => Sample.BernoulliLogit(double.NaN, ref s_noise));
        OutOfRange("lambda", () => Sample.Poisson(-1.0, ref s_noise));
        OutOfRange("lambda", () => Sample.Poisson(3e9, ref s_noise));
        OutOfRange("p", () => Sample.Geometric(1e-9, ref s_noise));
        OutOfRange("p", () => Sample.NegativeBinomial(1.0, 0.0, ref s_noise));
        OutOfRange("n", () => Sample.Binomial(-1, 0.5, ref s_noise));
        OutOfRange("logits", () => Sample.Categorical([0.0, double.NaN], ref s_noise));
        OutOfRange("logits", () => Sample.Categorical([0.0, double.PositiveInfinity], ref s_noise));
        Argument("logits", () => Sample.Categorical(ReadOnlySpan<double>.Empty, ref s_noise));
        Argument("logits", () => Sample.Categorical([double.NegativeInfinity], ref s_noise));
        OutOfRange("alpha", () => Sample.Dirichlet([1.0, 0.0], new double[2], ref s_noise));
        OutOfRange("sigma", () => Sample.LowRankNormal([0.0], [1.0], [-1.0], new double[1], ref s_noise));
        OutOfRange("cholesky", () => Sample.MultivariateNormal([0.0], [double.NaN], new double[1], ref s_noise));
    }

    [Fact]
    public void The_message_says_what_to_pass()
    {
        ArgumentException wrong = Assert.Throws<ArgumentOutOfRangeException>(() => Sample.Normal(0.0, -1.0, ref s_noise));
        Assert.StartsWith("sigma is -1, but must be a finite number that is not negative (Constrained.Softplus makes one of any number).", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Buffers_of_other_lengths_and_overlaps()
    {
        double[] two = new double[2], three = new double[3];
        Argument("sigma", () => Sample.Normal(two, three, two, ref s_noise));
        Argument("destination", () => Sample.Normal(two, [1.0, 1.0], three, ref s_noise));
        Argument("destination", () => Sample.Normal(two, [1.0, 1.0], two, ref s_noise));
        Argument("cholesky", () => Sample.MultivariateNormal(two, three, [0, 0], ref s_noise));
        Argument("factor", () => Sample.LowRankNormal(two, three, [1, 1], [0, 0], ref s_noise));
        Argument("counts", () => Sample.Multinomial(3, [0.0, 0.0], new int[3], ref s_noise));
        Argument("ranking", () => Sample.PlackettLuce([0.0, 0.0], new int[3], ref s_noise));
        Argument("destination", () => Sample.OneHot([0.0, 0.0], three, ref s_noise));
    }

    [Fact]
    public void Nothing_is_drawn_or_written_before_all_is_checked()
    {
        double[] destination = [7, 7];
        Noise before = s_noise;
        OutOfRange("sigma", () => Sample.Normal([0.0, 0.0], [1.0, -1.0], destination, ref s_noise));
        OutOfRange("alpha", () => Sample.Dirichlet([1.0, -1.0], destination, ref s_noise));
        Assert.Equal(before, s_noise);
        Assert.Equal([7, 7], destination);
    }

    private static void OutOfRange(string name, Action action) => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(action).ParamName);

    private static void OutOfRange<R>(string name, Func<R> action) => Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(() => { action(); }).ParamName);

    private static void Argument(string name, Action action) => Assert.Equal(name, Assert.Throws<ArgumentException>(action).ParamName);
}
