using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The Bernoulli distribution by its logit: the probability of true is σ = 1/(1 + exp(−logit)).</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class BernoulliLogit
{
    /// <summary>The logarithm of the probability at x: −ln(1 + exp(∓logit)).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(bool x, R logit)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(x, Real.ToDouble(logit)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(bool x, R logit, R logitTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(x, Real.ToDouble(logit)), LogProbabilityPartials(x, Real.ToDouble(logit)), logitTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to logit.</returns>
    public static (R Value, R LogitGrad) LogProbabilityVjp<R>(bool x, R logit, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(x, Real.ToDouble(logit)), LogProbabilityPartials(x, Real.ToDouble(logit)), valueGrad);

    /// <summary>The entropy in nats: ln(1 + exp(logit)) − logit σ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R logit)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(logit)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R logit, R logitTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(logit)), EntropyPartials(Real.ToDouble(logit)), logitTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to logit.</returns>
    public static (R Value, R LogitGrad) EntropyVjp<R>(R logit, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(logit)), EntropyPartials(Real.ToDouble(logit)), valueGrad);

    /// <summary>The mean: σ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R logit)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(logit)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R logit, R logitTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(logit)), MeanPartials(Real.ToDouble(logit)), logitTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to logit.</returns>
    public static (R Value, R LogitGrad) MeanVjp<R>(R logit, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(logit)), MeanPartials(Real.ToDouble(logit)), valueGrad);

    /// <summary>The variance: σ (1 − σ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R logit)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(logit)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R logit, R logitTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(logit)), VariancePartials(Real.ToDouble(logit)), logitTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to logit.</returns>
    public static (R Value, R LogitGrad) VarianceVjp<R>(R logit, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(logit)), VariancePartials(Real.ToDouble(logit)), valueGrad);

    /// <summary>The probability of x: σ or 1 − σ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <returns>The probability.</returns>
    public static R Probability<R>(bool x, R logit)
        where R : IFloatingPointIeee754<R> => Real.From<R>(ProbabilityOf(x, Real.ToDouble(logit)));

    /// <summary>The forward derivative of <c>Probability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) ProbabilityJvp<R>(bool x, R logit, R logitTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(ProbabilityOf(x, Real.ToDouble(logit)), ProbabilityPartials(x, Real.ToDouble(logit)), logitTangent);

    /// <summary>The reverse derivative of <c>Probability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability of true.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to logit.</returns>
    public static (R Value, R LogitGrad) ProbabilityVjp<R>(bool x, R logit, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(ProbabilityOf(x, Real.ToDouble(logit)), ProbabilityPartials(x, Real.ToDouble(logit)), valueGrad);
}
