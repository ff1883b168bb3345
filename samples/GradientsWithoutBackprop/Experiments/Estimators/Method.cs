using System;
using System.Collections.Generic;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>A kind of gradient, with the learning rates that are tried with it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Bias">How the mean of its estimates relates to the gradient.</param>
/// <param name="FirstRate">The least learning rate that is tried with a number of parameters.</param>
/// <param name="Start">Makes the source of a run from its seed.</param>
internal sealed record Method(string Name, Bias Bias, Func<int, double> FirstRate, Func<ulong, GradientSource> Start)
{
    /// <summary>The size of finite perturbations.</summary>
    private const double Sigma = 1e-3;

    public static IReadOnlyList<Method> All { get; } =
    [
        Of("backpropagation", _ => 1e-2, _ => new Backpropagation<float>()),
        Of("forward gradient", parameters => 2.4 / parameters, seed => new ForwardGradient<float>(seed, DirectionNoise.Rademacher)),
        Of("forward gradient, 16 directions", parameters => 7.2 / parameters, seed => new ForwardGradient<float>(seed, DirectionNoise.Rademacher, directions: 16)),
        Of("weight perturbation", parameters => 2.4 / parameters, seed => new WeightPerturbation<float>(seed, Sigma, DirectionNoise.Rademacher)),
        new Method("node perturbation by the compiler", Bias.Unbiased, NodeRate, Compiled),
        Of("node perturbation, two passes", NodeRate, seed => new CleanNodePerturbation<float>(seed, Sigma)),
        Of("two noisy passes", NodeRate, seed => new TwoNoisyNodePerturbation<float>(seed, Sigma, Sigma)),
        Of("difference of two noisy passes", NodeRate, seed => new DifferenceNodePerturbation<float>(seed, Sigma)),
        Of("layer by layer (INP)", NodeRate, seed => new LayerwiseNodePerturbation<float>(seed, Sigma)),
        Of("activity-based (ANP)", NodeRate, seed => new ActivityNodePerturbation<float>(seed, Sigma)),
    ];

    private static double NodeRate(int parameters)
    {
        return 3e-3;
    }

    /// <summary>The companion that the compiler made of <see cref="TanhNetwork.ExampleLoss"/>: noise in tangents, one forward pass for each example, no step size.</summary>
    private static GradientSource Compiled(ulong seed)
    {
        CompiledNodePerturbation<float> estimator = new(seed);
        return (loss, parameters, gradient) => estimator.Estimate(loss, parameters, gradient);
    }

    private static Method Of<TEstimator>(string name, Func<int, double> firstRate, Func<ulong, TEstimator> make)
        where TEstimator : ILayeredGradientEstimator<float>
    {
        return new Method(name, make(0).Bias, firstRate, seed =>
        {
            TEstimator estimator = make(seed);
            return (loss, parameters, gradient) => estimator.Estimate(ref loss, parameters, gradient);
        });
    }
}
