using System;
using System.Linq;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Makes the update of each matrix nearly orthogonal, all its singular values about 1 (between .68 and 1.21 where they were not tiny), times √max(1, rows/columns): the step of Muon (Jordan et al., "Muon: an optimizer for hidden
/// layers in neural networks", 2024).
/// </summary>
/// <remarks>
/// Newton and Schulz's iteration: X ← U/‖U‖, then X ← aX + (bA + cA²)X with A = XXᵀ and (a, b, c) = (3.4445, −4.7750, 2.0315), which takes a singular value σ to aσ + bσ³ + cσ⁵. About 4·rows²·columns operations an
/// iteration, where rows are the fewer of the two.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Orthogonalize<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private const double Linear = 3.4445, Cubic = -4.7750, Quintic = 2.0315;
    private ParameterRange[] _matrices;
    private R[] _matrix = [];
    private R[] _next = [];
    private R[] _products = [];
    private R[] _factor = [];

    /// <summary>Makes the transform.</summary>
    /// <param name="matrices">The matrices with their rows, in rising order; what lies outside of them keeps its update.</param>
    /// <param name="iterations">The number of iterations, at least 1.</param>
    /// <exception cref="ArgumentException">There is no matrix.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The number of iterations is less than 1.</exception>
    public Orthogonalize(ReadOnlySpan<ParameterRange> matrices, int iterations = 5)
    {
        if (matrices.IsEmpty)
        {
            throw new ArgumentException("matrices is empty; name the ranges of the weight matrices with their rows.", nameof(matrices));
        }

        _matrices = matrices.ToArray();
        Iterations = Settings.AtLeastOne(iterations);
    }

    /// <summary>The number of iterations.</summary>
    public int Iterations { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        foreach (ParameterRange range in _matrices)
        {
            Span<R> matrix = range.In(update);
            double norm = Norms.Euclidean<R>(matrix);
            if (norm > 0)
            {
                Sweep.Scale(matrix, 1 / norm);
                Iterate(matrix, range.Rows, range.Columns);
                Sweep.Scale(matrix, Math.Sqrt(Math.Max(1, (double)range.Rows / range.Columns)));
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _matrices = ParameterRange.CheckAll(_matrices, parameterCount, "matrices");
        int largest = _matrices.Max(m => m.Length), fewest = _matrices.Max(m => Math.Min(m.Rows, m.Columns));
        _matrix = new R[largest];
        _next = new R[largest];
        _products = new R[checked(fewest * fewest)];
        _factor = new R[_products.Length];
    }

    private void Iterate(Span<R> matrix, int rows, int columns)
    {
        // X has no more rows than columns: A = XXᵀ is the smaller product.
        bool isTall = rows > columns;
        (int height, int width) = isTall ? (columns, rows) : (rows, columns);
        Span<R> x = _matrix.AsSpan(0, matrix.Length), next = _next.AsSpan(0, matrix.Length);
        Copy(matrix, x, columns, isTall);
        Span<R> a = _products.AsSpan(0, height * height), factor = _factor.AsSpan(0, height * height);
        for (int iteration = 0; iteration < Iterations; iteration++)
        {
            for (int i = 0; i < height; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    a[(i * height) + j] = a[(j * height) + i] = R.CreateChecked(Norms.Dot<R>(x.Slice(i * width, width), x.Slice(j * width, width)));
                }
            }

            // The factor bA + cA²; A is symmetric, so its rows are its columns.
            for (int i = 0; i < height; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    double square = Norms.Dot<R>(a.Slice(i * height, height), a.Slice(j * height, height));
                    factor[(i * height) + j] = factor[(j * height) + i] = R.CreateChecked((Cubic * double.CreateChecked(a[(i * height) + j])) + (Quintic * square));
                }
            }

            for (int i = 0; i < height; i++)
            {
                Span<R> row = next.Slice(i * width, width);
                x.Slice(i * width, width).CopyTo(row);
                Sweep.Scale(row, Linear);
                for (int j = 0; j < height; j++)
                {
                    Sweep.AddScaled<R>(row, x.Slice(j * width, width), double.CreateChecked(factor[(i * height) + j]));
                }
            }

            Span<R> other = x;
            x = next;
            next = other;
        }

        Copy(x, matrix, width, isTall);
    }

    /// <summary>Copies a matrix of rows of a given length, or its transpose.</summary>
    private static void Copy(ReadOnlySpan<R> from, Span<R> to, int columns, bool transposes)
    {
        if (!transposes)
        {
            from.CopyTo(to);
            return;
        }

        int rows = from.Length / columns;
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                to[(j * rows) + i] = from[(i * columns) + j];
            }
        }
    }
}
