using System.Collections.Generic;
using DiffGen.Sampling;

namespace SigmoidBeliefNetwork;

/// <summary>The ways that are compared.</summary>
internal static class GradientSources
{
    /// <summary>New ones, which have learned nothing.</summary>
    public static IReadOnlyList<GradientSource> All(int pixels, int coins)
    {
        return
        [
            new ScoreFunction("score, no baseline", BaselineKind.None),
            new ScoreFunction("score, moving average", BaselineKind.MovingAverage),
            new ScoreFunction("score, optimal baseline", BaselineKind.Optimal),
            new LearnedBaseline(pixels),
            new ScoreFunction("score, leave one out of 2", BaselineKind.LeaveOneOut, samples: 2),
            new DisArm(coins),
            new StraightThrough(),
            new GumbelSoftmax(),
        ];
    }
}
