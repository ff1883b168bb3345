using System;
using System.Runtime.InteropServices;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class ArgumentsTests
{
    [Fact]
    public void Equal_lengths_pass() => Arguments.SameLength(5, 5, "xGrad", "x");

    [Fact]
    public void Unequal_lengths_name_the_parameter_and_both_lengths()
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Arguments.SameLength(3, 5, "xGrad", "x"));
        Assert.Equal("xGrad", e.ParamName);
        Assert.StartsWith("xGrad has length 3, but x has length 5; pass a buffer of length 5.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Overlap_names_both_parameters()
    {
        double[] buffer = new double[4];
        ArgumentException e = Assert.Throws<ArgumentException>(
            () => Arguments.Disjoint<double, double>(buffer.AsSpan(0, 3), buffer.AsSpan(2, 2), "xGrad", "x"));
        Assert.Equal("xGrad", e.ParamName);
        Assert.StartsWith("xGrad overlaps x in memory; pass a buffer of its own.", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_pair_of_slices_overlaps_exactly_where_it_shares_an_element()
    {
        double[] buffer = new double[6];
        for (int a = 0; a <= 6; a++)
        {
            for (int aEnd = a; aEnd <= 6; aEnd++)
            {
                for (int b = 0; b <= 6; b++)
                {
                    for (int bEnd = b; bEnd <= 6; bEnd++)
                    {
                        bool shares = Math.Max(a, b) < Math.Min(aEnd, bEnd);
                        ReadOnlySpan<double> first = buffer.AsSpan(a, aEnd - a), second = buffer.AsSpan(b, bEnd - b);
                        Assert.Equal(shares, Arguments.Overlap(first, second));
                        Assert.Equal(shares, Arguments.Overlap(MemoryMarshal.Cast<double, float>(first), second));
                        Assert.Equal(shares, Arguments.Overlap(first, MemoryMarshal.AsBytes(second)));
                    }
                }
            }
        }
    }

    [Fact]
    public void Element_types_may_differ()
    {
        double[] buffer = new double[2];
        Span<byte> bytes = MemoryMarshal.AsBytes(buffer.AsSpan());
        Assert.True(Arguments.Overlap<byte, double>(bytes.Slice(7, 1), buffer.AsSpan(0, 1)));
        Assert.False(Arguments.Overlap<byte, double>(bytes.Slice(7, 1), buffer.AsSpan(1, 1)));
        Assert.True(Arguments.Overlap<byte, double>(bytes.Slice(7, 2), buffer.AsSpan(1, 1)));
    }

    [Fact]
    public void Separate_and_empty_buffers_pass()
    {
        double[] a = new double[4], b = new double[4];
        Arguments.Disjoint<double, double>(a, b, "a", "b");
        Arguments.Disjoint<double, double>(a, a.AsSpan(2, 0), "a", "b");
        Arguments.Disjoint<double, float>(default, default, "a", "b");
    }
}
