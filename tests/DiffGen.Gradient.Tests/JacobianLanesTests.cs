using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>Columns and rows of a Jacobian that are computed together, against the forward companion column by column: every number of them, both modes, remainders.</summary>
public static class JacobianLanesTests
{
    [Fact]
    public static void Every_number_of_rows_and_columns_is_that_of_the_forward_companion()
    {
        for (int inputs = 0; inputs <= 19; inputs++)
        {
            foreach (int outputs in (int[])[0, 1, 2, 3, 5, 8, 9, 17, 40])
            {
                double[] x = [.. Enumerable.Range(0, inputs).Select(i => Math.Cos(1.3 * i))], y = [.. Enumerable.Range(0, outputs).Select(i => 0.3 + (0.1 * i))];
                int rows = 1 + outputs, columns = inputs + 1 + outputs;
                double[] jacobian = [.. Enumerable.Repeat(double.NaN, rows * columns)], left = [.. y];
                double value = JacobianLaneCases.MixedJacobian(x, 1.1, 2, left, jacobian);
                for (int c = 0; c < columns; c++)
                {
                    double[] xTangent = new double[inputs], yTangent = new double[outputs], plain = [.. y];
                    Span<double> tangent = c < inputs ? xTangent.AsSpan(c) : c == inputs ? default : yTangent.AsSpan(c - inputs - 1);
                    if (c != inputs)
                    {
                        tangent[0] = 1;
                    }

                    (double expected, double slope) = JacobianLaneCases.MixedJvp(x, 1.1, 2, plain, xTangent, c == inputs ? 1 : 0, yTangent);
                    Assert.Equal(expected, value);
                    Assert.Equal(plain, left);
                    Assert.Equal(slope, jacobian[c], 1e-12);
                    for (int r = 0; r < outputs; r++)
                    {
                        Assert.Equal(yTangent[r], jacobian[((r + 1) * columns) + c], 1e-12);
                    }
                }
            }
        }
    }

    [Fact]
    public static void Elements_at_known_places_of_buffers_of_every_length()
    {
        for (int inputs = 3; inputs <= 40; inputs++)
        {
            foreach (int outputs in (int[])[2, 3, 4, 5, 9, 40])
            {
                foreach (int given in (int[])[2, 3, 17, 70])
                {
                    foreach (double first in (double[])[0.7, -0.4])
                    {
                        ComparePlaces([first, .. Enumerable.Range(1, inputs - 1).Select(i => Math.Cos(1.3 * i))], [.. Enumerable.Range(0, outputs).Select(i => 0.3 + (0.1 * i))], given);
                    }
                }
            }
        }
    }

    [Fact]
    public static void Buffers_that_end_before_a_place_throw_what_the_method_throws()
    {
        double[] jacobian = new double[(1 + 1 + 2) * (4 + 1 + 1)];
        Assert.Throws<IndexOutOfRangeException>(() => JacobianLaneCases.PlacesJacobian([1, 2, 3, 4], 1, [0.5], [0, 0], jacobian));
        Assert.Throws<IndexOutOfRangeException>(() => JacobianLaneCases.PlacesJacobian([1, 2, 3, 4], 1, [0.5, 0.5], [0], new double[(1 + 2 + 1) * (4 + 1 + 2)]));
    }

    private static void ComparePlaces(double[] x, double[] y, int given)
    {
        int rows = 1 + y.Length + given, columns = x.Length + 1 + y.Length;
        double[] jacobian = [.. Enumerable.Repeat(double.NaN, rows * columns)], left = [.. y], z = new double[given];
        double value = JacobianLaneCases.PlacesJacobian(x, 1.1, left, z, jacobian);
        for (int c = 0; c < columns; c++)
        {
            double[] xTangent = new double[x.Length], yTangent = new double[y.Length], plain = [.. y], plainZ = new double[given], zTangent = new double[given];
            if (c != x.Length)
            {
                (c < x.Length ? xTangent.AsSpan(c) : yTangent.AsSpan(c - x.Length - 1))[0] = 1;
            }

            (double expected, double slope) = JacobianLaneCases.PlacesJvp(x, 1.1, plain, plainZ, xTangent, c == x.Length ? 1 : 0, yTangent, zTangent);
            Assert.Equal(expected, value);
            Assert.Equal(plain, left);
            Assert.Equal(plainZ, z);
            double[] column = [slope, .. yTangent, .. zTangent];
            for (int r = 0; r < rows; r++)
            {
                Assert.Equal(column[r], jacobian[(r * columns) + c], 1e-12);
            }
        }
    }

    [Fact]
    public static void A_branch_that_is_taken_and_one_that_is_not()
    {
        foreach (double[] x in (double[][])[[0.3, -0.7, 0.4], [0.3, -0.7, 0]])
        {
            double[] y = new double[2], jacobian = new double[6];
            JacobianLaneCases.TurnedJacobian(x, y, jacobian);
            for (int c = 0; c < 3; c++)
            {
                double[] tangent = new double[3], column = new double[2], plain = new double[2];
                tangent[c] = 1;
                JacobianLaneCases.TurnedJvp(x, plain, tangent, column);
                Assert.Equal(plain, y);
                Assert.Equal(column[0], jacobian[c], 1e-14);
                Assert.Equal(column[1], jacobian[3 + c], 1e-14);
            }
        }
    }

    [Fact]
    public static void On_float_and_for_every_shape()
    {
        float[] a = [0.3f, -0.8f, 1.2f, 0.5f];
        for (int inputs = 1; inputs <= 140; inputs += inputs < 36 ? 1 : 13)
        {
            foreach (int outputs in (int[])[1, 2, 4, 5, 16, 33])
            {
                float[] x = [.. Enumerable.Range(0, inputs).Select(i => MathF.Cos(1.3f * i))], y = new float[outputs], jacobian = new float[inputs * outputs];
                JacobianLaneCases.OnSingleJacobian(x, a, y, jacobian);
                for (int c = 0; c < inputs; c++)
                {
                    float[] tangent = new float[inputs], column = new float[outputs];
                    tangent[c] = 1;
                    JacobianLaneCases.OnSingleJvp(x, a, y, tangent, column);
                    for (int r = 0; r < outputs; r++)
                    {
                        Assert.Equal(column[r], jacobian[(r * inputs) + c], 2e-5f);
                    }
                }
            }
        }
    }

    [Fact]
    public static void What_the_method_throws_passes_through()
    {
        double[] y = [0.1, 0.2, double.NaN, 0.4, double.NaN], jacobian = new double[6 * 9];
        Exception thrown = Assert.Throws<InvalidOperationException>(() => JacobianLaneCases.MixedJacobian([1, 2, 3], 1, 2, y, jacobian));
        Assert.Equal("row 2", thrown.Message);
    }

    [Fact]
    public static void Nothing_is_allocated()
    {
        double[] x = [0.1, 0.2, 0.3, -0.4], y = [0.1, 0.2, 0.3], jacobian = new double[4 * 8];
        JacobianLaneCases.MixedJacobian(x, 1, 2, y, jacobian);
        long before = GC.GetAllocatedBytesForCurrentThread();
        JacobianLaneCases.MixedJacobian(x, 1, 2, y, jacobian);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
