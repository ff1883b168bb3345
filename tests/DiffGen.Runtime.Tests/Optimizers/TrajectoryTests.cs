using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using DiffGen.Transforms;
using Xunit;

namespace DiffGen.Runtime.Tests;

/// <summary>Steps on x₁² + x₂² + x₃² from (1, 2, 3) as the libraries make them, to all printed digits.</summary>
public sealed class TrajectoryTests
{
    private static readonly Dictionary<string, Func<IOptimizer<double>>> Rules = new()
    {
        ["sgd"] = () => new Sgd<double>(3, 0.003),
        ["sgd momentum"] = () => new Sgd<double>(3, 0.003, momentum: 0.9),
        ["sgd momentum, rate inside"] = () => new Sgd<double>(3, 0.003, momentum: 0.9, learningRateInside: true),
        ["sgd nesterov"] = () => new Sgd<double>(3, 0.003, momentum: 0.9, nesterov: true),
        ["sgd nesterov, rate inside"] = () => new Sgd<double>(3, 0.003, momentum: 0.9, nesterov: true, learningRateInside: true),
        ["adam"] = () => new Adam<double>(3, 0.003),
        ["adamw optax"] = () => new AdamW<double>(3, 0.003, weightDecay: 1e-4),
        ["adamw torch"] = () => new AdamW<double>(3, 0.003),
        ["amsgrad optax"] = () => new Adam<double>(3, 0.003, amsgrad: Amsgrad.Corrected),
        ["amsgrad torch"] = () => new Adam<double>(3, 0.003, amsgrad: Amsgrad.Raw),
        ["amsgrad Optimisers.jl"] = () => new Adam<double>(3, 0.003, amsgrad: Amsgrad.Uncorrected),
        ["nadam optax"] = () => new NAdam<double>(3, 0.003, form: NadamForm.Constant),
        ["nadam torch"] = () => new NAdam<double>(3, 0.003),
        ["nadam Optimisers.jl"] = () => new NAdam<double>(3, 0.003, form: NadamForm.DecayedRoot),
        ["rmsprop optax"] = () => new RmsProp<double>(3, 0.003, decay: 0.9, epsilonInside: true, learningRateInside: true),
        ["rmsprop torch"] = () => new RmsProp<double>(3, 0.003),
        ["rmsprop torch centred"] = () => new RmsProp<double>(3, 0.003, centred: true),
        ["adagrad optax"] = () => new AdaGrad<double>(3, 1, initialAccumulator: 0.1, epsilon: 1e-7, epsilonInside: true),
        ["adagrad torch"] = () => new AdaGrad<double>(3, 1),
        ["adadelta"] = () => new AdaDelta<double>(3, 10),
        ["lion optax"] = () => new Lion<double>(3, 0.003, weightDecay: 1e-3),
        ["adabelief"] = () => new AdaBelief<double>(3, 0.003),
        ["adamax"] = () => new AdaMax<double>(3, 0.003),
        ["radam"] = () => new RAdam<double>(3, 0.003),
        ["radam optax"] = () => new RAdam<double>(3, 0.003, epsilonHat: false),
        ["lion .3"] = () => new Lion<double>(3, 0.3),
        ["lion .3 swapped"] = () => new Lion<double>(3, 0.3, beta1: 0.99, beta2: 0.9),
        ["radam .1"] = () => new RAdam<double>(3, 0.1),
        ["radam .1 optax"] = () => new RAdam<double>(3, 0.1, epsilonHat: false),
        ["adam .5"] = () => new Adam<double>(3, 0.5, beta2: 0.9),
        ["amsgrad .5 torch"] = () => new Adam<double>(3, 0.5, beta2: 0.9, amsgrad: Amsgrad.Raw),
        ["amsgrad .5 optax"] = () => new Adam<double>(3, 0.5, beta2: 0.9, amsgrad: Amsgrad.Corrected),
    };

