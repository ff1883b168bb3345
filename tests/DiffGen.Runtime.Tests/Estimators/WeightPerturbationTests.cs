using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Finite differences along random directions: rows D2, P1, P5 and P12 of the formulas.</summary>
public sealed class WeightPerturbationTests
{
    /// <summary>f = x³ at x = 1 with σ = ½: the mean is 3x² + kσ² with k = E[v⁴], exactly the gradient of the smoothed cubic for Gaussians.</summary>
    [Theory]
    [InlineData(DirectionNoise.Gaussian, 3.75, 600_000)]
    [InlineData(DirectionNoise.Rademacher, 3.25, 200_000)]
    [InlineData(DirectionNoise.Uniform, 3.45, 400_000)]
    [InlineData(DirectionNoise.Sphere, 3.25, 200_000)]
    public void Unbiased_for_the_smoothed_cubic(DirectionNoise noise, double exact, int count)
    {
        Draws oneSided = Draws.Of(new WeightPerturbation<double>(51, 0.5, noise), new Cubic<double>(), [1.0], [exact], count);
        Draws central = Draws.Of(new CentralWeightPerturbation<double>(52, 0.5, noise), new Cubic<double>(), [1.0], [exact], count / 2);
        oneSided.AssertUnbiased();
        central.AssertUnbiased();
        Draws.Of(new WeightPerturbation<double>(51, 0.5, noise), new Cubic<double>(), [1.0], [3.0], Math.Min(count, 100_000)).AssertBiased();
    }

    /// <summary>
    /// Several coordinates: of Σ xᵢ³ + c x₀x₁ each is smoothed by itself, 3xᵢ² + kσ² + c xⱼ; over the ball of radius σ√n the mean of a cubed coordinate's slope is 3xᵢ² + 3σ²n/(n + 2).
    /// </summary>
    [Theory]
    [InlineData(DirectionNoise.Gaussian, 3)]
    [InlineData(DirectionNoise.Rademacher, 1)]
    [InlineData(DirectionNoise.Sphere, 9 / 5.0)]
    public void Unbiased_for_the_smoothed_function_of_three_coordinates(DirectionNoise noise, double k)
    {
        double[] x = [1, -0.5, 0.8];
        double[] exact = [.. x.Select(xi => (3 * xi * xi) + (k * 0.16))];
        exact[0] += 0.7 * x[1];
        exact[1] += 0.7 * x[0];
        Cubic<double> objective = new(0.7);
        Draws.Of(new WeightPerturbation<double>(53, 0.4, noise), objective, x, exact, 400_000).AssertUnbiased();
        Draws.Of(new CentralWeightPerturbation<double>(54, 0.4, noise), objective, x, exact, 200_000).AssertUnbiased();
        Draws.Of(new EvolutionStrategy<double>(55, 0.4, 4, noise), objective, x, exact, 50_000).AssertUnbiased();
    }

    /// <summary>Of x³ at 2 the one-sided quotient is off by 3xe + e², the central one by e² (with the sign 1, where v² = 1).</summary>
    [Theory]
    [InlineData(0.5)]
    [InlineData(0.125)]
    [InlineData(0.03125)]
    public void Differences_of_a_cubic_are_off_by_the_formulas(double e)
    {
        Cubic<double> objective = new();
        double[] estimate = new double[1];
        WeightPerturbation<double> oneSided = new(56, e, DirectionNoise.Rademacher);
        CentralWeightPerturbation<double> central = new(56, e, DirectionNoise.Rademacher);
        for (int t = 0; t < 10; t++)
        {
            double[] sign = new double[1];
            oneSided.FillDirection(sign, (uint)t);
            _ = oneSided.Estimate(ref objective, [2.0], estimate);
            Assert.Equal(12 + (sign[0] * 6 * e) + (e * e), estimate[0], 1e-12);
            double value = central.Estimate(ref objective, [2.0], estimate);
            Assert.Equal(12 + (e * e), estimate[0], 1e-12);
            Assert.Equal(8 + (6 * e * e), value, 1e-12);
        }
    }

    /// <summary>|WP − FG| of the same seed falls with the slope 1 in σ for one-sided differences and 2 for central ones, and ends at the forward gradient.</summary>
    [Fact]
    public void Becomes_the_forward_gradient_of_the_same_seed()
    {
        double[] x = [1, -0.5, 0.8];
        Assert.InRange(Slope(sigma => Distance(new WeightPerturbation<double>(57, sigma))), 0.98, 1.02);
        Assert.InRange(Slope(sigma => Distance(new CentralWeightPerturbation<double>(57, sigma))), 1.98, 2.02);
        Assert.InRange(Distance(new CentralWeightPerturbation<double>(57, 1e-5)), 0, 1e-8);

        double Distance<TEstimator>(TEstimator estimator)
            where TEstimator : IReplayableEstimator<double>
        {
            Cubic<double> objective = new(0.7);
            double[] a = new double[3], b = new double[3];
            double sum = 0;
            ForwardGradient<double> forward = new(57);
            for (int t = 0; t < 20; t++)
            {
                _ = estimator.Estimate(ref objective, x, a);
                _ = forward.Estimate(ref objective, x, b);
                sum += Math.Sqrt(a.Zip(b, (p, q) => (p - q) * (p - q)).Sum());
            }

            return sum / 20;
        }

        static double Slope(Func<double, double> distance) => Math.Log(distance(1e-2) / distance(1e-3)) / Math.Log(10);
    }

