using System;

namespace DiffGen;

/// <summary>
/// A factor of the learning rate that falls when a measured number no longer improves, as PyTorch's <c>ReduceLROnPlateau</c>:
/// <c>optimizer.LearningRate = rate * plateau.Observe(heldBackLoss)</c> after each epoch.
/// </summary>
public sealed class ReduceOnPlateau : IStateful
{
    private double _best;
    private double _factor = 1;
    private long _bad;
    private long _pause;

    /// <summary>Makes the rule.</summary>
    /// <param name="factor">What the factor is multiplied by, between 0 and 1.</param>
    /// <param name="patience">How many observations without improvement are borne, at least 0; the next one reduces.</param>
    /// <param name="threshold">By which share of the best number (or by how much, if <paramref name="relative"/> is false) a number must be better to count.</param>
    /// <param name="relative">Whether the threshold is a share.</param>
    /// <param name="cooldown">For how many observations after a reduction none is counted as bad.</param>
    /// <param name="least">The least factor.</param>
    /// <param name="largerIsBetter">Whether the number is to rise (an accuracy) and not to fall (a loss).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ReduceOnPlateau(
        double factor = 0.1, int patience = 10, double threshold = 1e-4, bool relative = true, int cooldown = 0, double least = 0, bool largerIsBetter = false)
    {
        Reduction = factor is > 0 and < 1 ? factor : throw new ArgumentOutOfRangeException(nameof(factor), factor, $"factor is {factor}; it must lie between 0 and 1.");
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        ArgumentOutOfRangeException.ThrowIfNegative(cooldown);
        Patience = patience;
        Threshold = Settings.NonNegative(threshold);
        Relative = relative;
        Cooldown = cooldown;
        Least = Settings.Share(least);
        LargerIsBetter = largerIsBetter;
        _best = largerIsBetter ? double.NegativeInfinity : double.PositiveInfinity;
    }

    /// <summary>What the factor is multiplied by.</summary>
    public double Reduction { get; }

    /// <summary>How many observations without improvement are borne.</summary>
    public int Patience { get; }

    /// <summary>By how much a number must be better to count.</summary>
    public double Threshold { get; }

    /// <summary>Whether the threshold is a share of the best number.</summary>
    public bool Relative { get; }

    /// <summary>For how many observations after a reduction none is counted as bad.</summary>
    public int Cooldown { get; }

    /// <summary>The least factor.</summary>
    public double Least { get; }

    /// <summary>Whether the number is to rise.</summary>
    public bool LargerIsBetter { get; }

    /// <summary>The factor of the learning rate, 1 at first.</summary>
    public double Factor => _factor;

    /// <summary>Takes a measured number into account.</summary>
    /// <param name="value">The number; NaN counts as no improvement.</param>
    /// <returns><see cref="Factor"/>.</returns>
    public double Observe(double value)
    {
        if (IsBetter(value))
        {
            _best = value;
            _bad = 0;
        }
        else
        {
            _bad++;
        }

        if (_pause > 0)
        {
            _pause--;
            _bad = 0;
        }

        if (_bad > Patience)
        {
            _factor = Math.Max(_factor * Reduction, Least);
            _pause = Cooldown;
            _bad = 0;
        }

        return _factor;
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("best", ref _best);
        visitor.Number("factor", ref _factor);
        visitor.Number("bad", ref _bad);
        visitor.Number("pause", ref _pause);
    }

    private bool IsBetter(double value)
    {
        // The first number is better than none; a share of infinity would be NaN for a threshold of 1.
        if (double.IsInfinity(_best))
        {
            return LargerIsBetter ? value > _best : value < _best;
        }

        double margin = Relative ? Threshold * Math.Abs(_best) : Threshold;
        return LargerIsBetter ? value > _best + margin : value < _best - margin;
    }
}
