using System;
using System.ComponentModel;
using DiffGen.CompilerServices;

namespace DiffGen.Sampling;

/// <summary>
/// The baseline b of score functions, (J − b) ∂ log p/∂θ, and what it has learned of the costs J that depend on a draw. Plain data that the caller owns, stores and copies;
/// <c>default</c> is an empty moving average and counts as b = 0.
/// </summary>
/// <remarks>
/// An estimate is made with what is known from the estimates before it, and only then enters itself: so the estimate stays unbiased (Williams, "Simple statistical gradient-following
/// algorithms", Machine Learning 8, 1992).
/// </remarks>
public record struct ScoreBaseline : IStateful
{
    /// <summary>The part that the latest cost has in the averages once they have been running: 1/10.</summary>
    public const double Rate = 0.1;

    /// <summary>What is subtracted.</summary>
    public BaselineKind Kind { get; set; }

    /// <summary>
    /// Divides J − b by max(1, running deviation of J), so that costs of any size make steps of one size (Mnih and Gregor, "Neural variational inference and learning in belief networks", ICML 2014).
    /// <b>Biased</b>: the part of the gradient that goes through this site is scaled.
    /// </summary>
    public bool Normalises { get; set; }

    /// <summary>What <see cref="BaselineKind.Given"/> subtracts.</summary>
    public double Given { get; set; }

    /// <summary>
    /// Where <see cref="Kind"/> is <see cref="BaselineKind.Optimal"/> and the distribution has several real parameters, such as the logits of a category: a baseline for each of them,
    /// b*ᵢ = E[J sᵢ²]/E[sᵢ²]; the caller makes it, with as many components as there are parameters. Copies of this structure share it: copy it with <see cref="OptimalBaseline.Clone"/>.
    /// </summary>
    public OptimalBaseline? PerParameter { get; set; }

    /// <summary>The average of the costs; 0 at first.</summary>
    public double Mean { get; set; }

    /// <summary>The average of their squares.</summary>
    public double MeanSquare { get; set; }

    /// <summary>The average of J s².</summary>
    public double WeightedCost { get; set; }

    /// <summary>The average of s².</summary>
    public double SquaredScore { get; set; }

    /// <summary>The mean cost behind the draws of the latest estimate: what a model of <see cref="Given"/> is to be trained on.</summary>
    public double LatestCost { get; set; }

    /// <summary>How many estimates have entered the averages. The first of them are averaged evenly.</summary>
    public long Count { get; set; }

    /// <summary>What the next estimate subtracts; of <see cref="BaselineKind.LeaveOneOut"/> that is known during the estimate only, and here 0.</summary>
    public readonly double Value => Kind switch
    {
        BaselineKind.MovingAverage => Mean,
        BaselineKind.Optimal => SquaredScore > 0 ? WeightedCost / SquaredScore : Mean,
        BaselineKind.Given => Given,
        _ => 0,
    };

    /// <summary>What the next estimate divides by: 1, or max(1, √(mean square − mean²)).</summary>
    public readonly double Scale => Normalises ? Math.Max(1, Math.Sqrt(Math.Max(0, MeanSquare - (Mean * Mean)))) : 1;

    /// <summary>A copy that learns on its own: it does not share <see cref="PerParameter"/>.</summary>
    /// <returns>The copy.</returns>
    public readonly ScoreBaseline Copy() => this with { PerParameter = PerParameter?.Clone() };

    /// <summary>Forgets all costs, those of <see cref="PerParameter"/> too; what the caller has set stays: the kind, the normalisation, what is given.</summary>
    public void Reset()
    {
        PerParameter?.Reset();
        this = new() { Kind = Kind, Normalises = Normalises, Given = Given, PerParameter = PerParameter };
    }

    /// <summary>
    /// Shows all numbers to a visitor, what the caller has set included. Whether there is a <see cref="PerParameter"/>, and of how many components, is no part of the state: the caller makes it before it is restored.
    /// </summary>
    /// <param name="visitor">Who reads or writes.</param>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        long kind = (long)Kind, count = Count;
        bool normalises = Normalises;
        double given = Given, mean = Mean, meanSquare = MeanSquare, weightedCost = WeightedCost, squaredScore = SquaredScore, latestCost = LatestCost;
        visitor.Number("kind", ref kind);
        visitor.Flag("normalises", ref normalises);
        visitor.Number("given", ref given);
        visitor.Number("mean", ref mean);
        visitor.Number("mean square", ref meanSquare);
        visitor.Number("weighted cost", ref weightedCost);
        visitor.Number("squared score", ref squaredScore);
        visitor.Number("latest cost", ref latestCost);
        visitor.Number("count", ref count);
        if (PerParameter is { } each)
        {
            visitor.Part("per parameter", each);
        }

        (Kind, Normalises, Given, Count) = ((BaselineKind)kind, normalises, given, count);
        (Mean, MeanSquare, WeightedCost, SquaredScore, LatestCost) = (mean, meanSquare, weightedCost, squaredScore, latestCost);
    }

    /// <summary>The baseline as an estimate uses it. For generated code only.</summary>
    /// <returns>It, with nothing learned yet.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public readonly Credit Begin()
    {
        OptimalBaseline? each = Kind == BaselineKind.Optimal ? PerParameter : null;
        each?.Begin();
        return new() { Baseline = Value, Scale = Scale, PerParameter = each };
    }

    /// <summary>Enters what an estimate has learned. Nothing happens where there were no draws, or where a cost is not finite. For generated code only.</summary>
    /// <param name="credit">The costs that depend on the draws, all samples of the call together.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Enter(in Credit credit)
    {
        double mean = credit.Sum / credit.Count, square = credit.SumOfSquares / credit.Count;
        if (!(credit.Count > 0) || !double.IsFinite(mean) || !double.IsFinite(square))
        {
            return;
        }

        Count++;
        double rate = Math.Max(Rate, 1.0 / Count);
        LatestCost = mean;
        credit.PerParameter?.Enter(credit.Count);
        Mean += (mean - Mean) * rate;
        MeanSquare += (square - MeanSquare) * rate;
        if (double.IsFinite(credit.WeightedSum) && double.IsFinite(credit.SquaredScores))
        {
            WeightedCost += ((credit.WeightedSum / credit.Count) - WeightedCost) * rate;
            SquaredScore += ((credit.SquaredScores / credit.Count) - SquaredScore) * rate;
        }
    }
}