    [Theory]
    [InlineData("sgd", "13.832504 13.66701192 13.50349979 13.34194392 13.1823209")]
    [InlineData("sgd momentum", "13.832504 13.51802912 13.07805205 12.53418665 11.90752977")]
    [InlineData("sgd momentum, rate inside", "13.832504 13.51802912 13.07805205 12.53418665 11.90752977")]
    [InlineData("sgd nesterov", "13.68261944 13.23976952 12.69372657 12.06601333 11.37691835")]
    [InlineData("sgd nesterov, rate inside", "13.68261944 13.23976952 12.69372657 12.06601333 11.37691835")]
    [InlineData("adam", "13.964027 13.92810942 13.89224818 13.85644422 13.82069845")]
    [InlineData("adamw optax", "13.96401861 13.92809267 13.89222311 13.85641086 13.82065684")]
    [InlineData("adamw torch", "13.96318809 13.92643492 13.88974142 13.85310854 13.8165372")]
    [InlineData("amsgrad optax", "13.964027 13.92813632 13.89232871 13.85660494 13.82096573")]
    [InlineData("amsgrad torch", "13.964027 13.92810942 13.89224818 13.85644422 13.82069845")]
    [InlineData("amsgrad Optimisers.jl", "13.8864281 13.7346753 13.5591797 13.3678734 13.1659504")]
    [InlineData("nadam optax", "13.94700601 13.90549322 13.86689035 13.82948623 13.79271133")]
    [InlineData("nadam torch", "13.96199787 13.93386629 13.90762259 13.88145871 13.85479891")]
    [InlineData("nadam Optimisers.jl", "13.9469795 13.905446 13.866824 13.8294013 13.7926081")]
    [InlineData("rmsprop optax", "13.886428 13.80455676 13.73631393 13.67596104 13.62083571")]
    [InlineData("rmsprop torch", "13.64270001 13.39455796 13.19435462 13.0225832 12.87013953")]
    [InlineData("rmsprop torch centred", "13.64091367 13.39030785 13.18713553 13.01197809 12.85578713")]
    [InlineData("adagrad optax", "5.011927034 2.402696382 1.254826932 .6860957908 .3851943271")]
    [InlineData("adagrad torch", "5 2.394464332 1.249655972 .6828791375 .3831722183")]
    [InlineData("adadelta", "13.62352682 13.24635434 12.87284161 12.5050825 12.14423348")]
    [InlineData("lion optax", "13.96394311 13.92794054 13.8919923 13.85609838 13.82025878")]
    [InlineData("adabelief", "13.96003333 13.91809411 13.87417058 13.82825782 13.78035771")]
    [InlineData("adamax", "13.964027 13.92810042 13.89222122 13.85639037 13.8206088")]
    [InlineData("radam", "13.832504 13.66654017 13.50211513 13.33923494 13.17790508")]
    [InlineData("radam optax", "13.832504 13.66654017 13.50211513 13.33923494 13.17790508")]
    public void Five_values(string name, string expected)
    {
        IOptimizer<double> optimizer = Rules[name]();
        double[] x = [1, 2, 3];
        foreach (string printed in expected.Split(' '))
        {
            optimizer.Step(x, [.. x.Select(v => 2 * v)]);
            AssertPrinted(printed, x.Sum(v => v * v));
        }
    }

    /// <summary>Rules that five values cannot tell apart, after twelve steps.</summary>
    [Theory]
    [InlineData("lion .3", "-.2 -.4 -.6")]
    [InlineData("lion .3 swapped", ".4 -1.6 -.6")]
    [InlineData("radam .1", ".1801456939 .3817114823 .5833321707")]
    [InlineData("radam .1 optax", ".1801456919 .3817114813 .5833321701")]
    public void Twelve_steps(string name, string expected)
    {
        double[] x = RunTwelve(name);
        Assert.All(expected.Split(' ').Zip(x), pair => AssertPrinted(pair.First, pair.Second));
    }

    [Theory]
    [InlineData("adam .5", "2.021417722")]
    [InlineData("amsgrad .5 torch", "1.647183981")]
    [InlineData("amsgrad .5 optax", ".5199644985")]
    public void Values_after_twelve_steps(string name, string expected) => AssertPrinted(expected, RunTwelve(name).Sum(v => v * v));

    /// <summary>A planted change of one setting is seen in the printed digits: of the decay, of ε's place, of a coefficient.</summary>
    [Fact]
    public void The_digits_tell_the_rules_apart()
    {
        Func<IOptimizer<double>>[] wrong =
        [
            () => new AdamW<double>(3, 0.003, weightDecay: 1e-4),
            () => new Adam<double>(3, 0.003, beta2: 0.9991),
            () => new Adam<double>(3, 0.003, beta1: 0.9001),
            () => new Adam<double>(3, 0.003, amsgrad: Amsgrad.Corrected),
        ];
        double right = ValueAfterFive(Rules["adam"]());
        Assert.All(wrong, make => Assert.True(Math.Abs(ValueAfterFive(make()) - right) > 1e-8));

        static double ValueAfterFive(IOptimizer<double> optimizer)
        {
            double[] x = [1, 2, 3];
            for (int i = 0; i < 5; i++)
            {
                optimizer.Step(x, [.. x.Select(v => 2 * v)]);
            }

            return x.Sum(v => v * v);
        }
    }

    /// <summary>Optimisers.jl rectifies from t = 5 on (ρ = 4.996), PyTorch and optax from t = 6 on.</summary>
    [Theory]
    [InlineData(4.0, 5)]
    [InlineData(5.0, 6)]
    public void Radams_first_rectified_step(double threshold, int expected)
    {
        // The gradient's scale divides out of a rectified step, and of no other.
        double[] small = [0], large = [0];
        RAdam<double> a = new(1, 0.1, threshold: threshold), b = new(1, 0.1, threshold: threshold);
        for (int t = 1; ; t++)
        {
            double before = small[0], beforeLarge = large[0];
            a.Step(small, [1.0]);
            b.Step(large, [1000.0]);
            if (Math.Abs((small[0] - before) / (large[0] - beforeLarge) - 1) < 1e-6)
            {
                Assert.Equal(expected, t);
                return;
            }

            Assert.True(t < 10);
        }
    }

    private static double[] RunTwelve(string name)
    {
        IOptimizer<double> optimizer = Rules[name]();
        double[] x = [1, 2, 3];
        for (int i = 0; i < 12; i++)
        {
            optimizer.Step(x, [.. x.Select(v => 2 * v)]);
        }

        return x;
    }

    /// <summary>Half a unit of the last printed digit, and a share of it for numbers that lie just between two.</summary>
    private static void AssertPrinted(string printed, double actual)
    {
        int point = printed.IndexOf('.', StringComparison.Ordinal);
        int digits = point < 0 ? 9 : printed.Length - point - 1;
        double expected = double.Parse(printed, CultureInfo.InvariantCulture);
        Assert.Equal(expected, actual, 0.501 * Math.Pow(10, -digits) + 1e-15);
    }
}
