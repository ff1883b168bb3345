using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Rearranged sums are those of the method, at its edges too.</summary>
public class RearrangedSumTests
{
    private static readonly double[] s_x = [.. Enumerable.Range(0, 83).Select(i => Math.Sin(i) + 0.3)];

    [Theory]
    [InlineData(1.3)]
    [InlineData(-2.0)]
    [InlineData(1e-40)]
    [InlineData(1e-120)]
    [InlineData(1e-320)]
    [InlineData(1e120)]
    [InlineData(0.0)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public void Of_any_scale(double deviation)
    {
        // Small deviations of small numbers: a square without its scale would be nothing.
        double size = Math.Abs(deviation) is > 0 and < 1e-30 ? deviation : 1;
        double[] x = [.. s_x.Select(v => v * size)];
        (double value, double mean, double slope) = RearrangedSums.LogDensityOneByOneGradient(0.1 * size, deviation, x);
        (double value2, double mean2, double slope2) = RearrangedSums.LogDensityGradient(0.1 * size, deviation, x);
        Same(value, value2, 1e-13);
        Same(mean, mean2, 1e-13);
        Same(slope, slope2, 1e-13);
        (value, double tangent) = RearrangedSums.LogDensityOneByOneJvp(0.1 * size, deviation, x, 0.3 * size, 0.7 * size);
        (value2, double tangent2) = RearrangedSums.LogDensityJvp(0.1 * size, deviation, x, 0.3 * size, 0.7 * size);
        Same(value, value2, 1e-13);
        Same(tangent, tangent2, 1e-13);
    }

    [Theory]
    [InlineData(1.5f, 0.7f)]
    [InlineData(0f, 2f)]
    [InlineData(1e-12f, 1e10f)]
    [InlineData(1e30f, 1e-15f)]
    [InlineData(1e-30f, 1e18f)]
    [InlineData(float.NegativeInfinity, 1f)]
    [InlineData(float.NaN, 1f)]
    public void In_single_precision(float weight, float scale)
    {
        float[] x = [.. s_x.Select(v => (float)v)];
        (float value, float byWeight, float byScale) = RearrangedSums.DistanceOneByOneGradient(weight, scale, x);
        (float value2, float byWeight2, float byScale2) = RearrangedSums.DistanceGradient(weight, scale, x);
        Same(value, value2, 1e-5);
        Same(byWeight, byWeight2, 1e-5);
        Same(byScale, byScale2, 1e-5);
    }

    [Fact]
    public void Exact_differences_stay_exact()
    {
        const double Mean = 1L << 50;
        double[] x = [.. Enumerable.Range(0, 64).Select(i => Mean + i)];
        (double value, double byMean, double byScale) = RearrangedSums.DeviationGradient(Mean, 0.5, x);
        Assert.Equal(0.5 * (2016 + 85344), value);
        Assert.Equal(-32 - 2016, byMean);
        Assert.Equal(2016 + 85344, byScale);
    }

    [Fact]
    public void A_weight_of_zero_beside_a_pole_is_zero()
    {
        double[] x = [.. Enumerable.Range(0, 40).Select(i => (double)(i % 4))];
        (double value, double byWeight, double byScale) = RearrangedSums.RootsGradient(0, 1.5, x);
        Assert.Equal(0, value);
        Assert.Equal(0, byScale);
        Assert.Equal(10 * (Math.Pow(1.5, 2.5) + Math.Pow(3, 2.5) + Math.Pow(4.5, 2.5)), byWeight, 1e-10);
    }

    /// <summary>A cotangent that is zero stays zero, whatever the elements are; infinity times a factor of zero is NaN, as it is one by one.</summary>
    [Theory]
    [InlineData(0, double.PositiveInfinity, 1)]
    [InlineData(0, double.NaN, 1)]
    [InlineData(0, 2.5, 1)]
    [InlineData(0.7, double.PositiveInfinity, 1)]
    [InlineData(0.7, double.PositiveInfinity, 0)]
    [InlineData(0.7, double.NaN, 0)]
    [InlineData(0.7, 2.5, 0)]
    [InlineData(0, double.NegativeInfinity, 0)]
    public void An_element_that_is_not_finite_beside_a_factor_of_zero(double weight, double element, double valueGrad)
    {
        double[] x = [.. s_x.Take(40)];
        x[17] = element;
        (double value, double byWeight, double byDeviation) = RearrangedSums.RatiosOneByOneVjp(weight, 1.3, x, valueGrad);
        (double value2, double byWeight2, double byDeviation2) = RearrangedSums.RatiosVjp(weight, 1.3, x, valueGrad);
        Same(value, value2, 1e-13);
        Same(byWeight, byWeight2, 1e-13);
        Same(byDeviation, byDeviation2, 1e-13);
        (value, byWeight, byDeviation) = RearrangedSums.QuotientsOneByOneVjp(weight, 1.3, x, valueGrad);
        (value2, byWeight2, byDeviation2) = RearrangedSums.QuotientsVjp(weight, 1.3, x, valueGrad);
        Same(value, value2, 1e-12);
        Same(byWeight, byWeight2, 1e-12);
        Same(byDeviation, byDeviation2, 1e-12);
        if (valueGrad == 0 && !double.IsNaN(element) && weight != 0)
        {
            Assert.Equal(0, byDeviation2);
        }
    }

    [Fact]
    public void A_derivative_of_zero_beside_a_pole_is_zero()
    {
        Assert.Equal(0, RearrangedSums.RootsSquaredGradient(0, 3).XGrad);
        Assert.Equal(1, RearrangedSums.RootsSquaredGradient(0.7, 3).XGrad, 1e-14);
    }

    [Fact]
    public void What_a_loop_hands_back_is_its_derivative()
    {
        double[] inflow = [.. s_x.Take(21).Select(v => 0.1 * v)];
        (double value, double byX, double byStep) = RearrangedSums.GrowthGradient(0.4, 0.2, inflow);
        Assert.Equal(RearrangedSums.Growth(0.4, 0.2, inflow), value);
        Same(RearrangedSums.GrowthJvp(0.4, 0.2, inflow, 1, 0).Tangent, byX, 1e-13);
        Same(RearrangedSums.GrowthJvp(0.4, 0.2, inflow, 0, 1).Tangent, byStep, 1e-13);
    }

    /// <summary>Loops that run, that do not, and whose bounds are the wrong way round.</summary>
    [Theory]
    [InlineData(0, 3)]
    [InlineData(2, 5)]
    [InlineData(4, 4)]
    [InlineData(7, 2)]
    [InlineData(int.MaxValue, int.MinValue)]
    public void Running_indices(int from, int to)
    {
        double[] l = [.. s_x.Take(45)], x = [.. s_x.Skip(45).Take(9)], lGrad = new double[45], xGrad = new double[9], direction = [.. s_x.Skip(20).Take(45)], xDirection = [.. s_x.Skip(3).Take(9)];
        double value = RearrangedSums.TriangleGradient(l, x, from, to, lGrad, xGrad);
        Assert.Equal(RearrangedSums.Triangle(l, x, from, to), value, 1e-12);
        double tangent = RearrangedSums.TriangleJvp(l, x, from, to, direction, xDirection).Tangent;
        Same(tangent, lGrad.Zip(direction, (g, d) => g * d).Sum() + xGrad.Zip(xDirection, (g, d) => g * d).Sum(), 1e-12);
    }

    [Fact]
    public void An_element_that_is_written_is_read_again()
    {
        double[] x = [.. s_x.Take(9)], y = [.. s_x.Skip(9).Take(17)], direction = [.. s_x.Skip(30).Take(9)], tangents = [.. s_x.Skip(50).Take(17)], xGrad = new double[9], yGrad = new double[17], copy = [.. tangents];
        double tangent = RearrangedSums.ChangedJvp((double[])y.Clone(), x, 3, tangents, direction).Tangent;
        double value = RearrangedSums.ChangedGradient((double[])y.Clone(), x, 3, yGrad, xGrad);
        Assert.Equal(RearrangedSums.Changed((double[])y.Clone(), x, 3), value, 1e-13);
        Same(tangent, xGrad.Zip(direction, (g, d) => g * d).Sum() + yGrad.Zip(copy, (g, d) => g * d).Sum(), 1e-12);
    }

    /// <summary>An index that no iteration uses may be out of range; one that some iteration uses may not.</summary>
    [Fact]
    public void What_no_iteration_reads_does_not_throw()
    {
        double[] x = [.. s_x.Take(3)];
        RearrangedSums.ChangedGradient(new double[8], x, 99, new double[8], new double[3]);
        Assert.Throws<IndexOutOfRangeException>(() => RearrangedSums.ChangedGradient(new double[9], x, 99, new double[9], new double[3]));
    }

    /// <summary>Apart, side by side, one element in common at either end, one in the other, and an element in, or beside, the row that is written.</summary>
    [Theory]
    [InlineData(0, 40, 80)]
    [InlineData(40, 0, 0)]
    [InlineData(0, 20, 19)]
    [InlineData(20, 0, 20)]
    [InlineData(0, 19, 82)]
    [InlineData(19, 0, 82)]
    [InlineData(7, 7, 3)]
    [InlineData(5, 6, 5)]
    [InlineData(6, 5, 25)]
    [InlineData(40, 60, 79)]
    [InlineData(40, 60, 60)]
    public void Rows_of_one_buffer(int from, int to, int at)
    {
        double[] x = [.. s_x], gradient = new double[83], direction = [.. s_x.Reverse()];
        (double value, double byFactor) = RearrangedSums.RowsGradient(x, 0.3, from, to, at, 20, gradient);
        Same(RearrangedSums.Rows(x, 0.3, from, to, at, 20), value, 1e-12);
        (value, double tangent) = RearrangedSums.RowsJvp(x, 0.3, from, to, at, 20, direction, 0.7);
        Same(RearrangedSums.Rows(x, 0.3, from, to, at, 20), value, 1e-12);
        Same(tangent, gradient.Zip(direction, (g, d) => g * d).Sum() + (0.7 * byFactor), 1e-12);
        double step = 1e-6, difference = RearrangedSums.Rows([.. x.Zip(direction, (v, d) => v + (step * d))], 0.3 + (step * 0.7), from, to, at, 20) - RearrangedSums.Rows([.. x.Zip(direction, (v, d) => v - (step * d))], 0.3 - (step * 0.7), from, to, at, 20);
        Assert.Equal(difference / (2 * step), tangent, 1e-5 * Math.Max(1, Math.Abs(tangent)));
    }

    [Fact]
    public void Buffers_that_are_one()
    {
        double[] x = [.. s_x.Take(11)], gradient = new double[11], direction = [.. s_x.Skip(30).Take(11)];
        RearrangedSums.DoubledGradient(x, gradient);
        Same(RearrangedSums.DoubledJvp(x, direction).Tangent, gradient.Zip(direction, (g, d) => g * d).Sum(), 1e-12);
    }

    private static void Same(double expected, double actual, double tolerance)
    {
        if (double.IsFinite(expected) && Math.Abs(expected) > 0)
        {
            Assert.InRange(actual / expected, 1 - tolerance, 1 + tolerance);
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }
}
