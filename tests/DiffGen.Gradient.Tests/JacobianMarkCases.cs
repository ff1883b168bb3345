using System;
using Golden;

namespace DiffGen.Gradient.Tests;

/// <summary>Sparse methods: each part of the input moves a few of the numbers that loops read again and again.</summary>
public static partial class JacobianMarkCases
{
    /// <summary>Points under a skin: a frame for each bone, which four inputs move.</summary>
    [Differentiable(Jacobian = true)]
    public static void Skin(
        [Sample(Length = 8)] ReadOnlySpan<double> pose,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights,
        [Output, Sample(Length = 6)] Span<double> y)
    {
        int bones = pose.Length / 4;
        Span<double> frames = new double[9 * bones];
        for (int bone = 0; bone < bones; bone++)
        {
            for (int k = 0; k < 9; k++)
            {
                frames[(9 * bone) + k] = k < 4 ? Math.Sqrt(pose[(4 * bone) + k]) : 1 + k;
            }
        }

        y.Clear();
        for (int point = 0; point < points.Length / 3; point++)
        {
            for (int bone = 0; bone < bones; bone++)
            {
                double weight = weights[(point * bones) + bone];
                for (int row = 0; row < 3; row++)
                {
                    double sum = 0;
                    for (int column = 0; column < 3; column++)
                    {
                        sum += frames[(9 * bone) + (3 * row) + column] * points[(3 * point) + column];
                    }

                    y[(3 * point) + row] += weight * sum;
                }
            }
        }
    }

    /// <summary>Sums that the inner loop carries, parts of buffers, a factor from outside, a loop of unknown length.</summary>
    [Differentiable(Jacobian = true)]
    public static void CarriedSums(
        [Sample(Length = 12)] ReadOnlySpan<double> w,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> x,
        [NoDiff, Sample(Low = 0.5, High = 2)] double scale,
        [Output, Sample(Length = 2)] Span<double> y)
    {
        int size = x.Length / y.Length, units = w.Length / size;
        for (int point = 0; point < y.Length; point++)
        {
            double sum = 1, other = 0;
            for (int unit = 0; unit < units; unit++)
            {
                ReadOnlySpan<double> row = w.Slice(unit * size, size);
                for (int k = 0; k < row.Length; k++)
                {
                    sum += row[k] * x[(point * size) + k] * scale;
                    other -= row[k] * x[(point * size) + k];
                }
            }

            y[point] = Math.Sin(0.1 * sum) * other;
        }
    }

    /// <summary>The outer loop changes what the inner one reads, or a factor of it: nothing is passed over.</summary>
    [Differentiable(Jacobian = true)]
    public static void Changing([Sample(Length = 12)] ReadOnlySpan<double> x, [NoDiff, Sample(Length = 3)] ReadOnlySpan<double> a, [NoDiff] double last, [Output, Sample(Length = 4)] Span<double> y)
    {
        Span<double> frames = new double[x.Length], factors = new double[4];
        int parts = x.Length / 4;
        y.Clear();
        for (int point = 0; point < y.Length; point++)
        {
            for (int part = 0; part < parts; part++)
            {
                for (int k = 0; k < 4; k++)
                {
                    y[point] += frames[(4 * part) + k] * a[part % a.Length] * (k + 1);
                    y[point] += x[(4 * part) + k] * factors[k];
                }
            }

            frames[point % frames.Length] += x[point % x.Length] * x[0];
            factors[point % 4] = point < 2 ? a[point % a.Length] : last;
        }
    }

    [Differentiable(Jacobian = true)]
    public static void SingleFrames([Sample(Length = 12)] ReadOnlySpan<float> w, [NoDiff, Sample(Length = 14)] ReadOnlySpan<float> x, [Output, Sample(Length = 2)] Span<float> y)
    {
        int units = w.Length / 4;
        y.Clear();
        for (int point = 0; point < y.Length; point++)
        {
            for (int unit = 0; unit < units; unit++)
            {
                for (int row = 0; row < 3; row++)
                {
                    float sum = 0;
                    for (int k = 0; k < 4; k++)
                    {
                        sum += w[(4 * unit) + k] * x[(4 * unit) + k + point];
                    }

                    y[point] += sum * x[row];
                }
            }
        }
    }

