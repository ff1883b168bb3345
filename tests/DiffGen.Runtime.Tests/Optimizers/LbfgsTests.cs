using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class LbfgsTests
{
    [Fact]
    public void Rosenbrocks_valley()
    {
        double[] x = [-1.2, 1, -1.2, 1, 2, -3];
        Objective<double> objective = new(Functions.Rosenbrock);
        Minimization end = new Lbfgs<double>(6).Minimize(ref objective, x, gradientTolerance: 1e-10, changeTolerance: 0);
        Assert.Equal(MinimizationEnd.GradientSmall, end.End);
        Assert.All(x, v => Assert.Equal(1, v, 1e-10));
        Assert.Equal(objective.Evaluations, end.Evaluations);
        Assert.True(end.Iterations < 100 && end.Evaluations < 150, end.ToString());
        Assert.True(end.GradientNorm <= 1e-10 && end.Value < 1e-20);
    }

    [Fact]
    public void Single_precision()
    {
        float[] x = [-1.2f, 1];
        Objective<float> objective = new(Functions.Rosenbrock);
        Minimization end = new Lbfgs<float>(2).Minimize(ref objective, x, gradientTolerance: 1e-4);
        Assert.True(end.End is MinimizationEnd.GradientSmall or MinimizationEnd.ChangeSmall, end.ToString());
        Assert.All(x, v => Assert.Equal(1, v, 1e-2f));
    }

    /// <summary>On a quadratic of n dimensions with as much history, and line searches that are nearly exact, n steps are enough up to rounding.</summary>
    [Fact]
    public void Quadratics_end_after_as_many_steps_as_dimensions()
    {
        double[] scales = [1, 10, 100, 1000, 3];
        double[] x = [1, -2, 3, -4, 5];
        Objective<double> objective = new((p, g) =>
        {
            double sum = 0;
            for (int i = 0; i < p.Length; i++)
            {
                g[i] = scales[i] * p[i];
                sum += 0.5 * g[i] * p[i];
            }

            return sum;
        });
        Lbfgs<double> optimizer = new(5, decrease: 1e-6, curvature: 1e-5, mostEvaluations: 100);
        double before = objective.Value(x);
        for (int i = 0; i < 6; i++)
        {
            optimizer.Step(ref objective, x);
        }

        Assert.True(objective.Value(x) < 1e-7 * before, objective.Value(x).ToString("g3", System.Globalization.CultureInfo.InvariantCulture));
    }

    /// <summary>
    /// The step of a search satisfies both strong Wolfe conditions: on the test functions of Moré and Thuente (ACM TOMS 20, 1994), from steps of 10⁻³ to 10³,
    /// with loose and tight constants.
    /// </summary>
    [Theory]
    [InlineData(1, 1e-3, 0.1)]
    [InlineData(2, 0.1, 0.1)]
    [InlineData(3, 0.1, 0.1)]
    [InlineData(1, 1e-4, 0.9)]
    [InlineData(4, 1e-3, 1e-2)]
    public void Strong_wolfe_conditions(int function, double decrease, double curvature)
    {
        double[] origin = [0], down = [1];
        foreach (double step in (double[])[1e-3, 1e-1, 1, 1e1, 1e3])
        {
            Objective<double> objective = new((x, g) =>
            {
                (double value, g[0]) = MoreThuente(function, x[0]);
                return value;
            });
            LineSearch<double> search = new(1, decrease, curvature, 60);
            (double value, double slope) = MoreThuente(function, 0);
            LinePoint found = search.Search(ref objective, origin, down, new LinePoint(0, value, slope), step);
            Assert.True(found.T > 0);
            Assert.True(found.Value <= value + (decrease * found.T * slope) + (1e-15 * Math.Abs(value)), $"{step}: {found}");
            Assert.True(Math.Abs(found.Slope) <= curvature * Math.Abs(slope), $"{step}: {found}");
            Assert.Equal(found.T, search.Point[0]);
            Assert.Equal(found.Slope, search.Gradient[0]);
            Assert.Equal(MoreThuente(function, found.T).Value, found.Value);
        }
    }

    /// <summary>Where the objective is not finite the search turns back.</summary>
    [Fact]
    public void A_barrier()
    {
        double[] x = [1e-3];
        Objective<double> objective = new((p, g) =>
        {
            g[0] = 1 - (1 / p[0]);
            return p[0] - Math.Log(p[0]);
        });
        Minimization end = new Lbfgs<double>(1, learningRate: 100).Minimize(ref objective, x, gradientTolerance: 1e-12, changeTolerance: 0);
        Assert.Equal(1, x[0], 1e-8);
        Assert.True(end.End is MinimizationEnd.GradientSmall or MinimizationEnd.NoProgress);
    }

    [Fact]
    public void Ends()
    {
        Objective<double> nan = new((_, g) =>
        {
            g.Clear();
            return double.NaN;
        });
        double[] x = [1, 2];
        Assert.Equal(MinimizationEnd.NotFinite, new Lbfgs<double>(2).Minimize(ref nan, x).End);
        Assert.True(double.IsNaN(new Lbfgs<double>(2).Step(ref nan, x)));
        Assert.Equal([1, 2], x);

        // The gradient lies: it points uphill.
        Objective<double> liar = new((p, g) =>
        {
            g[0] = -2 * p[0];
            g[1] = -2 * p[1];
            return (p[0] * p[0]) + (p[1] * p[1]);
        });
        Assert.Equal(MinimizationEnd.NoProgress, new Lbfgs<double>(2).Minimize(ref liar, x).End);
        Assert.Equal([1, 2], x);
        Objective<double> valley = new(Functions.Rosenbrock);
        Assert.Equal(MinimizationEnd.IterationLimit, new Lbfgs<double>(2).Minimize(ref valley, x, mostIterations: 2).End);
        x = [1, 1];
        Assert.Equal((MinimizationEnd.GradientSmall, 0), (new Lbfgs<double>(2).Minimize(ref valley, x) is var end ? (end.End, end.Iterations) : default));
    }

    [Fact]
    public void A_run_goes_on_from_its_state_and_allocates_nothing()
    {
        Objective<double> objective = new(Functions.Rosenbrock);
        double[] whole = [-1.2, 1], parts = [-1.2, 1];
        Lbfgs<double> once = new(2, history: 3), first = new(2, history: 3), second = new(2, history: 3);
        for (int i = 0; i < 20; i++)
        {
            once.Step(ref objective, whole);
            if (i == 9)
            {
                StateSnapshot.Restore(second, StateSnapshot.Take(first));
            }

            (i < 9 ? first : second).Step(ref objective, parts);
            if (i == 8)
            {
                StateSnapshot.Restore(second, StateSnapshot.Take(first));
            }
        }

        Assert.Equal(whole, parts);
        Objective<double> bowl = new((p, g) =>
        {
            p.CopyTo(g);
            return 0.5 * ((p[0] * p[0]) + (p[1] * p[1]));
        });
        double[] x = [3, 4];
        Allocations.AssertNone(() =>
        {
            x[0] = 3;
            once.Step(ref bowl, x);
        });
    }

    [Fact]
    public void Bad_settings_are_named()
    {
        Assert.Equal("history", Assert.ThrowsAny<ArgumentException>(() => new Lbfgs<double>(1, history: 0)).ParamName);
        Assert.Equal("decrease", Assert.ThrowsAny<ArgumentException>(() => new Lbfgs<double>(1, decrease: 0.95)).ParamName);
        Assert.Equal("curvature", Assert.ThrowsAny<ArgumentException>(() => new Lbfgs<double>(1, curvature: 1)).ParamName);
        Objective<double> objective = new(Functions.Rosenbrock);
        Assert.Equal("parameters", Assert.ThrowsAny<ArgumentException>(() => new Lbfgs<double>(1).Step(ref objective, new double[2])).ParamName);
    }

    private static (double Value, double Slope) MoreThuente(int function, double t)
    {
        switch (function)
        {
            case 1:
                return (-t / ((t * t) + 2), ((t * t) - 2) / Math.Pow((t * t) + 2, 2));
            case 2:
                double s = t + 0.004;
                return (Math.Pow(s, 5) - (2 * Math.Pow(s, 4)), (5 * Math.Pow(s, 4)) - (8 * Math.Pow(s, 3)));
            case 3:
                const double beta = 0.01, l = 39;
                double kink = t <= 1 - beta ? 1 - t : t >= 1 + beta ? t - 1 : (((t - 1) * (t - 1) / beta) + beta) / 2;
                double kinkSlope = t <= 1 - beta ? -1 : t >= 1 + beta ? 1 : (t - 1) / beta;
                double wave = 2 * (1 - beta) / (l * Math.PI) * Math.Sin(l * Math.PI / 2 * t);
                return (kink + wave, kinkSlope + ((1 - beta) * Math.Cos(l * Math.PI / 2 * t)));
            default:
                static double Gamma(double b) => Math.Sqrt(1 + (b * b)) - b;
                const double b1 = 0.001, b2 = 0.001;
                double r1 = Math.Sqrt(((1 - t) * (1 - t)) + (b2 * b2)), r2 = Math.Sqrt((t * t) + (b1 * b1));
                return ((Gamma(b1) * r1) + (Gamma(b2) * r2), (Gamma(b1) * (t - 1) / r1) + (Gamma(b2) * t / r2));
        }
    }
}
