using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests;

/// <summary>Jacobians of sparse methods, whose columns that do not move are passed over, against the forward companion column by column: numbers, infinities and NaN.</summary>
public static class JacobianMarkTests
{
    private static double[] Numbers(int count, double phase) => [.. Enumerable.Range(0, count).Select(i => 0.2 + Math.Abs(Math.Cos(phase + (1.3 * i))))];

    /// <summary>Equal to the last digits; where one is infinite or no number, the other is the same.</summary>
    private static void Same(double expected, double actual)
    {
        if (double.IsFinite(expected))
        {
            Assert.Equal(expected, actual, 1e-12 * Math.Max(1, Math.Abs(expected)));
        }
        else
        {
            Assert.Equal(expected, actual);
        }
    }

    private static void Skin(double[] pose, double[] points, double[] weights)
    {
        double[] y = new double[points.Length], plain = new double[points.Length], jacobian = [.. Enumerable.Repeat(7.0, points.Length * pose.Length)];
        JacobianMarkCases.SkinJacobian(pose, points, weights, y, jacobian);
        for (int c = 0; c < pose.Length; c++)
        {
            double[] tangent = new double[pose.Length], column = new double[y.Length];
            tangent[c] = 1;
            JacobianMarkCases.SkinJvp(pose, points, weights, plain, tangent, column);
            Assert.Equal(plain, y);
            for (int r = 0; r < y.Length; r++)
            {
                Same(column[r], jacobian[(r * pose.Length) + c]);
            }
        }
    }

    [Fact]
    public static void Every_number_of_bones_and_points()
    {
        for (int bones = 4; bones <= 20; bones++)
        {
            foreach (int points in (int[])[0, 1, 7, 8, 20])
            {
                Skin(Numbers(4 * bones, 0.1), Numbers(3 * points, 0.7), Numbers(points * bones, 1.9));
            }
        }
    }

