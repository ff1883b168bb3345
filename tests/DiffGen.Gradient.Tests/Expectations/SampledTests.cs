using System;
using System.Linq;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Where the support is not finite: z-tests at five standard errors, with as many estimates as a bias of five per cent takes to be seen.</summary>
public class SampledTests
{
    /// <summary>dE/dp = sin q − q², dE/dq = p cos q + (1 − p) 2q + 0.1 (2q + 1).</summary>
    [Fact]
    public void A_cost_by_control_and_one_by_data()
    {
        const double p = 0.3, q = 1.2;
        Estimates.AreUnbiased(n => Sites.RouteExpectationGradient(p, q, ref n).PGrad, Math.Sin(q) - (q * q), 600_000);
        Estimates.AreUnbiased(n => Sites.RouteExpectationGradient(p, q, ref n).QGrad, (p * Math.Cos(q)) + ((1 - p) * 2 * q) + (0.1 * ((2 * q) + 1)), 40_000);
    }

    /// <summary>d/dμ E[x² + (x &gt; 0)] = 2μ + φ(μ): the path alone would give 2μ.</summary>
    [Fact]
    public void One_cost_by_the_path_and_one_by_the_score()
    {
        const double mu = 0.5;
        double exact = (2 * mu) + (Math.Exp(-mu * mu / 2) / Math.Sqrt(2 * Math.PI));
        Estimates.AreUnbiased(n => Sites.MixedExpectationGradient(mu, ref n).MuGrad, exact, 200_000);

        // The path of x² gives 2x; the score is taken of the step alone.
        (_, double deviation, double error) = Estimates.Moments(n => Sites.MixedExpectationGradient(mu, ref n).MuGrad, 200_000);
        Assert.True(Math.Abs((deviation * deviation) - VarianceOfMixed(mu)) <= 5 * error);
    }

    /// <summary>E = 20p² + 190p³ − 210p⁴, 47.76 at p = 0.6.</summary>
    [Fact]
    public void Draws_whose_parameters_are_draws()
    {
        const double p = 0.6;
        double exact = (40 * p) + (570 * p * p) - (840 * p * p * p);
        Assert.Equal(47.76, exact, 10);
        Estimates.AreUnbiased(n => Sites.CompositeExpectationGradient(p, ref n).PGrad, exact, 320_000);
    }

    /// <summary>With z ~ N(μ, σ) and n ~ Poisson(e^z): E[n²/2 − z] = (e^(2μ + 2σ²) + e^(μ + σ²/2))/2 − μ.</summary>
    [Fact]
    public void A_path_into_the_parameter_of_a_discrete_draw()
    {
        const double mu = 0.2, sigma = 0.4;
        double second = Math.Exp((2 * mu) + (2 * sigma * sigma)), first = Math.Exp(mu + (sigma * sigma / 2));
        Estimates.AreUnbiased(n => Sites.MixtureExpectationGradient(mu, sigma, ref n).MuGrad, second + (first / 2) - 1, 300_000, hasPower: false);
        Estimates.AreUnbiased(n => Sites.MixtureExpectationGradient(mu, sigma, ref n).SigmaGrad, (2 * sigma * second) + (sigma * first / 2), 300_000, hasPower: false);
    }

    /// <summary>E[y g + max(y − g, 0)] = E[g²] + 0.5/√(2π) with E[g²] = a (a + 1)/r².</summary>
    [Fact]
    public void Gamma_and_Normal_in_single_precision()
    {
        const float a = 2, r = 1.5f;
        Estimates.AreUnbiased(n => Sites.ContinuousExpectationGradient(a, r, ref n).ShapeGrad, ((2 * a) + 1) / (r * r), 120_000);
        Estimates.AreUnbiased(n => Sites.ContinuousExpectationGradient(a, r, ref n).RateGrad, -2 * a * (a + 1) / (r * r * r), 120_000);
    }

