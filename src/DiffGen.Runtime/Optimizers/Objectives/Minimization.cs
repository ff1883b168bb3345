namespace DiffGen;

/// <summary>How a minimization went.</summary>
/// <param name="End">Why it ended.</param>
/// <param name="Value">The objective's value at the end; of least squares ½‖r‖².</param>
/// <param name="GradientNorm">The largest magnitude of a gradient element at the end; of least squares the largest cosine between the residuals and a column of the Jacobian.</param>
/// <param name="Iterations">The number of iterations.</param>
/// <param name="Evaluations">How often the objective was evaluated.</param>
public readonly record struct Minimization(MinimizationEnd End, double Value, double GradientNorm, int Iterations, int Evaluations);
