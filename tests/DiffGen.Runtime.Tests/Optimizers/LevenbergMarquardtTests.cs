using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class LevenbergMarquardtTests
{
    private delegate void Model<R>(ReadOnlySpan<R> x, Span<R> residuals, Span<R> jacobian);

    /// <summary>NIST's Misra1a (lower difficulty) from its far start: y = b₁(1 − exp(−b₂x)), to the certified digits.</summary>
    [Fact]
    public void Misra1a()
    {
        double[] x = [77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0];
        double[] y = [10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78];
        Problem<double> problem = new(14, (b, r, j) =>
        {
            for (int i = 0; i < 14; i++)
            {
                double e = Math.Exp(-b[1] * x[i]);
                r[i] = (b[0] * (1 - e)) - y[i];
                j[2 * i] = 1 - e;
                j[(2 * i) + 1] = b[0] * x[i] * e;
            }
        });
        double[] b = [500, 0.0001];
        Minimization end = new LevenbergMarquardt<double>(2, 14).Minimize(ref problem, b, gradientTolerance: 1e-14);
        Assert.Equal(238.94212918, b[0], 1e-7);
        Assert.Equal(5.5015643181e-4, b[1], 1e-13);
        Assert.Equal(1.2455138894e-1, 2 * end.Value, 1e-11);
        Assert.True(end.End is MinimizationEnd.GradientSmall or MinimizationEnd.ChangeSmall, end.ToString());
        Assert.True(end.Iterations < 30, end.ToString());
    }

    [Fact]
    public void Rosenbrocks_residuals_in_both_precisions()
    {
        Problem<double> valley = new(2, (x, r, j) =>
        {
            (r[0], r[1]) = (10 * (x[1] - (x[0] * x[0])), 1 - x[0]);
            (j[0], j[1], j[2], j[3]) = (-20 * x[0], 10, -1, 0);
        });
        double[] x = [-1.2, 1];
        Minimization end = new LevenbergMarquardt<double>(2, 2).Minimize(ref valley, x);
        Assert.Equal([1, 1], x, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(valley.Calls, end.Evaluations);

        Problem<float> single = new(2, (x, r, j) =>
        {
            (r[0], r[1]) = (10 * (x[1] - (x[0] * x[0])), 1 - x[0]);
            (j[0], j[1], j[2], j[3]) = (-20 * x[0], 10, -1, 0);
        });
        float[] y = [-1.2f, 1];
        new LevenbergMarquardt<float>(2, 2).Minimize(ref single, y);
        Assert.Equal([1, 1], y, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    /// <summary>Powell's singular function: the Jacobian has rank 2 at the solution 0, which is reached at a linear rate.</summary>
    [Fact]
    public void A_singular_solution()
    {
        Problem<double> powell = new(4, (x, r, j) =>
        {
            double a = x[1] - (2 * x[2]), b = x[0] - x[3];
            (r[0], r[1], r[2], r[3]) = (x[0] + (10 * x[1]), Math.Sqrt(5) * (x[2] - x[3]), a * a, Math.Sqrt(10) * b * b);
            j.Clear();
            (j[0], j[1], j[6], j[7], j[9], j[10], j[12], j[15]) =
                (1, 10, Math.Sqrt(5), -Math.Sqrt(5), 2 * a, -4 * a, 2 * Math.Sqrt(10) * b, -2 * Math.Sqrt(10) * b);
        });
        double[] x = [3, -1, 0, 1];
        new LevenbergMarquardt<double>(4, 4).Minimize(ref powell, x, mostIterations: 100);
        Assert.All(x, v => Assert.Equal(0, v, 1e-6));
    }

    /// <summary>One step is (JᵀJ + λD²)p = −Jᵀr with D the norms of the columns, also with fewer residuals than parameters.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(2)]
    public void One_step_solves_the_damped_equations(int rows)
    {
        double[,] matrix = { { 1, 2, -1 }, { 0.5, -3, 2 }, { 4, 0.1, 1 }, { -1, 1, 1 }, { 2, 2, 0.3 } };
        double[] right = [1, -2, 3, 0.5, -1];
        Problem<double> linear = new(rows, (x, r, j) =>
        {
            for (int i = 0; i < rows; i++)
            {
                r[i] = -right[i];
                for (int c = 0; c < 3; c++)
                {
                    r[i] += matrix[i, c] * x[c];
                    j[(3 * i) + c] = matrix[i, c];
                }
            }
        });
        double[] x = new double[3];
        LevenbergMarquardt<double> optimizer = new(3, rows, damping: 0.7);
        double cost = optimizer.Step(ref linear, x);
        Assert.Equal(0.5 * right.Take(rows).Sum(v => v * v), cost, 1e-14);
        for (int c = 0; c < 3; c++)
        {
            double left = 0, gradient = 0, norm = 0;
            for (int i = 0; i < rows; i++)
            {
                norm += matrix[i, c] * matrix[i, c];
                gradient -= matrix[i, c] * right[i];
                for (int k = 0; k < 3; k++)
                {
                    left += matrix[i, c] * matrix[i, k] * x[k];
                }
            }

            Assert.Equal(-gradient, left + (0.7 * norm * x[c]), 1e-12);
        }
    }

    /// <summary>Another unit of a parameter changes its number and nothing else.</summary>
    [Fact]
    public void Scaling_a_parameter_changes_nothing()
    {
        double[] plain = Run(1), scaled = Run(1024);
        Assert.Equal(plain[0], scaled[0]);
        Assert.Equal(plain[1], scaled[1] * 1024);

        static double[] Run(double unit)
        {
            Problem<double> problem = new(2, (x, r, j) =>
            {
                double second = x[1] * unit;
                (r[0], r[1]) = (10 * (second - (x[0] * x[0])), 1 - x[0]);
                (j[0], j[1], j[2], j[3]) = (-20 * x[0], 10 * unit, -1, 0);
            });
            double[] x = [-1.2, 1 / unit];
            LevenbergMarquardt<double> optimizer = new(2, 2);
            for (int i = 0; i < 5; i++)
            {
                optimizer.Step(ref problem, x);
            }

            return x;
        }
    }

    [Fact]
    public void Parameters_without_influence_stay()
    {
        Problem<double> problem = new(1, (x, r, j) =>
        {
            r[0] = x[0] - 3;
            (j[0], j[1]) = (1, 0);
        });
        double[] x = [0, 7];
        new LevenbergMarquardt<double>(2, 1).Minimize(ref problem, x);
        Assert.Equal(3, x[0], 1e-12);
        Assert.Equal(7, x[1]);
    }

    [Fact]
    public void Ends()
    {
        Problem<double> nan = new(1, (_, r, j) =>
        {
            r[0] = double.NaN;
            j[0] = 1;
        });
        double[] x = [2];
        Assert.Equal(MinimizationEnd.NotFinite, new LevenbergMarquardt<double>(1, 1).Minimize(ref nan, x).End);

        // The Jacobian has the wrong sign.
        Problem<double> liar = new(1, (x, r, j) =>
        {
            r[0] = x[0];
            j[0] = -1;
        });
        Assert.NotEqual(MinimizationEnd.GradientSmall, new LevenbergMarquardt<double>(1, 1).Minimize(ref liar, x).End);
        Assert.Equal(2, x[0]);
        Assert.Equal("problem", Assert.ThrowsAny<ArgumentException>(() => new LevenbergMarquardt<double>(1, 3).Step(ref liar, x)).ParamName);
        Assert.Equal("parameters", Assert.ThrowsAny<ArgumentException>(() => new LevenbergMarquardt<double>(2, 1).Step(ref liar, x)).ParamName);
    }

    [Fact]
    public void A_run_goes_on_from_its_state_and_allocates_nothing()
    {
        Problem<double> valley = new(2, (x, r, j) =>
        {
            (r[0], r[1]) = (10 * (x[1] - (x[0] * x[0])), 1 - x[0]);
            (j[0], j[1], j[2], j[3]) = (-20 * x[0], 10, -1, 0);
        });
        double[] whole = [-1.2, 1], parts = [-1.2, 1];
        LevenbergMarquardt<double> once = new(2, 2), first = new(2, 2), second = new(2, 2);
        for (int i = 0; i < 10; i++)
        {
            once.Step(ref valley, whole);
            if (i == 5)
            {
                StateSnapshot.Restore(second, StateSnapshot.Take(first));
            }

            (i < 5 ? first : second).Step(ref valley, parts);
        }

        Assert.Equal(whole, parts);
        Allocations.AssertNone(() =>
        {
            (whole[0], whole[1]) = (-1.2, 1);
            once.Step(ref valley, whole);
        });
    }

    private struct Problem<R>(int residuals, Model<R> model) : ILeastSquares<R>
        where R : unmanaged, System.Numerics.IFloatingPointIeee754<R>
    {
        private readonly R[] _jacobian = new R[64];

        public readonly int ResidualCount => residuals;

        public int Calls { get; private set; }

        public void Residuals(ReadOnlySpan<R> parameters, Span<R> residuals)
        {
            Calls++;
            model(parameters, residuals, _jacobian);
        }

        public void Jacobian(ReadOnlySpan<R> parameters, Span<R> residuals, Span<R> jacobian)
        {
            Calls++;
            model(parameters, residuals, jacobian);
        }
    }
}
