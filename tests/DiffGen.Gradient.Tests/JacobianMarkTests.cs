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

    private delegate void Companion(double[] pose, double[] points, double[] weights, double[] y, double[] jacobian);

    private delegate void Forward(double[] pose, double[] points, double[] weights, double[] y, double[] tangent, double[] column);

    /// <summary>Value and columns are those of the forward companion, the value and its zeros to the bit; where that throws, the Jacobian throws the same.</summary>
    private static void Compare(Companion jacobianOf, Forward forward, double[] pose, double[] points, double[] weights, int outputs)
    {
        double[] y = new double[outputs], jacobian = new double[outputs * pose.Length], plain = new double[outputs];
        Exception? expected = Record.Exception(() => forward(pose, points, weights, plain, new double[pose.Length], new double[outputs]));
        Exception? thrown = Record.Exception(() => jacobianOf(pose, points, weights, y, jacobian));
        Assert.Equal(expected?.GetType(), thrown?.GetType());
        if (expected is not null)
        {
            return;
        }

        Assert.Equal(plain.Select(BitConverter.DoubleToInt64Bits), y.Select(BitConverter.DoubleToInt64Bits));
        for (int c = 0; c < pose.Length; c++)
        {
            double[] tangent = new double[pose.Length], column = new double[outputs];
            tangent[c] = 1;
            forward(pose, points, weights, plain, tangent, column);
            for (int r = 0; r < outputs; r++)
            {
                Same(column[r], jacobian[(r * pose.Length) + c]);
            }
        }
    }

    private static void Posed(double[] pose, double[] points, double[] weights, int outputs) => Compare(
        (p, x, w, y, j) => JacobianMarkCases.PosedJacobian(p, x, w, y, j), (p, x, w, y, t, c) => JacobianMarkCases.PosedJvp(p, x, w, y, t, c), pose, points, weights, outputs);

    private static void CarriedPlaces(double[] pose, double[] points, double[] weights, int outputs) => Compare(
        (p, x, w, y, j) => JacobianMarkCases.CarriedPlacesJacobian(p, x, w, y, j), (p, x, w, y, t, c) => JacobianMarkCases.CarriedPlacesJvp(p, x, w, y, t, c), pose, points, weights, outputs);

    [Fact]
    public static void Numbers_whose_weights_are_zero()
    {
        for (int bones = 4; bones <= 20; bones++)
        {
            foreach (int points in (int[])[7, 8, 40])
            {
                Posed(Numbers(4 * bones, 0.1), Numbers(3 * points, 0.7), Sparse(points * bones), 3 * points);
                CarriedPlaces(Numbers(2 * bones, 0.1), Numbers(4 * points, 0.7), Sparse(points * bones), points);
            }
        }
    }

    [Fact]
    public static void Numbers_whose_weights_are_all_zero_stay_what_they_are()
    {
        double[] points = [.. Numbers(120, 0.7).Select((x, i) => i % 2 == 0 ? x : -x)];
        foreach (double zero in (double[])[0, -0.0])
        {
            double[] weights = [.. Enumerable.Repeat(zero, 400)];
            Posed(Numbers(40, 0.1), points, weights, 120);
            CarriedPlaces(Numbers(20, 0.1), points, weights[..300], 30);
        }
    }

    [Theory]
    [InlineData(1e20)]
    [InlineData(1e200)]
    [InlineData(-1e300)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NaN)]
    public static void Numbers_whose_weights_are_zero_and_whose_factors_are_not_moderate(double value)
    {
        foreach (int at in (int[])[0, 17, 39])
        {
            double[] pose = Numbers(40, 0.1), points = Numbers(90, 0.7), frames = Numbers(20, 0.1), weights = Sparse(300);
            pose[at] = Math.Abs(value);
            frames[at / 2] = value;
            Posed(pose, points, weights, 90);
            CarriedPlaces(frames, points[..88], weights[..220], 22);
            (points[at], points[at + 30]) = (value, -value);
            Posed(Numbers(40, 0.1), points, weights, 90);
            CarriedPlaces(Numbers(20, 0.1), points[..88], weights[..220], 22);
            weights[3 * at] = value;
            Posed(Numbers(40, 0.1), Numbers(90, 0.7), weights, 90);
        }
    }

    [Fact]
    public static void What_the_method_throws_is_thrown_where_weights_are_zero()
    {
        // Too few bones in the pose, of which the last has no weight anywhere; too many outputs, whose points have no weight; and one more than there are weights.
        double[] weights = new double[300];
        weights[5] = weights[107] = 1;
        Posed(Numbers(39, 0.1), Numbers(90, 0.7), weights, 90);
        Posed(Numbers(36, 0.1), Numbers(90, 0.7), weights, 90);
        Posed(Numbers(40, 0.1), Numbers(90, 0.7), weights, 93);
        Posed(Numbers(40, 0.1), Numbers(89, 0.7), weights, 90);
        CarriedPlaces(Numbers(19, 0.1), Numbers(120, 0.7), weights, 30);
        CarriedPlaces(Numbers(20, 0.1), Numbers(119, 0.7), weights, 30);
        Assert.Throws<IndexOutOfRangeException>(() => JacobianMarkCases.PosedJacobian(Numbers(36, 0.1), Numbers(90, 0.7), weights, new double[90], new double[90 * 36]));
        Assert.Throws<IndexOutOfRangeException>(() => JacobianMarkCases.CarriedPlacesJacobian(Numbers(20, 0.1), Numbers(119, 0.7), weights, new double[30], new double[600]));
    }

    [Fact]
    public static void Numbers_that_change_where_the_weight_is_zero()
    {
        const int Bones = 10, Points = 40;
        foreach (double[] weights in (double[][])[Sparse(Points * Bones), new double[Points * Bones]])
        {
            Compare((p, x, w, y, j) => JacobianMarkCases.CountedJacobian(p, x, w, y, j), (p, x, w, y, t, c) => JacobianMarkCases.CountedJvp(p, x, w, y, t, c), Numbers(4 * Bones, 0.1), Numbers(3 * Points, 0.7), weights, Points);
            Compare((p, x, w, y, j) => JacobianMarkCases.AlternatingJacobian(p, x, w, y, j), (p, x, w, y, t, c) => JacobianMarkCases.AlternatingJvp(p, x, w, y, t, c), Numbers(4 * Bones, 0.1), Numbers(3 * Points, 0.7), weights, Points);
        }
    }

    [Fact]
    public static void Weights_that_change_and_places_that_the_iteration_has_for_itself()
    {
        const int Bones = 10, Points = 40;
        double[] pose = Numbers(4 * Bones, 0.1), points = Numbers(3 * Points, 0.7);
        foreach (double[] weights in (double[][])[Sparse(Points * Bones), [.. Sparse(Points * Bones).Select((w, i) => i % 5 == 4 ? -w : w)], new double[Points * Bones]])
        {
            Compare((p, x, w, y, j) => JacobianMarkCases.WeightedByItselfJacobian(p, x, w, y, j), (p, x, w, y, t, c) => JacobianMarkCases.WeightedByItselfJvp(p, x, w, y, t, c), pose, points, weights, Points);
            Compare((p, x, w, y, j) => JacobianMarkCases.AddedFurtherOnJacobian(p, x, w, y, j), (p, x, w, y, t, c) => JacobianMarkCases.AddedFurtherOnJvp(p, x, w, y, t, c), pose, points, weights, Points);
        }

        // The ninth bone adds beyond the end, with a weight of zero.
        Compare((p, x, w, y, j) => JacobianMarkCases.AddedFurtherOnJacobian(p, x, w, y, j), (p, x, w, y, t, c) => JacobianMarkCases.AddedFurtherOnJvp(p, x, w, y, t, c), pose, points[..24], new double[8 * Bones], 8);
    }

    [Fact]
    public static void Numbers_whose_weights_are_zero_on_float()
    {
        const int Bones = 20, Points = 100;
        float[] weights = [.. Sparse(Points * Bones).Select(v => (float)v)];
        foreach (float value in (float[])[0.5f, 1e11f, 1e30f, float.NaN, float.PositiveInfinity])
        {
            float[] pose = [.. Numbers(4 * Bones, 0.4).Select(v => (float)v)], points = [.. Numbers(4 * Points, 0.2).Select(v => (float)v)], y = new float[Points], plain = new float[Points], jacobian = new float[Points * pose.Length];
            pose[21] = value;
            points[30] = value;
            JacobianMarkCases.SinglePosedJacobian(pose, points, weights, y, jacobian);
            JacobianMarkCases.SinglePosed(pose, points, weights, plain);
            Assert.Equal(plain, y);
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
