using System;
using System.Linq;
using System.Reflection;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>What the companions of a method with sites are held to besides the gradient.</summary>
public class ExpectationCompanionTests
{
    [Fact]
    public void The_same_noise_gives_the_value_of_the_plain_call_and_moves_on_as_it_does()
    {
        double[] logits = [0.3, -1, 2], gradient = new double[3], costs = [1, 2, 4], more = new double[3];
        for (ulong seed = 0; seed < 200; seed++)
        {
            Agree(seed, (ref Noise n) => Sites.Route(0.3, 1.2, ref n), (ref Noise n) => Sites.RouteExpectationGradient(0.3, 1.2, ref n).Value);
            Agree(seed, (ref Noise n) => Sites.Mixed(0.5, ref n), (ref Noise n) => Sites.MixedExpectationGradient(0.5, ref n).Value);
            Agree(seed, (ref Noise n) => Sites.Category(logits, costs, ref n), (ref Noise n) => Sites.CategoryExpectationGradient(logits, costs, ref n, gradient, more));
            Agree(seed, (ref Noise n) => Sites.Composite(0.6, ref n), (ref Noise n) => Sites.CompositeExpectationVjp(0.6, ref n, 3).Value);
            Agree(seed, (ref Noise n) => Sites.Continuous(2, 1.5f, ref n), (ref Noise n) => Sites.ContinuousExpectationGradient(2, 1.5f, ref n).Value);
            Agree(seed, (ref Noise n) => Loops.Coins(logits, ref n), (ref Noise n) => Loops.CoinsExpectationGradient(logits, ref n, gradient));
            Agree(seed, (ref Noise n) => Loops.Walk(20, 10, ref n), (ref Noise n) => Loops.WalkExpectationGradient(20, 10, ref n).Value);
            Agree(seed, (ref Noise n) => Loops.Discounted(0.4, 0.9, ref n), (ref Noise n) => Loops.DiscountedExpectationGradient(0.4, 0.9, ref n).Value);
            Agree(seed, (ref Noise n) => Loops.Waiting(0.6, 0.7, ref n), (ref Noise n) => Loops.WaitingExpectationGradient(0.6, 0.7, ref n).Value);
        }
    }

    [Fact]
    public void Several_samples_are_averaged()
    {
        const int count = 7;
        Noise together = new(5), apart = new(5);
        (double value, double pGrad, double qGrad) = Sites.RouteExpectationGradient(0.3, 1.2, ref together, count);
        (double Value, double PGrad, double QGrad)[] single = [.. Enumerable.Range(0, count).Select(_ => Sites.RouteExpectationGradient(0.3, 1.2, ref apart))];
        Assert.Equal(single.Average(s => s.Value), value, 14);
        Assert.Equal(single.Average(s => s.PGrad), pGrad, 14);
        Assert.Equal(single.Average(s => s.QGrad), qGrad, 14);
        Assert.Equal(apart, together);
        Assert.Throws<ArgumentOutOfRangeException>(() => Sites.RouteExpectationGradient(0.3, 1.2, ref together, 0));
    }

    /// <summary>A method that only splits its stream leaves it where it was; its samples are to differ nevertheless.</summary>
    [Fact]
    public void Samples_of_split_streams_differ()
    {
        double[] mu = [-0.5, 0.2, 1], once = new double[3], often = new double[3];
        Noise first = new(5), second = new(5);
        Loops.SplitExpectationGradient(mu, ref first, once);
        Loops.SplitExpectationGradient(mu, ref second, often, 9);
        Assert.NotEqual(once, often);
    }

    [Fact]
    public void Vjp_scales_and_adds_and_Gradient_overwrites()
    {
        double[] logits = [0.3, -1, 2], costs = [1, 2, 4], gradient = new double[3], costGradient = new double[3], added = [1, 1, 1], costAdded = [2, 2, 2];
        Noise a = new(11), b = new(11);
        gradient.AsSpan().Fill(double.NaN);
        costGradient.AsSpan().Fill(double.NaN);
        double value = Sites.CategoryExpectationGradient(logits, costs, ref a, gradient, costGradient);
        Assert.Equal(value, Sites.CategoryExpectationVjp(logits, costs, ref b, 3, added, costAdded));
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(1 + (3 * gradient[i]), added[i], 14);
            Assert.Equal(2 + (3 * costGradient[i]), costAdded[i], 14);
        }
    }

    /// <summary>The first estimate is made without a baseline, and only then enters it; what is learned is the cost that depends on the draw.</summary>
    [Fact]
    public void Baselines_learn_after_the_estimate()
    {
        var baselines = default(Sites.RouteBaselines);
        Noise plain = new(3), learning = new(3), draws = new(3);
        bool b = Sample.Bernoulli(0.3, ref draws);
        int n = Sample.Poisson(1.2, ref draws);
        Assert.Equal(Sites.RouteExpectationGradient(0.3, 1.2, ref plain), Sites.RouteExpectationGradient(0.3, 1.2, ref learning, ref baselines));
        Assert.Equal((b ? Math.Sin(1.2) : 1.44, 1L), (baselines.Bernoulli.Mean, baselines.Bernoulli.Count));
        Assert.Equal((0.1 * n * n, 1L), (baselines.Poisson.Mean, baselines.Poisson.Count));

        // The cotangent is no part of the cost.
        var scaled = default(Sites.RouteBaselines);
        Noise again = new(3);
        Sites.RouteExpectationVjp(0.3, 1.2, ref again, -4, ref scaled);
        Assert.Equal(baselines.Bernoulli.Mean, scaled.Bernoulli.Mean, 14);
        Assert.Equal(baselines.Poisson.Mean, scaled.Poisson.Mean, 14);
    }

    /// <summary>Frozen within a batch of samples, a baseline lowers the variance and leaves the mean.</summary>
    [Fact]
    public void Baselines_lower_the_variance()
    {
        var baselines = default(Sites.RouteBaselines);
        (_, double without, _) = Estimates.Moments(n => Sites.RouteExpectationGradient(0.3, 1.2, ref n).PGrad, 20_000);
        (double mean, double with, _) = Estimates.Moments(n => Sites.RouteExpectationGradient(0.3, 1.2, ref n, ref baselines).PGrad, 20_000);
        Assert.True(with * with < without * without / 10);
        Assert.True(Math.Abs(mean - (Math.Sin(1.2) - 1.44)) <= 5 * with / Math.Sqrt(20_000));
    }

    [Fact]
    public void There_are_no_ordinary_companions() =>
        Assert.DoesNotContain(typeof(Sites).GetMethods(BindingFlags.Static | BindingFlags.Public), m => m.Name is "RouteGradient" or "RouteVjp" or "RouteJvp" or "RouteHvp");

    private delegate double Run(ref Noise noise);

    private static void Agree(ulong seed, Run plain, Run companion)
    {
        Noise first = new(seed), second = new(seed);
        Assert.Equal(plain(ref first), companion(ref second));
        Assert.Equal(first, second);
    }
}
