using System;
using System.Linq;
using System.Numerics;
using DiffGen.Transforms;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Updates of matrices that are made orthogonal.</summary>
public sealed class MuonTests
{
    /// <summary>
    /// A matrix A diag(σ) Bᵀ with orthonormal columns in A and B becomes A diag(p(…p(σ/‖σ‖))) Bᵀ √max(1, rows/columns) with p(σ) = 3.4445σ − 4.7750σ³ + 2.0315σ⁵ five times; wide, tall and square alike.
    /// </summary>
    [Theory]
    [InlineData(3, 5)]
    [InlineData(5, 3)]
    [InlineData(4, 4)]
    public void Singular_values_go_through_the_polynomial(int rows, int columns)
    {
        Check<double>(1e-12);
        Check<float>(2e-5);

        void Check<R>(double tolerance)
            where R : unmanaged, IFloatingPointIeee754<R>
        {
            double[] sigma = [3, 1.5, 0.4, 0.9];
            int rank = Math.Min(rows, columns);
            sigma = sigma[..rank];
            double norm = Math.Sqrt(sigma.Sum(s => s * s)), scale = Math.Sqrt(Math.Max(1, (double)rows / columns));
            double[] expected = [.. sigma.Select(s => scale * Five(s / norm))];
            double[][] left = Rotation(rows, 0.7), right = Rotation(columns, -1.1);

            // Two numbers before and after the matrix keep their update.
            R[] update = [R.One, R.One, .. Product(sigma), R.One];
            Orthogonalize<R> transform = new([new ParameterRange(2, rows * columns, rows)]);
            OptimizerChain<R> chain = new(update.Length, 1, transform);
            R[] parameters = new R[update.Length];
            chain.Step(parameters, update);
            R[] want = [R.One, R.One, .. Product(expected), R.One];
            Assert.All(want.Zip(parameters), pair => Assert.Equal(double.CreateChecked(pair.First), -double.CreateChecked(pair.Second), tolerance));
            Assert.All(sigma, s => Assert.InRange(Five(s / norm), 0.6, 1.2));

            R[] Product(double[] singular) =>
            [
                .. Enumerable.Range(0, rows).SelectMany(i => Enumerable.Range(0, columns).Select(j => R.CreateChecked(Enumerable.Range(0, rank).Sum(k => left[i][k] * singular[k] * right[j][k])))),
            ];
        }

        static double Five(double s)
        {
            for (int k = 0; k < 5; k++)
            {
                s = (3.4445 * s) - (4.7750 * s * s * s) + (2.0315 * s * s * s * s * s);
            }

            return s;
        }
    }

    /// <summary>Muon is momentum, then that: the direction of a constant gradient stays, and a matrix of zeros does not move.</summary>
    [Fact]
    public void Momentum_goes_first()
    {
        ParameterRange[] matrices = [new(0, 4, 2), new(4, 4, 2)];
        double[] x = new double[9], gradient = [1, 2, 3, -1, 0, 0, 0, 0, 0.5], by = new double[9];
        Muon<double> muon = new(9, matrices, learningRate: 0.1, momentum: 0.9);
        OptimizerChain<double> parts = new(9, 0.1, new Momentum<double>(0.9, nesterov: true), new Orthogonalize<double>(matrices));
        for (int step = 0; step < 3; step++)
        {
            gradient[0] += step;
            muon.Step(x, gradient);
            parts.Step(by, gradient);
        }

        Assert.Equal(by, x);
        Assert.Equal([0, 0, 0, 0], x[4..8]);

        // Plain Nesterov outside: buffers 1, 1.9, 2.71 times g, steps g(1 + .9b).
        Assert.Equal(-0.1 * 0.5 * (3 + (0.9 * (1 + 1.9 + 2.71))), x[8], 1e-14);
    }

    [Fact]
    public void Bad_settings_are_named()
    {
        Assert.Throws<ArgumentException>("matrices", () => new Muon<double>(4, []));
        Assert.Throws<ArgumentOutOfRangeException>("iterations", () => new Orthogonalize<double>([new ParameterRange(0, 4, 2)], iterations: 0));
    }

    /// <summary>A product of plane rotations: orthonormal columns.</summary>
    private static double[][] Rotation(int n, double angle)
    {
        double[][] q = [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())];
        for (int i = 0; i < n; i++)
        {
            for (int j = i + 1; j < n; j++)
            {
                (double sin, double cos) = Math.SinCos(angle * (1 + i + (2 * j)));
                for (int k = 0; k < n; k++)
                {
                    (q[k][i], q[k][j]) = ((cos * q[k][i]) - (sin * q[k][j]), (sin * q[k][i]) + (cos * q[k][j]));
                }
            }
        }

        return q;
    }
}
