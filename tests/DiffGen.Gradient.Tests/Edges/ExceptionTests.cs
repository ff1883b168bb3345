using System;
using Golden.Edges;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>An exception of the method passes through unchanged, and gradient buffers are as before the call.</summary>
public class ExceptionTests
{
    [Fact]
    public void At_the_start()
    {
        double[] x = [1, 2, 3], weights = [1, 2], xGrad = [7, 8, 9], weightsGrad = [5, 6];
        Assert.Throws<ArgumentException>("weights", () => Validation.GeometricMeanGradient(x, weights, xGrad, weightsGrad));
        Assert.Throws<ArgumentException>("weights", () => Validation.GeometricMeanVjp(x, weights, 2, xGrad, weightsGrad));
        Assert.Throws<ArgumentException>("weights", () => Validation.GeometricMeanJvp(x, weights, x, weights));
        Assert.Equal([7, 8, 9], xGrad);
        Assert.Equal([5, 6], weightsGrad);
    }

    [Fact]
    public void In_the_middle()
    {
        double[] x = [1, 2, -3, 4], weights = [1, 2, 1, 1], xGrad = [7, 8, 9, 10], weightsGrad = [5, 6, 7, 8];
        Assert.Throws<ArgumentOutOfRangeException>("x", () => Validation.GeometricMeanGradient(x, weights, xGrad, weightsGrad));
        Assert.Throws<ArgumentOutOfRangeException>("x", () => Validation.GeometricMeanVjp(x, weights, 2, xGrad, weightsGrad));
        Assert.Throws<ArgumentOutOfRangeException>("x", () => Validation.GeometricMeanJvp(x, weights, x, weights));
        Assert.Equal([7, 8, 9, 10], xGrad);
        Assert.Equal([5, 6, 7, 8], weightsGrad);

        // Nothing of the failed call is left behind.
        x[2] = 3;
        (double[] once, double[] again) = (new double[4], new double[4]);
        double value = Validation.GeometricMeanGradient(x, weights, once, new double[4]);
        Assert.Equal(value, Validation.GeometricMeanGradient(x, weights, again, new double[4]));
        Assert.Equal(once, again);
    }

    [Fact]
    public void In_an_arm() => Assert.Throws<ArgumentOutOfRangeException>("which", () => Validation.PickGradient(1, 2, 5));

    [Fact]
    public void Of_the_run_time()
    {
        double[] gradient = [7, 8, 9, 10];
        Assert.Throws<IndexOutOfRangeException>(() => Golden.Buffers.Scratch.SoftmaxGradient([1, 2, 3, 4], 9, gradient));
        Assert.Equal([7, 8, 9, 10], gradient);
    }

    [Fact]
    public void Failing_again_and_again_allocates_only_the_exceptions()
    {
        double[] good = [1, 2, 3, 4], bad = [1, 2, -3, 4], gradient = new double[4], weightsGrad = new double[4];
        Try(bad);
        Validation.GeometricMeanGradient(good, good, gradient, weightsGrad);
        for (int i = 0; i < 20; i++)
        {
            Try(bad);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Validation.GeometricMeanGradient(good, good, gradient, weightsGrad);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Try(double[] x)
        {
            try
            {
                Validation.GeometricMeanGradient(x, good, gradient, weightsGrad);
            }
            catch (ArgumentOutOfRangeException)
            {
            }
        }
    }
}
