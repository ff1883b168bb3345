using System;

namespace DiffGen;

/// <summary>
/// The variance normalisation of Mnih and Gregor, "Neural variational inference and learning in belief networks", ICML 2014: costs less their running mean, divided by max(1, their running
/// deviation). Plain data.
/// </summary>
/// <remarks>Read <see cref="Normalise(double)"/> for a batch first, then <see cref="Update(double)"/> with its costs in order. Before the first update costs pass unchanged.</remarks>
/// <param name="Decay">The share that a step keeps of the statistics, in [0, 1); 0.8 in the paper.</param>
public record struct ScaleNormalisation(double Decay) : IStateful
{
    /// <summary>The running mean of the costs, 0 before the first.</summary>
    public double Mean { get; private set; }

    /// <summary>The running variance of the costs, 0 before the second.</summary>
    public double Variance { get; private set; }

    /// <summary>How many costs have gone in.</summary>
    public long Count { get; private set; }

    /// <summary>max(1, deviation): a deviation below 1 leaves costs as they are.</summary>
    public readonly double Scale => Math.Max(1, Math.Sqrt(Variance));

    /// <summary>(cost − mean)/max(1, deviation), by the statistics of earlier costs.</summary>
    /// <param name="cost">The cost.</param>
    /// <returns>What multiplies the score.</returns>
    public readonly double Normalise(double cost) => (cost - Mean) / Scale;

    /// <summary>Takes a cost in.</summary>
    /// <param name="cost">A cost that has already been normalised.</param>
    public void Update(double cost)
    {
        if (Count == 0)
        {
            Mean = cost;
        }
        else
        {
            double step = (1 - Decay) * (cost - Mean);
            Variance = Decay * (Variance + ((1 - Decay) * (cost - Mean) * (cost - Mean)));
            Mean += step;
        }

        Count++;
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        double mean = Mean, variance = Variance;
        long count = Count;
        visitor.Number("mean", ref mean);
        visitor.Number("variance", ref variance);
        visitor.Number("count", ref count);
        (Mean, Variance, Count) = (mean, variance, count);
    }

    /// <summary>Forgets all costs.</summary>
    public void Reset()
    {
        Mean = 0;
        Variance = 0;
        Count = 0;
    }
}
