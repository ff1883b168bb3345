using System;
using System.Linq;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>Paths: noise as an input, replayed; and walks whose exact values a dynamic program gives.</summary>
public class InputTests
{
    /// <summary>A dropout mask does not depend on what is differentiated: the gradient is that at the mask, bit for bit.</summary>
    [Fact]
    public void Dropout_is_the_gradient_at_its_mask()
    {
        double[] w = [0.3, -1.2, 2, 0.7], x = [1, 0.5, -0.25, 3], wGrad = new double[4], xGrad = new double[4], wMasked = new double[4], xMasked = new double[4];
        for (ulong seed = 0; seed < 30; seed++)
        {
            Noise noise = new(seed), replay = new(seed);
            bool[] mask = [.. Enumerable.Range(0, 4).Select(_ => Sample.Bernoulli(0.8, ref replay))];
            Assert.Equal(Inputs.MaskedGradient(w, x, mask, wMasked, xMasked), Inputs.DropoutExpectationGradient(w, x, ref noise, wGrad, xGrad));
            Assert.Equal(wMasked, wGrad);
            Assert.Equal(xMasked, xGrad);
        }
    }

    /// <summary>With the noise replayed, a path is a function: each estimate is its derivative.</summary>
    [Fact]
    public void A_path_is_the_derivative_at_its_noise()
    {
        const double a = 0.4, b = 0.7, x = 1.3, h = 1e-4;
        for (ulong seed = 0; seed < 50; seed++)
        {
            Noise noise = new(seed);
            (_, double aGrad, double bGrad, double xGrad) = Inputs.LayersExpectationGradient(a, b, x, ref noise);
            double At(double da, double db, double dx)
            {
                Noise same = new(seed);
                return Inputs.Layers(a + da, b + db, x + dx, ref same);
            }

            Assert.Equal(((8 * (At(h, 0, 0) - At(-h, 0, 0))) - (At(2 * h, 0, 0) - At(-2 * h, 0, 0))) / (12 * h), aGrad, 8);
            Assert.Equal(((8 * (At(0, h, 0) - At(0, -h, 0))) - (At(0, 2 * h, 0) - At(0, -2 * h, 0))) / (12 * h), bGrad, 8);
            Assert.Equal(((8 * (At(0, 0, h) - At(0, 0, -h))) - (At(0, 0, 2 * h) - At(0, 0, -2 * h))) / (12 * h), xGrad, 8);
        }
    }

    /// <summary>Against quadrature over both noises.</summary>
    [Fact]
    public void Two_layers()
    {
        const double a = 0.4, b = 0.7, x = 1.3, h = 1e-3;
        static double Mean(double a, double b, double x)
        {
            const int count = 400;
            double sum = 0;
            for (int i = 0; i < count; i++)
            {
                double z = -8 + ((i + 0.5) * 16 / count), weight = Math.Exp(-z * z / 2) / Math.Sqrt(2 * Math.PI) * 16 / count, first = Math.Tanh(a * x) + (Math.Exp(0.3 * b) * z);
                for (int k = 0; k < count; k++)
                {
                    double u = (k + 0.5) / count;
                    sum += weight / count * Math.Log(1 + ((1 + (first * first)) * Math.Pow(-Math.Log(1 - u), 1 / 1.5))) * b;
                }
            }

            return sum;
        }

        Estimates.AreUnbiased(n => Inputs.LayersExpectationGradient(a, b, x, ref n).AGrad, (Mean(a + h, b, x) - Mean(a - h, b, x)) / (2 * h), 400_000);
        Estimates.AreUnbiased(n => Inputs.LayersExpectationGradient(a, b, x, ref n).BGrad, (Mean(a, b + h, x) - Mean(a, b - h, x)) / (2 * h), 40_000);
    }

    /// <summary>The walk of StochasticAD: E X² = 50.0327 and 1.48982 after ten steps at p = 20, 1007.7989 and 30.29499 after a hundred at p = 50, with a moving average as the baseline.</summary>
    [Theory]
    [InlineData(10, 20, 50.0327, 1.48982, 200_000)]
    [InlineData(100, 50, 1007.7989, 30.29499, 75_000)]
    public void Walks(int steps, double p, double value, double derivative, int count)
    {
        (double exact, double slope) = Exact(steps, p);
        Assert.Equal(value, exact, 3);
        Assert.Equal(derivative, slope, 4);
        Estimates.AreUnbiased(n => Loops.WalkExpectationGradient(p, steps, ref n).Value, exact, 20_000);
        var baselines = default(Loops.WalkBaselines);
        Estimates.AreUnbiased(n => Loops.WalkExpectationGradient(p, steps, ref n, ref baselines).PGrad, slope, count);
    }

    /// <summary>E X² and its derivative by p, over the distribution of X after each step.</summary>
    private static (double Value, double Derivative) Exact(int steps, double p)
    {
        double[] at = new double[(2 * steps) + 1], slope = new double[at.Length];
        at[steps] = 1;
        for (int t = 0; t < steps; t++)
        {
            double[] next = new double[at.Length], nextSlope = new double[at.Length];
            for (int i = 0; i < at.Length; i++)
            {
                if (at[i] == 0)
                {
                    continue;
                }

                double x = i - steps, up = Math.Exp(-x / p), upSlope = up * x / (p * p);
                next[i + 1] += at[i] * up;
                nextSlope[i + 1] += (slope[i] * up) + (at[i] * upSlope);
                if (up < 1)
                {
                    next[i - 1] += at[i] * (1 - up);
                    nextSlope[i - 1] += (slope[i] * (1 - up)) - (at[i] * upSlope);
                }
            }

            (at, slope) = (next, nextSlope);
        }

        return (at.Select((v, i) => v * (i - steps) * (i - steps)).Sum(), slope.Select((v, i) => v * (i - steps) * (i - steps)).Sum());
    }
}
