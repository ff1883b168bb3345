using System;
using System.Linq;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class BuffersTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(1000)]
    public void Accumulate_adds(int n)
    {
        double[] source = [.. Enumerable.Range(0, n).Select(i => i * 0.1)], destination = [.. Enumerable.Range(0, n).Select(i => 1.0 / (i + 1))];
        double[] expected = [.. source.Zip(destination, (s, d) => d + s)];
        float[] sourceF = [.. source.Select(x => (float)x)], destinationF = [.. destination.Select(x => (float)x)];
        float[] expectedF = [.. sourceF.Zip(destinationF, (s, d) => d + s)];

        Buffers.Accumulate(source, destination);
        Buffers.Accumulate(sourceF, destinationF);

        Assert.Equal(expected, destination);
        Assert.Equal(expectedF, destinationF);
    }

    [Fact]
    public void Accumulate_refuses_unequal_lengths_and_writes_nothing()
    {
        double[] destination = [1, 2];
        Assert.Throws<ArgumentException>(() => Buffers.Accumulate(new double[3], destination));
        Assert.Throws<ArgumentException>(() => Buffers.Accumulate(new double[1], destination));
        Assert.Equal([1, 2], destination);
    }

    /// <summary>Every way in which two slices of one buffer can lie, short (on the stack) and long (from the pool).</summary>
    [Theory]
    [InlineData(7, 1)]
    [InlineData(900, 110)]
    public void Overlapping_operations_agree_with_element_by_element_models(int size, int stride)
    {
        for (int source = 0; source <= size; source += stride)
        {
            for (int n = 0; source + n <= size; n += stride)
            {
                for (int destination = 0; destination <= size; destination += stride)
                {
                    for (int m = n; destination + m <= size; m += stride)
                    {
                        double[] start = [.. Enumerable.Range(1, size).Select(i => (double)(i * i))];
                        float[] startF = [.. start.Select(x => (float)x)];

                        // Reverse of a copy: take the destination's old gradient, clear it, add it to the source's.
                        double[] expected = [.. start];
                        double[] old = start[destination..(destination + n)];
                        Array.Clear(expected, destination, n);
                        for (int i = 0; i < n; i++)
                        {
                            expected[source + i] += old[i];
                        }

                        double[] actual = [.. start];
                        float[] actualF = [.. startF];
                        Buffers.ReverseCopy(actual.AsSpan(source, n), actual.AsSpan(destination, m));
                        Buffers.ReverseCopy(actualF.AsSpan(source, n), actualF.AsSpan(destination, m));
                        Assert.Equal(expected, actual);
                        Assert.Equal(expected.Select(x => (float)x), actualF);

                        expected = [.. start];
                        for (int i = 0; i < n; i++)
                        {
                            expected[destination + i] += start[source + i];
                        }

                        actual = [.. start];
                        Buffers.Accumulate(actual.AsSpan(source, n), actual.AsSpan(destination, n));
                        Assert.Equal(expected, actual);
                    }
                }
            }
        }
    }

    /// <summary>With u = copy(x) linear, reverse must be its transpose: ⟨v, copy(t)⟩ = ⟨copyᵀ(v), t⟩, on one buffer with overlap.</summary>
    [Fact]
    public void ReverseCopy_is_the_transpose_of_a_copy()
    {
        Random random = new(5);
        for (int trial = 0; trial < 200; trial++)
        {
            int size = random.Next(1, 30), n = random.Next(size + 1), source = random.Next(size - n + 1), destination = random.Next(size - n + 1);
            double[] tangent = [.. Enumerable.Range(0, size).Select(_ => (double)random.Next(-9, 10))];
            double[] grad = [.. Enumerable.Range(0, size).Select(_ => (double)random.Next(-9, 10))];
            double[] forward = [.. tangent], backward = [.. grad];

            forward.AsSpan(source, n).CopyTo(forward.AsSpan(destination, n));
            Buffers.ReverseCopy(backward.AsSpan(source, n), backward.AsSpan(destination, n));

            Assert.Equal(grad.Zip(forward, (g, t) => g * t).Sum(), backward.Zip(tangent, (g, t) => g * t).Sum());
        }
    }

    [Fact]
    public void ReverseCopy_of_separate_buffers_leaves_the_rest_of_the_destination()
    {
        double[] source = [1, 2], destination = [10, 20, 30];
        Buffers.ReverseCopy(source, destination);
        Assert.Equal([11, 22], source);
        Assert.Equal([0, 0, 30], destination);
    }

    [Fact]
    public void ReverseCopy_refuses_a_short_destination_and_writes_nothing()
    {
        double[] source = [1, 2], destination = [10];
        ArgumentException e = Assert.Throws<ArgumentException>(() => Buffers.ReverseCopy(source, destination));
        Assert.Equal("destinationGrad", e.ParamName);
        Assert.Equal([1, 2], source);
        Assert.Equal([10], destination);
    }

    [Fact]
    public void SumAndClear_adds_in_order()
    {
        double[] grad = [1e16, 1, 1, -1e16];
        Assert.Equal(((1e16 + 1) + 1) - 1e16, Buffers.SumAndClear(grad));
        Assert.Equal([0, 0, 0, 0], grad);
        float[] gradF = [1, 2, 3];
        Assert.Equal(6f, Buffers.SumAndClear(gradF));
        Assert.Equal([0f, 0f, 0f], gradF);
        Assert.Equal(0, Buffers.SumAndClear(Array.Empty<double>()));
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        double[] buffer = new double[2000];
        Allocations.AssertNone(() =>
        {
            Buffers.ReverseCopy(buffer.AsSpan(0, 1000), buffer.AsSpan(500, 1000));
            Buffers.ReverseCopy(buffer.AsSpan(0, 1000), buffer.AsSpan(1000, 1000));
            Buffers.Accumulate(buffer.AsSpan(0, 100), buffer.AsSpan(50, 100));
            _ = Buffers.SumAndClear(buffer);
        });
    }
}
