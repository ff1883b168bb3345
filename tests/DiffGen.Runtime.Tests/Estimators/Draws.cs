using System;
using System.Numerics;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>
/// Sums over draws of a random vector around its supposed mean, and the tests that they decide: z-scores of means and variances, the projection on the mean, and Hotelling's T².
/// </summary>
internal sealed class Draws(params double[] exact)
{
    private readonly int _n = exact.Length;
    private readonly double[] _sums = new double[exact.Length], _squares = new double[exact.Length], _cubes = new double[exact.Length], _fourths = new double[exact.Length];
    private readonly double[,] _products = new double[exact.Length, exact.Length];
    private double _projectionSum, _projectionSquares;

    public int Count { get; private set; }

    public static Draws Of<R, TEstimator, TObjective>(TEstimator estimator, TObjective objective, R[] point, double[] exact, int count)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TEstimator : IGradientEstimator<R>
        where TObjective : IObjective<R>
    {
        Draws draws = new(exact);
        R[] estimate = new R[point.Length];
        double[] wide = new double[point.Length];
        for (int t = 0; t < count; t++)
        {
            _ = estimator.Estimate(ref objective, point, estimate);
            for (int i = 0; i < wide.Length; i++)
            {
                wide[i] = double.CreateTruncating(estimate[i]);
            }

            draws.Add(wide);
        }

        return draws;
    }

    public static Draws OfLayered<R, TEstimator, TObjective>(TEstimator estimator, TObjective objective, R[] point, double[] exact, int count)
        where R : unmanaged, IFloatingPointIeee754<R>
        where TEstimator : ILayeredGradientEstimator<R>
        where TObjective : ILayeredObjective<R>
    {
        Draws draws = new(exact);
        R[] estimate = new R[point.Length];
        double[] wide = new double[point.Length];
        for (int t = 0; t < count; t++)
        {
            _ = estimator.Estimate(ref objective, point, estimate);
            for (int i = 0; i < wide.Length; i++)
            {
                wide[i] = double.CreateTruncating(estimate[i]);
            }

            draws.Add(wide);
        }

        return draws;
    }

    public void Add(ReadOnlySpan<double> draw)
    {
        double projection = 0, square = 0;
        for (int i = 0; i < _n; i++)
        {
            double e = draw[i] - exact[i];
            Assert.True(double.IsFinite(e), $"Component {i} of draw {Count} is {draw[i]}.");
            _sums[i] += e;
            _squares[i] += e * e;
            _cubes[i] += e * e * e;
            _fourths[i] += e * e * e * e;
            for (int j = 0; j <= i; j++)
            {
                _products[i, j] += e * (draw[j] - exact[j]);
            }

            projection += e * exact[i];
            square += exact[i] * exact[i];
        }

        projection /= square;
        _projectionSum += projection;
        _projectionSquares += projection * projection;
        Count++;
    }

    public double Mean(int i) => exact[i] + (_sums[i] / Count);

    public double Variance(int i) => (_squares[i] / Count) - (_sums[i] / Count * (_sums[i] / Count));

    public double TotalVariance
    {
        get
        {
            double total = 0;
            for (int i = 0; i < _n; i++)
            {
                total += Variance(i);
            }

            return total;
        }
    }

    /// <summary>The z-score of a component's mean. Without spread the mean must be exact.</summary>
    public double Score(int i) => Score(_sums[i], _squares[i], Math.Abs(exact[i]));

    /// <summary>The z-score of the projection ⟨ĝ, g⟩/‖g‖² against 1.</summary>
    public double ProjectionScore => Score(_projectionSum, _projectionSquares, 1);

    /// <summary>The z-score that the projection would have if every draw were 5 % longer.</summary>
    public double PlantedScore
    {
        get
        {
            double mean = _projectionSum / Count, deviation = Math.Sqrt(Math.Max(0, (_projectionSquares / Count) - (mean * mean)));
            return deviation < 1e-13 ? double.PositiveInfinity : ((1.05 * (1 + mean)) - 1) / (1.05 * deviation / Math.Sqrt(Count));
        }
    }

    /// <summary>The z-score of a component's variance against a given one, by its fourth central moment.</summary>
    public double VarianceScore(int i, double expected)
    {
        double m1 = _sums[i] / Count, m2 = _squares[i] / Count, m3 = _cubes[i] / Count, m4 = _fourths[i] / Count;
        double variance = m2 - (m1 * m1);
        double fourth = m4 - (4 * m1 * m3) + (6 * m1 * m1 * m2) - (3 * m1 * m1 * m1 * m1);
        return (variance - expected) / Math.Sqrt((fourth - (variance * variance)) / Count);
    }

