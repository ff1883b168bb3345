using System;
using DiffGen.CompilerServices;
using Xunit;

namespace DiffGen.Runtime.Tests;

public sealed class JacobiansTests
{
    [Theory]
    [InlineData(6, 2, 3)]
    [InlineData(0, 0, 3)]
    [InlineData(0, 1L << 40, 0)]
    public void Rows_times_columns_pass(int length, long rows, long columns) => Jacobians.RequireLength(length, rows, columns, "jacobian");

    [Theory]
    [InlineData(5, 2, 3, "jacobian has length 5, but the Jacobian has 2 rows and 3 columns; pass a buffer of length 6.")]
    [InlineData(1, 0, 3, "jacobian has length 1, but the Jacobian has 0 rows and 3 columns; pass a buffer of length 0.")]
    [InlineData(0, 1L << 32, 1L << 32, "jacobian has length 0, but the Jacobian has 4294967296 rows and 4294967296 columns; pass a buffer of length 18446744073709551616.")]
    public void Another_length_names_the_parameter_and_both_counts(int length, long rows, long columns, string message)
    {
        ArgumentException e = Assert.Throws<ArgumentException>(() => Jacobians.RequireLength(length, rows, columns, "jacobian"));
        Assert.Equal("jacobian", e.ParamName);
        Assert.StartsWith(message, e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_numbers_of_a_matrix_are_its_memory()
    {
        double[,] matrix = { { 1, 2, 3 }, { 4, 5, 6 } };
        Span<double> numbers = Jacobians.Numbers(matrix);
        Assert.Equal([1, 2, 3, 4, 5, 6], numbers.ToArray());
        numbers[3] = 7;
        Assert.Equal(7, matrix[1, 0]);
        Assert.True(Jacobians.Numbers(new double[0, 4]).IsEmpty);
    }

    [Fact]
    public void Rows_are_read_and_written_one_after_another()
    {
        float[][] rows = [[1, 2], [], null!, [3]];
        Assert.Equal(3, Jacobians.Count(rows));
        float[] numbers = new float[3];
        Jacobians.Read(rows, numbers);
        Assert.Equal([1, 2, 3], numbers);
        Jacobians.Write<float>([4, 5, 6], rows);
        Assert.Equal([4, 5], rows[0]);
        Assert.Equal([6], rows[3]);
    }
}
