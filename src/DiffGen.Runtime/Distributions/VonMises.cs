using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>The von Mises distribution of angles.</summary>
/// <remarks>
/// Functions of the distribution with their derivatives as companions, so that methods marked <see cref="DifferentiableAttribute"/> may call them. Computed in double precision and rounded once.
/// Outside the support the log-probability is −∞ and constant. Parameters outside their range give NaN.
/// </remarks>
public static partial class VonMises
{
    /// <summary>The logarithm of the density at x: kappa cos(x − mu) − ln(2π I₀(kappa)).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The angle.</param>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <returns>The logarithm; −∞ outside the support.</returns>
    public static R LogProbability<R>(R x, R mu, R kappa)
        where R : IFloatingPointIeee754<R> => Real.From<R>(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)));

    /// <summary>The forward derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The angle.</param>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="kappaTangent">The tangent of kappa.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) LogProbabilityJvp<R>(R x, R mu, R kappa, R xTangent, R muTangent, R kappaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), xTangent, muTangent, kappaTangent);

    /// <summary>The reverse derivative of <c>LogProbability</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The angle.</param>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, mu, kappa.</returns>
    public static (R Value, R XGrad, R MuGrad, R KappaGrad) LogProbabilityVjp<R>(R x, R mu, R kappa, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(LogProbabilityOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), LogProbabilityPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), valueGrad);

    /// <summary>The distribution function, the probability of x or less: the probability of the angles from mu − π to x, with x − mu reduced to [−π, π].</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The angle.</param>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <returns>The probability.</returns>
    public static R Cdf<R>(R x, R mu, R kappa)
        where R : IFloatingPointIeee754<R> => Real.From<R>(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)));

    /// <summary>The forward derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The angle.</param>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="kappaTangent">The tangent of kappa.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) CdfJvp<R>(R x, R mu, R kappa, R xTangent, R muTangent, R kappaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), CdfPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), xTangent, muTangent, kappaTangent);

    /// <summary>The reverse derivative of <c>Cdf</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The angle.</param>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to x, mu, kappa.</returns>
    public static (R Value, R XGrad, R MuGrad, R KappaGrad) CdfVjp<R>(R x, R mu, R kappa, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(CdfOf(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), CdfPartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), valueGrad);

    /// <summary>The differential entropy in nats: ln(2π I₀(kappa)) − kappa I₁(kappa)/I₀(kappa).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <returns>The entropy.</returns>
    public static R Entropy<R>(R mu, R kappa)
        where R : IFloatingPointIeee754<R> => Real.From<R>(EntropyOf(Real.ToDouble(mu), Real.ToDouble(kappa)));

    /// <summary>The forward derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="kappaTangent">The tangent of kappa.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) EntropyJvp<R>(R mu, R kappa, R muTangent, R kappaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(EntropyOf(Real.ToDouble(mu), Real.ToDouble(kappa)), EntropyPartials(Real.ToDouble(mu), Real.ToDouble(kappa)), muTangent, kappaTangent);

    /// <summary>The reverse derivative of <c>Entropy</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, kappa.</returns>
    public static (R Value, R MuGrad, R KappaGrad) EntropyVjp<R>(R mu, R kappa, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(EntropyOf(Real.ToDouble(mu), Real.ToDouble(kappa)), EntropyPartials(Real.ToDouble(mu), Real.ToDouble(kappa)), valueGrad);

    /// <summary>The mean: mu, the mean direction.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <returns>The mean.</returns>
    public static R Mean<R>(R mu, R kappa)
        where R : IFloatingPointIeee754<R> => Real.From<R>(MeanOf(Real.ToDouble(mu), Real.ToDouble(kappa)));

    /// <summary>The forward derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="kappaTangent">The tangent of kappa.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) MeanJvp<R>(R mu, R kappa, R muTangent, R kappaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(MeanOf(Real.ToDouble(mu), Real.ToDouble(kappa)), MeanPartials(Real.ToDouble(mu), Real.ToDouble(kappa)), muTangent, kappaTangent);

    /// <summary>The reverse derivative of <c>Mean</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, kappa.</returns>
    public static (R Value, R MuGrad, R KappaGrad) MeanVjp<R>(R mu, R kappa, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(MeanOf(Real.ToDouble(mu), Real.ToDouble(kappa)), MeanPartials(Real.ToDouble(mu), Real.ToDouble(kappa)), valueGrad);

    /// <summary>The variance: 1 − I₁(kappa)/I₀(kappa), the circular variance.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <returns>The variance.</returns>
    public static R Variance<R>(R mu, R kappa)
        where R : IFloatingPointIeee754<R> => Real.From<R>(VarianceOf(Real.ToDouble(mu), Real.ToDouble(kappa)));

    /// <summary>The forward derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="kappaTangent">The tangent of kappa.</param>
    /// <returns>The value and its tangent.</returns>
    public static (R Value, R Tangent) VarianceJvp<R>(R mu, R kappa, R muTangent, R kappaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(VarianceOf(Real.ToDouble(mu), Real.ToDouble(kappa)), VariancePartials(Real.ToDouble(mu), Real.ToDouble(kappa)), muTangent, kappaTangent);

    /// <summary>The reverse derivative of <c>Variance</c>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="valueGrad">The cotangent of the result.</param>
    /// <returns>The value, and the gradients with respect to mu, kappa.</returns>
    public static (R Value, R MuGrad, R KappaGrad) VarianceVjp<R>(R mu, R kappa, R valueGrad)
        where R : IFloatingPointIeee754<R> => Chain.Vjp(VarianceOf(Real.ToDouble(mu), Real.ToDouble(kappa)), VariancePartials(Real.ToDouble(mu), Real.ToDouble(kappa)), valueGrad);

    /// <summary>The tangent of a draw x along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="muTangent">The tangent of mu.</param>
    /// <param name="kappaTangent">The tangent of kappa.</param>
    /// <returns>The tangent of x.</returns>
    public static R PathwiseJvp<R>(R x, R mu, R kappa, R muTangent, R kappaTangent)
        where R : IFloatingPointIeee754<R> => Chain.Jvp(0, PathwisePartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), muTangent, kappaTangent).Tangent;

    /// <summary>The gradients of the parameters for the cotangent of a draw x, along its path: implicit: the draw at a fixed value of its distribution function.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="mu">The mean direction.</param>
    /// <param name="kappa">The concentration, 0 or more.</param>
    /// <param name="xGrad">The cotangent of x.</param>
    /// <returns>The gradients with respect to mu, kappa.</returns>
    public static (R MuGrad, R KappaGrad) PathwiseVjp<R>(R x, R mu, R kappa, R xGrad)
        where R : IFloatingPointIeee754<R> => Chain.Gradients(PathwisePartials(Real.ToDouble(x), Real.ToDouble(mu), Real.ToDouble(kappa)), xGrad);
}
