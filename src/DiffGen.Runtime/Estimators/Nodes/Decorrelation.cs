using System;
using System.Numerics;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>
/// Learns a matrix that decorrelates the inputs of a layer, x* = R x, while the layer is trained: what makes the decorrelated variants of node perturbation (and of backpropagation) converge
/// in fewer steps.
/// </summary>
/// <remarks>
/// <para>
/// Ahmad, Schrader and van Gerven, "Constrained parameter inference as a principle for learning", TMLR 2023; Dalm, Offergeld, Ahmad and van Gerven, 2023. From a batch X* of B decorrelated
/// inputs, C = X*ᵀX*/B without its diagonal, and R ← R − η C R, from R = I. No gradient is needed: the rule looks at the inputs alone.
/// </para>
/// <para>The layer reads x* where it read x: a = W x*, and its local pullback is c x*ᵀ.</para>
/// </remarks>
/// <typeparam name="R">The real type: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Decorrelation<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly R[] _matrix;
    private readonly R[] _correlations;
    private readonly R[] _product;

    /// <summary>Makes the identity, to be learned from.</summary>
    /// <param name="width">The number n of inputs, at least 1.</param>
    /// <param name="learningRate">The rate η of the rule, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Decorrelation(int width, double learningRate)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        Width = width;
        LearningRate = EstimatorSettings.Positive(learningRate);
        _matrix = new R[checked(width * width)];
        _correlations = new R[width * width];
        _product = new R[width * width];
        for (int i = 0; i < width; i++)
        {
            _matrix[(i * width) + i] = R.One;
        }
    }

    /// <summary>The number n of inputs.</summary>
    public int Width { get; }

    /// <summary>The rate η of the rule.</summary>
    public double LearningRate { get; }

    /// <summary>The matrix R, row by row; written by <see cref="Learn"/>, and to be stored with a checkpoint.</summary>
    public Span<R> Matrix => _matrix;

    /// <summary>x* = R x.</summary>
    /// <param name="inputs">The inputs x of one example, or of several, one after another.</param>
    /// <param name="decorrelated">Receives x*, in the same arrangement; overwritten.</param>
    /// <exception cref="ArgumentException">The lengths differ or are no multiple of the width, or the buffers overlap.</exception>
    public void Apply(ReadOnlySpan<R> inputs, Span<R> decorrelated)
    {
        CheckBatch(inputs.Length, nameof(inputs));
        Arguments.SameLength(decorrelated.Length, inputs.Length, nameof(decorrelated), nameof(inputs));
        Arguments.Disjoint((ReadOnlySpan<R>)decorrelated, inputs, nameof(decorrelated), nameof(inputs));
        for (int start = 0; start < inputs.Length; start += Width)
        {
            ReadOnlySpan<R> x = inputs.Slice(start, Width);
            for (int i = 0; i < Width; i++)
            {
                decorrelated[start + i] = R.CreateTruncating(OrderedSums.Dot(_matrix.AsSpan(i * Width, Width), x));
            }
        }
    }

    /// <summary>One step of the rule. Allocates nothing.</summary>
    /// <param name="decorrelated">The x* of a batch, as <see cref="Apply"/> gave them, one example after another.</param>
    /// <returns>The mean of the squares of the correlations between different inputs, before the step: what the rule makes small.</returns>
    /// <exception cref="ArgumentException">The length is no multiple of the width, or 0.</exception>
    public double Learn(ReadOnlySpan<R> decorrelated)
    {
        CheckBatch(decorrelated.Length, nameof(decorrelated));
        int batch = decorrelated.Length / Width;
        _correlations.AsSpan().Clear();
        R share = R.CreateTruncating(1.0 / batch);
        for (int start = 0; start < decorrelated.Length; start += Width)
        {
            ReadOnlySpan<R> x = decorrelated.Slice(start, Width);
            for (int i = 0; i < Width; i++)
            {
                ScaledSums.MultiplyAdd(x, x[i] * share, _correlations.AsSpan(i * Width, Width));
            }
        }

        for (int i = 0; i < Width; i++)
        {
            _correlations[(i * Width) + i] = R.Zero;
        }

        double squares = OrderedSums.Squares<R>(_correlations);
        for (int i = 0; i < Width; i++)
        {
            Span<R> row = _product.AsSpan(i * Width, Width);
            row.Clear();
            for (int k = 0; k < Width; k++)
            {
                ScaledSums.MultiplyAdd(_matrix.AsSpan(k * Width, Width), _correlations[(i * Width) + k], row);
            }
        }

        ScaledSums.MultiplyAdd(_product, R.CreateTruncating(-LearningRate), _matrix.AsSpan());
        return Width == 1 ? 0 : squares / ((double)Width * (Width - 1));
    }

    private void CheckBatch(int length, string name)
    {
        if (length == 0 || length % Width != 0)
        {
            throw new ArgumentException($"{name} has length {length}; it must hold one or more examples of {Width} inputs.", name);
        }
    }
}
