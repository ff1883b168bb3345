using System;
using System.Linq;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

public sealed class VectorTests
{
    public static TheoryData<int> Cases() => [.. Enumerable.Range(0, VectorTable.Cases.Length)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Companions_are_the_derivatives(int index)
    {
        VectorCase c = VectorTable.Cases[index];
        double value = c.Function(c.Inputs);
        double[][] grads = [.. c.Inputs.Select(a => Enumerable.Repeat(7.0, a.Length).ToArray())], tangents = [.. c.Inputs.Select((a, i) => a.Select((_, j) => 0.3 + (0.1 * i) - (0.2 * j)).ToArray())];
        Assert.Equal(value, c.Vjp(c.Inputs, 1.5, grads));
        double along = 0;
        for (int i = 0; i < c.Inputs.Length; i++)
        {
            for (int j = 0; j < c.Inputs[i].Length; j++)
            {
                // Gradients are added to.
                double partial = (grads[i][j] - 7) / 1.5;
                along += partial * tangents[i][j];
                Differences.AssertSlope(partial, v => c.Function([.. c.Inputs.Select((a, k) => k == i ? [.. a[..j], v, .. a[(j + 1)..]] : a)]), c.Inputs[i][j], c.Inputs[i][j] == 0 ? 0.2 : 0.2 * Math.Abs(c.Inputs[i][j]), $"{c} input {i}[{j}]");
            }
        }

        (double forward, double tangent) = c.Jvp(c.Inputs, tangents);
        Assert.Equal(value, forward);
        Assert.Equal(along, tangent, 1e-12 * (1 + Math.Abs(along)));
    }

    /// <summary>All outcomes, by enumeration: probabilities sum to 1 to 1e-14.</summary>
    [Fact]
    public void Finite_supports_sum_to_one()
    {
        double[] logits = [0.3, -1.2, 0.9], alpha = [0.7, 2.5, 1];
        double categories = 0, multinomial = 0, dirichlet = 0, rankings = 0, top = 0;
        for (int i = 0; i < 3; i++)
        {
            categories += Categorical.Probability<double>(i, logits);
            Assert.Equal(Math.Log(Categorical.Probability<double>(i, logits)), Categorical.LogProbability<double>(i, logits), 1e-14);
            double[] vector = new double[3];
            vector[i] = 1;
            Assert.Equal(Categorical.LogProbability<double>(i, logits), OneHot.LogProbability<double>(vector, logits), 1e-15);
            top += Math.Exp(PlackettLuce.LogProbability<double>([i], logits));
            for (int j = 0; j < 3; j++)
            {
                if (i != j)
                {
                    rankings += Math.Exp(PlackettLuce.LogProbability<double>([i, j, 3 - i - j], logits));
                }
            }
        }

        for (int i = 0; i <= 5; i++)
        {
            for (int j = 0; j <= 5 - i; j++)
            {
                multinomial += Math.Exp(Multinomial.LogProbability<double>([i, j, 5 - i - j], logits));
                dirichlet += Math.Exp(DirichletMultinomial.LogProbability<double>([i, j, 5 - i - j], alpha));
            }
        }

        Assert.Equal(1, categories, 1e-14);
        Assert.Equal(1, top, 1e-14);
        Assert.Equal(1, rankings, 1e-14);
        Assert.Equal(1, multinomial, 1e-14);
        Assert.Equal(1, dirichlet, 1e-14);
        Assert.Equal(1.0986122886681098, Categorical.Entropy<double>([5.0, 5, 5]), 1e-15);
    }

    /// <summary>What they are where they come down to distributions of one number.</summary>
    [Fact]
    public void Special_cases()
    {
        // Two categories.
        Assert.Equal(Beta.LogProbability(0.3, 2.5, 0.7), Dirichlet.LogProbability<double>([0.3, 0.7], [2.5, 0.7]), 1e-14);
        Assert.Equal(Beta.Entropy(2.5, 0.7), Dirichlet.Entropy<double>([2.5, 0.7]), 1e-14);
        Assert.Equal(KullbackLeibler.Beta(2.5, 0.7, 1.0, 3.0), KullbackLeibler.Dirichlet<double>([2.5, 0.7], [1, 3]), 1e-14);
        Assert.Equal(KullbackLeibler.BernoulliLogit(0.4, -1.0), KullbackLeibler.Categorical<double>([0.4, 0], [-1, 0]), 1e-15);
        Assert.Equal(RelaxedBernoulli.LogProbability(0.3, 0.7, 0.6), RelaxedOneHot.LogProbability<double>([0.3, 0.7], [0.7, 0], 0.6), 1e-14);
        Assert.Equal(BernoulliLogit.Entropy(0.4), Categorical.Entropy<double>([0.4, 0]), 1e-15);
        Assert.Equal(Binomial.LogProbability(3, 7, 1 / (1 + Math.Exp(-0.4))), Multinomial.LogProbability<double>([3, 4], [0.4, 0]), 1e-14);

        // A diagonal covariance.
        double independent = Normal.LogProbability(0.5, 0.1, 0.8) + Normal.LogProbability(-1.5, 0.4, 1.5);
        Assert.Equal(independent, MultivariateNormal.LogProbability<double>([0.5, -1.5], [0.1, 0.4], [0.8, 0, 0, 1.5]), 1e-14);
        Assert.Equal(independent, LowRankNormal.LogProbability<double>([0.5, -1.5], [0.1, 0.4], [], [0.8, 1.5]), 1e-14);
        Assert.Equal(KullbackLeibler.Normal(0.5, 0.8, 0.1, 1.5), KullbackLeibler.MultivariateNormal<double>([0.5], [0.8], [0.1], [1.5]), 1e-14);
        // W Wᵀ + diag(σ²) = L Lᵀ with W = (2, −1), σ = (0.5, 1).
        double l11 = Math.Sqrt(4.25), l21 = -2 / l11, l22 = Math.Sqrt(2 - (l21 * l21));
        Assert.Equal(MultivariateNormal.LogProbability<double>([0.5, -1.5], [0.1, 0.4], [l11, 0, l21, l22]), LowRankNormal.LogProbability<double>([0.5, -1.5], [0.1, 0.4], [2, -1], [0.5, 1]), 1e-13);
        Assert.Equal(MultivariateNormal.Entropy<double>([l11, 0, l21, l22]), LowRankNormal.Entropy<double>([2, -1], [0.5, 1]), 1e-14);

        // Sums over independent variables.
        Assert.Equal(independent, Normal.LogProbability<double>([0.5, -1.5], [0.1, 0.4], [0.8, 1.5]), 1e-15);
        Assert.Equal(BernoulliLogit.LogProbability(true, 0.4) + BernoulliLogit.LogProbability(false, -900.0), BernoulliLogit.LogProbability<double>([1, 0], [0.4, -900]), 1e-15);
        Assert.Equal(KullbackLeibler.Normal(0.5, 0.8, 0.1, 1.5) + KullbackLeibler.Normal(1.0, 2.0, 3.0, 4.0), KullbackLeibler.Normal<double>([0.5, 1], [0.8, 2], [0.1, 3], [1.5, 4]), 1e-15);

        // One component.
        Assert.Equal(Normal.LogProbability(0.5, 0.1, 0.8), NormalMixture.LogProbability<double>(0.5, [3], [0.1], [0.8]), 1e-15);
        Assert.Equal(double.NegativeInfinity, NormalMixture.LogProbability<double>(1e200, [0, 0], [0, 1], [1, 1]));
    }

    /// <summary>Every path keeps each of the draw's marginal distribution functions: for the Dirichlet distribution those of the beta marginals.</summary>
    [Fact]
    public void Dirichlet_paths()
    {
        double[] x = [0.2, 0.7, 0.1], alpha = [0.7, 2.5, 1];
        for (int j = 0; j < 3; j++)
        {
            double[] tangent = new double[3], moved = new double[3];
            tangent[j] = 1;
            Dirichlet.PathwiseJvp(x, alpha, tangent, moved);
            double own = Beta.PathwiseVjp(x[j], alpha[j], 4.2 - alpha[j], 1.0).AGrad;
            Assert.Equal(own, moved[j], 1e-13 * own);
            Assert.Equal(0, moved.Sum(), 1e-15);
            for (int i = 0; i < 3; i++)
            {
                double[] cotangent = new double[3], gradient = new double[3];
                cotangent[i] = 1;
                Dirichlet.PathwiseVjp(x, alpha, cotangent, gradient);
                Assert.Equal(moved[i], gradient[j], 1e-14);
            }
        }

        double[] one = new double[1];
        Dirichlet.PathwiseJvp([1.0], [2.0], [1.0], one);
        Assert.Equal(0, one[0]);
    }

    [Fact]
    public void Normal_paths()
    {
        double[] mu = [0.1, 0.4], cholesky = [1.2, 0, -0.5, 0.7], x = new double[2], muTangent = [0.3, -0.2], choleskyTangent = [0.5, 9, -0.1, 0.4], moved = new double[2];
        Noise noise = new(1), again = noise;
        Sample.MultivariateNormal(mu, cholesky, x, ref noise);
        MultivariateNormal.PathwiseJvp(x, mu, cholesky, muTangent, choleskyTangent, moved);
        const double h = 1e-6;
        double[] there = new double[2];
        Sample.MultivariateNormal([.. mu.Zip(muTangent, (m, t) => m + (h * t))], [.. cholesky.Zip(choleskyTangent, (m, t) => m + (h * t))], there, ref again);
        Assert.Equal((there[0] - x[0]) / h, moved[0], 1e-8);
        Assert.Equal((there[1] - x[1]) / h, moved[1], 1e-8);

        double[] muGrad = [1, 1], choleskyGrad = new double[4];
        MultivariateNormal.PathwiseVjp(x, mu, cholesky, [0.6, -0.9], muGrad, choleskyGrad);
        Assert.Equal([1.6, 1 - 0.9], muGrad);
        Assert.Equal(0, choleskyGrad[1]);
        Assert.Equal((0.6 * moved[0]) - (0.9 * moved[1]), (0.6 * 0.3) + (0.9 * 0.2) + (choleskyGrad[0] * 0.5) - (choleskyGrad[2] * 0.1) + (choleskyGrad[3] * 0.4), 1e-14);
    }

    [Fact]
    public void Low_rank_paths_replay_the_draw()
    {
        double[] mu = [0.1, 0.4], factor = [0.5, -1, 0.2, 0.8], sigma = [0.8, 1.5], x = new double[2], there = new double[2], moved = new double[2];
        double[] muTangent = [0.3, -0.2], factorTangent = [0.1, 0.5, -0.4, 0.2], sigmaTangent = [-0.3, 0.6];
        Noise start = new(4), noise = start, again = start;
        Sample.LowRankNormal(mu, factor, sigma, x, ref noise);
        const double h = 1e-6;
        Sample.LowRankNormal([.. mu.Zip(muTangent, (m, t) => m + (h * t))], [.. factor.Zip(factorTangent, (m, t) => m + (h * t))], [.. sigma.Zip(sigmaTangent, (m, t) => m + (h * t))], there, ref again);
        LowRankNormal.PathwiseJvp(start, muTangent, factorTangent, sigmaTangent, moved);
        Assert.Equal((there[0] - x[0]) / h, moved[0], 1e-8);
        Assert.Equal((there[1] - x[1]) / h, moved[1], 1e-8);
        double[] muGrad = new double[2], factorGrad = new double[4], sigmaGrad = new double[2];
        LowRankNormal.PathwiseVjp(start, [0.6, -0.9], muGrad, factorGrad, sigmaGrad);
        double along = muGrad.Zip(muTangent, (g, t) => g * t).Sum() + factorGrad.Zip(factorTangent, (g, t) => g * t).Sum() + sigmaGrad.Zip(sigmaTangent, (g, t) => g * t).Sum();
        Assert.Equal((0.6 * moved[0]) - (0.9 * moved[1]), along, 1e-14);
    }

    [Fact]
    public void Relaxed_one_hot_paths()
    {
        double[] logits = [0.3, -1.2, 0.9], tangent = [0.5, 0.2, -0.7], x = new double[3], there = new double[3], moved = new double[3], grads = new double[3];
        Noise noise = new(5), again = noise;
        Sample.RelaxedOneHot(logits, 0.6, x, ref noise);
        const double h = 1e-6;
        Sample.RelaxedOneHot([.. logits.Zip(tangent, (m, t) => m + (h * t))], 0.6 + (h * 0.4), there, ref again);
        RelaxedOneHot.PathwiseJvp(x, 0.6, tangent, 0.4, moved);
        double byTemperature = RelaxedOneHot.PathwiseVjp(x, 0.6, [0.6, -0.9, 0.1], grads);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal((there[i] - x[i]) / h, moved[i], 1e-6);
        }

        Assert.Equal((0.6 * moved[0]) - (0.9 * moved[1]) + (0.1 * moved[2]), (0.4 * byTemperature) + grads.Zip(tangent, (g, t) => g * t).Sum(), 1e-14);
    }

