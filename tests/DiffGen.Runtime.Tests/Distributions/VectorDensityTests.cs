using System;
using DiffGen.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Distributions;

/// <summary>Densities of vectors integrate to 1 within 1e-9, over two numbers.</summary>
public sealed class VectorDensityTests
{
    [Fact]
    public void Normal_mixture()
    {
        double[] logits = [0.3, -1.2, 0.9], mu = [0.1, 4, -0.6], sigma = [0.8, 1.5, 0.2];
        Assert.Equal(1, Integral.Over(x => Math.Exp(NormalMixture.LogProbability<double>(x, logits, mu, sigma)), double.NegativeInfinity, double.PositiveInfinity, -0.6, 0.5), 1e-9);
    }

    [Fact]
    public void Multivariate_normal() => AssertPlane(x => MultivariateNormal.LogProbability<double>(x, [0.1, 0.4], [1.2, 0, -0.5, 0.7]));

    [Fact]
    public void Low_rank_normal() => AssertPlane(x => LowRankNormal.LogProbability<double>(x, [0.1, 0.4], [0.5, -1, 0.2, 0.8], [0.8, 0.5]));

    /// <summary>With concentrations below 1 the density has no bound at the edges.</summary>
    [Theory]
    [InlineData(0.7, 2.5, 1)]
    [InlineData(0.4, 0.6, 0.5)]
    [InlineData(8, 3, 12)]
    public void Dirichlet_of_three(double a, double b, double c) => AssertSimplex(x => Dirichlet.LogProbability<double>(x, [a, b, c]));

    [Theory]
    [InlineData(0.6)]
    [InlineData(2)]
    public void Relaxed_one_hot(double temperature) => AssertSimplex(x => RelaxedOneHot.LogProbability<double>(x, [0.3, -1.2, 0.9], temperature));

    private static void AssertPlane(Func<double[], double> logProbability) => Assert.Equal(1, Sum((u, v) => Math.Exp(logProbability([u, v])), 15), 1e-9);

    /// <summary>By the logarithms u and v of x₀/x₂ and x₁/x₂, whose Jacobian is x₀ x₁ x₂: nothing is lost where two numbers are small.</summary>
    private static void AssertSimplex(Func<double[], double> logProbability)
    {
        Assert.Equal(1, Sum(Density, 60), 1e-9);

        double Density(double u, double v)
        {
            double largest = Math.Max(0, Math.Max(u, v)), a = Math.Exp(u - largest), b = Math.Exp(v - largest), c = Math.Exp(-largest), sum = a + b + c;
            double[] x = [a / sum, b / sum, c / sum];
            return x[0] * x[1] * x[2] * Math.Exp(logProbability(x));
        }
    }

    /// <summary>The trapezoidal rule from −end to end in both directions: of smooth functions that vanish there it has an error of exp(−2π d/h), d the distance of the nearest pole.</summary>
    private static double Sum(Func<double, double, double> f, double end)
    {
        const double h = 0.25;
        int steps = (int)(end / h);
        double sum = 0;
        for (int i = -steps; i <= steps; i++)
        {
            for (int j = -steps; j <= steps; j++)
            {
                sum += f(i * h, j * h);
            }
        }

        return sum * h * h;
    }
}
