using System;
using Xunit;

namespace DiffGen.Gradient.Tests.ArrayResults;

/// <summary>A loop may give a variable arrays of another length than it had: the method can do it, its companions say that they cannot.</summary>
public class AssignedLengthTests
{
    [Fact]
    public void Arrays_of_another_length_are_an_exception_and_gradients_stay()
    {
        double[] start = [2, 3], grad = [5, 7];
        Assert.Equal(864, AssignedLengths.Of(start, 3));
        var thrown = Assert.Throws<NotSupportedException>(() => AssignedLengths.OfVjp(start, 3, 1, grad));
        Assert.Contains("x has length 2 before a loop that assigns it an array of length 3", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([5, 7], grad);
        Assert.Throws<NotSupportedException>(() => AssignedLengths.OfJvp(start, 3, grad));
        Assert.Throws<NotSupportedException>(() => AssignedLengths.OfGradient(start, 1, grad));
    }

    [Fact]
    public void Without_an_iteration_there_is_nothing_wrong()
    {
        double[] grad = [5, 7];
        Assert.Equal(6, AssignedLengths.OfGradient([2, 3], 0, grad));
        Assert.Equal([3, 2], grad);
    }

    [Fact]
    public void Matrices_of_another_shape_are_an_exception()
    {
        double[,] start = { { 3, 1 } }, grad = new double[1, 2];
        Assert.Equal(81, AssignedLengths.WideGradient(start, 2, grad));
        Assert.Equal(108, grad[0, 0]);
        var thrown = Assert.Throws<NotSupportedException>(() => AssignedLengths.WideGradient(start, 3, grad));
        Assert.Contains("x has length 2 before a loop that assigns it an array of length 3", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_that_is_put_twice_is_an_exception()
    {
        Assert.Equal(9, AssignedLengths.Rows(3, 0));
        Assert.Equal((27, 27), AssignedLengths.RowsGradient(3, 1));
        var thrown = Assert.Throws<NotSupportedException>(() => AssignedLengths.RowsGradient(3, 0));
        Assert.Contains("Row 0 of an array of arrays is assigned a second time", thrown.Message, StringComparison.Ordinal);
    }
}
