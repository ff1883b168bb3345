using System.Collections.Generic;
using System.Diagnostics;
using DiffGen;

namespace SigmoidBeliefNetwork;

/// <summary>A network that learns by one kind of gradient.</summary>
internal sealed class Trainee(GradientSource source, BeliefNetwork network, Noise noise)
{
    private const double LearningRate = 3e-3;
    private readonly BeliefNetwork _gradient = network.NewLike();
    private readonly Adam<double> _optimizer = new(network.ParameterCount, LearningRate);
    private readonly List<Measurement> _curve = [];
    private Noise _noise = noise;
    private long _ticks;

    public GradientSource Source => source;

    public BeliefNetwork Network => network;

    /// <summary>The bound of the images held back, after so many steps and so much time.</summary>
    public IReadOnlyList<Measurement> Curve => _curve;

    /// <summary>The time spent in steps.</summary>
    public double Seconds => (double)_ticks / Stopwatch.Frequency;

    /// <summary>One step of Adam up the mean bound of the images.</summary>
    public void Step(BinaryImages images, IReadOnlyList<int> batch)
    {
        long start = Stopwatch.GetTimestamp();
        _gradient.Parameters.Clear();
        foreach (int image in batch)
        {
            source.Add(network, images[image], ref _noise, -1.0 / batch.Count, _gradient);
        }

        _optimizer.Step(network.Parameters, _gradient.Parameters);
        _ticks += Stopwatch.GetTimestamp() - start;
    }

    /// <summary>Adds a point to the curve.</summary>
    public void Measure(int step, BinaryImages images, Noise noise)
    {
        double sum = 0;
        for (int image = 0; image < images.Count; image++)
        {
            Noise own = noise.Split(image);
            sum += Bound.ByScore(network, images[image], ref own);
        }

        _curve.Add(new Measurement(step, Seconds, sum / images.Count));
    }
}
