using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Batch;

/// <summary>The six arguments of <see cref="ManyBuffers.Six"/>, its values and six gradients as parts of one array, in any order.</summary>
public class ManyBufferTests
{
    private const int Read = 6, Buffers = 13, Calls = 11;

    private static readonly string[] s_names = ["a", "b", "c", "d", "e", "f", "value", "aGrad", "bGrad", "cGrad", "dGrad", "eGrad", "fGrad"];

    public static TheoryData<int[]> Orders =>
    [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
        [7, 8, 9, 10, 11, 12, 0, 1, 2, 3, 4, 5, 6],
        [12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0],
        [0, 2, 4, 6, 8, 10, 12, 1, 3, 5, 7, 9, 11],
        [0, 1, 2, 3, 4, 5, 12, 6, 7, 8, 9, 10, 11],
        [0, 1, 2, 3, 4, 7, 5, 6, 8, 9, 10, 11, 12],
    ];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Buffers_apart_are_taken_in_any_order(int[] order)
    {
        double[] memory = Filled(order, out int[] at);
        Run(memory, at);
        for (int i = 0; i < Calls; i++)
        {
            double[] x = [.. Enumerable.Range(0, Read).Select(k => memory[at[k] + i])];
            var expected = ManyBuffers.SixGradient(x[0], x[1], x[2], x[3], x[4], x[5]);
            double[] numbers = [expected.Value, expected.AGrad, expected.BGrad, expected.CGrad, expected.DGrad, expected.EGrad, expected.FGrad];
            Assert.All(numbers, (number, k) => Assert.Equal(number, memory[at[Read + k] + i], 1e-14 * (1 + Math.Abs(number))));
        }
    }

    /// <summary>A written buffer that begins in the last element of another, or ends in its first.</summary>
    [Theory]
    [MemberData(nameof(Orders))]
    public void Any_overlap_with_a_written_buffer_is_refused(int[] order)
    {
        for (int i = 0; i < Buffers; i++)
        {
            for (int j = Math.Max(i + 1, Read); j < Buffers; j++)
            {
                foreach (int shift in new[] { Calls - 1, 0, 1 - Calls })
                {
                    double[] memory = Filled(order, out int[] at);
                    at[j] = at[i] + shift;
                    if (at[j] < 0 || at[j] + Calls > memory.Length)
                    {
                        continue;
                    }

                    double[] before = [.. memory];
                    var thrown = Assert.Throws<ArgumentException>(() => Run(memory, at));
                    Assert.Contains(thrown.ParamName, s_names[Read..]);
                    Assert.Equal(before, memory);
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Orders))]
    public void Arguments_may_share_memory(int[] order)
    {
        double[] memory = Filled(order, out int[] at), alone = Filled(order, out int[] apart);
        at[3] = at[1];
        for (int i = 0; i < Calls; i++)
        {
            alone[apart[3] + i] = alone[apart[1] + i];
        }

        Run(memory, at);
        Run(alone, apart);
        Assert.All(Enumerable.Range(Read, Buffers - Read), k => Assert.Equal(alone.AsSpan(apart[k], Calls), memory.AsSpan(at[k], Calls)));
    }

    [Fact]
    public void A_batch_of_no_calls_is_one() => ManyBuffers.SixGradientBatch([], [], [], [], [], [], [], [], [], [], [], [], []);

    private static double[] Filled(int[] order, out int[] at)
    {
        at = [.. order.Select(place => place * Calls)];
        double[] numbers = BatchTests.Numbers<double>(Read * Calls, 3, 0.5, 2), memory = new double[Buffers * Calls];
        for (int k = 0; k < Read; k++)
        {
            numbers.AsSpan(k * Calls, Calls).CopyTo(memory.AsSpan(at[k]));
        }

        return memory;
    }

    private static void Run(double[] memory, int[] at)
    {
        Span<double> part(int k) => memory.AsSpan(at[k], Calls);
        ManyBuffers.SixGradientBatch(part(0), part(1), part(2), part(3), part(4), part(5), part(6), part(7), part(8), part(9), part(10), part(11), part(12));
    }
}
