using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Counts, rankings and vectors that are summed over: every single estimate is the gradient, whatever is drawn.</summary>
public class SumTests
{
    private const int Seeds = 20;

    /// <summary>E w n² = w (λ² + λ); at λ = 0, where no count but 0 has a probability, the derivative is w all the same.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(0.02)]
    [InlineData(1e-30)]
    [InlineData(0)]
    [InlineData(400)]
    public void Poisson(double lambda)
    {
        const double w = 0.7;
        Each(noise =>
        {
            (_, double lambdaGrad, double wGrad) = SumModels.PoissonExpectationGradient(lambda, w, ref noise);
            Equal(w * ((2 * lambda) + 1), lambdaGrad);
            Equal((lambda * lambda) + lambda, wGrad);
        });
    }

    /// <summary>E k² = n p (1 − p) + n² p², whose derivative is n + 2n (n − 1) p, at the ends of the range too.</summary>
    [Theory]
    [InlineData(0.3, 7)]
    [InlineData(0, 7)]
    [InlineData(1, 7)]
    [InlineData(1e-30, 3)]
    [InlineData(0.6, 1)]
    [InlineData(0.6, 0)]
    [InlineData(0.45, 3000)]
    public void Binomial(double p, int n) => Each(noise => Equal(n + (2.0 * n * (n - 1) * p), SumModels.BinomialExpectationGradient(p, n, ref noise).PGrad));

    /// <summary>Counts of a few trials are summed over unasked, as long as all of them fit into 4,096 runs; of 513 draws with 8 values each the score is taken.</summary>
    [Theory]
    [InlineData(0.3, 0)]
    [InlineData(0.6, 3)]
    [InlineData(0.6, 511)]
    public void Counts_of_a_few_trials_unasked(double p, int n)
    {
        double exact = Exact(p, n);
        Each(noise => Equal(exact, SumModels.TrialsExpectationGradient(p, n, ref noise).PGrad));
        Noise first = new(1), second = new(2);
        Assert.NotEqual(SumModels.TrialsExpectationGradient(p, 513, ref first).PGrad, SumModels.TrialsExpectationGradient(p, 513, ref second).PGrad);
        Estimates.AreUnbiased(noise => SumModels.TrialsExpectationGradient(p, 513, ref noise).PGrad, Exact(p, 513), 2_000);

        static double Exact(double p, int n) => 5 + (2.0 * 5 * 4 * p) + (n * (7 + (2.0 * 7 * 6 * p)));
    }

    /// <summary>E(x + 1)² = (2 − p)/p²: −56.25 at 0.4.</summary>
    [Theory]
    [InlineData(0.4)]
    [InlineData(1)]
    [InlineData(0.02)]
    public void Geometric(double p) => Each(noise => Equal(-(4 - p) / (p * p * p), SumModels.GeometricExpectationGradient(p, ref noise).PGrad));

    /// <summary>E x² = r (1 − p)/p² + r² (1 − p)²/p².</summary>
    [Theory]
    [InlineData(2.5, 0.45)]
    [InlineData(0.3, 0.7)]
    [InlineData(2.5, 1)]
    public void Negative_binomial(double r, double p)
    {
        double q = 1 - p;
        Each(noise =>
        {
            (_, double rGrad, double pGrad) = SumModels.NegativeBinomialExpectationGradient(r, p, ref noise);
            Equal((q + (2 * r * q * q)) / (p * p), rGrad);
            Equal((-r / (p * p)) - (2 * r * q / (p * p * p)) - (2 * r * r * q / (p * p)) - (2 * r * r * q * q / (p * p * p)), pGrad);
        });
    }

    [Fact]
    public void In_single_precision()
    {
        const double lambda = 1.5f, r = 2.5f, p = 0.4f, q = 1 - p;
        Each(noise =>
        {
            (_, float lambdaGrad, float rGrad, float pGrad) = SumModels.SingleExpectationGradient((float)lambda, (float)r, (float)p, ref noise);
            Equal((2 * lambda) + 1, lambdaGrad, 1e-5);
            Equal((q + (2 * r * q * q)) / (p * p), rGrad, 1e-5);
            Equal((-r / (p * p)) - (2 * r * q / (p * p * p)) - (2 * r * r * q / (p * p)) - (2 * r * r * q * q / (p * p * p)), pGrad, 1e-5);
        });
    }

    /// <summary>Bin(Bin(n, p), p) is Bin(n, p²).</summary>
    [Theory]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void A_count_of_a_count(double p) => Each(noise => Equal(2 * p * (10 + (180 * p * p)), SumModels.NestedExpectationGradient(p, 10, ref noise).PGrad));

