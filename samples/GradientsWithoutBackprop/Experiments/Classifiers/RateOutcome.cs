namespace GradientsWithoutBackprop.Experiments;

/// <summary>What a learning rate leads to in short trainings.</summary>
/// <param name="Method">The kind of gradient.</param>
/// <param name="LearningRate">The rate.</param>
/// <param name="LeastLoss">The least loss on the digits held back that one of them ends with.</param>
/// <param name="GreatestLoss">The greatest; not finite where one diverged. It is what rates are chosen by: a rate is of use if every training bears it.</param>
internal sealed record RateOutcome(string Method, double LearningRate, double LeastLoss, double GreatestLoss);
