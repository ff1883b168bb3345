using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The relaxed Bernoulli (binary Concrete) distribution on (0, 1) (Maddison, Mnih and Teh, ICLR 2017).</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class RelaxedBernoulli
{
    /// <summary>The logarithm of the density at x: ln τ − l − 2 ln(1 + e⁻ˡ) − ln(x (1 − x)) with l = τ ln(x/(1 − x)) − logit.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R logit, R temperature)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <param name="temperatureTangent">The tangent of temperature.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R logit, R temperature, R xTangent, R logitTangent, R temperatureTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), xTangent, logitTangent, temperatureTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, logit, temperature.</returns>
    public static (R Value, R XGrad, R LogitGrad, R TemperatureGrad) LogProbabilityVjp<R>(R x, R logit, R temperature, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: 1/(1 + e⁻ˡ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R logit, R temperature)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <param name="temperatureTangent">The tangent of temperature.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R logit, R temperature, R xTangent, R logitTangent, R temperatureTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), CdfPartials(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), xTangent, logitTangent, temperatureTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The value.</param>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, logit, temperature.</returns>
    public static (R Value, R XGrad, R LogitGrad, R TemperatureGrad) CdfVjp<R>(R x, R logit, R temperature, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), CdfPartials(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), valueGrad);

    /// <summary>The differential entropy in nats, by an integral: it has no closed form.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R logit, R temperature)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(logit), Real.ToDouble(temperature)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <param name="temperatureTangent">The tangent of temperature.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R logit, R temperature, R logitTangent, R temperatureTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(logit), Real.ToDouble(temperature)), EntropyPartials(Real.ToDouble(logit), Real.ToDouble(temperature)), logitTangent, temperatureTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to logit, temperature.</returns>
    public static (R Value, R LogitGrad, R TemperatureGrad) EntropyVjp<R>(R logit, R temperature, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(logit), Real.ToDouble(temperature)), EntropyPartials(Real.ToDouble(logit), Real.ToDouble(temperature)), valueGrad);

    /// <summary>The tangent of a draw x along its path: ln(x/(1 − x)) = (logit + l)/τ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="logitTangent">The tangent of logit.</param>
    /// <param name="temperatureTangent">The tangent of temperature.</param>
    /// <returns>The tangent of x.</returns>
    public static R PathwiseJvp<R>(R x, R logit, R temperature, R logitTangent, R temperatureTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), logitTangent, temperatureTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: ln(x/(1 − x)) = (logit + l)/τ.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="logit">The logit of the probability that a draw is nearer to 1.</param>
    /// <param name="temperature">The temperature τ, above 0.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to logit, temperature.</returns>
    public static (R LogitGrad, R TemperatureGrad) PathwiseVjp<R>(R x, R logit, R temperature, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(logit), Real.ToDouble(temperature)), xGrad);
}