    /// <summary>∂F/∂θ + f ∂x/∂θ = 0, in the middle and in both tails, where F or 1 − F has few digits of 1.</summary>
    [Fact]
    public void Mixture_paths_keep_the_distribution_function()
    {
        double[] logits = [0.3, -1.2, 0.9], mu = [0.1, 0.4, -0.6], sigma = [0.8, 1.5, 0.6];
        foreach (double x in (double[])[-2, -0.3, 0.4, 3])
        {
            double[] logitsGrad = new double[3], muGrad = new double[3], sigmaGrad = new double[3], logitsCdf = new double[3], muCdf = new double[3], sigmaCdf = new double[3];
            NormalMixture.PathwiseVjp(x, logits, mu, sigma, 1.0, logitsGrad, muGrad, sigmaGrad);
            double density = NormalMixture.CdfVjp(x, logits, mu, sigma, 1.0, logitsCdf, muCdf, sigmaCdf).XGrad;
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(-logitsCdf[k] / density, logitsGrad[k], 1e-11 * (1 + Math.Abs(logitsGrad[k])));
                Assert.Equal(-muCdf[k] / density, muGrad[k], 1e-12);
                Assert.Equal(-sigmaCdf[k] / density, sigmaGrad[k], 1e-12 * (1 + Math.Abs(sigmaGrad[k])));
            }

            Assert.Equal((0.5 * logitsGrad[1]) + (0.2 * muGrad[0]) - sigmaGrad[2], NormalMixture.PathwiseJvp(x, logits, mu, sigma, [0, 0.5, 0], [0.2, 0, 0], [0, 0, -1]), 1e-13);
        }

