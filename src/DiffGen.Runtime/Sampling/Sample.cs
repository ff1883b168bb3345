namespace DiffGen;

/// <summary>
/// Random choices: the sampling sites of a model. A call simulates; in a method marked <see cref="DifferentiableAttribute"/> it is a place through which the
/// gradient of the expectation must go.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>
/// A draw is a function of its parameters and of one position of the stream. In single precision it is that of double precision, rounded once. The form with spans draws
/// what a loop over the elements draws.
/// </item>
/// <item>
/// Parameters outside their range, NaN included, are an <see cref="System.ArgumentOutOfRangeException"/>; a draw is never NaN and never infinite. What is too large for the type is given as its
/// largest number; positive draws are at least its smallest normal number, and draws between 0 and 1 are neither.
/// </item>
/// <item>
/// Uniform, normal, exponential, Laplace, logistic, Gumbel, Cauchy, Rayleigh and Bernoulli draws (by probability) have the same bits on every machine; those that need powers, exponentials or
/// rejection depend on the mathematical functions of the runtime.
/// </item>
/// <item>A scale of 0 gives the one point that the distribution then is.</item>
/// <item>The number literals 0 and 1 are integers to C#: write <c>Sample.Normal(0.0, 1.0, ref noise)</c>.</item>
/// </list>
/// </remarks>
public static partial class Sample
{
}