    /// <summary>With n ~ Poisson(λ i): scale² (n² + 1) above 2, else 1; the path behind is random, and so is the derivative by the scale.</summary>
    [Fact]
    public void In_a_loop_with_a_path_behind()
    {
        const double lambda = 0.7, scale = 0.8;
        static double Exact(double lambda, double scale) => Enumerable.Range(1, 3).Sum(i => Enumerable.Range(0, 80).Sum(n =>
            Math.Exp(Distributions.Poisson.LogProbability(n, lambda * i)) * (n > 2 ? scale * scale * ((n * n) + 1) : 1)));
        const double h = 1e-3;
        Estimates.AreUnbiased(n => SumModels.RoundsExpectationGradient(lambda, scale, 3, ref n).LambdaGrad, Slope(x => Exact(x, scale), lambda, h), 60_000);
        Estimates.AreUnbiased(n => SumModels.RoundsExpectationGradient(lambda, scale, 3, ref n).ScaleGrad, Slope(x => Exact(lambda, x), scale, h), 60_000);
    }

    /// <summary>w n (n − 1) p₀ p₁ + n p₂ (1 − p₂) + n² p₂², by hand.</summary>
    [Theory]
    [InlineData(3)]
    [InlineData(0)]
    [InlineData(12)]
    public void Multinomial_counts(int n)
    {
        double[] p = [0.2, 0.3, 0.5], logits = [.. p.Select(q => Math.Log(q))], g = new double[3];
        const double weight = 1.7;
        double product = n * (n - 1.0) * p[0] * p[1], byThird = n + (2 * n * (n - 1.0) * p[2]);
        Each(noise =>
        {
            (_, double weightGrad) = SumModels.CountsExpectationGradient(logits, weight, n, ref noise, g);
            Equal(product, weightGrad);
            for (int k = 0; k < 3; k++)
            {
                Equal((weight * product * ((k < 2 ? 1 : 0) - (2 * p[k]))) + (byThird * p[2] * ((k == 2 ? 1 : 0) - p[k])), g[k]);
            }
        });
    }

    /// <summary>A category of probability zero stays out of it.</summary>
    [Fact]
    public void Multinomial_counts_of_a_category_that_never_comes()
    {
        double[] logits = [0, double.NegativeInfinity, 0], g = new double[3];
        Each(noise =>
        {
            SumModels.CountsExpectationGradient(logits, 1, 4, ref noise, g);

            // E c₂² = 2 + 4 − 1 at p = ½: n + 2n (n − 1) p = 16 by p, a quarter of it by each logit.
            Equal(-4, g[0]);
            Equal(0, g[1]);
            Equal(4, g[2]);
        });
    }

    /// <summary>E c₀c₁ = n (n − 1) α₀ α₁/(A (A + 1)).</summary>
    [Fact]
    public void Dirichlet_multinomial_counts()
    {
        double[] alpha = [0.7, 1.6, 2.5], g = new double[3];
        const int n = 4;
        double a = alpha.Sum(), mean = n * (n - 1) * alpha[0] * alpha[1] / (a * (a + 1)), less = mean * ((2 * a) + 1) / (a * (a + 1));
        Each(noise =>
        {
            SumModels.UrnCountsExpectationGradient(alpha, n, ref noise, g);
            Equal((mean / alpha[0]) - less, g[0]);
            Equal((mean / alpha[1]) - less, g[1]);
            Equal(-less, g[2]);
        });
    }

    /// <summary>Six permutations of three, twelve rankings of two of four: Σ P f Σ (δ − softmax of who is left).</summary>
    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    [InlineData(5, 1)]
    public void Rankings(int items, int places)
    {
        double[] logits = [.. new[] { 0.2, -0.5, 0.9, 0.1, 0.4 }.Take(items)], gains = [1, 2.5, -1, 0.5, 3], exact = new double[items], g = new double[items];
        Add([], 1, new double[items]);
        Each(noise =>
        {
            SumModels.RankingExpectationGradient(logits, gains, places, ref noise, g);
            for (int k = 0; k < items; k++)
            {
                Equal(exact[k], g[k]);
            }
        });

        void Add(int[] ranking, double probability, double[] score)
        {
            if (ranking.Length == places)
            {
                double sum = ranking.Select((r, i) => gains[r] / (1 + i)).Sum();
                for (int k = 0; k < items; k++)
                {
                    exact[k] += probability * score[k] * sum * sum;
                }

                return;
            }

            int[] left = [.. Enumerable.Range(0, items).Where(i => !ranking.Contains(i))];
            double total = left.Sum(i => Math.Exp(logits[i]));
            foreach (int next in left)
            {
                Add([.. ranking, next], probability * Math.Exp(logits[next]) / total, [.. score.Select((s, k) => s + (k == next ? 1 : 0) - (left.Contains(k) ? Math.Exp(logits[k]) / total : 0))]);
            }
        }
    }