        // Symmetry, where every density is 1e-90: the upper tail as exact as the lower one.
        double[] upper = new double[2], lower = new double[2], rest = new double[2], rest2 = new double[2];
        NormalMixture.PathwiseVjp(20.0, [0.3, -0.4], [0.5, -0.5], [1, 1.2], 1.0, upper, rest, rest2);
        NormalMixture.PathwiseVjp(-20.0, [0.3, -0.4], [-0.5, 0.5], [1, 1.2], 1.0, lower, rest, rest2);
        Assert.Equal(-lower[0], upper[0], 1e-10 * Math.Abs(upper[0]));
    }

    [Fact]
    public void Wrong_arguments_are_named()
    {
        double[] two = new double[2], three = new double[3];
        Named("k", () => Categorical.LogProbability<double>(2, two));
        Named("x", () => Dirichlet.LogProbability<double>(three, two));
        Named("cholesky", () => MultivariateNormal.LogProbability<double>(two, two, three));
        Named("cholesky", () => MultivariateNormal.Entropy<double>(three));
        Named("factor", () => LowRankNormal.LogProbability<double>(two, two, three, two));
        Named("counts", () => Multinomial.LogProbability<double>([1, -1], two));
        Named("counts", () => Multinomial.LogProbability<double>([1], two));
        Named("ranking", () => PlackettLuce.LogProbability<double>([1, 1], two));
        Named("ranking", () => PlackettLuce.LogProbability<double>([2], two));
        Named("logitsTangent", () => Categorical.LogProbabilityJvp<double>(0, two, three));
        Named("logitsGrad", () => Categorical.LogProbabilityVjp<double>(0, two, 1, three));
        Named("logitsGrad", () => Categorical.LogProbabilityVjp<double>(0, two, 1, two));
        Named("xGrad", () => Dirichlet.LogProbabilityVjp(three, [1.0, 1, 1], 1.0, two, two));
        double[] shared = new double[2];
        Named("xGrad", () => Dirichlet.LogProbabilityVjp(two, [1.0, 1], 1.0, shared, shared));
        Named("alphaGrad", () => Dirichlet.PathwiseVjp<double>(two, [1, 1], two, two));
        Named("sigmaGrad", () => LowRankNormal.PathwiseVjp<double>(default, [1, 1], two, three.AsSpan(0, 2), three));

        static void Named(string name, Action action) => Assert.Equal(name, Assert.ThrowsAny<ArgumentException>(action).ParamName);
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] x = [0.2, 0.7, 0.1], alpha = [0.7, 2.5, 1], grads = new double[3], other = new double[3];
        double sum = 0;
        Allocations.AssertNone(() =>
        {
            sum += Dirichlet.LogProbabilityVjp(x, alpha, 1.0, grads, other);
            sum += Categorical.LogProbabilityJvp<double>(1, x, alpha).Tangent;
            sum += PlackettLuce.LogProbability<double>([1, 0], x);
            sum += Gamma.LogProbabilityVjp(1.0, 2.0, 3.0, 1.0).ShapeGrad + Gamma.PathwiseVjp(1.0, 2.0, 3.0, 1.0).ShapeGrad;
            Dirichlet.PathwiseVjp(x, alpha, other, grads);
        });
    }

    [Fact]
    public void Single_precision_is_double_precision_rounded()
    {
        float[] x = [0.25f, 0.5f, 0.25f], alpha = [0.75f, 2.5f, 1], xGrad = new float[3], alphaGrad = new float[3];
        double[] wide = [0.25, 0.5, 0.25], wideAlpha = [0.75, 2.5, 1], wideXGrad = new double[3], wideAlphaGrad = new double[3];
        Assert.Equal((float)Dirichlet.LogProbabilityVjp(wide, wideAlpha, 1.5, wideXGrad, wideAlphaGrad), Dirichlet.LogProbabilityVjp(x, alpha, 1.5f, xGrad, alphaGrad));
        Assert.Equal([.. wideXGrad.Select(v => (float)v)], xGrad);
        Assert.Equal([.. wideAlphaGrad.Select(v => (float)v)], alphaGrad);
    }
}
