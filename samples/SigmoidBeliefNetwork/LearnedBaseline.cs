using System;
using DiffGen;
using DiffGen.Sampling;

namespace SigmoidBeliefNetwork;

/// <summary>
/// The score function with a baseline that a model says of the image, trained on what the coins cost (NVIL: Mnih and Gregor, "Neural variational inference and learning in belief networks", ICML 2014).
/// </summary>
internal sealed partial class LearnedBaseline(int pixels) : GradientSource("learned baseline (NVIL)")
{
    private const double LearningRate = 0.02;
    private readonly double[] _weights = new double[pixels + 1];
    private readonly double[] _gradient = new double[pixels + 1];
    private readonly Adam<double> _optimizer = new(pixels + 1, LearningRate);
    private Bound.ByScoreBaselines _baselines = new() { BernoulliLogit = new ScoreBaseline { Kind = BaselineKind.Given } };

    public override void Add(BeliefNetwork network, ReadOnlySpan<double> image, ref Noise noise, double weight, BeliefNetwork gradient)
    {
        _baselines.BernoulliLogit.Given = Predict(_weights, image);
        Bound.ByScoreExpectationVjp(network, image, ref noise, weight, gradient, ref _baselines);
        ErrorGradient(_weights, image, _baselines.BernoulliLogit.LatestCost, _gradient);
        _optimizer.Step(_weights, _gradient);
    }

    /// <summary>Half the squared error of the prediction.</summary>
    [Differentiable]
    public static double Error(ReadOnlySpan<double> weights, [NoDiff] ReadOnlySpan<double> image, [NoDiff] double cost)
    {
        double error = Predict(weights, image) - cost;
        return 0.5 * error * error;
    }

    private static double Predict(ReadOnlySpan<double> weights, ReadOnlySpan<double> image)
    {
        double prediction = weights[image.Length];
        for (int i = 0; i < image.Length; i++)
        {
            prediction += weights[i] * image[i];
        }

        return prediction;
    }
}
