using System;
using System.Globalization;
using System.Linq;
using DiffGen.Distributions;
using DiffGen.Runtime.Tests.Estimators;
using DiffGen.Sampling;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Draws into buffers: exact sums over all outcomes of counts and rankings, differences with frozen noise along paths, z-tests elsewhere.</summary>
public class VectorSiteTests
{
    private static readonly double[] s_alpha = [0.7, 1.6, 2.5], s_weights = [3, 1, -2];
    private static readonly double[] s_mu = [0.4, -0.8, 1.1], s_cholesky = [1.2, 0, 0, -0.5, 0.8, 0, 0.3, 0.9, 0.6], s_matrix = [1, 0.5, -1, 0, 2, 0.3, 0.2, -0.7, 0.4];
    private static readonly double[] s_logits = [Math.Log(0.2), Math.Log(0.3), Math.Log(0.5)];

    private delegate double Plain(ref Noise noise);

    /// <summary>E Σ wᵢ xᵢ² = Σ wᵢ αᵢ (αᵢ + 1)/(A (A + 1)), by the path and by the score; five per cent more is seen.</summary>
    [Fact]
    public void Dirichlet()
    {
        for (int k = 0; k < 3; k++)
        {
            int at = k;
            double exact = Slope(s_alpha, k, Squares);
            double[] g = new double[3];
            double Path(Noise n)
            {
                VectorSites.DirichletSquaresExpectationGradient(s_alpha, s_weights, ref n, g);
                return g[at];
            }

            double Score(Noise n)
            {
                VectorSites.DirichletByScoreExpectationGradient(s_alpha, s_weights, ref n, g);
                return g[at];
            }

            Estimates.AreUnbiased(Path, exact, 150_000, hasPower: k < 2);
            Estimates.AreUnbiased(Score, exact, 100_000, hasPower: false);
            if (k < 2)
            {
                Assert.ThrowsAny<Exception>(() => Estimates.AreUnbiased(n => 1.05 * Path(n), exact, 150_000));
            }
        }

        static double Squares(double[] a)
        {
            double sum = a.Sum();
            return a.Select((x, i) => s_weights[i] * x * (x + 1)).Sum() / (sum * (sum + 1));
        }
    }

    /// <summary>P(x₀ > ½) of the beta marginal; its path has no derivative at all.</summary>
    [Fact]
    public void Dirichlet_whose_cost_jumps()
    {
        double[] g = new double[3];
        for (int k = 0; k < 3; k++)
        {
            int at = k;
            double exact = Slope(s_alpha, k, a => 1 - Beta.Cdf(0.5, a[0], a[1] + a[2]));
            Estimates.AreUnbiased(
                n =>
                {
                    VectorSites.DirichletMajorityExpectationGradient(s_alpha, ref n, g);
                    return g[at];
                },
                exact,
                k == 0 ? 1_000_000 : 200_000,
                hasPower: k == 0);
        }
    }

    [Fact]
    public void Dirichlet_in_a_loop_and_in_single_precision()
    {
        float[] alpha = [1.5f, 2.5f], g = new float[2];
        const int count = 3;
        double harmonic = 1 + 0.5 + (1.0 / 3);
        double exact = harmonic * Slope([1.5, 2.5], 0, a => a[0] * (a[0] + 1) / ((a[0] + a[1]) * (a[0] + a[1] + 1)));
        Estimates.AreUnbiased(
            n =>
            {
                VectorSites.DirichletLoopExpectationGradient(alpha, count, ref n, g);
                return g[0];
            },
            exact,
            20_000);
    }

    /// <summary>Sample by sample the derivative of the simulation with the same noise; in the mean (A + Aᵀ) μ and the lower triangle of (A + Aᵀ) L.</summary>
    [Fact]
    public void Multivariate_normal_along_its_path()
    {
        double[] muGrad = new double[3], choleskyGrad = new double[9];
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            VectorSites.QuadraticExpectationGradient(s_mu, s_cholesky, s_matrix, ref noise, muGrad, choleskyGrad);
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(Slope(s_mu, k, mu => Run((ref Noise n) => VectorSites.Quadratic(mu, s_cholesky, s_matrix, ref n), seed)), muGrad[k], 8);
            }

