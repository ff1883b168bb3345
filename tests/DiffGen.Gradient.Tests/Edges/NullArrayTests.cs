using System;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>What is null takes the way that the method takes.</summary>
public class NullArrayTests
{
    private static readonly Corner[] s_one = [new Corner { X = 2, Y = 3 }], s_two = [new Corner { X = 2, Y = 3 }, new Corner { X = 5, Y = 7 }];

    [Fact]
    public void Guards_against_null_do_not_stand_in_the_way()
    {
        double[] xGrad = new double[2];
        Assert.Equal((0.5 * 13, 13.0), NullArrays.GuardedGradient([2, 3], 0.5, xGrad));
        Assert.Equal([2.0, 3.0], xGrad);
        Assert.Throws<ArgumentNullException>(() => NullArrays.GuardedGradient([], 0.5, []));
    }

    [Fact]
    public void Their_length_is_that_of_the_array()
    {
        Corner[] grad = new Corner[2];
        Assert.Equal((20.0, 5.0), NullArrays.SpanByLengthGradient(s_two, 4, grad));
        Assert.Equal(4, grad[1].X);
        Assert.Equal((16.0, 8.0), NullArrays.SpanByLengthGradient(s_one, 4, grad.AsSpan(0, 1)));
    }

    [Fact]
    public void Members_that_are_missing_are_seen()
    {
        var whole = new Outline { Corners = s_two, Heights = [10] };
        var bare = new Outline { Corners = s_one };
        Assert.Equal((120.0, 30.0), NullArrays.MemberGradient(whole, 4));
        Assert.Equal((16.0, 8.0), NullArrays.MemberGradient(bare, 4));
        Assert.Equal((16.0, 8.0), NullArrays.MemberGradient(new Outline { Heights = [1] }, 4));
        Assert.Throws<IndexOutOfRangeException>(() => NullArrays.MemberGradient(new Outline { Corners = [], Heights = [10] }, 4));
        Assert.Equal((200.0, 50.0), NullArrays.MemberByPatternGradient(whole, 4));
        Assert.Equal((16.0, 8.0), NullArrays.MemberByPatternGradient(bare, 4));
        Assert.Equal((16.0, 8.0), NullArrays.MemberByPatternGradient(null, 4));
        Assert.Equal((8.0, 2.0), NullArrays.OfObjectsGradient(bare, 4));
        Assert.Equal((16.0, 8.0), NullArrays.OfObjectsGradient(new Outline(), 4));
        Assert.Equal((16.0, 8.0), NullArrays.OfObjectsGradient("none", 4));
    }

    [Fact]
    public void A_variable_may_be_null_at_first() => Assert.Equal((8.0, 12.0), NullArrays.MadeGradient(2));

    [Fact]
    public void Matrices_and_arrays_of_arrays_are_compared_with_null()
    {
        double[,] tableGrad = new double[1, 1];
        double[][] rowsGrad = [new double[1]];
        Assert.Equal((60.0, 15.0), NullArrays.OfTablesGradient(new double[,] { { 3 } }, [[5]], 4, tableGrad, rowsGrad));
        Assert.Equal(20, tableGrad[0, 0]);
        Assert.Equal(12, rowsGrad[0][0]);
    }
}
