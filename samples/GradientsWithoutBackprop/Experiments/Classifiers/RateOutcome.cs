namespace GradientsWithoutBackprop.Experiments;

/// <summary>What a learning rate leads to in a short training.</summary>
/// <param name="Method">The kind of gradient.</param>
/// <param name="LearningRate">The rate.</param>
/// <param name="HeldBackLoss">The loss on the digits held back at the end; not finite where the training diverged.</param>
internal sealed record RateOutcome(string Method, double LearningRate, double HeldBackLoss);
