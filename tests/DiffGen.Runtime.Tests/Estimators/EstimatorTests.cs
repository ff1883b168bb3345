using System;
using System.Linq;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

public sealed class EstimatorTests
{
    /// <summary>½ Σ aᵢ xᵢ² + bᵢ xᵢ: a ref struct over spans, as generated objectives are.</summary>
    private ref struct Quadratic(ReadOnlySpan<double> a, ReadOnlySpan<double> b) : IObjective<double>
    {
        private readonly ReadOnlySpan<double> _a = a;
        private readonly ReadOnlySpan<double> _b = b;

        /// <summary>When the countdown is over, the objective throws.</summary>
        public int ThrowAfter { get; set; } = int.MaxValue;

        public readonly double Value(ReadOnlySpan<double> x)
        {
            double value = 0;
            for (int i = 0; i < x.Length; i++)
            {
                value += ((0.5 * _a[i] * x[i]) + _b[i]) * x[i];
            }

            return value;
        }

        public readonly double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            for (int i = 0; i < x.Length; i++)
            {
                gradient[i] = (_a[i] * x[i]) + _b[i];
            }

            return Value(x);
        }

        public double Jvp(ReadOnlySpan<double> x, ReadOnlySpan<double> tangent, out double directional)
        {
            if (ThrowAfter-- <= 0)
            {
                throw new TimeoutException();
            }

            directional = 0;
            for (int i = 0; i < x.Length; i++)
            {
                directional += ((_a[i] * x[i]) + _b[i]) * tangent[i];
            }

            return Value(x);
        }
    }

    /// <summary>Beale's function, its derivatives by hand; the directional derivative may be scaled to plant a bug.</summary>
    private readonly struct Beale<R>(double scale) : IObjective<R>
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        public R Value(ReadOnlySpan<R> p) => Gradient(p, stackalloc R[2]);

        public R Gradient(ReadOnlySpan<R> p, Span<R> gradient)
        {
            double x = double.CreateTruncating(p[0]), y = double.CreateTruncating(p[1]);
            double a = 1.5 - x + (x * y), b = 2.25 - x + (x * y * y), c = 2.625 - x + (x * y * y * y);
            gradient[0] = R.CreateTruncating(2 * ((a * (y - 1)) + (b * ((y * y) - 1)) + (c * ((y * y * y) - 1))));
            gradient[1] = R.CreateTruncating(2 * ((a * x) + (b * 2 * x * y) + (c * 3 * x * y * y)));
            return R.CreateTruncating((a * a) + (b * b) + (c * c));
        }

        public R Jvp(ReadOnlySpan<R> p, ReadOnlySpan<R> tangent, out R directional)
        {
            Span<R> gradient = stackalloc R[2];
            R value = Gradient(p, gradient);
            directional = R.CreateTruncating(scale) * ((gradient[0] * tangent[0]) + (gradient[1] * tangent[1]));
            return value;
        }
    }

    private static readonly double[] s_curvature = [1, 2, 0.5, 3, 0];
    private static readonly double[] s_slope = [1, -4, 0, 0.5, 2];
    private static readonly double[] s_point = [2, 0, 0, 0.1666666, 5];

    [Fact]
    public void Labels()
    {
        Assert.Equal(Bias.Exact, default(Backpropagation<double>).Bias);
        Assert.Equal(Bias.Unbiased, new ForwardGradient<double>(1).Bias);
    }

    [Fact]
    public void Backpropagation_gives_the_gradient_and_the_value()
    {
        Quadratic objective = new(s_curvature, s_slope);
        double[] gradient = new double[5];
        Backpropagation<double> estimator = default;
        Assert.Equal(objective.Value(s_point), estimator.Estimate(ref objective, s_point, gradient));
        Assert.Equal(s_curvature.Zip(s_point, (a, x) => a * x).Zip(s_slope, (ax, b) => ax + b), gradient);
    }

    [Fact]
    public void One_direction_is_the_formula()
    {
        Quadratic objective = new(s_curvature, s_slope);
        double[] gradient = [9, 9, 9, 9, 9], direction = new double[5];
        ForwardGradient<double> estimator = new(seed: 3);
        double value = estimator.Estimate(ref objective, s_point, gradient);
        Assert.Equal(objective.Value(s_point), value);
        new NoiseKey(3).FillGaussian<double>(direction, step: 0);
        _ = objective.Jvp(s_point, direction, out double directional);
        Assert.Equal(direction.Select(v => directional * v), gradient);
        Assert.Equal(1, estimator.Step);
    }

    /// <summary>
    /// 200,000 estimates at a fixed seed: the mean of each coordinate within 5 standard errors of the gradient, and its variance within 5 of
    /// S + (k − 2) gᵢ² with k = 3 for Gaussians and 1 for signs, divided by the number of directions.
    /// </summary>
    [Theory]
    [InlineData(DirectionNoise.Gaussian, 1, 3)]
    [InlineData(DirectionNoise.Rademacher, 1, 1)]
    [InlineData(DirectionNoise.Gaussian, 3, 3)]
    public void Unbiased_on_a_quadratic_with_the_variance_of_theory(DirectionNoise noise, int directions, double fourthMoment)
    {
        const int n = 200_000;
        Quadratic objective = new(s_curvature, s_slope);
        double[] exact = new double[5], estimate = new double[5];
        double s = 0;
        _ = objective.Gradient(s_point, exact);
        Array.ForEach(exact, g => s += g * g);

        double[][] draws = new double[n][];
        ForwardGradient<double> estimator = new(seed: 21, noise, directions);
        for (int t = 0; t < n; t++)
        {
            _ = estimator.Estimate(ref objective, s_point, estimate);
            draws[t] = [.. estimate];
        }

        for (int i = 0; i < 5; i++)
        {
            double mean = draws.Average(d => d[i]);
            double variance = draws.Average(d => (d[i] - mean) * (d[i] - mean));
            double fourth = draws.Average(d => Math.Pow(d[i] - mean, 4));
            Assert.InRange((mean - exact[i]) / Math.Sqrt(variance / n), -5, 5);
            double expected = (s + ((fourthMoment - 2) * exact[i] * exact[i])) / directions;
            Assert.InRange((variance - expected) / Math.Sqrt((fourth - (variance * variance)) / n), -5, 5);
        }
    }

    [Fact]
    public void Unbiased_on_Beale()
    {
        Assert.All(ZScores<double>(new Beale<double>(1), DirectionNoise.Gaussian), z => Assert.InRange(z, -5, 5));
        Assert.All(ZScores<double>(new Beale<double>(1), DirectionNoise.Rademacher), z => Assert.InRange(z, -5, 5));
        Assert.All(ZScores<float>(new Beale<float>(1), DirectionNoise.Gaussian), z => Assert.InRange(z, -5, 5));
    }

    /// <summary>The same test sees a gradient that is 5 % too long, with |z| of 8 or more along the gradient.</summary>
    [Fact]
    public void A_planted_bug_of_five_percent_is_seen()
    {
        Assert.True(ZScores<double>(new Beale<double>(1.05), DirectionNoise.Gaussian)[^1] >= 8);
        Assert.True(ZScores<double>(new Beale<double>(1.05), DirectionNoise.Rademacher)[^1] >= 8);
    }

    /// <summary>The z-scores of both coordinates and of the projection on the gradient, over 200,000 estimates at (1, 1.5).</summary>
    private static double[] ZScores<R>(Beale<R> objective, DirectionNoise noise)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        const int n = 200_000;
        R[] point = [R.One, R.CreateTruncating(1.5)], estimate = new R[2], exact = new R[2];
        _ = objective.Gradient(point, exact);
        double g0 = double.CreateTruncating(exact[0]), g1 = double.CreateTruncating(exact[1]);
        Span<double> sums = stackalloc double[3], squares = stackalloc double[3];
        ForwardGradient<R> estimator = new(seed: 22, noise);
        for (int t = 0; t < n; t++)
        {
            _ = estimator.Estimate(ref objective, point, estimate);
            double e0 = double.CreateTruncating(estimate[0]), e1 = double.CreateTruncating(estimate[1]);
            ReadOnlySpan<double> deviations = [e0 - g0, e1 - g1, (((e0 * g0) + (e1 * g1)) / ((g0 * g0) + (g1 * g1))) - 1];
            for (int i = 0; i < 3; i++)
            {
                sums[i] += deviations[i];
                squares[i] += deviations[i] * deviations[i];
            }
        }

        double[] z = new double[3];
        for (int i = 0; i < 3; i++)
        {
            double mean = sums[i] / n;
            z[i] = mean / Math.Sqrt(((squares[i] / n) - (mean * mean)) / n);
        }

        return z;
    }

    [Fact]
    public void A_run_is_repeated_bit_for_bit_and_continued()
    {
        double[] Run(int steps, long from, double[] start)
        {
            double[] x = [.. start], gradient = new double[2];
            Beale<double> objective = new(1);
            ForwardGradient<double> estimator = new(seed: 5, directions: 2) { Step = from };
            Sgd<double> optimizer = new(2, 0.001);
            for (int t = 0; t < steps; t++)
            {
                _ = estimator.Estimate(ref objective, x, gradient);
                optimizer.Step(x, gradient);
            }

            return x;
        }

        double[] whole = Run(100, 0, [1, 1.5]);
        Assert.Equal(whole, Run(100, 0, [1, 1.5]));
        Assert.Equal(whole, Run(60, 40, Run(40, 0, [1, 1.5])));
        Assert.NotEqual(whole, Run(100, 1, [1, 1.5]));
    }

    [Fact]
    public void An_objective_that_throws_changes_nothing()
    {
        double[] gradient = [1, 2, 3, 4, 5];
        ForwardGradient<double> estimator = new(seed: 1, directions: 3);
        Quadratic objective = new(s_curvature, s_slope) { ThrowAfter = 2 };
        bool thrown = false;
        try
        {
            _ = estimator.Estimate(ref objective, s_point, gradient);
        }
        catch (TimeoutException)
        {
            thrown = true;
        }

        Assert.True(thrown);
        Assert.Equal([1, 2, 3, 4, 5], gradient);
        Assert.Equal(0, estimator.Step);
    }

    [Fact]
    public void Bad_arguments_are_named()
    {
        double[] x = [1, 1];
        ForwardGradient<double> estimator = new(1);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => Estimate(estimator, x, new double[3])).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => Estimate(estimator, x, x)).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => Estimate(default(Backpropagation<double>), x, new double[1])).ParamName);
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => Estimate(default(Backpropagation<double>), x, x)).ParamName);
        Assert.Equal([1, 1], x);
        Assert.Equal(0, estimator.Step);
        Assert.Equal("directions", Assert.Throws<ArgumentOutOfRangeException>(() => new ForwardGradient<double>(1, directions: 0)).ParamName);
        Assert.Equal("noise", Assert.Throws<ArgumentOutOfRangeException>(() => new ForwardGradient<double>(1, (DirectionNoise)9)).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => estimator.Step = -1);

        static double Estimate<TEstimator>(TEstimator estimator, double[] x, double[] gradient)
            where TEstimator : IGradientEstimator<double>
        {
            Beale<double> objective = new(1);
            return estimator.Estimate(ref objective, x, gradient);
        }
    }

    [Fact]
    public void Steps_allocate_nothing()
    {
        double[] gradient = new double[5];
        ForwardGradient<double> estimator = new(seed: 1, directions: 4);
        Allocations.AssertNone(() =>
        {
            Quadratic objective = new(s_curvature, s_slope);
            _ = estimator.Estimate(ref objective, s_point, gradient);
            _ = default(Backpropagation<double>).Estimate(ref objective, s_point, gradient);
        });
    }
}
