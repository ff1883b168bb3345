using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>What the types of estimators promise.</summary>
public sealed class EstimatorTypesTests
{
    private static readonly Dictionary<Type, ILayeredGradientEstimator<double>> s_estimators = Made().ToDictionary(e => e.GetType());

    private static ILayeredGradientEstimator<double>[] Made() =>
    [
        default(Backpropagation<double>),
        new ForwardGradient<double>(1),
        new OrthogonalForwardGradient<double>(1, 2),
        new ClippedForwardGradient<double>(1, 5),
        new WeightPerturbation<double>(1, 0.1),
        new CentralWeightPerturbation<double>(1, 0.1),
        new Spsa<double>(1, new SpsaGains(0.1, 0.1)),
        new ErrorDescent<double>(1, 0.1),
        new EvolutionStrategy<double>(1, 0.1, 4),
        new RankedEvolutionStrategy<double>(1, 0.1, 4),
        new NodePerturbation<double>(1, 0.1),
        new CleanNodePerturbation<double>(1, 0.1),
        new CentralNodePerturbation<double>(1, 0.1),
        new TwoNoisyNodePerturbation<double>(1, 0.1, 0.1),
        new DifferenceNodePerturbation<double>(1, 0.1),
        new LayerwiseNodePerturbation<double>(1, 0.1),
        new ActivityNodePerturbation<double>(1, 0.1),
    ];

