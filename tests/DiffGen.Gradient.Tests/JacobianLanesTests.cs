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
    public static void On_float_and_for_every_shape()
    {
        float[] a = [0.3f, -0.8f, 1.2f, 0.5f];
        for (int inputs = 1; inputs <= 35; inputs++)
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