    [Fact]
    public void Rankings_in_single_precision()
    {
        float[] logits = [0.2f, -0.5f, 0.9f], gains = [1, 2.5f, -1], g = new float[3];
        double[] p = [.. logits.Select(l => Math.Exp(l) / logits.Sum(x => Math.Exp(x)))];
        double[] exact = new double[3];
        for (int first = 0; first < 3; first++)
        {
            for (int second = 0; second < 3; second++)
            {
                double likely = first == second ? 0 : p[first] * p[second] / (1 - p[first]), cost = (gains[first] * gains[first]) + (0.5 * gains[second]);
                for (int k = 0; k < 3; k++)
                {
                    double score = (k == first ? 1 : 0) - p[k] + (k == second ? 1 : 0) - (k == first ? 0 : p[k] / (1 - p[first]));
                    exact[k] += likely * cost * score;
                }
            }
        }

        Each(noise =>
        {
            SumModels.SingleRankingExpectationGradient(logits, gains, ref noise, g);
            for (int k = 0; k < 3; k++)
            {
                Equal(exact[k], g[k], 2e-6);
            }
        });
    }

    /// <summary>scale² (c₀² + 1), twice where the second category never comes: by the logits of each iteration, the path behind made again for each outcome.</summary>
    [Fact]
    public void Buffers_of_iterations_with_a_path_behind()
    {
        double[] logits = [0.4, -0.3], g = new double[2];
        const double scale = 0.8, h = 1e-3;
        double Exact(double first, double scale)
        {
            double p = 1 / (1 + Math.Exp(logits[1] - first));
            return Enumerable.Range(1, 3).Sum(n => Enumerable.Range(0, n + 1).Sum(c => Math.Exp(Distributions.Binomial.LogProbability(c, n, p)) * scale * scale * ((c * c) + 1) * (c < n ? 1 : 2)));
        }

        Estimates.AreUnbiased(n => SumModels.BufferRoundsExpectationGradient(logits, scale, 3, ref n, g).ScaleGrad, Slope(x => Exact(logits[0], x), scale, h), 60_000);
        Estimates.AreUnbiased(
            n =>
            {
                SumModels.BufferRoundsExpectationGradient(logits, scale, 3, ref n, g);
                return g[0];
            },
            Slope(x => Exact(x, scale), logits[0], h),
            60_000);
    }

    [Fact]
    public void A_category_as_a_vector()
    {
        double[] costs = [0.3, -0.2, 0.5], p = [0.2, 0.3, 0.5], logits = [.. p.Select(q => Math.Log(q))], g = new double[3], byCosts = new double[3];
        double mean = p.Zip(costs, (q, c) => q * Math.Exp(c)).Sum();
        Each(noise =>
        {
            SumModels.OneHotExpectationGradient(logits, costs, ref noise, g, byCosts);
            for (int k = 0; k < 3; k++)
            {
                Equal(p[k] * (Math.Exp(costs[k]) - mean), g[k]);
                Equal(p[k] * Math.Exp(costs[k]), byCosts[k]);
            }
        });
    }

    /// <summary>Σ pₖ (1 + [k = 1]) (3q (1 − q) + 9q²) with q = p or p/2.</summary>
    [Fact]
    public void A_vector_that_decides_a_count()
    {
        double[] logits = [0.4, -0.3], g = new double[2];
        const double p = 0.6;
        double first = 1 / (1 + Math.Exp(-0.7)), f = Square(p), s = 2 * Square(p / 2);
        Each(noise =>
        {
            (_, double pGrad) = SumModels.ChoiceExpectationGradient(logits, p, ref noise, g);
            Equal(first * (1 - first) * (f - s), g[0]);
            Equal(first * (1 - first) * (s - f), g[1]);
            Equal((first * (3 + (12 * p))) + ((1 - first) * (3 + (6 * p))), pGrad);
        });

        static double Square(double q) => (3 * q) + (6 * q * q);
    }

