namespace DiffGen.Transforms;

/// <summary>What the transforms of a chain know of the step that is being made.</summary>
public struct StepContext
{
    /// <summary>The number of the chain's step, from 0.</summary>
    public long Step { get; init; }

    /// <summary>The learning rate η of the step.</summary>
    public double LearningRate { get; init; }

    /// <summary>Whether a transform has already multiplied the update by η, so that the chain subtracts it as it is.</summary>
    public bool LearningRateApplied { get; set; }
}
