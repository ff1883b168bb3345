using System;
using System.Linq;
using System.Reflection;
using DiffGen.Runtime.Tests.Distributions;
using Xunit;

namespace DiffGen.Runtime.Tests.Transforming;

public sealed class ConstrainedTests
{
    private delegate void Map(ReadOnlySpan<double> x, Span<double> y);

    private delegate void Forward(ReadOnlySpan<double> x, Span<double> y, ReadOnlySpan<double> xTangent, Span<double> yTangent);

    private delegate void Reverse(ReadOnlySpan<double> x, Span<double> y, Span<double> xGrad, Span<double> yGrad);

    [Theory]
    [InlineData("Softplus", 0.3)]
    [InlineData("Softplus", -30)]
    [InlineData("Softplus", 40)]
    [InlineData("SoftplusInverse", 0.3)]
    [InlineData("SoftplusInverse", 40)]
    [InlineData("SoftplusLogDeterminant", -2)]
    [InlineData("Exponential", 0.3)]
    [InlineData("Sigmoid", -3)]
    [InlineData("SigmoidInverse", 0.2)]
    [InlineData("SigmoidLogDeterminant", 2)]
    [InlineData("Interval", 0.4)]
    [InlineData("IntervalLogDeterminant", 0.4)]
    public void Companions_are_the_derivatives(string name, double x)
    {
        double[] arguments = name.StartsWith("Interval", StringComparison.Ordinal) ? [x, -1, 3] : [x];
        double[] reverse = DistributionCase.Numbers(Call(name + "Vjp", [.. arguments, 2])), tangents = [.. arguments.Select((_, i) => 0.3 + (0.2 * i))];
        double[] forward = DistributionCase.Numbers(Call(name + "Jvp", [.. arguments, .. tangents]));
        Assert.Equal((Value(name, arguments), Value(name, arguments)), (reverse[0], forward[0]));
        Assert.Equal(reverse.Skip(1).Zip(tangents, (g, t) => g / 2 * t).Sum(), forward[1], 1e-14);
        for (int i = 0; i < arguments.Length; i++)
        {
            Differences.AssertSlope(reverse[i + 1] / 2, v => Value(name, [.. arguments[..i], v, .. arguments[(i + 1)..]]), arguments[i], 0.2 * Math.Abs(arguments[i]), $"{name} by {i}");
        }
    }

    [Fact]
    public void Inverses_and_determinants_belong_to_their_maps()
    {
        foreach (double x in (double[])[-40, -2.5, 0, 0.7, 30])
        {
            Assert.Equal(x, Constrained.SoftplusInverse(Constrained.Softplus(x)), 1e-14 * Math.Max(1, Math.Abs(x)));
            Assert.Equal(Math.Log(Constrained.SoftplusVjp(x, 1.0).XGrad), Constrained.SoftplusLogDeterminant(x), 1e-13);
            Assert.Equal(Math.Log(Constrained.SigmoidVjp(x, 1.0).XGrad), Constrained.SigmoidLogDeterminant(x), 1e-13);
            Assert.Equal(Math.Log(Constrained.IntervalVjp(x, -1.0, 3.0, 1.0).XGrad), Constrained.IntervalLogDeterminant(x, -1.0, 3.0), 1e-13);
            Assert.InRange(Constrained.Interval(x, -1.0, 3.0), -1, 3);
        }

        Assert.Equal(-2.5, Constrained.SigmoidInverse(Constrained.Sigmoid(-2.5)), 1e-14);
        Assert.True(double.IsNaN(Constrained.SoftplusInverse(-1.0)));
    }

    [Fact]
    public void The_simplex()
    {
        double[] y = new double[4];
        Constrained.Simplex([0.0, 0, 0], y);
        Assert.All(y, v => Assert.Equal(0.25, v, 1e-16));
        Constrained.Simplex([800.0, 0, -800], y);
        Assert.Equal(1, y.Sum(), 1e-15);
        Check(Constrained.Simplex, Constrained.SimplexJvp, Constrained.SimplexVjp, [0.4, -1.2, 0.7], 4);
        Assert.Equal(LogDeterminant(Constrained.SimplexJvp, [0.4, -1.2, 0.7], 4), Constrained.SimplexLogDeterminant<double>([0.4, -1.2, 0.7]), 1e-13);
    }

