using System;
using Xunit;

namespace DiffGen.Gradient.Tests.Checkpoints;

/// <summary>Memory, effects and overlap of calls that are run again.</summary>
public class CheckpointedCallTests
{
    /// <summary>Of a step of 64 parts, one number is kept instead of 64 or more.</summary>
    [Fact]
    public void A_call_that_is_run_again_takes_the_memory_of_its_arguments()
    {
        const int steps = 2000;
        long again = Memory.Of(() => CheckpointedCalls.WalkGradient(0.3, 1.1, steps));
        long recorded = Memory.Of(() => CheckpointedCalls.WalkRecordedGradient(0.3, 1.1, steps));
        Assert.True(again * 10 < recorded, $"{again} bytes against {recorded}");
        long second = Memory.Of(() => CheckpointedCalls.WalkHvp(0.3, 1.1, steps, 1, 0));
        long secondRecorded = Memory.Of(() => CheckpointedCalls.WalkRecordedHvp(0.3, 1.1, steps, 1, 0));
        Assert.True(second * 10 < secondRecorded, $"{second} bytes against {secondRecorded}");
    }

    [Fact]
    public void Nothing_is_allocated_once_a_call_has_been_made() => Assert.Equal(0, Memory.OfSecond(() => CheckpointedCalls.WalkGradient(0.3, 1.1, 300)));

    [Fact]
    public void An_effect_beside_the_call_happens_once()
    {
        CheckpointedCalls.Rounds = 0;
        CheckpointedCalls.CountedGradient(0.3, 7);
        Assert.Equal(7, CheckpointedCalls.Rounds);
    }

    [Fact]
    public void Parts_that_do_not_overlap_are_copied_one_by_one()
    {
        double[] x = [0.5, 0.7, 1.1, 1.3], gradient = new double[4];
        Assert.Equal(0.5 * 0.7 * (Math.Sin(0.5) * 1.1), CheckpointedCalls.ShiftedGradient(x, 2, gradient), 15);
        Assert.Equal(0.7 * 1.1 * (Math.Sin(0.5) + 0.5 * Math.Cos(0.5)), gradient[0], 14);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Parts_that_overlap_and_are_written_cannot_be_run_again(int shift)
    {
        double[] x = [0.5, 0.7, 1.1, 1.3], gradient = [9, 9, 9, 9];
        NotSupportedException thrown = Assert.Throws<NotSupportedException>(() => CheckpointedCalls.ShiftedVjp(x, shift, 1, gradient));
        Assert.Contains("Smooth", thrown.Message, StringComparison.Ordinal);
        Assert.Contains("overlap", thrown.Message, StringComparison.Ordinal);
        Assert.Equal([9, 9, 9, 9], gradient);
    }

    [Fact]
    public void One_buffer_under_two_names_cannot_be_run_again_by_a_call_inside()
    {
        double[] x = [0.5], gradient = [9];
        Assert.Throws<NotSupportedException>(() => CheckpointedCalls.TwiceVjp(x, 0, 1, gradient));
        Assert.Equal([9], gradient);
    }
}
