using System;
using Golden.Edges;
using Xunit;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>A million iterations, two hundred nested calls: right, and without a new recording each time.</summary>
public class SizeTests
{
    [Fact]
    public void A_loop_of_a_million_iterations()
    {
        const int Steps = 1_000_000;
        (double value, double tangentByX) = Sizes.LogisticJvp(0.4, 2.5, Steps, 1, 0);
        (_, double tangentByRate) = Sizes.LogisticJvp(0.4, 2.5, Steps, 0, 1);
        Assert.Equal((value, Relative(tangentByX), Relative(tangentByRate)), Rounded(Sizes.LogisticGradient(0.4, 2.5, Steps)));

        (double Value, double ByX, double ByRate) Rounded((double Value, double XGrad, double RateGrad) gradient) => (gradient.Value, Relative(gradient.XGrad), Relative(gradient.RateGrad));

        static double Relative(double number) => double.Parse(number.ToString("E8", System.Globalization.CultureInfo.InvariantCulture), System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public void A_loop_whose_length_only_it_knows()
    {
        const double Factor = 0.99999;
        double tangent = Sizes.DecayJvp(1, Factor, 1e-3, 0, 1).Tangent;
        Assert.Equal(tangent, Sizes.DecayGradient(1, Factor, 1e-3).FactorGrad, 1e-9 * Math.Abs(tangent));
    }

    [Fact]
    public void A_long_recording_is_made_once()
    {
        for (int i = 0; i < 3; i++)
        {
            Sizes.LogisticGradient(0.4, 2.5, 100_000);
            Sizes.DecayGradient(1, 0.9999, 1e-3);
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Sizes.LogisticGradient(0.4, 2.5, 100_000);
        Sizes.DecayGradient(1, 0.9999, 1e-3);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(2000)]
    public void Nested_calls(int depth)
    {
        double expected = 1, x = 0.7, y = x;
        for (int i = 0; i < depth; i++)
        {
            expected = Math.Cos(y) * expected + 0.5;
            y = Math.Sin(y) + 0.5 * x;
        }

        (double value, double xGrad) = Sizes.NestedGradient(x, depth);
        Assert.Equal(y, value);
        Assert.Equal(expected, xGrad, 1e-12 * Math.Abs(expected));
        Assert.Equal(expected, Sizes.NestedJvp(x, depth, 1).Tangent, 1e-12 * Math.Abs(expected));
    }
}
