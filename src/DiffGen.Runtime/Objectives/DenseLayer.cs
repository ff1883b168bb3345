using System;
using System.Numerics;
using System.Numerics.Tensors;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>A dense layer a = Wz + b of several examples at a time, forward and its local pullback: one pass over the weights for all of them.</summary>
public static class DenseLayer
{
    /// <summary>aₙ = W zₙ + b for each example n.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="weights">W, q rows of p numbers.</param>
    /// <param name="biases">b, q numbers.</param>
    /// <param name="inputs">The inputs z, a row of p numbers for each example.</param>
    /// <param name="nodes">Receives the nodes a, a row of q numbers for each example.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or the nodes overlap another buffer; nothing is changed.</exception>
    public static void Forward<R>(ReadOnlySpan<R> weights, ReadOnlySpan<R> biases, ReadOnlySpan<R> inputs, Span<R> nodes)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        (int examples, int p, int q) = Shape(weights.Length, biases.Length, inputs.Length, nodes.Length, nameof(nodes));
        Arguments.Disjoint((ReadOnlySpan<R>)nodes, inputs, nameof(nodes), nameof(inputs));
        Arguments.Disjoint((ReadOnlySpan<R>)nodes, weights, nameof(nodes), nameof(weights));
        Arguments.Disjoint((ReadOnlySpan<R>)nodes, biases, nameof(nodes), nameof(biases));
        for (int i = 0; i < q; i++)
        {
            ReadOnlySpan<R> row = weights.Slice(i * p, p);
            for (int n = 0; n < examples; n++)
            {
                nodes[(n * q) + i] = biases[i] + TensorPrimitives.Dot(row, inputs.Slice(n * p, p));
            }
        }
    }

    /// <summary>W̄ += Σₙ cₙ zₙᵀ and b̄ += Σₙ cₙ: the pullback of the cotangents c, with the inputs as they are.</summary>
    /// <remarks>Four rows of W̄ by two vectors at a time are kept in registers while the examples are added in their order, each product and each sum rounded by itself: the bits of one example after the other, at any width of the vectors.</remarks>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="cotangents">The cotangents c, a row of q numbers for each example.</param>
    /// <param name="inputs">The inputs z, a row of p numbers for each example.</param>
    /// <param name="weightsGrad">W̄, q rows of p numbers; added to.</param>
    /// <param name="biasesGrad">b̄, q numbers; added to.</param>
    /// <exception cref="ArgumentException">The lengths do not fit, or a gradient overlaps another buffer; nothing is changed.</exception>
    public static void Pull<R>(ReadOnlySpan<R> cotangents, ReadOnlySpan<R> inputs, Span<R> weightsGrad, Span<R> biasesGrad)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        (int examples, int p, int q) = Shape(weightsGrad.Length, biasesGrad.Length, inputs.Length, cotangents.Length, nameof(cotangents));
        Apart(weightsGrad, cotangents, inputs, nameof(weightsGrad));
        Apart(biasesGrad, cotangents, inputs, nameof(biasesGrad));
        Arguments.Disjoint((ReadOnlySpan<R>)weightsGrad, (ReadOnlySpan<R>)biasesGrad, nameof(weightsGrad), nameof(biasesGrad));
        for (int n = 0; n < examples; n++)
        {
            ScaledSums.MultiplyAdd(cotangents.Slice(n * q, q), R.One, biasesGrad);
        }

        int i = 0;
        for (; i <= q - 4; i += 4)
        {
            int j = FourRows(cotangents, inputs, weightsGrad, examples, p, q, i);
            for (int row = i; row < i + 4; row++)
            {
                Rest(cotangents, inputs, weightsGrad, examples, p, q, row, j);
            }
        }

        for (; i < q; i++)
        {
            Rest(cotangents, inputs, weightsGrad, examples, p, q, i, 0);
        }
    }

    /// <summary>Rows i to i + 3, as many columns as fill pairs of vectors; returns the first column that is left.</summary>
    private static int FourRows<R>(ReadOnlySpan<R> cotangents, ReadOnlySpan<R> inputs, Span<R> grad, int examples, int p, int q, int i)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        int width = Vector<R>.Count, j = 0;
        Span<R> row0 = grad.Slice(i * p, p), row1 = grad.Slice((i + 1) * p, p), row2 = grad.Slice((i + 2) * p, p), row3 = grad.Slice((i + 3) * p, p);
        for (; j <= p - (2 * width); j += 2 * width)
        {
            int k = j + width;
            Vector<R> a0 = new(row0[j..]), b0 = new(row0[k..]), a1 = new(row1[j..]), b1 = new(row1[k..]), a2 = new(row2[j..]), b2 = new(row2[k..]), a3 = new(row3[j..]), b3 = new(row3[k..]);
            for (int n = 0; n < examples; n++)
            {
                Vector<R> x = new(inputs[((n * p) + j)..]), y = new(inputs[((n * p) + k)..]);
                ReadOnlySpan<R> c = cotangents.Slice((n * q) + i, 4);
                Vector<R> c0 = new(c[0]), c1 = new(c[1]), c2 = new(c[2]), c3 = new(c[3]);
                a0 += x * c0;
                b0 += y * c0;
                a1 += x * c1;
                b1 += y * c1;
                a2 += x * c2;
                b2 += y * c2;
                a3 += x * c3;
                b3 += y * c3;
            }

            a0.CopyTo(row0[j..]);
            b0.CopyTo(row0[k..]);
            a1.CopyTo(row1[j..]);
            b1.CopyTo(row1[k..]);
            a2.CopyTo(row2[j..]);
            b2.CopyTo(row2[k..]);
            a3.CopyTo(row3[j..]);
            b3.CopyTo(row3[k..]);
        }

        return j;
    }

    /// <summary>A row from a column on, one example after the other.</summary>
    private static void Rest<R>(ReadOnlySpan<R> cotangents, ReadOnlySpan<R> inputs, Span<R> grad, int examples, int p, int q, int i, int from)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Span<R> row = grad.Slice((i * p) + from, p - from);
        for (int n = 0; n < examples && !row.IsEmpty; n++)
        {
            ScaledSums.MultiplyAdd(inputs.Slice((n * p) + from, p - from), cotangents[(n * q) + i], row);
        }
    }

    private static void Apart<R>(Span<R> grad, ReadOnlySpan<R> cotangents, ReadOnlySpan<R> inputs, string name)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        Arguments.Disjoint((ReadOnlySpan<R>)grad, cotangents, name, nameof(cotangents));
        Arguments.Disjoint((ReadOnlySpan<R>)grad, inputs, name, nameof(inputs));
    }

    /// <summary>The numbers of examples, inputs and nodes that the lengths say.</summary>
    private static (int Examples, int Inputs, int Nodes) Shape(int weights, int biases, int inputs, int nodes, string nodesName)
    {
        int q = biases, p = q == 0 ? 0 : weights / q, examples = q == 0 ? 0 : nodes / q;
        return q > 0 && p > 0 && weights == p * q && nodes == examples * q && inputs == examples * p
            ? (examples, p, q)
            : throw new ArgumentException(
                $"{nodesName} has length {nodes}, with {inputs} inputs, {weights} weights and {biases} biases; for B examples of p inputs and q nodes these are Bq, Bp, pq and q, with p and q at least 1.", nodesName);
    }
}