    [Theory]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(double.NaN)]
    public static void Factors_that_are_not_finite(double value)
    {
        const int Bones = 10, Points = 30;
        for (int at = 0; at < 3 * Points; at += 7)
        {
            double[] points = Numbers(3 * Points, 0.7);
            points[at] = value;
            Skin(Numbers(4 * Bones, 0.1), points, Numbers(Points * Bones, 1.9));
        }

        for (int at = 0; at < Points * Bones; at += 23)
        {
            double[] weights = Numbers(Points * Bones, 1.9);
            weights[at] = value;
            Skin(Numbers(4 * Bones, 0.1), Numbers(3 * Points, 0.7), weights);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public static void Tangents_that_are_not_finite(double value)
    {
        double[] pose = Numbers(40, 0.1);
        pose[17] = value;
        Skin(pose, Numbers(90, 0.7), Numbers(300, 1.9));
    }

    /// <summary>Weights of which two in three are zero.</summary>
    private static double[] Sparse(int count) => [.. Numbers(count, 1.9).Select((weight, i) => i * 7 % 3 == 0 ? weight : 0)];

    [Fact]
    public static void Weights_that_are_zero()
    {
        for (int bones = 4; bones <= 20; bones++)
        {
            foreach (int points in (int[])[0, 1, 7, 8, 20])
            {
                Skin(Numbers(4 * bones, 0.1), Numbers(3 * points, 0.7), Sparse(points * bones));
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e-310)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public static void Weights_of_zero_by_tangents_that_are_not_moderate(double value)
    {
        foreach (int at in (int[])[0, 17, 39])
        {
            double[] pose = Numbers(40, 0.1);
            pose[at & ~3] = value;
            Skin(pose, Numbers(90, 0.7), Sparse(300));
        }
    }

    [Theory]
    [InlineData(1e20)]
    [InlineData(1e200)]
    [InlineData(-1e300)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public static void Weights_of_zero_by_sums_that_overflow(double value)
    {
        // Of 1e-310 the square root has the slope 1.6e154, of 1e-50 5e24: times 1e200, or 1e300, that is infinite, and times a weight of zero NaN.
        double[] pose = Numbers(40, 0.1), points = Numbers(90, 0.7);
        pose[16] = 1e-310;
        pose[28] = 1e-50;
        points[27] = points[30] = points[33] = points[89] = value;
        Skin(pose, points, Sparse(300));
    }

    [Fact]
    public static void Sums_of_which_a_part_is_weighted()
    {
        const int Bones = 10, Points = 40;
        double[] pose = Numbers(4 * Bones, 0.4), points = Numbers(6 * Points, 0.2), weights = Sparse(Points * Bones), y = new double[2 * Points], plain = new double[2 * Points], jacobian = new double[2 * Points * pose.Length];
        JacobianMarkCases.PartlyWeightedJacobian(pose, points, weights, y, jacobian);
        for (int c = 0; c < pose.Length; c++)
        {
            double[] tangent = new double[pose.Length], column = new double[y.Length];
            tangent[c] = 1;
            JacobianMarkCases.PartlyWeightedJvp(pose, points, weights, plain, tangent, column);
            for (int r = 0; r < column.Length; r++)
            {
                Same(column[r], jacobian[(r * pose.Length) + c]);
            }
        }
    }

    [Fact]
    public static void Weights_that_are_zero_on_float()
    {
        const int Bones = 20, Points = 100;
        float[] weights = [.. Sparse(Points * Bones).Select(v => (float)v)];
        foreach (float value in (float[])[0.5f, 0, 1e-38f, 1e-20f, float.NaN, float.PositiveInfinity])
        {
            foreach (float factor in (float[])[1, 1e11f, 1e30f, float.PositiveInfinity])
            {
                float[] pose = [.. Numbers(4 * Bones, 0.4).Select(v => (float)v)], points = [.. Numbers(4 * Points, 0.2).Select(v => (float)v)], y = new float[Points], jacobian = new float[Points * pose.Length];
                pose[21] = value;
                points[30] = points[31] = factor;
                JacobianMarkCases.SingleSkinJacobian(pose, points, weights, y, jacobian);
                for (int c = 0; c < pose.Length; c++)
                {
                    float[] tangent = new float[pose.Length], column = new float[Points], plain = new float[Points];
                    tangent[c] = 1;
                    JacobianMarkCases.SingleSkinJvp(pose, points, weights, plain, tangent, column);
                    for (int r = 0; r < column.Length; r++)
                    {
                        if (float.IsFinite(column[r]))
                        {
                            Assert.Equal(column[r], jacobian[(r * pose.Length) + c], 1e-5f * Math.Max(1, Math.Abs(column[r])));
                        }
                        else
                        {
                            Assert.Equal(column[r], jacobian[(r * pose.Length) + c]);
                        }
                    }
                }
            }
        }
    }

    [Fact]
    public static void Sums_that_loops_carry()
    {
        foreach (int size in (int[])[1, 3, 4, 9])
        {
            foreach (double scale in (double[])[1.25, double.PositiveInfinity, double.NaN])
            {
                // So many rows that forward mode is taken with vectors of any width: backwards, infinity times the zeros of other columns is not computed.
                const int Points = 200;
                double[] w = Numbers(7 * size + 20, 0.4), x = Numbers(size * Points, 0.2), y = new double[Points], plain = new double[Points], jacobian = new double[Points * w.Length];
                JacobianMarkCases.CarriedSumsJacobian(w, x, scale, y, jacobian);
                for (int c = 0; c < w.Length; c++)
                {
                    double[] tangent = new double[w.Length], column = new double[Points];
                    tangent[c] = 1;
                    JacobianMarkCases.CarriedSumsJvp(w, x, scale, plain, tangent, column);
                    for (int r = 0; r < Points; r++)
                    {
                        Same(column[r], jacobian[(r * w.Length) + c]);
                    }
                }
            }
        }
    }

    [Fact]
    public static void Memory_that_the_outer_loop_changes()
    {
        double[] x = Numbers(36, 0.4), a = Numbers(5, 0.2), y = new double[40], plain = new double[40], jacobian = new double[40 * 36];
        JacobianMarkCases.ChangingJacobian(x, a, double.PositiveInfinity, y, jacobian);
        for (int c = 0; c < x.Length; c++)
        {
            double[] tangent = new double[x.Length], column = new double[40];
            tangent[c] = 1;
            JacobianMarkCases.ChangingJvp(x, a, double.PositiveInfinity, plain, tangent, column);
            for (int r = 0; r < column.Length; r++)
            {
                Same(column[r], jacobian[(r * x.Length) + c]);
            }
        }
    }

    [Fact]
    public static void On_float()
    {
        // So many rows that columns take fewer runs.
        foreach (float value in (float[])[0.5f, float.NaN, float.PositiveInfinity])
        {
            float[] w = [.. Numbers(80, 0.4).Select(v => (float)v)], x = [.. Numbers(280, 0.2).Select(v => (float)v)], y = new float[200], jacobian = new float[200 * 80];
            x[30] = value;
            JacobianMarkCases.SingleFramesJacobian(w, x, y, jacobian);
            for (int c = 0; c < w.Length; c++)
            {
                float[] tangent = new float[w.Length], column = new float[200], plain = new float[200];
                tangent[c] = 1;
                JacobianMarkCases.SingleFramesJvp(w, x, plain, tangent, column);
                for (int r = 0; r < column.Length; r++)
                {
                    if (float.IsFinite(column[r]))
                    {
                        Assert.Equal(column[r], jacobian[(r * w.Length) + c], 1e-5f * Math.Max(1, Math.Abs(column[r])));
                    }
                    else
                    {
                        Assert.Equal(column[r], jacobian[(r * w.Length) + c]);
                    }
                }
            }
        }
    }

    [Fact]
    public static void Nothing_is_allocated()
    {
        double[] pose = Numbers(40, 0.1), points = Numbers(90, 0.7), weights = Numbers(300, 1.9), y = new double[90], jacobian = new double[90 * 40];
        JacobianMarkCases.SkinJacobian(pose, points, weights, y, jacobian);
        long before = GC.GetAllocatedBytesForCurrentThread();
        JacobianMarkCases.SkinJacobian(pose, points, weights, y, jacobian);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