    /// <summary>Part of what an iteration adds has no weight: where the weight is zero, that is added.</summary>
    [Differentiable(Jacobian = true)]
    public static void PartlyWeighted(
        [Sample(Length = 8)] ReadOnlySpan<double> pose,
        [NoDiff, Sample(Length = 12)] ReadOnlySpan<double> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights,
        [Output, Sample(Length = 4)] Span<double> y)
    {
        int bones = pose.Length / 4, half = y.Length / 2;
        y.Clear();
        for (int point = 0; point < half; point++)
        {
            for (int bone = 0; bone < bones; bone++)
            {
                double weight = weights[(point * bones) + bone], sum = 0, other = 0;
                for (int k = 0; k < 4; k++)
                {
                    sum += pose[(4 * bone) + k] * points[(6 * point) + k];
                    other += pose[(4 * bone) + k] * points[(6 * point) + k + 2];
                }

                y[point] += weight * sum;
                y[half + point] += weight * sum + other;
            }
        }
    }

    [Differentiable(Jacobian = true)]
    public static void SingleSkin(
        [Sample(Length = 8)] ReadOnlySpan<float> pose,
        [NoDiff, Sample(Length = 8)] ReadOnlySpan<float> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<float> weights,
        [Output, Sample(Length = 2)] Span<float> y)
    {
        int bones = pose.Length / 4;
        Span<float> frames = new float[pose.Length];
        for (int k = 0; k < pose.Length; k++)
        {
            frames[k] = MathF.Sqrt(pose[k]);
        }

        y.Clear();
        for (int point = 0; point < y.Length; point++)
        {
            for (int bone = 0; bone < bones; bone++)
            {
                float weight = weights[(point * bones) + bone];
                for (int row = 0; row < 3; row++)
                {
                    float sum = 0;
                    for (int k = 0; k < 4; k++)
                    {
                        sum += frames[(4 * bone) + k] * points[(4 * point) + ((k + row) & 3)];
                    }

                    y[point] += sum * weight;
                }
            }
        }
    }

    /// <summary>Sums in memory of the method's own: where the weight is zero, they do not change either.</summary>
    [Differentiable(Jacobian = true)]
    public static void Posed(
        [Sample(Length = 8)] ReadOnlySpan<double> pose,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights,
        [Output, Sample(Length = 6)] Span<double> y)
    {
        int bones = weights.Length * 3 / points.Length;
        Span<double> frames = new double[pose.Length];
        for (int k = 0; k < pose.Length; k++)
        {
            frames[k] = Math.Sqrt(pose[k]);
        }

        Span<double> places = new double[y.Length];
        for (int point = 0; point < y.Length / 3; point++)
        {
            for (int bone = 0; bone < bones; bone++)
            {
                double weight = weights[(point * bones) + bone];
                for (int row = 0; row < 3; row++)
                {
                    double sum = 0;
                    for (int column = 0; column < 3; column++)
                    {
                        sum += frames[(4 * bone) + ((row + column) & 3)] * points[(3 * point) + column];
                    }

                    places[(3 * point) + row] += weight * sum;
                }
            }
        }

        for (int i = 0; i < y.Length; i++)
        {
            y[i] = 1 / places[i];
        }
    }

