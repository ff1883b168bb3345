using System;
using System.Linq;
using Xunit;

namespace DiffGen.Gradient.Tests.Parts;

/// <summary>Loops and batches in parts: the values and gradients of the serial ones, and the same bits for every number of threads.</summary>
public static class ParallelTests
{
    private static readonly int[] s_threads = [1, 2, 7];

    private static double[] Numbers(int count, double step) => [.. Enumerable.Range(0, count).Select(i => Math.Cos(step * i) * (1 + (i % 7)))];

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(127)]
    [InlineData(128)]
    [InlineData(1000)]
    [InlineData(20_003)]
    public static void Loops_give_the_gradient_of_the_serial_loop_and_the_same_bits_for_any_number_of_threads(int points)
    {
        double[] theta = [0.3, -0.8, 1.2, 0.5, -0.1], data = Numbers(5 * points, 1.7), grad = new double[5], expected = new double[5];
        (double expectedValue, double expectedWeight) = SerialCases.RegressionGradient(theta, 0.7, data, expected);
        (double First, double Second)? same = null;
        double[]? sameGrad = null;
        foreach (int threads in s_threads)
        {
            (double value, double weight) = With(threads, () => ParallelCases.RegressionGradient(theta, 0.7, data, grad));
            Assert.Equal(expectedValue, value, 1e-12 * Math.Max(1, Math.Abs(expectedValue)));
            Assert.Equal(expectedWeight, weight, 1e-12 * Math.Max(1, Math.Abs(expectedWeight)));
            for (int j = 0; j < 5; j++)
            {
                Assert.Equal(expected[j], grad[j], 1e-11 * Math.Max(1, expected.Max(Math.Abs)));
            }

            Assert.Equal(same ?? (value, weight), (value, weight));
            Assert.Equal(sameGrad ?? grad, grad);
            same = (value, weight);
            sameGrad = [.. grad];
        }
    }

    [Fact]
    public static void Elements_of_each_iteration_get_their_gradients_and_the_product_of_the_Hessian_too()
    {
        double[] x = Numbers(5000, 0.37), grad = new double[x.Length], expected = new double[x.Length], tangent = Numbers(x.Length, 0.91), product = new double[x.Length], first = new double[x.Length];
        (double expectedValue, double expectedScale) = SerialCases.SoftplusGradient(x, 1.3, expected);
        foreach (int threads in s_threads)
        {
            (double value, double scale) = With(threads, () => ParallelCases.SoftplusGradient(x, 1.3, grad));
            Assert.Equal(expectedValue, value, 1e-12);
            Assert.Equal(expectedScale, scale, 1e-12);
            Assert.All(Enumerable.Range(0, x.Length), i => Assert.Equal(expected[i], grad[i], 1e-15));
            (double _, double slope, double _, double _) = With(threads, () => ParallelCases.SoftplusHvp(x, 1.3, tangent, 0.2, grad, product));
            Assert.Equal(ParallelCases.SoftplusJvp(x, 1.3, tangent, 0.2).Tangent, slope, 1e-12);
            first = threads == 1 ? [.. product] : first;
            Assert.Equal(first, product);
        }
    }

    [Fact]
    public static void An_iteration_that_throws_leaves_gradients_as_they_were()
    {
        double[] theta = [1, 2, 3, 4], grad = [5, 6, 7, 8];
        int[] index = [.. Enumerable.Range(0, 1000).Select(i => i % 4)];
        index[777] = 4;
        foreach (int threads in s_threads)
        {
            Assert.Throws<IndexOutOfRangeException>(() => With(threads, () => ParallelCases.ChosenVjp(theta, index, 1, grad)));
            Assert.Equal([5, 6, 7, 8], grad);
        }
    }

    [Fact]
    public static void Batches_give_what_single_calls_give_and_the_same_bits_for_any_number_of_threads()
    {
        double[] spot = [.. Numbers(4001, 0.3).Select(s => Math.Abs(s) + 0.1)], curve = [0.2, -0.4, 0.9], value = new double[spot.Length], grad = new double[spot.Length], curveGrad = [9, 9, 9];
        double[] expectedCurve = new double[3], one = new double[3];
        double expectedRate = 0;
        for (int i = 0; i < spot.Length; i++)
        {
            (double _, double _, double rate) = SerialCases.PricedGradient(spot[i], curve, 0.15, one);
            expectedRate += rate;
            for (int k = 0; k < 3; k++)
            {
                expectedCurve[k] += one[k];
            }
        }

        double? same = null;
        double[]? sameCurve = null;
        foreach (int threads in s_threads)
        {
            double rate = With(threads, () => ParallelCases.PricedGradientBatch(spot, curve, 0.15, value, grad, curveGrad));
            Assert.Equal(expectedRate, rate, 1e-9);
            for (int k = 0; k < 3; k++)
            {
                Assert.Equal(expectedCurve[k], curveGrad[k], 1e-9);
            }

            foreach (int i in (int[])[0, 1, 63, 64, 2000, 4000])
            {
                (double v, double s, double _) = SerialCases.PricedGradient(spot[i], curve, 0.15, one);
                Assert.Equal(v, value[i], 1e-14);
                Assert.Equal(s, grad[i], 1e-14);
            }

            Assert.Equal(same ?? rate, rate);
            Assert.Equal(sameCurve ?? curveGrad, curveGrad);
            same = rate;
            sameCurve = [.. curveGrad];
        }
    }

    [Fact]
    public static void The_call_of_the_lowest_index_that_throws_is_the_one_that_is_seen()
    {
        double[] spot = [.. Numbers(3000, 0.3).Select(s => Math.Abs(s) + 0.1)], value = new double[spot.Length];
        spot[1234] = -1234;
        spot[2345] = -2345;
        foreach (int threads in s_threads)
        {
            ArgumentOutOfRangeException thrown = Assert.Throws<ArgumentOutOfRangeException>(() => With(threads, () =>
            {
                ParallelCases.PricedBatch(spot, [1, 2, 3], 0.1, value);
                return 0;
            }));
            Assert.Equal(-1234.0, thrown.ActualValue);
        }
    }

    [Fact]
    public static void Nothing_is_allocated_on_the_calling_thread()
    {
        double[] theta = [0.3, -0.8, 1.2, 0.5, -0.1], data = Numbers(50_000, 1.7), grad = new double[5];
        long bytes = With(2, () =>
        {
            for (int i = 0; i < 20; i++)
            {
                ParallelCases.RegressionGradient(theta, 0.7, data, grad);
            }

            long before = GC.GetAllocatedBytesForCurrentThread();
            ParallelCases.RegressionGradient(theta, 0.7, data, grad);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.Equal(0, bytes);
    }

    private static T With<T>(int threads, Func<T> run)
    {
        int before = Parallelism.MaxThreads;
        Parallelism.MaxThreads = threads;
        try
        {
            return run();
        }
        finally
        {
            Parallelism.MaxThreads = before;
        }
    }
}