    /// <summary>A loop that ends by a draw, a helper that draws, a sum that decays with each iteration.</summary>
    [Fact]
    public void Waiting_times()
    {
        const double p = 0.6, q = 0.7, h = 1e-4;
        Estimates.AreUnbiased(n => Loops.WaitingExpectationGradient(p, q, ref n).Value, Waiting(p, q, q, 0), 100_000);
        Estimates.AreUnbiased(n => Loops.WaitingExpectationGradient(p, q, ref n).PGrad, (Waiting(p + h, q, q, 0) - Waiting(p - h, q, q, 0)) / (2 * h), 400_000, hasPower: false);
        Estimates.AreUnbiased(n => Loops.WaitingExpectationGradient(p, q, ref n).QGrad, (Waiting(p, q + h, q + h, 0) - Waiting(p, q - h, q - h, 0)) / (2 * h), 100_000);
    }

    /// <summary>E[x &gt; 0 ? 1 : e^x], each draw for itself: Φ(μ) + e^(μ + ½) Φ(−μ − 1), whose derivative is e^(μ + ½) Φ(−μ − 1).</summary>
    [Fact]
    public void Split_streams()
    {
        double[] mu = [-0.5, 0.2, 1];
        double[] exact = [.. mu.Select(m => Math.Exp(m + 0.5) * Phi(-m - 1))];
        double[] gradient = new double[3];
        for (int i = 0; i < mu.Length; i++)
        {
            int k = i;
            Estimates.AreUnbiased(
                n =>
                {
                    var own = new Noise(n.Key.Split(n.Position));
                    Loops.SplitExpectationGradient(mu, ref own, gradient);
                    return gradient[k];
                },
                exact[i],
                20_000,
                hasPower: false);
        }
    }

    /// <summary>Twenty fair coins: by its own cost, each has the variance 1/16; by all costs, n² + n − 1 = 419 times as much.</summary>
    [Fact]
    public void Each_coin_answers_for_its_own_cost()
    {
        double[] logits = new double[20], gradient = new double[20];
        double Own(Noise n)
        {
            Loops.CoinsExpectationGradient(logits, ref n, gradient);
            return gradient[7];
        }

        double All(Noise n)
        {
            Loops.CoinsTogetherExpectationGradient(logits, ref n, gradient);
            return gradient[7];
        }

        // Of one coin alone nothing else can come: ½ or 0, each of probability ½.
        double[] moments = Estimates.Expectation(
            n =>
            {
                double g = Own(n);
                return [g, g * g];
            },
            n =>
            {
                Noise seventh = new(n.Key, n.Position + 7);
                return Sample.BernoulliLogit(0.0, ref seventh) ? ("1", 0.5) : ("0", 0.5);
            });
        Assert.Equal(0.25, moments[0], 12);
        Assert.Equal(1.0 / 16, moments[1] - (moments[0] * moments[0]), 12);
        Estimates.AreUnbiased(Own, 0.25, 30_000);
        Estimates.AreUnbiased(All, 0.25, 100_000, hasPower: false);
        Estimates.HasVariance(All, 419.0 / 16, 60_000);
    }

    private static double Waiting(double p, double q, double cost, int depth)
    {
        double Then(double next) => next > 3 || depth > 15 ? next : Waiting(p, q, next, depth + 1);
        return (p * cost) + ((1 - p) * ((0.5 * q * Then((0.5 * cost) + 1 + q)) + ((1 - (0.5 * q)) * Then((0.5 * cost) + 0.25))));
    }

    private static double Phi(double x)
    {
        // Simpson's rule from x − 12 to x.
        const int intervals = 4000;
        double sum = 0, from = x - 12, step = 12.0 / intervals;
        for (int i = 0; i <= intervals; i++)
        {
            double t = from + (i * step);
            sum += (i == 0 || i == intervals ? 1 : i % 2 == 1 ? 4 : 2) * Math.Exp(-t * t / 2);
        }

        return sum * step / 3 / Math.Sqrt(2 * Math.PI);
    }

    /// <summary>Var[2x + (x &gt; 0)(x − μ)] by quadrature.</summary>
    private static double VarianceOfMixed(double mu)
    {
        const int intervals = 20_000;
        double first = 0, second = 0, step = 20.0 / intervals;
        for (int i = 0; i < intervals; i++)
        {
            double z = -10 + ((i + 0.5) * step), x = mu + z, weight = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * step, g = (2 * x) + (x > 0 ? z : 0);
            first += weight * g;
            second += weight * g * g;
        }

        return second - (first * first);
    }
}