    /// <summary>The interfaces of a type say what its <c>Bias</c> says. Every estimator of the runtime is looked at.</summary>
    [Fact]
    public void Types_say_their_bias()
    {
        Type[] all = [.. typeof(Bias).Assembly.GetTypes()
            .Where(t => !t.IsInterface && t.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(ILayeredGradientEstimator<>)))];
        Assert.Equal(all.Select(t => t.Name).Order(), s_estimators.Keys.Select(t => t.Name).Order());
        foreach ((Type type, ILayeredGradientEstimator<double> estimator) in s_estimators)
        {
            Bias said = typeof(IExactGradientEstimator<double>).IsAssignableFrom(type) ? Bias.Exact
                : typeof(IUnbiasedGradientEstimator<double>).IsAssignableFrom(type) ? Bias.Unbiased
                : typeof(ISmoothedGradientEstimator<double>).IsAssignableFrom(type) ? Bias.UnbiasedForSmoothed
                : Bias.Biased;
            Assert.Equal(estimator.Bias, said);
            Assert.True(type.IsValueType, $"{type} is not a struct: generic code would call it through an interface.");
        }
    }

    /// <summary>docs/estimators.md has a row for each estimator, with its bias.</summary>
    [Fact]
    public void The_page_names_every_estimator_and_its_bias()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "docs", "estimators.md")))
        {
            folder = folder.Parent;
        }

        Assert.NotNull(folder);
        string[] page = File.ReadAllLines(Path.Combine(folder.FullName, "docs", "estimators.md"));
        foreach ((Type type, ILayeredGradientEstimator<double> estimator) in s_estimators)
        {
            string name = type.Name[..type.Name.IndexOf('`', StringComparison.Ordinal)];
            string row = Assert.Single(page, line => line.StartsWith($"| `{name}` ", StringComparison.Ordinal));
            Assert.Contains($"`{estimator.Bias}`", row, StringComparison.Ordinal);
        }
    }

    /// <summary>One function for all estimators; the estimator is one line of its caller.</summary>
    [Fact]
    public void Estimators_are_swapped_in_one_line()
    {
        Assert.InRange(Descend(default(Backpropagation<double>)), 0, 1e-6);
        Assert.InRange(Descend(new ForwardGradient<double>(1)), 0, 1e-3);
        Assert.InRange(Descend(new OrthogonalForwardGradient<double>(1, 2)), 0, 1e-6);
        Assert.InRange(Descend(new ClippedForwardGradient<double>(1, 5)), 0, 1e-3);
        Assert.InRange(Descend(new WeightPerturbation<double>(1, 1e-3)), 0, 1e-3);
        Assert.InRange(Descend(new CentralWeightPerturbation<double>(1, 1e-3)), 0, 1e-3);
        Assert.InRange(Descend(new Spsa<double>(1, new SpsaGains(1, 0.1))), 0, 1e-3);
        Assert.InRange(Descend(new ErrorDescent<double>(1, 1)), 0, 1e-3);
        Assert.InRange(Descend(new EvolutionStrategy<double>(1, 1e-2, 4)), 0, 1e-3);

        static double Descend<TEstimator>(TEstimator estimator)
            where TEstimator : IGradientEstimator<double>
        {
            double[] x = [1.5, -1], gradient = new double[2];
            BowlObjective objective = default;
            for (int t = 0; t < 400; t++)
            {
                _ = estimator.Estimate(ref objective, x, gradient);
                x[0] -= 0.05 * gradient[0];
                x[1] -= 0.05 * gradient[1];
            }

            return objective.Value(x);
        }
    }

    [Fact]
    public void No_estimator_allocates_in_a_step()
    {
        None(default(Backpropagation<double>));
        None(new ForwardGradient<double>(1, DirectionNoise.Sphere, 3, new ParameterMask(40, 3..17)));
        None(new ForwardGradient<double>(new WhitenedNoise(new LogisticMapNoise(new NoiseKey(1), 3.9), 4, 10_000)));
        None(new OrthogonalForwardGradient<double>(1, 5));
        None(new OrthogonalForwardGradient<double>(1, 5, OrthogonalDirections.Hadamard));
        None(new ClippedForwardGradient<double>(1, 5));
        None(new WeightPerturbation<double>(1, 0.1, directions: 3));
        None(new CentralWeightPerturbation<double>(1, 0.1));
        None(new Spsa<double>(1, new SpsaGains(0.1, 0.1)));
        None(new ErrorDescent<double>(1, 0.1));
        None(new EvolutionStrategy<double>(1, 0.1, 4));
        None(new RankedEvolutionStrategy<double>(1, 0.1, 40));

        static void None<TEstimator>(TEstimator estimator)
            where TEstimator : struct, IGradientEstimator<double>
        {
            double[] x = new double[40], gradient = new double[40];
            BowlObjective objective = default;
            Allocations.AssertNone(() => estimator.Estimate(ref objective, x, gradient));
        }
    }

    [Fact]
    public void No_estimator_of_nodes_allocates_in_a_step()
    {
        None(new NodePerturbation<double>(1, 0.1));
        None(new CleanNodePerturbation<double>(1, 0.1, DirectionNoise.Sphere));
        None(new CentralNodePerturbation<double>(1, 0.1));
        None(new TwoNoisyNodePerturbation<double>(1, 0.1, 0.1));
        None(new DifferenceNodePerturbation<double>(1, 0.1));
        None(new LayerwiseNodePerturbation<double>(1, 0.1));
        None(new ActivityNodePerturbation<double>(1, 0.1));
        None(new WeightPerturbation<double>(1, 0.1));

        static void None<TEstimator>(TEstimator estimator)
            where TEstimator : struct, ILayeredGradientEstimator<double>
        {
            ThresholdObjective objective = default;
            double[] x = [1], gradient = new double[1];
            Allocations.AssertNone(() => estimator.Estimate(ref objective, x, gradient));
        }
    }

    [Fact]
    public void Copies_of_an_estimator_share_the_step()
    {
        ForwardGradient<double> estimator = new(1), copy = estimator;
        BowlObjective objective = default;
        _ = copy.Estimate(ref objective, [1.0, 2], new double[2]);
        Assert.Equal(1, estimator.Step);
    }

    private readonly struct BowlObjective : IObjective<double>
    {
        public double Value(ReadOnlySpan<double> x)
        {
            double sum = 0;
            for (int i = 0; i < x.Length; i++)
            {
                sum += 0.5 * (1 + (i % 3)) * x[i] * x[i];
            }

            return sum;
        }

        public double Gradient(ReadOnlySpan<double> x, Span<double> gradient)
        {
            for (int i = 0; i < x.Length; i++)
            {
                gradient[i] = (1 + (i % 3)) * x[i];
            }

            return Value(x);
        }

        public double Jvp(ReadOnlySpan<double> x, ReadOnlySpan<double> tangent, out double directional)
        {
            directional = 0;
            for (int i = 0; i < x.Length; i++)
            {
                directional += (1 + (i % 3)) * x[i] * tangent[i];
            }

            return Value(x);
        }
    }
}
