using System;
using System.Runtime.InteropServices;
using Golden.Buffers;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Overlap that reflection cannot make: one memory under two element types.</summary>
public class OverlapTests
{
    [Fact]
    public void A_gradient_over_integers()
    {
        double[] table = [1, 2, 3, 4, 5, 6, 7, 8], direction = [1, -1], directionGrad = new double[2], tableGrad = new double[8];
        Span<int> words = MemoryMarshal.Cast<double, int>(tableGrad.AsSpan())[^4..];
        words.Clear();
        try
        {
            GatherAndScatter.EmbeddingGradient(table, words, direction, tableGrad, directionGrad);
        }
        catch (ArgumentException exception)
        {
            Assert.Equal("tableGrad", exception.ParamName);
            return;
        }

        Assert.Fail("Nothing thrown.");
    }
}
