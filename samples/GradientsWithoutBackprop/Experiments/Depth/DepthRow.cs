namespace GradientsWithoutBackprop.Experiments;

/// <summary>What a step costs at a depth.</summary>
/// <param name="Depth">The hidden layers.</param>
/// <param name="ParameterCount">The parameters.</param>
/// <param name="Times">The times of a step.</param>
/// <param name="GradientBytes">What backpropagation needs to remember.</param>
/// <param name="ForwardBytes">What a pass with a tangent needs to remember.</param>
internal sealed record DepthRow(int Depth, int ParameterCount, StepTimes Times, long GradientBytes, long ForwardBytes);