    [Fact]
    public void On_a_quadratic_a_central_difference_has_no_error_at_any_width()
    {
        double[] g = [1, -2, 0.5], a = new double[3], b = new double[3];
        BlackBoxObjective<double> quadratic = new(x => (x[0] * x[0]) + (2 * x[0] * x[1]) - (3 * x[2] * x[2]) + g[0]);
        CentralWeightPerturbation<double> wide = new(58, 10), narrow = new(58, 0.01);
        for (int t = 0; t < 20; t++)
        {
            _ = wide.Estimate(ref quadratic, g, a);
            _ = narrow.Estimate(ref quadratic, g, b);
            Assert.All(a.Zip(b), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
        }
    }

    [Fact]
    public void Single_precision_at_the_width_that_fits_it()
    {
        float[] x = [1, -0.5f, 0.8f];
        double[] exact = [.. x.Select(xi => 3.0 * xi * xi)];
        CentralWeightPerturbation<float> central = new(59, Math.Cbrt(1.2e-7), DirectionNoise.Rademacher);
        Draws.Of(central, new Cubic<float>(), x, exact, 100_000).AssertUnbiased();
        Assert.Equal(0, central.UnresolvedDifferences);
    }

    [Fact]
    public void Differences_that_drown_in_rounding_are_counted()
    {
        Cubic<float> objective = new();
        float[] x = [1, -0.5f, 0.8f], gradient = new float[3];
        WeightPerturbation<float> tooSmall = new(60, 1e-7), fit = new(60, 1e-2);
        for (int t = 0; t < 100; t++)
        {
            _ = tooSmall.Estimate(ref objective, x, gradient);
            _ = fit.Estimate(ref objective, x, gradient);
        }

        Assert.InRange(tooSmall.UnresolvedDifferences, 90, 100);
        Assert.InRange(fit.UnresolvedDifferences, 0, 1);
    }

    [Fact]
    public void Spsa_is_a_central_difference_along_signs_with_a_falling_width()
    {
        SpsaGains gains = new(A: 0.16, C: 0.2, Stability: 100);
        Assert.Equal(0.16 / Math.Pow(101, 0.602), gains.LearningRate(0), 1e-15);
        Assert.Equal(0.16 / Math.Pow(150, 0.602), gains.LearningRate(49), 1e-15);
        Assert.Equal(0.2, gains.Width(0));
        Assert.Equal(0.2 / Math.Pow(50, 0.101), gains.Width(49), 1e-15);

        double[] x = [1, -0.5, 0.8], a = new double[3], b = new double[3];
        Cubic<double> objective = new(0.7);
        Spsa<double> spsa = new(61, gains);
        for (int t = 0; t < 10; t++)
        {
            Assert.Equal(gains.LearningRate(t), spsa.LearningRate);
            CentralWeightPerturbation<double> central = new(61, gains.Width(t), DirectionNoise.Rademacher) { Step = t };
            Assert.Equal(central.Estimate(ref objective, x, a), spsa.Estimate(ref objective, x, b));
            Assert.Equal(a, b);
        }
    }

    /// <summary>Gains that are found for a problem take it to its minimum: ½ Σ i xᵢ² from distance 1, over scales of the objective from 1e-6 to 1e6.</summary>
    [Theory]
    [InlineData(1e-6)]
    [InlineData(1)]
    [InlineData(1e6)]
    public void Gains_are_found_for_the_scale_of_a_problem(double scale)
    {
        const int steps = 2000;
        BlackBoxObjective<double> objective = new(x => scale * ((x[0] * x[0]) + (2 * x[1] * x[1]) + (3 * x[2] * x[2])) / 2);
        double[] x = [1, -1, 1], gradient = new double[3];
        SpsaGains gains = SpsaGains.For<double, BlackBoxObjective<double>>(ref objective, x, steps, firstChange: 0.1, c: 0.1, seed: 62);
        Assert.Equal(steps / 10.0, gains.Stability);
        Spsa<double> spsa = new(63, gains);
        double start = objective.Value(x);
        for (int t = 0; t < steps; t++)
        {
            double rate = spsa.LearningRate;
            _ = spsa.Estimate(ref objective, x, gradient);
            for (int i = 0; i < 3; i++)
            {
                x[i] -= rate * gradient[i];
            }
        }

        Assert.InRange(objective.Value(x) / start, 0, 1e-6);
    }

    /// <summary>Δp = −μ Ê π of Cauwenberghs is the central difference along signs times σ²: the same stream gives the same direction.</summary>
    [Fact]
    public void Error_descent_is_the_central_difference_times_the_square_of_the_perturbation()
    {
        double[] x = [1, -0.5, 0.8], a = new double[3], b = new double[3], v = new double[3];
        Cubic<double> objective = new(0.7);
        ErrorDescent<double> descent = new(64, 0.05);
        CentralWeightPerturbation<double> central = new(64, 0.05, DirectionNoise.Rademacher);
        Assert.Equal(Bias.Biased, descent.Bias);
        for (uint t = 0; t < 10; t++)
        {
            _ = descent.Estimate(ref objective, x, a);
            _ = central.Estimate(ref objective, x, b);
            descent.FillDirection(v, t);
            double[] pi = [.. v.Select(s => s * 0.05)];
            double measured = (objective.Value([.. x.Zip(pi, (p, q) => p + q)]) - objective.Value([.. x.Zip(pi, (p, q) => p - q)])) / 2;
            for (int i = 0; i < 3; i++)
            {
                Assert.Equal(b[i] * 0.05 * 0.05, a[i], 1e-12);
                Assert.Equal(measured * pi[i], a[i], 1e-12);
            }
        }
    }

    [Fact]
    public void Parameters_are_never_written_and_the_value_is_told()
    {
        double[] x = [1, -0.5, 0.8], before = [.. x], gradient = new double[3];
        Cubic<double> objective = new();
        Assert.Equal(objective.Value(x), new WeightPerturbation<double>(65, 0.3).Estimate(ref objective, x, gradient));
        _ = new CentralWeightPerturbation<double>(65, 0.3).Estimate(ref objective, x, gradient);
        _ = new RankedEvolutionStrategy<double>(65, 0.3, 3).Estimate(ref objective, x, gradient);
        Assert.Equal(before, x);
    }

    [Fact]
    public void A_black_box_is_evaluated_and_not_differentiated()
    {
        BlackBoxObjective<double> steps = new(x => Math.Floor(4 * x[0]));
        double[] gradient = new double[1];
        Draws.Of(new WeightPerturbation<double>(66, 1), steps, [0.3], [SmoothedSlope()], 200_000).AssertUnbiased();
        Assert.Contains("WeightPerturbation", Assert.Throws<NotSupportedException>(() => steps.Gradient([0.3], gradient)).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => steps.Jvp([0.3], [1.0], out _));
        Assert.Throws<ArgumentNullException>(() => new BlackBoxObjective<double>(null!));

        // d/dx E floor(4(x + v)) at 0.3 is the sum of the normal density over the jumps k/4.
        static double SmoothedSlope() => Enumerable.Range(-60, 121).Sum(k => Math.Exp(-0.5 * ((k / 4.0) - 0.3) * ((k / 4.0) - 0.3)) / Math.Sqrt(2 * Math.PI));
    }

    [Fact]
    public void Bad_settings_are_named()
    {
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => new WeightPerturbation<double>(1, 0)).ParamName);
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => new CentralWeightPerturbation<double>(1, double.NaN)).ParamName);
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => new EvolutionStrategy<double>(1, double.PositiveInfinity, 2)).ParamName);
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => new RankedEvolutionStrategy<double>(1, -1, 2)).ParamName);
        Assert.Equal("sigma", Assert.Throws<ArgumentOutOfRangeException>(() => new ErrorDescent<double>(1, 0)).ParamName);
        Assert.Equal("bound", Assert.Throws<ArgumentOutOfRangeException>(() => new ClippedForwardGradient<double>(1, 0)).ParamName);
        Assert.Equal("A", Assert.Throws<ArgumentOutOfRangeException>(() => new Spsa<double>(1, new SpsaGains(0, 1))).ParamName);
        Assert.Equal("C", Assert.Throws<ArgumentOutOfRangeException>(() => new Spsa<double>(1, new SpsaGains(1, 0))).ParamName);
        Assert.Throws<ArgumentNullException>(() => new ForwardGradient<double>(null!));
        Assert.Throws<NotSupportedException>(() => new ForwardGradient<Half>(1));
        BlackBoxObjective<double> flat = new(_ => 0);
        Assert.Throws<ArithmeticException>(() => SpsaGains.For<double, BlackBoxObjective<double>>(ref flat, [1.0], 10, 0.1, 0.1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SpsaGains.For<double, BlackBoxObjective<double>>(ref flat, [1.0], 0, 0.1, 0.1, 1));
        Assert.Throws<InvalidOperationException>(() => default(WeightPerturbation<double>).Estimate(ref flat, [1.0], new double[1]));
        Assert.Throws<InvalidOperationException>(() => default(RankedEvolutionStrategy<double>).Step);
    }
}
