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
        ["yogi"] = () => new Yogi<double>(3, 0.002),
        ["yogi .1"] = () => new Yogi<double>(3, 0.1),
        ["adan"] = () => new Adan<double>(3, 0.1),
        ["adopt"] = () => new Adopt<double>(3, 0.003),
        ["adopt .3"] = () => new Adopt<double>(3, 0.3),
        ["novograd"] = () => new NovoGrad<double>(3, 0.003),
        ["novograd .3"] = () => new NovoGrad<double>(3, 0.3, weightDecay: 0.1),
        ["optimistic"] = () => new OptimisticSgd<double>(3, 0.003),
        ["optimistic .1"] = () => new OptimisticSgd<double>(3, 0.1),
        ["prodigy .01"] = () => new Prodigy<double>(3, firstDistance: 0.01),
        ["prodigy .1"] = () => new Prodigy<double>(3, firstDistance: 0.1, weightDecay: 0.1),
        ["dog"] = () => new Dog<double>(3),
        ["dog .1"] = () => new Dog<double>(3, relativeDistance: 0.1),
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
    [InlineData("yogi", "13.97601885 13.95206788 13.92814777 13.90425899 13.88040196")]
    [InlineData("yogi .1", "12.83032145 11.72270675 10.67802867 9.696849389 8.779369152")]
    [InlineData("adan", "12.83 11.72071063 10.67230484 9.684953933 8.758721898")]
    [InlineData("adopt", "14 13.99640027 13.98956281 13.97981509 13.96745316")]
    [InlineData("adopt .3", "14 13.6427 12.983821 12.08856684 11.02541568")]
    [InlineData("novograd", "13.97755906 13.93497535 13.87435725 13.79763243 13.70655864")]
    [InlineData("novograd .3", "11.08495567 6.594116774 2.345204016 0.09913362606 0.7807108564")]
    [InlineData("optimistic", "13.832504 13.66800788 13.50546197 13.34484917 13.18614644")]
    [InlineData("optimistic .1", "8.96 6.4736 4.516736 3.18273536 2.236417434")]
    [InlineData("prodigy .01", "13.88030001 13.76121597 13.64275823 13.52493695 13.37592709")]
    [InlineData("prodigy .1", "12.74539105 11.5839089 10.50062789 9.490868118 8.292547886")]
    [InlineData("dog", "13.99996452 13.99993943 13.99990445 13.99985668 13.99979259")]
    [InlineData("dog .1", "10.67650167 8.735575114 6.521245552 4.299812074 2.413450416")]
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

    /// <summary>
    /// At the average, where schedule-free rules are to be used: by the paper's formulas, and to three digits what optax prints. With η = 1 descent jumps to −x and back, and the mean of
    /// the two is the minimum.
    /// </summary>
    [Theory]
    [InlineData("sgd 1", "14 0 0.9955555556 0.8064 0.24098816")]
    [InlineData("sgd .1", "8.96 7.2576 5.840012516 4.665013549 3.696014399")]
    [InlineData("adamw 1", "5.000000012 3.052275289 1.72760496 0.8941861029 0.4128849341")]
    public void Five_values_at_the_average(string name, string expected)
    {
        OptimizerChain<double> optimizer = name switch
        {
            "sgd 1" => new ScheduleFreeSgd<double>(3),
            "sgd .1" => new ScheduleFreeSgd<double>(3, 0.1),
            _ => new ScheduleFreeAdamW<double>(3, 1),
        };
        double[] x = [1, 2, 3];
        foreach (string printed in expected.Split(' '))
        {
            optimizer.Step(x, [.. x.Select(v => 2 * v)]);
            ReadOnlySpan<double> average = optimizer is ScheduleFreeSgd<double> sgd ? sgd.Average : ((ScheduleFreeAdamW<double>)optimizer).Average;
            double value = 0;
            foreach (double v in average)
            {
                value += v * v;
            }

            AssertPrinted(printed, value);
        }
    }

    /// <summary>A warm-up counts less in a schedule-free average: with rates 0, 1, 2 the weights are 0, 1 and 4.</summary>
    [Fact]
    public void Schedule_free_averages_weigh_by_the_rate()
    {
        ScheduleFreeSgd<double> optimizer = new(1) { Schedule = Schedule.Of(step => step) };
        double[] x = [3];
        double z = 3, average = 3;
        double[] weights = [0, 1, 4.0 / 5];
        for (int step = 0; step < 3; step++)
        {
            z -= step * 0.25;
            average += weights[step] * (z - average);
            optimizer.Step(x, [0.25]);
            Assert.Equal(average, optimizer.Average[0], 1e-15);
            Assert.Equal((0.9 * average) + (0.1 * z), x[0], 1e-15);
        }
    }

    /// <summary>A bilinear game xy of two players: plain descent turns away from the solution, the optimistic one comes to it.</summary>
    [Fact]
    public void Optimism_settles_a_game()
    {
        Assert.True(Play(new Sgd<double>(2, 0.1)) > 2);
        Assert.InRange(Play(new OptimisticSgd<double>(2, 0.1)), 0, 0.12);

        static double Play(IOptimizer<double> optimizer)
        {
            double[] x = [1, 1];
            for (int step = 0; step < 500; step++)
            {
                optimizer.Step(x, [x[1], -x[0]]);
            }

            return Math.Sqrt((x[0] * x[0]) + (x[1] * x[1]));
        }
    }

    /// <summary>NovoGrad takes layers apart: a layer whose gradients are all larger by a factor moves alike, what lies outside of them with its own size.</summary>
    [Fact]
    public void Novograd_takes_layers_apart()
    {
        NovoGrad<double> optimizer = new(5, 0.1, layers: [new ParameterRange(0, 2), new ParameterRange(2, 2)]);
        double[] x = new double[5];
        for (int step = 0; step < 4; step++)
        {
            optimizer.Step(x, [3 + step, -4, 100 * (3 + step), -400, 0.5]);
        }

        Assert.Equal(x[0], x[2], 1e-6);
        Assert.Equal(x[1], x[3], 1e-6);

        // Σ over four steps of .1 · .5 (1 + .9 + … ): momentum of the plain gradient.
        Assert.Equal(-0.05 * (4 + (3 * 0.9) + (2 * 0.81) + 0.729), x[4], 1e-14);
    }

    /// <summary>ADOPT clips a quotient to t^¼: after a gradient of 1 one of 100 counts as 1 at t = 1 and as √√2 at t = 2; without clipping as itself.</summary>
    [Fact]
    public void Adopt_clips()
    {
        double[] clipped = [0], free = [0];
        Adopt<double> a = new(1, 1, beta1: 0, beta2: 0.5), b = new(1, 1, beta1: 0, beta2: 0.5, clips: false);
        foreach ((double gradient, double ofClipped, double ofFree) in ((double, double, double)[])[(1, 0, 0), (100, -1, -100), (1e6, -1 - Math.Sqrt(Math.Sqrt(2)), -100 - (1e6 / Math.Sqrt(5000.5)))])
        {
            a.Step(clipped, [gradient]);
            b.Step(free, [gradient]);
            Assert.Equal(ofClipped, clipped[0], 1e-12);
            Assert.Equal(ofFree, free[0], 1e-8);
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