    /// <summary>A weighted sum in a number.</summary>
    [Differentiable(Jacobian = true)]
    public static void CarriedPlaces([Sample(Length = 4)] ReadOnlySpan<double> frames, [NoDiff, Sample(Length = 8)] ReadOnlySpan<double> points, [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights, [Output, Sample(Length = 2)] Span<double> y)
    {
        int bones = weights.Length / y.Length;
        for (int point = 0; point < y.Length; point++)
        {
            double place = 0;
            for (int bone = 0; bone < bones; bone++)
            {
                double weight = weights[(point * bones) + bone], sum = 0;
                for (int k = 0; k < 16; k++)
                {
                    sum += frames[(2 * bone) + (k & 1)] * points[(4 * point) + (k >> 2)];
                }

                place -= sum * weight;
            }

            y[point] = 1 / place;
        }
    }

    /// <summary>Beside the weighted sum, numbers that no input moves, and that change where the weight is zero.</summary>
    [Differentiable(Jacobian = true)]
    public static void Counted(
        [Sample(Length = 8)] ReadOnlySpan<double> pose,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights,
        [Output, Sample(Length = 2)] Span<double> y)
    {
        int bones = pose.Length / 4;
        Span<double> places = new double[y.Length], counts = new double[y.Length], last = new double[y.Length];
        for (int point = 0; point < y.Length; point++)
        {
            for (int bone = 0; bone < bones; bone++)
            {
                double weight = weights[(point * bones) + bone], sum = 0, seen = places[point];
                for (int column = 0; column < 4; column++)
                {
                    sum += pose[(4 * bone) + column] * points[(3 * point) + (column % 3)];
                    last[point] = seen;
                    seen += points[column];
                }

                places[point] += weight * sum;
                counts[point] += points[3 * point];
            }

            y[point] = places[point] + (places[point] * counts[point]) + last[point];
        }
    }

    /// <summary>The loop hands on what it read before: nothing may be passed over.</summary>
    [Differentiable(Jacobian = true)]
    public static void Alternating(
        [Sample(Length = 8)] ReadOnlySpan<double> pose,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights,
        [Output, Sample(Length = 2)] Span<double> y)
    {
        int bones = pose.Length / 4;
        Span<double> places = new double[y.Length];
        for (int point = 0; point < y.Length; point++)
        {
            double before = 1;
            for (int bone = 0; bone < bones; bone++)
            {
                double weight = weights[(point * bones) + bone], sum = 0;
                for (int column = 0; column < 4; column++)
                {
                    sum += pose[(4 * bone) + column] * points[(3 * point) + (column % 3)];
                }

                places[point] += weight * sum;
                before = points[3 * point] - before;
            }

            y[point] = places[point] * before;
        }
    }

    [Differentiable(Jacobian = true)]
    public static void SinglePosed(
        [Sample(Length = 8)] ReadOnlySpan<float> pose,
        [NoDiff, Sample(Length = 8)] ReadOnlySpan<float> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<float> weights,
        [Output, Sample(Length = 2)] Span<float> y)
    {
        int bones = pose.Length / 4;
        Span<float> places = new float[y.Length];
        for (int point = 0; point < y.Length; point++)
        {
            for (int bone = 0; bone < bones; bone++)
            {
                float weight = weights[(point * bones) + bone];
                for (int row = 0; row < 3; row++)
                {
                    float sum = 0;
                    for (int k = 0; k < 4; k++)
                    {
                        sum += pose[(4 * bone) + k] * points[(4 * point) + ((k + row) & 3)];
                    }

                    places[point] += sum * weight;
                }
            }
        }

        places.CopyTo(y);
    }

    /// <summary>The weight is what was added up before, read when it has changed.</summary>
    [Differentiable(Jacobian = true)]
    public static void WeightedByItself(
        [Sample(Length = 8)] ReadOnlySpan<double> pose,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights,
        [Output, Sample(Length = 2)] Span<double> y)
    {
        int bones = pose.Length / 4;
        Span<double> places = new double[y.Length], counts = new double[y.Length];
        for (int point = 0; point < y.Length; point++)
        {
            for (int bone = 0; bone < bones; bone++)
            {
                double sum = 0;
                counts[point] += weights[(point * bones) + bone];
                double weight = counts[point];
                for (int column = 0; column < 4; column++)
                {
                    sum += pose[(4 * bone) + column] * points[(3 * point) + (column % 3)];
                }

                places[point] += weight * sum;
            }

            y[point] = places[point];
        }
    }

    /// <summary>Where an iteration adds depends on the iteration, by a number that its own loop carries.</summary>
    [Differentiable(Jacobian = true)]
    public static void AddedFurtherOn(
        [Sample(Length = 8)] ReadOnlySpan<double> pose,
        [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> points,
        [NoDiff, Sample(Length = 4)] ReadOnlySpan<double> weights,
        [Output, Sample(Length = 2)] Span<double> y)
    {
        int bones = pose.Length / 4;
        Span<double> places = new double[y.Length];
        for (int point = 0; point < y.Length; point++)
        {
            for (int bone = 0; bone < bones; bone++)
            {
                double weight = weights[(point * bones) + bone];
                int at = 0;
                for (int column = 0; column < 4; column++)
                {
                    places[at] += weight * pose[(4 * bone) + column] * points[(3 * point) + (column % 3)];
                    at += column == 2 ? bone : 0;
                }
            }
        }

        places.CopyTo(y);
    }
}
