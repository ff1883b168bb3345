using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Points whose weights are of all sizes, down to subnormal ones, and loops that multiply by them.</summary>
internal static partial class SubnormalCotangents
{
    /// <summary>Each point has a gradient of its own, and a share in one that is summed over the points.</summary>
    [Differentiable]
    internal static double Own(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> weights, int dimensions)
    {
        double[] terms = new double[w.Length / dimensions];
        double total = 0;
        for (int i = 0; i < x.Length / dimensions; i++)
        {
            for (int k = 0; k < terms.Length; k++)
            {
                double level = 0, square = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    level = (0.5 * level) + (x[(i * dimensions) + j] * w[(k * dimensions) + j]);
                    square += level * level;
                }

                terms[k] = square;
            }

            for (int k = 0; k < terms.Length; k++)
            {
                total += weights[(i * terms.Length) + k] * terms[k];
            }
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double OwnOneByOne(ReadOnlySpan<double> w, ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> weights, int dimensions) => Own(w, x, weights, dimensions);

    /// <summary>All that a point has a share in is summed over the points.</summary>
    [Differentiable]
    internal static double Shared(ReadOnlySpan<double> w, [NoDiff] ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> weights, int dimensions) => Own(w, x, weights, dimensions);

    [Differentiable(Simd = false)]
    internal static double SharedOneByOne(ReadOnlySpan<double> w, [NoDiff] ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> weights, int dimensions) => Shared(w, x, weights, dimensions);

    /// <summary>Sums alone, of numbers that have bounds: weights that are negligible are left out.</summary>
    [Differentiable(Hvp = true)]
    internal static double Mixed([Sample(Length = 6)] ReadOnlySpan<double> w, [Sample(Length = 6)] ReadOnlySpan<double> lower, [Sample(Length = 27), NoDiff] ReadOnlySpan<double> x, [Sample(Length = 18), NoDiff] ReadOnlySpan<double> weights, [Sample(Values = "3")] int dimensions)
    {
        Span<double> centred = new double[dimensions], z = new double[dimensions], terms = new double[w.Length / dimensions];
        int below = dimensions * (dimensions - 1) / 2;
        double total = 0;
        for (int i = 0; i < x.Length / dimensions; i++)
        {
            for (int k = 0; k < terms.Length; k++)
            {
                for (int j = 0; j < dimensions; j++)
                {
                    centred[j] = x[(i * dimensions) + j] * w[(k * dimensions) + j];
                    z[j] = 2 * centred[j];
                }

                int p = k * below;
                for (int column = 0; column < dimensions; column++)
                {
                    for (int row = column + 1; row < dimensions; row++)
                    {
                        z[row] += lower[p] * centred[column];
                        p++;
                    }
                }

                double square = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    square += z[j] * z[j];
                }

                terms[k] = square;
            }

            for (int k = 0; k < terms.Length; k++)
            {
                total += weights[(i * terms.Length) + k] * terms[k];
            }
        }

        return total;
    }

    [Differentiable(Simd = false, Hvp = true)]
    internal static double MixedOneByOne([Sample(Length = 6)] ReadOnlySpan<double> w, [Sample(Length = 6)] ReadOnlySpan<double> lower, [Sample(Length = 27), NoDiff] ReadOnlySpan<double> x, [Sample(Length = 18), NoDiff] ReadOnlySpan<double> weights, [Sample(Values = "3")] int dimensions) => Mixed(w, lower, x, weights, dimensions);

    /// <summary>The points in parts, each of which leaves out what it may.</summary>
    [Differentiable(Parallel = true)]
    internal static double MixedInParts([Sample(Length = 6)] ReadOnlySpan<double> w, [Sample(Length = 6)] ReadOnlySpan<double> lower, [Sample(Length = 27), NoDiff] ReadOnlySpan<double> x, [Sample(Length = 18), NoDiff] ReadOnlySpan<double> weights, [Sample(Values = "3")] int dimensions) => Mixed(w, lower, x, weights, dimensions);

    [Differentiable]
    internal static float Single(ReadOnlySpan<float> w, [NoDiff] ReadOnlySpan<float> x, [NoDiff] ReadOnlySpan<float> weights, int dimensions)
    {
        float[] terms = new float[w.Length / dimensions];
        float total = 0;
        for (int i = 0; i < x.Length / dimensions; i++)
        {
            for (int k = 0; k < terms.Length; k++)
            {
                float level = 0, square = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    level = (0.5f * level) + (x[(i * dimensions) + j] * w[(k * dimensions) + j]);
                    square += level * level;
                }

                terms[k] = square;
            }

            for (int k = 0; k < terms.Length; k++)
            {
                total += weights[(i * terms.Length) + k] * terms[k];
            }
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static float SingleOneByOne(ReadOnlySpan<float> w, [NoDiff] ReadOnlySpan<float> x, [NoDiff] ReadOnlySpan<float> weights, int dimensions) => Single(w, x, weights, dimensions);

    /// <summary>A root, whose derivative is infinite at zero.</summary>
    [Differentiable]
    internal static double Poles([Sample(Low = 0.5, High = 1)] ReadOnlySpan<double> w, [NoDiff, Sample(Low = 2, High = 3)] ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> weights, int dimensions)
    {
        double[] terms = new double[w.Length / dimensions];
        double total = 0;
        for (int i = 0; i < x.Length / dimensions; i++)
        {
            for (int k = 0; k < terms.Length; k++)
            {
                double level = 0, square = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    level = (0.5 * level) + (Math.Sqrt(x[(i * dimensions) + j] - w[(k * dimensions) + j]) * x[(i * dimensions) + j]);
                    square += level * level;
                }

                terms[k] = square;
            }

            for (int k = 0; k < terms.Length; k++)
            {
                total += weights[(i * terms.Length) + k] * terms[k];
            }
        }

        return total;
    }

    [Differentiable(Simd = false)]
    internal static double PolesOneByOne([Sample(Low = 0.5, High = 1)] ReadOnlySpan<double> w, [NoDiff, Sample(Low = 2, High = 3)] ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> weights, int dimensions) => Poles(w, x, weights, dimensions);
}