            for (int k = 0; k < 9; k++)
            {
                Assert.Equal(k % 3 > k / 3 ? 0 : Slope(s_cholesky, k, l => Run((ref Noise n) => VectorSites.Quadratic(s_mu, l, s_matrix, ref n), seed)), choleskyGrad[k], 8);
            }
        }

        (int I, int J)[] lower = [(0, 0), (1, 0), (1, 1), (2, 0), (2, 1), (2, 2)];
        Draws draws = new([.. lower.Select(at => Enumerable.Range(0, 3).Sum(k => (s_matrix[(3 * at.I) + k] + s_matrix[(3 * k) + at.I]) * s_cholesky[(3 * k) + at.J]))]);
        for (int t = 0; t < 200_000; t++)
        {
            var noise = new Noise(new NoiseKey(8), (ulong)t * 16);
            VectorSites.QuadraticExpectationGradient(s_mu, s_cholesky, s_matrix, ref noise, muGrad, choleskyGrad);
            draws.Add([.. lower.Select(at => choleskyGrad[(3 * at.I) + at.J])]);
        }

        draws.AssertUnbiased();
    }

    [Fact]
    public void Multivariate_normal_in_single_precision()
    {
        float[] mu = [0.3f, -0.6f], cholesky = [0.9f, 0, 0.4f, 1.1f], muGrad = new float[2], choleskyGrad = new float[4];
        double[] exactMu = [0.3f, -0.6f], exactCholesky = [0.9f, 0, 0.4f, 1.1f], x = new double[2];
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            VectorSites.SingleNormalExpectationGradient(mu, cholesky, ref noise, muGrad, choleskyGrad);
            double At(double[] m, double[] l)
            {
                var stream = new Noise(seed);
                Sample.MultivariateNormal(m, l, x, ref stream);
                return Math.Sin(x[0]) * x[1];
            }

            Assert.Equal(Slope(exactMu, 0, m => At(m, exactCholesky)), muGrad[0], 1e-5);
            Assert.Equal(Slope(exactMu, 1, m => At(m, exactCholesky)), muGrad[1], 1e-5);
            Assert.Equal(Slope(exactCholesky, 0, l => At(exactMu, l)), choleskyGrad[0], 1e-5);
            Assert.Equal(0, choleskyGrad[1]);
            Assert.Equal(Slope(exactCholesky, 2, l => At(exactMu, l)), choleskyGrad[2], 1e-5);
            Assert.Equal(Slope(exactCholesky, 3, l => At(exactMu, l)), choleskyGrad[3], 1e-5);
        }
    }

    /// <summary>
    /// E x₀x₁ = μ₀μ₁ + L₀₀L₁₀. The later number is drawn given the first: a score that takes the noise of the first for a constant misses what the later one knows of it, and that is seen.
    /// </summary>
    [Fact]
    public void Multivariate_normal_by_its_score()
    {
        double[] mu = [0.9, -0.7], cholesky = [0.8, 0, 1.1, 0.6], muGrad = new double[2], choleskyGrad = new double[4], exact = [-0.7, 0.9, 1.1, 0.8, 0];
        for (int k = 0; k < 5; k++)
        {
            int at = k;
            Estimates.AreUnbiased(
                n =>
                {
                    VectorSites.QuadraticByScoreExpectationGradient(mu, cholesky, ref n, muGrad, choleskyGrad);
                    return at < 2 ? muGrad[at] : choleskyGrad[at == 2 ? 0 : at == 3 ? 2 : 3];
                },
                exact[k],
                400_000,
                hasPower: false);
        }

        double Planted(Noise n)
        {
            double[] x = new double[2];
            Sample.MultivariateNormal(mu, cholesky, x, ref n);
            return x[0] * x[1] * (x[0] - mu[0]) / (cholesky[0] * cholesky[0]);
        }

        Assert.ThrowsAny<Exception>(() => Estimates.AreUnbiased(Planted, exact[0], 400_000, hasPower: false));
    }

    /// <summary>P(x₁ > 0.3) = Φ((μ₁ − 0.3)/√(L₁₀² + L₁₁²)).</summary>
    [Fact]
    public void Multivariate_normal_whose_cost_jumps()
    {
        double[] mu = [0.9, -0.1], cholesky = [0.8, 0, 0.5, 0.9], muGrad = new double[2], choleskyGrad = new double[4];
        static double Exact(double[] m, double[] l) => Special.NormalCdf((m[1] - 0.3) / Math.Sqrt((l[2] * l[2]) + (l[3] * l[3])));
        Estimates.AreUnbiased(n => Grad(n, () => muGrad[1]), Slope(mu, 1, m => Exact(m, cholesky)), 200_000);
        Estimates.AreUnbiased(n => Grad(n, () => choleskyGrad[2]), Slope(cholesky, 2, l => Exact(mu, l)), 200_000, hasPower: false);
        Estimates.AreUnbiased(n => Grad(n, () => choleskyGrad[3]), Slope(cholesky, 3, l => Exact(mu, l)), 200_000, hasPower: false);
        Estimates.AreUnbiased(n => Grad(n, () => muGrad[0]), 0, 200_000, hasPower: false);

        double Grad(Noise n, Func<double> part)
        {
            VectorSites.OrthantExpectationGradient(mu, cholesky, ref n, muGrad, choleskyGrad);
            return part();
        }
    }

    /// <summary>E x₀x₁ = E y³ + L₀₀L₁₀ = a³ + 3a/4 + L₀₀L₁₀.</summary>
    [Fact]
    public void A_path_into_a_vector()
    {
        double[] cholesky = [0.8, 0, 0.5, 0.9], g = new double[4];
        const double a = 0.8;
        Estimates.AreUnbiased(n => VectorSites.HierarchyExpectationGradient(a, cholesky, ref n, g).AGrad, (3 * a * a) + 0.75, 100_000);
    }

    /// <summary>Sample by sample, logits and temperature.</summary>
    [Fact]
    public void Relaxed_categories_along_their_path()
    {
        double[] g = new double[3];
        const double temperature = 0.7;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var noise = new Noise(seed);
            (_, double byTemperature) = VectorSites.RelaxedExpectationGradient(s_logits, temperature, s_weights, ref noise, g);
            for (int k = 0; k < 3; k++)
            {
                double exact = Slope(s_logits, k, l => Run((ref Noise n) => VectorSites.Relaxed(l, temperature, s_weights, ref n), seed));
                Assert.Equal(exact, g[k], 1e-7 * (1 + Math.Abs(exact)));
            }

            double slope = Slope([temperature], 0, t => Run((ref Noise n) => VectorSites.Relaxed(s_logits, t[0], s_weights, ref n), seed));
            Assert.Equal(slope, byTemperature, 1e-7 * (1 + Math.Abs(slope)));

            float[] single = new float[3], logits = [.. s_logits.Select(l => (float)l)];
            double[] same = [.. logits.Select(l => (double)l)];
            var stream = new Noise(seed);
            VectorSites.RelaxedSingleExpectationGradient(logits, 0.5f, ref stream, single);
            for (int k = 0; k < 3; k++)
            {
                double exact = Slope(same, k, l =>
                {
                    double[] x = new double[3];
                    var n = new Noise(seed);
                    Sample.RelaxedOneHot(l, 0.5, x, ref n);
                    return (x[0] * x[0]) + (2 * x[1]);
                });
                Assert.Equal(exact, single[k], 2e-6);
            }
        }
    }

    /// <summary>The largest number is a category by its logits: p₀ (1 − p₀) and −p₀ pₖ.</summary>
    [Fact]
    public void A_relaxed_category_whose_cost_jumps()
    {
        double[] g = new double[3], exact = [0.16, -0.06, -0.1];
        for (int k = 0; k < 3; k++)
        {
            int at = k;
            Estimates.AreUnbiased(
                n =>
                {
                    VectorSites.RelaxedWinnerExpectationGradient(s_logits, 0.5, ref n, g);
                    return g[at];
                },
                exact[k],
                150_000,
                hasPower: k == 0);
        }
    }

    /// <summary>All outcomes: Σ P(c) f(c), and what enters the cost besides.</summary>
    [Fact]
    public void Multinomial_counts()
    {
        const int n = 3;
        const double weight = 1.7;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3];
                (double value, double byWeight) = VectorSites.CountsExpectationGradient(s_logits, weight, n, ref noise, g);
                return [value, byWeight, .. g];
            },
            noise =>
            {
                int[] counts = new int[3];
                Sample.Multinomial<double>(n, s_logits, counts, ref noise);
                return (Text(counts), Math.Exp(Multinomial.LogProbability<double>(counts, s_logits)));
            });
        double[] p = [0.2, 0.3, 0.5];
        double product = n * (n - 1) * p[0] * p[1], square = (n * p[2] * (1 - p[2])) + (n * n * p[2] * p[2]);
        Assert.Equal((weight * product) + square, mean[0], 12);
        Assert.Equal(product, mean[1], 12);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(Slope(s_logits, k, l => Moments(l, n, weight)), mean[2 + k], 8);
        }

        static double Moments(double[] logits, int n, double weight)
        {
            double sum = logits.Sum(Math.Exp);
            double[] p = [.. logits.Select(l => Math.Exp(l) / sum)];
            return (weight * n * (n - 1) * p[0] * p[1]) + (n * p[2] * (1 - p[2])) + (n * n * p[2] * p[2]);
        }
    }

    /// <summary>A baseline for each logit leaves the mean where it is, and is met in the estimate.</summary>
    [Fact]
    public void Counts_with_a_baseline_for_each_logit()
    {
        double[] Estimate(Noise noise, bool has)
        {
            double[] g = new double[3];
            var baselines = new VectorSites.CountsBaselines();
            baselines.Multinomial.Kind = BaselineKind.Optimal;
            baselines.Multinomial.Mean = 1.5;
            if (has)
            {
                var each = new OptimalBaseline(3, 0.9);
                for (int i = 0; i < 3; i++)
                {
                    each.Numerators[i] = 2 * (1 + i);
                    each.Denominators[i] = 2;
                }

                baselines.Multinomial.PerParameter = each;
            }

            VectorSites.CountsExpectationGradient(s_logits, 1, 2, ref noise, g, ref baselines);
            return g;
        }

        (string, double) Outcome(Noise noise)
        {
            int[] counts = new int[3];
            Sample.Multinomial<double>(2, s_logits, counts, ref noise);
            return (Text(counts), Math.Exp(Multinomial.LogProbability<double>(counts, s_logits)));
        }

        double[] common = Estimates.Expectation(n => Estimate(n, false), Outcome), own = Estimates.Expectation(n => Estimate(n, true), Outcome);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(common[k], own[k], 12);
        }

        // Of one draw: (J − bᵢ) sᵢ in the place of (J − b) sᵢ.
        int[] drawn = new int[3];
        var stream = new Noise(3);
        Sample.Multinomial<double>(2, s_logits, drawn, ref stream);
        double[] a = Estimate(new Noise(3), false), b = Estimate(new Noise(3), true);
        for (int k = 0; k < 3; k++)
        {
            double score = drawn[k] - (2 * Math.Exp(s_logits[k]));
            Assert.Equal((1.5 - (1 + k)) * score, b[k] - a[k], 12);
        }
    }

    [Fact]
    public void Dirichlet_multinomial_counts()
    {
        const int n = 2;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3];
                double value = VectorSites.UrnCountsExpectationGradient(s_alpha, n, ref noise, g);
                return [value, .. g];
            },
            noise =>
            {
                int[] counts = new int[3];
                Sample.DirichletMultinomial<double>(n, s_alpha, counts, ref noise);
                return (Text(counts), Math.Exp(DirichletMultinomial.LogProbability<double>(counts, s_alpha)));
            });
        Assert.Equal(Exact(s_alpha), mean[0], 12);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(Slope(s_alpha, k, Exact), mean[1 + k], 8);
        }

        static double Exact(double[] a)
        {
            double sum = 0;
            for (int i = 0; i <= n; i++)
            {
                for (int j = 0; i + j <= n; j++)
                {
                    sum += Math.Exp(DirichletMultinomial.LogProbability<double>([i, j, n - i - j], a)) * ((i * j) + ((n - i - j) * (n - i - j)));
                }
            }

            return sum;
        }
    }

    /// <summary>Six permutations of three, and twelve rankings of two of four.</summary>
    [Theory]
    [InlineData(3, 3)]
    [InlineData(4, 2)]
    public void Rankings(int items, int places)
    {
        double[] logits = [.. new[] { 0.2, -0.5, 0.9, 0.1 }.Take(items)], gains = [1, 2.5, -1, 0.5];
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[items];
                double value = VectorSites.RankingExpectationGradient(logits, gains, places, ref noise, g);
                return [value, .. g];
            },
            noise =>
            {
                int[] ranking = new int[places];
                Sample.PlackettLuce<double>(logits, ranking, ref noise);
                return (Text(ranking), Math.Exp(PlackettLuce.LogProbability<double>(ranking, logits)));
            });
        Assert.Equal(Exact(logits, []), mean[0], 12);
        for (int k = 0; k < items; k++)
        {
            Assert.Equal(Slope(logits, k, l => Exact(l, [])), mean[1 + k], 8);
        }

        double Exact(double[] l, int[] ranking)
        {
            if (ranking.Length == places)
            {
                double sum = ranking.Select((r, i) => gains[r] / (1 + i)).Sum();
                return Math.Exp(PlackettLuce.LogProbability<double>(ranking, l)) * sum * sum;
            }

            return Enumerable.Range(0, items).Where(i => !ranking.Contains(i)).Sum(i => Exact(l, [.. ranking, i]));
        }
    }

    [Fact]
    public void Counts_of_each_iteration()
    {
        double[] logits = [0.4, -0.3];
        const int rounds = 3;
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[2];
                double value = VectorSites.RoundsExpectationGradient(logits, rounds, ref noise, g);
                return [value, .. g];
            },
            noise =>
            {
                int[] counts = new int[2];
                string text = "";
                double probability = 1;
                for (int i = 0; i < rounds; i++)
                {
                    Sample.Multinomial<double>(1 + i, logits, counts, ref noise);
                    text += Text(counts) + ";";
                    probability *= Math.Exp(Multinomial.LogProbability<double>(counts, logits));
                }

                return (text, probability);
            });
        static double Exact(double[] l)
        {
            double p = 1 / (1 + Math.Exp(l[1] - l[0]));
            return Enumerable.Range(1, rounds).Sum(n => (n * p * (1 - p)) + (n * n * p * p));
        }

        Assert.Equal(Exact(logits), mean[0], 12);
        Assert.Equal(Slope(logits, 0, Exact), mean[1], 8);
        Assert.Equal(Slope(logits, 1, Exact), mean[2], 8);
    }

    /// <summary>E[3 p (1 − p) + 9 p²] with p = σ(z), z ~ N(m, 0.7), by quadrature.</summary>
    [Fact]
    public void Counts_of_logits_on_their_path()
    {
        const double m = 0.4;
        static double Exact(double[] mean)
        {
            const int nodes = 4_000;
            double sum = 0;
            for (int i = 0; i < nodes; i++)
            {
                double z = -8 + (16 * (i + 0.5) / nodes), p = 1 / (1 + Math.Exp(-(mean[0] + (0.7 * z))));
                sum += Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * 16 / nodes * ((3 * p * (1 - p)) + (9 * p * p));
            }

            return sum;
        }

        Estimates.AreUnbiased(n => VectorSites.CountsOfPathExpectationGradient(m, ref n).MGrad, Slope([m], 0, Exact), 200_000);
    }

    [Fact]
    public void A_category_as_a_vector()
    {
        double[] costs = [0.3, -0.2, 0.5], p = [0.2, 0.3, 0.5];
        double[] mean = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3], byCosts = new double[3];
                double value = VectorSites.OneHotExpectationGradient(s_logits, costs, ref noise, g, byCosts);
                return [value, .. g, .. byCosts];
            },
            noise =>
            {
                int k = Sample.Categorical<double>(s_logits, ref noise);
                return (k.ToString(CultureInfo.InvariantCulture), p[k]);
            });
        double exact = p.Zip(costs, (q, c) => q * Math.Exp(c)).Sum();
        Assert.Equal(exact, mean[0], 12);
        for (int k = 0; k < 3; k++)
        {
            Assert.Equal(p[k] * (Math.Exp(costs[k]) - exact), mean[1 + k], 12);
            Assert.Equal(p[k] * Math.Exp(costs[k]), mean[4 + k], 12);
        }
    }

    /// <summary>Sample by sample 2 x ∂x/∂θ of the implicit path; in the mean the derivatives of Σ wₖ (μₖ² + σₖ²), by the score too.</summary>
    [Fact]
    public void A_mixture()
    {
        double[] logits = [Math.Log(0.3), Math.Log(0.7)], mu = [-1, 2], sigma = [0.5, 1], w = [0.3, 0.7];
        double[][] g = [new double[2], new double[2], new double[2]], path = [new double[2], new double[2], new double[2]];
        for (ulong seed = 0; seed < 20; seed++)
        {
            Noise noise = new(seed), same = noise;
            double value = VectorSites.MixtureSquareExpectationGradient(logits, mu, sigma, ref noise, g[0], g[1], g[2]), x = Sample.NormalMixture<double>(logits, mu, sigma, ref same);
            Assert.Equal(x * x, value);
            for (int k = 0; k < 3; k++)
            {
                Array.Clear(path[k]);
            }

            NormalMixture.PathwiseVjp(x, logits, mu, sigma, 2 * x, path[0], path[1], path[2]);
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(path[k][0], g[k][0], 1e-12);
                Assert.Equal(path[k][1], g[k][1], 1e-12);
            }
        }

        double second = Enumerable.Range(0, 2).Sum(k => w[k] * ((mu[k] * mu[k]) + (sigma[k] * sigma[k])));
        for (int k = 0; k < 2; k++)
        {
            int at = k;
            double[] exact = [w[k] * ((mu[k] * mu[k]) + (sigma[k] * sigma[k]) - second), 2 * w[k] * mu[k], 2 * w[k] * sigma[k]];
            for (int kind = 0; kind < 3; kind++)
            {
                int of = kind;
                Estimates.AreUnbiased(
                    n =>
                    {
                        VectorSites.MixtureSquareExpectationGradient(logits, mu, sigma, ref n, g[0], g[1], g[2]);
                        return g[of][at];
                    },
                    exact[kind],
                    100_000,
                    hasPower: kind == 1);
                Estimates.AreUnbiased(
                    n =>
                    {
                        VectorSites.MixtureByScoreExpectationGradient(logits, mu, sigma, ref n, g[0], g[1], g[2]);
                        return g[of][at];
                    },
                    exact[kind],
                    100_000,
                    hasPower: false);
            }
        }
    }

    /// <summary>P(x > 0.2) = Σ wₖ Φ((μₖ − 0.2)/σₖ).</summary>
    [Fact]
    public void A_mixture_whose_cost_jumps()
    {
        double[] logits = [0.2, -0.4], mu = [-0.5, 1], sigma = [0.7, 1.2];
        double[][] g = [new double[2], new double[2], new double[2]];
        for (int kind = 0; kind < 3; kind++)
        {
            int of = kind;
            double exact = Slope([logits[0], mu[0], sigma[0]], kind, p => 1 - NormalMixture.Cdf<double>(0.2, [p[0], logits[1]], [p[1], mu[1]], [p[2], sigma[1]]));
            Estimates.AreUnbiased(
                n =>
                {
                    VectorSites.MixtureSignExpectationGradient(logits, mu, sigma, ref n, g[0], g[1], g[2]);
                    return g[of][0];
                },
                exact,
                200_000,
                hasPower: kind < 2);
        }
    }

    /// <summary>A draw of many numbers is the loop of draws of one, to the bit.</summary>
    [Fact]
    public void Elements_are_a_loop_of_draws()
    {
        double[] sigma = [0.5, 1, 2], a = new double[3], b = new double[3], c = new double[3], d = new double[3];
        for (ulong seed = 0; seed < 50; seed++)
        {
            Noise one = new(seed), other = one;
            Assert.Equal(VectorSites.ElementsOneByOneExpectationGradient(s_mu, sigma, ref one, a, b), VectorSites.ElementsExpectationGradient(s_mu, sigma, ref other, c, d));
            Assert.Equal(a, c);
            Assert.Equal(b, d);
            Assert.Equal(one, other);
        }
    }

    [Fact]
    public void Elements_of_one_parameter_coins_and_counts()
    {
        Estimates.AreUnbiased(n => VectorSites.SameExpectationGradient(1.5, ref n).RateGrad, -2 / Math.Pow(1.5, 3), 100_000);
        double[] p = [0.2, 0.5, 0.9];
        double[] coins = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[3];
                VectorSites.CoinsExpectationGradient(p, ref noise, g);
                return g;
            },
            noise =>
            {
                double[] x = new double[3];
                Sample.Bernoulli(p, x, ref noise);
                return (string.Join("", x), x.Zip(p, (b, q) => b == 1 ? q : 1 - q).Aggregate(1.0, (u, v) => u * v));
            });
        Assert.Equal((2 + p[1]) * (3 + p[2]), coins[0], 12);
        Assert.Equal((1 + p[0]) * (3 + p[2]), coins[1], 12);
        Assert.Equal((1 + p[0]) * (2 + p[1]), coins[2], 12);
        double[] counts = Estimates.Expectation(
            noise =>
            {
                double[] g = new double[2];
                VectorSites.SuccessesExpectationGradient(p.AsSpan(0, 2), 2, ref noise, g);
                return g;
            },
            noise =>
            {
                int[] x = new int[2];
                Sample.Binomial<double>(2, p.AsSpan(0, 2), x, ref noise);
                return (Text(x), Math.Exp(Binomial.LogProbability(x[0], 2, p[0]) + Binomial.LogProbability(x[1], 2, p[1])));
            });
        Assert.Equal(4 * p[1], counts[0], 12);
        Assert.Equal(4 * p[0], counts[1], 12);
    }

    [Fact]
    public void The_same_noise_gives_the_value_of_the_plain_call_and_moves_on_as_it_does()
    {
        double[] g = new double[4], h = new double[9], i = new double[3], two = [0.9, -0.7], lower = [0.8, 0, 1.1, 0.6];
        float[] single = [0.3f, 1.2f], singleLower = [0.9f, 0, 0.4f, 1.1f], f = new float[2], e = new float[4];
        for (ulong seed = 0; seed < 100; seed++)
        {
            Agree(seed, (ref Noise n) => VectorSites.DirichletSquares(s_alpha, s_weights, ref n), (ref Noise n) => VectorSites.DirichletSquaresExpectationGradient(s_alpha, s_weights, ref n, i));
            Agree(seed, (ref Noise n) => VectorSites.DirichletLoop(single, 3, ref n), (ref Noise n) => VectorSites.DirichletLoopExpectationGradient(single, 3, ref n, f));
            Agree(seed, (ref Noise n) => VectorSites.Quadratic(s_mu, s_cholesky, s_matrix, ref n), (ref Noise n) => VectorSites.QuadraticExpectationGradient(s_mu, s_cholesky, s_matrix, ref n, i, h));
            Agree(seed, (ref Noise n) => VectorSites.QuadraticByScore(two, lower, ref n), (ref Noise n) => VectorSites.QuadraticByScoreExpectationGradient(two, lower, ref n, i.AsSpan(0, 2), g));
            Agree(seed, (ref Noise n) => VectorSites.SingleNormal(single, singleLower, ref n), (ref Noise n) => VectorSites.SingleNormalExpectationGradient(single, singleLower, ref n, f, e));
            Agree(seed, (ref Noise n) => VectorSites.Hierarchy(0.3, lower, ref n), (ref Noise n) => VectorSites.HierarchyExpectationGradient(0.3, lower, ref n, g).Value);
            Agree(seed, (ref Noise n) => VectorSites.Relaxed(s_logits, 0.6, s_weights, ref n), (ref Noise n) => VectorSites.RelaxedExpectationGradient(s_logits, 0.6, s_weights, ref n, i).Value);
            Agree(seed, (ref Noise n) => VectorSites.Counts(s_logits, 1.5, 4, ref n), (ref Noise n) => VectorSites.CountsExpectationGradient(s_logits, 1.5, 4, ref n, i).Value);
            Agree(seed, (ref Noise n) => VectorSites.UrnCounts(s_alpha, 4, ref n), (ref Noise n) => VectorSites.UrnCountsExpectationGradient(s_alpha, 4, ref n, i));
            Agree(seed, (ref Noise n) => VectorSites.Ranking(s_logits, s_weights, 2, ref n), (ref Noise n) => VectorSites.RankingExpectationGradient(s_logits, s_weights, 2, ref n, i));
            Agree(seed, (ref Noise n) => VectorSites.Coins([0.2, 0.5, 0.9], ref n), (ref Noise n) => VectorSites.CoinsExpectationGradient([0.2, 0.5, 0.9], ref n, i));
        }
    }

    /// <summary>What the sampler throws, before anything is written; a factor without a density is refused besides.</summary>
    [Fact]
    public void Wrong_parameters_throw_what_the_sampler_throws()
    {
        double[] g = new double[3], h = new double[9];
        Throws<ArgumentOutOfRangeException>("alpha", (ref Noise n) => VectorSites.DirichletSquares([1, 0, 2], s_weights, ref n), (ref Noise n) => VectorSites.DirichletSquaresExpectationGradient([1, 0, 2], s_weights, ref n, g));
        Throws<ArgumentException>("destination", (ref Noise n) => VectorSites.DirichletSquares([1, 2], s_weights, ref n), (ref Noise n) => VectorSites.DirichletSquaresExpectationGradient([1, 2], s_weights, ref n, g.AsSpan(0, 2)));
        Throws<ArgumentException>("cholesky", (ref Noise n) => VectorSites.Quadratic(s_mu, [1, 2], s_matrix, ref n), (ref Noise n) => VectorSites.QuadraticExpectationGradient(s_mu, [1, 2], s_matrix, ref n, g, h.AsSpan(0, 2)));
        Throws<ArgumentOutOfRangeException>("temperature", (ref Noise n) => VectorSites.Relaxed(s_logits, 0, s_weights, ref n), (ref Noise n) => VectorSites.RelaxedExpectationGradient(s_logits, 0, s_weights, ref n, g).Value);
        Throws<ArgumentOutOfRangeException>("n", (ref Noise n) => VectorSites.Counts(s_logits, 1, -1, ref n), (ref Noise n) => VectorSites.CountsExpectationGradient(s_logits, 1, -1, ref n, g).Value);
        Throws<ArgumentException>("ranking", (ref Noise n) => VectorSites.Ranking(s_logits, s_weights, 4, ref n), (ref Noise n) => VectorSites.RankingExpectationGradient(s_logits, s_weights, 4, ref n, g));
        Throws<ArgumentException>("sigma", (ref Noise n) => VectorSites.Elements(s_mu, [1, 2], ref n), (ref Noise n) => VectorSites.ElementsExpectationGradient(s_mu, [1, 2], ref n, g, h.AsSpan(0, 2)));
        Throws<ArgumentOutOfRangeException>("sigma", (ref Noise n) => VectorSites.Elements(s_mu, [1, -1, 2], ref n), (ref Noise n) => VectorSites.ElementsExpectationGradient(s_mu, [1, -1, 2], ref n, g, h.AsSpan(0, 3)));
        foreach (double pivot in new[] { 0.0, -0.6 })
        {
            ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => Run((ref Noise n) => VectorSites.QuadraticExpectationGradient(s_mu, [1, 0, 0, 1, 1, 0, 1, 1, pivot], s_matrix, ref n, g, h), 1));
            Assert.Contains("cholesky[8]", thrown.Message, StringComparison.Ordinal);
        }

        void Throws<T>(string name, Plain plain, Plain companion)
            where T : ArgumentException
        {
            T expected = Assert.Throws<T>(() => Run(plain, 1)), actual = Assert.Throws<T>(() => Run(companion, 1));
            Assert.Equal(name, expected.ParamName);
            Assert.Equal(expected.Message, actual.Message);
        }
    }

    /// <summary>Once warm, by the least of several rounds: a collection on another thread may charge this one.</summary>
    [Fact]
    public void Nothing_is_allocated()
    {
        double[] g = new double[3], h = new double[9];
        Assert.Equal(0, Enumerable.Range(0, 6).Select(_ => Bytes()).ToArray().Min());

        long Bytes()
        {
            var noise = new Noise(5);
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 10; i++)
            {
                VectorSites.DirichletSquaresExpectationGradient(s_alpha, s_weights, ref noise, g);
                VectorSites.QuadraticExpectationGradient(s_mu, s_cholesky, s_matrix, ref noise, g, h);
                VectorSites.CountsExpectationGradient(s_logits, 1, 5, ref noise, g);
                VectorSites.MixtureSquareExpectationGradient(s_logits, s_mu, s_alpha, ref noise, g, h.AsSpan(0, 3), h.AsSpan(3, 3));
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
    }

    private static void Agree(ulong seed, Plain plain, Plain companion)
    {
        Noise first = new(seed), second = first;
        Assert.Equal(plain(ref first), companion(ref second));
        Assert.Equal(first, second);
    }

    private static double Run(Plain method, ulong seed)
    {
        var noise = new Noise(seed);
        return method(ref noise);
    }

    private static string Text(int[] numbers) => string.Join(",", numbers);

    /// <summary>A difference of fourth order.</summary>
    private static double Slope(double[] at, int index, Func<double[], double> f)
    {
        const double h = 1e-3;
        double At(double step) => f([.. at.Select((x, i) => i == index ? x + step : x)]);
        return ((8 * (At(h) - At(-h))) - (At(2 * h) - At(-2 * h))) / (12 * h);
    }
}
