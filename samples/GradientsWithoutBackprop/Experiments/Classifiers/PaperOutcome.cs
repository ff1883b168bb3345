using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>What came of the paper's network at one learning rate.</summary>
/// <param name="LearningRate">The rate of the first step, for both kinds of gradient.</param>
/// <param name="Steps">Steps of a training.</param>
/// <param name="Runs">By backpropagation, by forward gradients.</param>
internal sealed record PaperOutcome(double LearningRate, int Steps, IReadOnlyList<ITrainingRun> Runs)
{
    /// <summary>T_f/T_b: the quotient of the times until the least loss on the digits held back.</summary>
    public double TimeToBest => ModelOutcome.Best(Runs[1]).Seconds / ModelOutcome.Best(Runs[0]).Seconds;
}
