using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Checkpoints;

/// <summary>The memory of long loops, and that it costs no bit.</summary>
public class CheckpointedLoopTests
{
    private static readonly double[] s_start = [.. Enumerable.Range(0, 32).Select(i => Math.Cos(i))];
    private static readonly double[] s_heat = [.. Enumerable.Range(0, 32).Select(i => 1 + (0.5 * Math.Sin(i)))];

    /// <summary>Twenty-five times as many iterations: the recording is 25 times as large, √n states and parts are 5 times, log n a little more.</summary>
    [Fact]
    public void Memory_grows_with_the_root_or_the_logarithm()
    {
        const int steps = 20_000, more = 25 * steps;
        Assert.InRange(Ratio(n => CheckpointedLoops.OrbitGradient(1, 0.3, 1.1, n)), 12, 50);
        Assert.InRange(Ratio(n => CheckpointedLoops.OrbitRootGradient(1, 0.3, 1.1, n)), 1, 10);
        Assert.InRange(Ratio(n => CheckpointedLoops.OrbitLogGradient(1, 0.3, 1.1, n)), 1, 2);

        long recorded = Memory.Of(() => CheckpointedLoops.OrbitGradient(1, 0.3, 1.1, more));
        long root = Memory.Of(() => CheckpointedLoops.OrbitRootGradient(1, 0.3, 1.1, more));
        long log = Memory.Of(() => CheckpointedLoops.OrbitLogGradient(1, 0.3, 1.1, more));
        Assert.True(root * 50 < recorded, $"√n: {root} bytes against {recorded}");
        Assert.True(log * 200 < recorded, $"log n: {log} bytes against {recorded}");

        static double Ratio(Action<int> gradient) => (double)Memory.Of(() => gradient(more)) / Memory.Of(() => gradient(steps));
    }

    [Fact]
    public void A_state_in_a_buffer_is_kept_as_rarely()
    {
        const int steps = 40_000;
        double[] a = new double[32], b = new double[32];
        long recorded = Memory.Of(() => CheckpointedLoops.RodGradient(s_start, s_heat, steps, a, b));
        long root = Memory.Of(() => CheckpointedLoops.RodRootGradient(s_start, s_heat, steps, a, b));
        long log = Memory.Of(() => CheckpointedLoops.RodLogGradient(s_start, s_heat, steps, a, b));
        Assert.True(root * 20 < recorded, $"√n: {root} bytes against {recorded}");
        Assert.True(log * 100 < recorded, $"log n: {log} bytes against {recorded}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1000)]
    [InlineData(12345)]
    public void Every_bit_is_that_of_the_recording(int steps)
    {
        (double, double, double, double) recorded = CheckpointedLoops.OrbitGradient(1, 0.3, 1.1, steps);
        Assert.Equal(recorded, CheckpointedLoops.OrbitRootGradient(1, 0.3, 1.1, steps));
        Assert.Equal(recorded, CheckpointedLoops.OrbitLogGradient(1, 0.3, 1.1, steps));
        int fewer = Math.Min(steps, 1000);
        double[][] gradients = [.. Enumerable.Range(0, 6).Select(_ => new double[32])];
        double value = CheckpointedLoops.RodGradient(s_start, s_heat, fewer, gradients[0], gradients[1]);
        Assert.Equal(value, CheckpointedLoops.RodRootGradient(s_start, s_heat, fewer, gradients[2], gradients[3]));
        Assert.Equal(value, CheckpointedLoops.RodLogGradient(s_start, s_heat, fewer, gradients[4], gradients[5]));
        Assert.Equal(gradients[0], gradients[2]);
        Assert.Equal(gradients[0], gradients[4]);
        Assert.Equal(gradients[1], gradients[3]);
        Assert.Equal(gradients[1], gradients[5]);
    }

    [Fact]
    public void Nothing_is_allocated_once_a_call_has_been_made()
    {
        double[] a = new double[32], b = new double[32];
        Assert.Equal(0, Memory.OfSecond(() => CheckpointedLoops.RodRootGradient(s_start, s_heat, 300, a, b)));
        Assert.Equal(0, Memory.OfSecond(() => CheckpointedLoops.RodLogGradient(s_start, s_heat, 300, a, b)));
        Assert.Equal(0, Memory.OfSecond(() => CheckpointedLoops.OrbitLogGradient(1, 0.3, 1.1, 300)));
    }
}