    [Fact]
    public void Ordered_numbers()
    {
        double[] y = new double[3];
        Constrained.Ordered([-2.0, 0.3, -1], y);
        Assert.True(y[0] == -2 && y[0] < y[1] && y[1] < y[2]);
        Check(Constrained.Ordered, Constrained.OrderedJvp, Constrained.OrderedVjp, [-2, 0.3, -1], 3);
        Assert.Equal(0.3 - 1, LogDeterminant(Constrained.OrderedJvp, [-2, 0.3, -1], 3), 1e-14);
    }

    [Fact]
    public void Cholesky_factors()
    {
        double[] y = Enumerable.Repeat(9.0, 9).ToArray(), x = [0.1, -0.5, 0.2, 1.5, 0.6, -0.3];
        Constrained.CholeskyFactor<double>(x, y);
        Assert.Equal([Math.Exp(0.1), 0, 0, -0.5, Math.Exp(0.2), 0, 1.5, 0.6, Math.Exp(-0.3)], y);
        Check(Constrained.CholeskyFactor, Constrained.CholeskyFactorJvp, Constrained.CholeskyFactorVjp, x, 9);
    }

    [Fact]
    public void Wrong_arguments_are_named_before_anything_is_written()
    {
        double[] x = new double[3], y = [7, 7, 7];
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => Constrained.Simplex<double>(x, y)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => Constrained.Ordered<double>(y, y)).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentException>(() => Constrained.CholeskyFactor<double>(x, y)).ParamName);
        Assert.Equal("xTangent", Assert.Throws<ArgumentException>(() => Constrained.OrderedJvp(x, y, new double[2], new double[3])).ParamName);
        Assert.Equal("xGrad", Assert.Throws<ArgumentException>(() => Constrained.OrderedVjp(x, y, y, new double[3])).ParamName);
        Assert.Equal([7, 7, 7], y);
    }

    /// <summary>Forward against differences, reverse against forward; gradients are added to, the cotangent comes back zero.</summary>
    private static void Check(Map map, Forward jvp, Reverse vjp, double[] x, int n)
    {
        double[] y = new double[n], yTangent = new double[n], again = new double[n], tangent = [.. x.Select((_, i) => 0.4 - (0.3 * i))], cotangent = [.. Enumerable.Range(0, n).Select(i => 1 + (0.7 * i))];
        map(x, y);
        jvp(x, again, tangent, yTangent);
        Assert.Equal(y, again);
        for (int i = 0; i < n; i++)
        {
            Differences.AssertSlope(yTangent[i], t => Moved(t)[i], 0, 0.5, $"element {i}");
        }

        double[] xGrad = [.. x.Select(_ => 3.0)], left = [.. cotangent];
        again.AsSpan().Clear();
        vjp(x, again, xGrad, left);
        Assert.Equal(y, again);
        Assert.All(left, g => Assert.Equal(0, g));
        Assert.Equal(yTangent.Zip(cotangent, (t, g) => t * g).Sum(), xGrad.Zip(tangent, (g, t) => (g - 3) * t).Sum(), 1e-13);

        double[] Moved(double t)
        {
            double[] there = new double[n];
            map([.. x.Zip(tangent, (v, d) => v + (t * d))], there);
            return there;
        }
    }

    /// <summary>ln |det| of the first rows of the Jacobian, by elimination.</summary>
    private static double LogDeterminant(Forward jvp, double[] x, int n)
    {
        int d = x.Length;
        double[,] m = new double[d, d];
        for (int j = 0; j < d; j++)
        {
            double[] unit = new double[d], column = new double[n];
            unit[j] = 1;
            jvp(x, new double[n], unit, column);
            for (int i = 0; i < d; i++)
            {
                m[i, j] = column[i];
            }
        }

        double log = 0;
        for (int k = 0; k < d; k++)
        {
            log += Math.Log(Math.Abs(m[k, k]));
            for (int i = k + 1; i < d; i++)
            {
                double factor = m[i, k] / m[k, k];
                for (int j = k; j < d; j++)
                {
                    m[i, j] -= factor * m[k, j];
                }
            }
        }

        return log;
    }

    private static object Call(string name, double[] arguments)
    {
        MethodInfo method = typeof(Constrained).GetMethod(name)!.MakeGenericMethod(typeof(double));
        return method.Invoke(null, [.. arguments.Select(a => (object)a)])!;
    }

    private static double Value(string name, double[] arguments) => (double)Call(name, arguments);
}