    [Fact]
    public void Too_many_are_told_before_anything_is_summed()
    {
        double[] g = new double[3], logits = [0.1, 0.2, 0.3], gains = new double[12], twelve = new double[12], byTwelve = new double[12];
        var noise = new Noise(3);
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => SumModels.GeometricExpectationGradient(1e-5, ref noise));
        Assert.Contains("Sample.Geometric", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<InvalidOperationException>(() => SumModels.CountsExpectationGradient(logits, 1, 200, ref noise, g));
        Assert.Contains("200 among 3", thrown.Message, StringComparison.Ordinal);
        thrown = Assert.Throws<InvalidOperationException>(() => SumModels.RankingExpectationGradient(twelve, gains, 4, ref noise, byTwelve));
        Assert.Contains("12 items in 4 places", thrown.Message, StringComparison.Ordinal);

        // Just below the limit: C(91, 2) = 4,095.
        SumModels.CountsExpectationGradient(logits, 1, 89, ref noise, g);
        Assert.All(g, x => Assert.True(double.IsFinite(x)));
    }

    [Fact]
    public void The_same_noise_gives_the_value_of_the_plain_call_and_moves_on_as_it_does()
    {
        double[] logits = [0.2, -0.4, 0.7], costs = [1, 2, 3], g = new double[3], h = new double[3];
        for (ulong seed = 0; seed < 100; seed++)
        {
            Noise plain = new(seed), other = plain;
            Assert.Equal(SumModels.Poisson(2.5, 0.3, ref plain), SumModels.PoissonExpectationGradient(2.5, 0.3, ref other).Value);
            Assert.Equal(SumModels.Nested(0.4, 10, ref plain), SumModels.NestedExpectationGradient(0.4, 10, ref other).Value);
            Assert.Equal(SumModels.Rounds(0.7, 0.8, 3, ref plain), SumModels.RoundsExpectationGradient(0.7, 0.8, 3, ref other).Value);
            Assert.Equal(SumModels.Counts(logits, 1.5, 4, ref plain), SumModels.CountsExpectationGradient(logits, 1.5, 4, ref other, g).Value);
            Assert.Equal(SumModels.UrnCounts(costs, 4, ref plain), SumModels.UrnCountsExpectationGradient(costs, 4, ref other, g));
            Assert.Equal(SumModels.Ranking(logits, costs, 2, ref plain), SumModels.RankingExpectationGradient(logits, costs, 2, ref other, g));
            Assert.Equal(SumModels.BufferRounds(logits.AsSpan(0, 2), 0.8, 3, ref plain), SumModels.BufferRoundsExpectationGradient(logits.AsSpan(0, 2), 0.8, 3, ref other, g.AsSpan(0, 2)).Value);
            Assert.Equal(SumModels.OneHot(logits, costs, ref plain), SumModels.OneHotExpectationGradient(logits, costs, ref other, g, h));
            Assert.Equal(SumModels.Choice(logits.AsSpan(0, 2), 0.4, ref plain), SumModels.ChoiceExpectationGradient(logits.AsSpan(0, 2), 0.4, ref other, g.AsSpan(0, 2)).Value);
            Assert.Equal(plain, other);
        }
    }

    /// <summary>Once warm, by the least of several rounds.</summary>
    [Fact]
    public void Nothing_is_allocated()
    {
        double[] logits = [0.2, -0.4, 0.7], costs = [1, 2, 3], g = new double[3], h = new double[3];
        Assert.Equal(0, Enumerable.Range(0, 6).Select(_ => Bytes()).ToArray().Min());

        long Bytes()
        {
            var noise = new Noise(5);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int k = 0; k < 10; k++)
            {
                SumModels.PoissonExpectationGradient(2.5, 0.3, ref noise);
                SumModels.CountsExpectationGradient(logits, 1.5, 4, ref noise, g);
                SumModels.UrnCountsExpectationGradient(costs, 4, ref noise, g);
                SumModels.RankingExpectationGradient(logits, costs, 2, ref noise, g);
                SumModels.OneHotExpectationGradient(logits, costs, ref noise, g, h);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void Each(Action<Noise> check)
    {
        for (ulong seed = 0; seed < Seeds; seed++)
        {
            check(new Noise(seed));
        }
    }

    private static void Equal(double expected, double actual, double tolerance = 1e-12) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, was {actual:R}");

    /// <summary>A difference of fourth order.</summary>
    private static double Slope(Func<double, double> f, double x, double h) => ((8 * (f(x + h) - f(x - h))) - (f(x + (2 * h)) - f(x - (2 * h)))) / (12 * h);
}
