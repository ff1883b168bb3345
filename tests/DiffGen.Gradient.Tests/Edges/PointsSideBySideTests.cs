using System;
using System.Linq;
using Golden;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Loops over points that run several vectors of points side by side: against the same loops one point at a time, for every number of points that is left.</summary>
public static partial class PointsSideBySideTests
{
    /// <summary>A triangle for each component, scratch of a point, what the reverse sweep needs of it, a logarithm of exponentials.</summary>
    [Differentiable]
    internal static double Triangles([Sample(Length = 12)] ReadOnlySpan<double> l, [Sample(Length = 4)] ReadOnlySpan<double> means, [NoDiff, Sample(Length = 20)] ReadOnlySpan<double> x, [Sample(Values = "2")] int dimensions)
    {
        int components = means.Length / dimensions, below = l.Length / components;
        double[] centred = new double[dimensions], z = new double[dimensions], terms = new double[components];
        double total = 0;
        for (int i = 0; i < x.Length / dimensions; i++)
        {
            for (int k = 0; k < components; k++)
            {
                for (int j = 0; j < dimensions; j++)
                {
                    centred[j] = x[(i * dimensions) + j] - means[(k * dimensions) + j];
                    z[j] = 0.5 * centred[j];
                }

                int p = k * below;
                for (int column = 0; column < dimensions; column++)
                {
                    for (int row = column + 1; row < dimensions; row++)
                    {
                        z[row] += l[p] * centred[column];
                        p++;
                    }
                }

                double square = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    square += z[j] * z[j];
                }

                terms[k] = -0.5 * square;
            }

            double largest = terms[0], sum = 0;
            for (int k = 1; k < components; k++)
            {
                largest = Math.Max(largest, terms[k]);
            }

            for (int k = 0; k < components; k++)
            {
                sum += Math.Exp(terms[k] - largest);
            }

            total += largest + Math.Log(sum);
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double TrianglesOneByOne([Sample(Length = 12)] ReadOnlySpan<double> l, [Sample(Length = 4)] ReadOnlySpan<double> means, [NoDiff, Sample(Length = 20)] ReadOnlySpan<double> x, [Sample(Values = "2")] int dimensions) => Triangles(l, means, x, dimensions);

    /// <summary>A polynomial: powers from iteration to iteration, residuals whose sum is taken a root of, so that all points are recorded.</summary>
    [Differentiable]
    internal static float Polynomial([Sample(Length = 3)] ReadOnlySpan<float> w, [NoDiff, Sample(Length = 5)] ReadOnlySpan<float> x)
    {
        float total = 1;
        for (int i = 0; i < x.Length; i++)
        {
            float residual = MathF.Abs(x[i]), power = 1;
            for (int j = 0; j < w.Length; j++)
            {
                residual -= w[j] * power;
                power *= x[i];
            }

            total += residual * residual;
        }

        return MathF.Sqrt(total);
    }

    [Differentiable(Simd = false)]
    internal static float PolynomialOneByOne([Sample(Length = 3)] ReadOnlySpan<float> w, [NoDiff, Sample(Length = 5)] ReadOnlySpan<float> x) => Polynomial(w, x);

    /// <summary>The same with signs in single precision, undone at once: gradients that all points share are added up four vectors at a time.</summary>
    [Differentiable]
    internal static float Signs([Sample(Length = 3)] ReadOnlySpan<float> w, [NoDiff, Sample(Length = 5)] ReadOnlySpan<float> x)
    {
        float total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            float residual = MathF.Sign(x[i]), power = 1;
            for (int j = 0; j < w.Length; j++)
            {
                residual -= w[j] * power;
                power *= x[i];
            }

            total += residual * residual;
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static float SignsOneByOne([Sample(Length = 3)] ReadOnlySpan<float> w, [NoDiff, Sample(Length = 5)] ReadOnlySpan<float> x) => Signs(w, x);

    /// <summary>What is no number has no sign, and is not asked for it.</summary>
    [Differentiable]
    internal static double KnownSigns([Sample(Length = 3)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 5)] ReadOnlySpan<double> x)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double level = 0.5;
            for (int t = 0; t < w.Length; t++)
            {
                level = (0.5 * level) + Math.Tanh(w[t] * level);
            }

            if (!double.IsNaN(x[i]))
            {
                level *= 3 + Math.Sign(x[i]);
            }

            total += level;
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double KnownSignsOneByOne([Sample(Length = 3)] ReadOnlySpan<double> w, [NoDiff, Sample(Length = 5)] ReadOnlySpan<double> x) => KnownSigns(w, x);

    /// <summary>Each point adds to an element of the class that it is in.</summary>
    [Differentiable]
    internal static double Classes([Sample(Length = 4)] ReadOnlySpan<double> w, [Sample(Length = 4)] ReadOnlySpan<double> v, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "0 3 2")] ReadOnlySpan<int> classes)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double level = x[i];
            for (int t = 0; t < v.Length; t++)
            {
                level = (0.5 * level) + Math.Tanh(w[classes[i]] * level) + v[t];
            }

            total += level * w[1];
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double ClassesOneByOne([Sample(Length = 4)] ReadOnlySpan<double> w, [Sample(Length = 4)] ReadOnlySpan<double> v, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "0 3 2")] ReadOnlySpan<int> classes) => Classes(w, v, x, classes);

    private static readonly double[] s_numbers = [.. Enumerable.Range(0, 3 * 150).Select(i => Math.Sin(1.7 * i))];
    private static readonly int[] s_classes = [.. Enumerable.Range(0, 150).Select(i => ((i * i) + (i / 5)) % 4)];

    [Fact]
    public static void Triangles_side_by_side_are_triangles_one_by_one()
    {
        double[] l = [.. Enumerable.Range(0, 15).Select(i => Math.Cos(i))], means = [.. Enumerable.Range(0, 15).Select(i => (0.1 * i) - 0.7)];
        double[] lTangent = [.. l.Select(v => 1 - v)], meansTangent = [.. means.Select(v => 0.3 + v)];
        for (int points = 0; points < 78; points++)
        {
            double[] x = s_numbers[..(3 * points)];
            double[] lGrad = new double[15], meansGrad = new double[15], lApart = new double[15], meansApart = new double[15];
            Assert.Equal(TrianglesOneByOneVjp(l, means, x, 3, 0.5, lApart, meansApart), TrianglesVjp(l, means, x, 3, 0.5, lGrad, meansGrad), 1e-10);
            Agree(lApart, lGrad);
            Agree(meansApart, meansGrad);
            Assert.Equal(TrianglesOneByOneJvp(l, means, x, 3, lTangent, meansTangent).Tangent, TrianglesJvp(l, means, x, 3, lTangent, meansTangent).Tangent, 1e-10);
        }
    }

    [Fact]
    public static void Recorded_points_side_by_side_are_points_one_by_one()
    {
        float[] w = [0.4f, -0.7f, 1.1f];
        for (int points = 0; points < 150; points++)
        {
            float[] x = [.. s_numbers[..points].Select(v => (float)v)];
            float[] wGrad = new float[3], wApart = new float[3];
            Assert.Equal(PolynomialOneByOneGradient(w, x, wApart), PolynomialGradient(w, x, wGrad), 1e-4);
            Assert.All(wApart.Zip(wGrad), pair => Assert.Equal(pair.First, pair.Second, 1e-4));
        }
    }

    [Fact]
    public static void Each_point_adds_to_its_class()
    {
        double[] w = [0.4, -0.7, 1.1, 0.2], v = [0.1, 0.3, -0.2];
        for (int points = 0; points < 78; points++)
        {
            double[] wGrad = new double[4], vGrad = new double[3], wApart = new double[4], vApart = new double[3];
            Assert.Equal(
                ClassesOneByOneVjp(w, v, s_numbers.AsSpan(0, points), s_classes.AsSpan(0, points), 0.5, wApart, vApart),
                ClassesVjp(w, v, s_numbers.AsSpan(0, points), s_classes.AsSpan(0, points), 0.5, wGrad, vGrad),
                1e-10);
            Agree(wApart, wGrad);
            Agree(vApart, vGrad);
        }
    }

    [Fact]
    public static void Signs_side_by_side_are_signs_one_by_one()
    {
        float[] w = [0.4f, -0.7f, 1.1f], wTangent = [1, 2, -3];
        for (int points = 0; points < 150; points++)
        {
            float[] x = [.. s_numbers[..points].Select(v => (float)v)];
            float[] wGrad = new float[3], wApart = new float[3];
            Assert.Equal(SignsOneByOneGradient(w, x, wApart), SignsGradient(w, x, wGrad), 1e-3);
            Assert.All(wApart.Zip(wGrad), pair => Assert.Equal(pair.First, pair.Second, 1e-3));
            Assert.Equal(SignsOneByOneJvp(w, x, wTangent).Tangent, SignsJvp(w, x, wTangent).Tangent, 1e-3);
        }
    }

    [Fact]
    public static void A_sign_that_no_point_asks_for_does_not_throw()
    {
        double[] w = [0.4, -0.7, 1.1], x = [.. s_numbers.Take(75).Select((v, i) => i % 7 == 3 ? double.NaN : i % 7 == 4 ? 0 : v)];
        for (int points = 0; points < 75; points++)
        {
            double[] wGrad = new double[3], wApart = new double[3];
            Assert.Equal(KnownSignsOneByOneGradient(w, x.AsSpan(0, points), wApart), KnownSignsGradient(w, x.AsSpan(0, points), wGrad), 1e-10);
            Agree(wApart, wGrad);
        }
    }

    [Fact]
    public static void What_is_no_number_has_no_sign()
    {
        float[] x = [.. s_numbers[..150].Select(v => (float)v)], wGrad = [1, 2, 3];
        x[70] = float.NaN;
        Assert.Throws<ArithmeticException>(() => SignsVjp([0.4f, -0.7f, 1.1f], x, 0.5f, wGrad));
        Assert.Equal([1, 2, 3], wGrad);
    }

    [Fact]
    public static void Where_a_point_throws_gradients_stay()
    {
        int[] classes = [.. s_classes];
        classes[50] = 4;
        double[] wGrad = [1, 2, 3, 4], vGrad = [5, 6];
        Assert.Throws<IndexOutOfRangeException>(() => ClassesVjp([0.4, -0.7, 1.1, 0.2], [0.1, 0.3], s_numbers.AsSpan(0, 150), classes, 0.5, wGrad, vGrad));
        Assert.Equal([1, 2, 3, 4], wGrad);
        Assert.Equal([5, 6], vGrad);
    }

    [Fact]
    public static void Nothing_is_allocated()
    {
        double[] l = new double[15], means = new double[15], lGrad = new double[15], meansGrad = new double[15];
        TrianglesGradient(l, means, s_numbers, 3, lGrad, meansGrad);
        long before = GC.GetAllocatedBytesForCurrentThread();
        TrianglesGradient(l, means, s_numbers, 3, lGrad, meansGrad);
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static void Agree(double[] expected, double[] actual) => Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-10));
}
