using System;

namespace DiffGen.Sampling;

/// <summary>
/// The baseline b of score functions, (c − b) ∂ log p/∂θ: a moving average of the costs that follow a draw. Plain data that the caller owns, stores and copies;
/// <c>default</c> is empty and counts as b = 0.
/// </summary>
/// <remarks>
/// An estimate is made with the average of the estimates before it, and only then enters the average itself: so the estimate stays unbiased (Williams, "Simple statistical gradient-following
/// algorithms", Machine Learning 8, 1992).
/// </remarks>
public struct ScoreBaseline : IEquatable<ScoreBaseline>
{
    /// <summary>The part that the latest cost has in the average once it has been running: 1/10.</summary>
    public const double Rate = 0.1;

    /// <summary>The average of the costs; 0 at first.</summary>
    public double Mean { get; set; }

    /// <summary>How many costs have entered it. The first of them are averaged evenly.</summary>
    public long Count { get; set; }

    /// <summary>Enters the mean cost behind the draws of an estimate. Nothing happens where there were no draws, or where the cost is not finite.</summary>
    /// <param name="cost">The sum over the scored draws of the costs that follow each.</param>
    /// <param name="draws">The number of scored draws.</param>
    public void Enter(double cost, double draws)
    {
        double mean = cost / draws;
        if (draws > 0 && double.IsFinite(mean))
        {
            Count++;
            Mean += (mean - Mean) * Math.Max(Rate, 1.0 / Count);
        }
    }

    /// <inheritdoc/>
    public readonly bool Equals(ScoreBaseline other) => Mean.Equals(other.Mean) && Count == other.Count;

    /// <inheritdoc/>
    public override readonly bool Equals(object? obj) => obj is ScoreBaseline other && Equals(other);

    /// <inheritdoc/>
    public override readonly int GetHashCode() => HashCode.Combine(Mean, Count);

    /// <summary>The same mean and count.</summary>
    /// <param name="left">A baseline.</param>
    /// <param name="right">A baseline.</param>
    /// <returns>Whether they are equal.</returns>
    public static bool operator ==(ScoreBaseline left, ScoreBaseline right) => left.Equals(right);

    /// <summary>Another mean or count.</summary>
    /// <param name="left">A baseline.</param>
    /// <param name="right">A baseline.</param>
    /// <returns>Whether they differ.</returns>
    public static bool operator !=(ScoreBaseline left, ScoreBaseline right) => !left.Equals(right);
}