    /// <summary>Every component within 5 standard errors, Hotelling's T² within p = 1e-6, and a planted 5 % seen with |z| of at least 8.</summary>
    public void AssertUnbiased(bool power = true)
    {
        for (int i = 0; i < _n; i++)
        {
            Assert.True(Math.Abs(Score(i)) <= 5, $"Component {i}: mean {Mean(i):g6}, exact {exact[i]:g6}, z {Score(i):f2}.");
        }

        Assert.True(Math.Abs(ProjectionScore) <= 5, $"Projection: z {ProjectionScore:f2}.");
        (double t2, int rank) = Hotelling();
        Assert.True(t2 <= ChiSquareLimit(rank), $"Hotelling's T² is {t2:g4} for rank {rank}, above {ChiSquareLimit(rank):g4}.");
        if (power)
        {
            Assert.True(PlantedScore >= 8, $"An estimate 5 % too long would be seen with z = {PlantedScore:f1} only; take more draws.");
        }
    }

    /// <summary>That the same test would not pass: some component or the projection is beyond 8 standard errors.</summary>
    public void AssertBiased()
    {
        double worst = Math.Abs(ProjectionScore);
        for (int i = 0; i < _n; i++)
        {
            worst = Math.Max(worst, Math.Abs(Score(i)));
        }

        Assert.True(worst >= 8, $"The worst z is {worst:f1}; a bias should be seen with 8 or more.");
    }

    /// <summary>A fault that components and projection alone would not show, as it lies where the estimates hardly vary: T² is beyond that of 8 standard errors in one direction.</summary>
    public void AssertOnlyJointlyBiased()
    {
        for (int i = 0; i < _n; i++)
        {
            Assert.True(Math.Abs(Score(i)) <= 5, $"Component {i} shows it by itself: z {Score(i):f2}.");
        }

        Assert.True(Math.Abs(ProjectionScore) <= 5, $"The projection shows it by itself: z {ProjectionScore:f2}.");
        (double t2, int rank) = Hotelling();
        Assert.True(t2 >= ChiSquareLimit(rank) + 64, $"Hotelling's T² is {t2:g4} for rank {rank}; a bias should be seen with {ChiSquareLimit(rank) + 64:g4} or more.");
    }

    private double Score(double sum, double squares, double scale)
    {
        double mean = sum / Count, variance = (squares / Count) - (mean * mean);
        double deviation = Math.Sqrt(Math.Max(0, variance));
        return deviation >= 1e-13 * Math.Max(1, scale) ? mean / (deviation / Math.Sqrt(Count))
            : Math.Abs(mean) <= 1e-12 * Math.Max(1, scale) ? 0 : double.PositiveInfinity;
    }

    /// <summary>N (m − g)ᵀ S⁺ (m − g) with the pseudo-inverse of the covariance, by Jacobi's eigenvalues.</summary>
    private (double T2, int Rank) Hotelling()
    {
        double[,] a = new double[_n, _n], v = new double[_n, _n];
        for (int i = 0; i < _n; i++)
        {
            v[i, i] = 1;
            for (int j = 0; j <= i; j++)
            {
                a[i, j] = a[j, i] = (_products[i, j] / Count) - (_sums[i] / Count * (_sums[j] / Count));
            }
        }

        for (int sweep = 0; sweep < 60; sweep++)
        {
            for (int p = 0; p < _n; p++)
            {
                for (int q = p + 1; q < _n; q++)
                {
                    if (a[p, q] != 0)
                    {
                        Rotate(a, v, p, q);
                    }
                }
            }
        }

        double largest = 0, t2 = 0;
        int rank = 0;
        for (int k = 0; k < _n; k++)
        {
            largest = Math.Max(largest, a[k, k]);
        }

        for (int k = 0; k < _n; k++)
        {
            double along = 0;
            for (int i = 0; i < _n; i++)
            {
                along += v[i, k] * _sums[i] / Count;
            }

            if (a[k, k] > 1e-9 * largest && largest > 1e-26)
            {
                t2 += Count * along * along / a[k, k];
                rank++;
            }
            else
            {
                Assert.True(Math.Abs(along) <= 1e-5 * Math.Max(1, Math.Sqrt(largest)), $"Without spread in a direction, but off by {along:g3} in it.");
            }
        }

        return (t2, rank);
    }

    private void Rotate(double[,] a, double[,] v, int p, int q)
    {
        double theta = (a[q, q] - a[p, p]) / (2 * a[p, q]);
        double t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        double c = 1 / Math.Sqrt((t * t) + 1), s = t * c;
        for (int k = 0; k < _n; k++)
        {
            (a[k, p], a[k, q]) = ((c * a[k, p]) - (s * a[k, q]), (s * a[k, p]) + (c * a[k, q]));
        }

        for (int k = 0; k < _n; k++)
        {
            (a[p, k], a[q, k]) = ((c * a[p, k]) - (s * a[q, k]), (s * a[p, k]) + (c * a[q, k]));
            (v[k, p], v[k, q]) = ((c * v[k, p]) - (s * v[k, q]), (s * v[k, p]) + (c * v[k, q]));
        }
    }

    /// <summary>The 1 − 1e-6 quantile of chi-square, by Wilson and Hilferty (1931); never below the exact one by more than 0.5 %.</summary>
    private static double ChiSquareLimit(int degrees)
    {
        if (degrees == 0)
        {
            return 0;
        }

        double h = 2.0 / (9 * degrees);
        return degrees * Math.Pow(1 - h + (4.753424 * Math.Sqrt(h)), 3);
    }
}
