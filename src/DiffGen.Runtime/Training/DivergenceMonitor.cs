using System;

namespace DiffGen.Training;

/// <summary>Tells that a training has diverged: a loss that is not finite, or losses whose moving average has grown to a multiple of its least.</summary>
public sealed class DivergenceMonitor : IStateful
{
    private double _average;
    private double _least = double.PositiveInfinity;
    private long _count;

    /// <summary>Makes the monitor.</summary>
    /// <param name="factor">The multiple that counts as divergence, more than 1; infinite: only losses that are not finite do. For losses that are not negative.</param>
    /// <param name="decay">The decay of the moving average, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public DivergenceMonitor(double factor = double.PositiveInfinity, double decay = 0.9)
    {
        Factor = factor > 1 ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, $"factor is {factor}; it must be more than 1.");
        Decay = Settings.Fraction(decay);
    }

    /// <summary>The multiple that counts as divergence.</summary>
    public double Factor { get; }

    /// <summary>The decay of the moving average.</summary>
    public double Decay { get; }

    /// <summary>The moving average of the losses, corrected for its start.</summary>
    public double Average => _count == 0 ? double.NaN : _average / (1 - Settings.Power(Decay, _count));

    /// <summary>Takes the loss of a step into account.</summary>
    /// <param name="loss">The loss.</param>
    /// <returns>Whether the training has diverged.</returns>
    public bool Observe(double loss)
    {
        if (!double.IsFinite(loss))
        {
            return true;
        }

        _count++;
        _average = (Decay * _average) + ((1 - Decay) * loss);
        _least = Math.Min(_least, Average);
        return Average > Factor * _least;
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("average", ref _average);
        visitor.Number("least", ref _least);
        visitor.Number("count", ref _count);
    }
}
