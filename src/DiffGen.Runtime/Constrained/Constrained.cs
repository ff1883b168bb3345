using System;

namespace DiffGen;

/// <summary>
/// From free numbers, which an optimizer may move anywhere, to constrained ones: positive, in an interval, on the simplex, ordered, a Cholesky factor. Each with the logarithm of the
/// determinant of its Jacobian, by which a density of y = T(x) becomes one of x: ln p(x) = ln p(y) + ln |det ∂y/∂x|. With companions.
/// </summary>
/// <remarks>Computed in double precision and rounded once.</remarks>
public static partial class Constrained
{
    internal static double SoftplusOf(double x) => Precise.Softplus(x);

    internal static double SoftplusPartials(double x) => Precise.Sigmoid(x);

    internal static double SoftplusInverseOf(double y) => y > 0 ? y + Precise.LogOneMinusExp(y) : y == 0 ? double.NegativeInfinity : double.NaN;

    internal static double SoftplusInversePartials(double y) => -1 / Precise.Expm1(-y);

    internal static double SoftplusLogDeterminantOf(double x) => -Precise.Softplus(-x);

    internal static double SoftplusLogDeterminantPartials(double x) => Precise.Sigmoid(-x);

    internal static double ExponentialOf(double x) => Math.Exp(x);

    internal static double ExponentialPartials(double x) => Math.Exp(x);

    internal static double SigmoidOf(double x) => Precise.Sigmoid(x);

    internal static double SigmoidPartials(double x) => Precise.Sigmoid(x) * Precise.Sigmoid(-x);

    internal static double SigmoidInverseOf(double y) => Math.Log(y) - Precise.Log1p(-y);

    internal static double SigmoidInversePartials(double y) => 1 / (y * (1 - y));

    internal static double SigmoidLogDeterminantOf(double x) => -Precise.Softplus(x) - Precise.Softplus(-x);

    internal static double SigmoidLogDeterminantPartials(double x) => -Math.Tanh(0.5 * x);

    internal static double IntervalOf(double x, double lower, double upper) => (lower * Precise.Sigmoid(-x)) + (upper * Precise.Sigmoid(x));

    internal static (double X, double Lower, double Upper) IntervalPartials(double x, double lower, double upper) =>
        ((upper - lower) * SigmoidPartials(x), Precise.Sigmoid(-x), Precise.Sigmoid(x));

    internal static double IntervalLogDeterminantOf(double x, double lower, double upper) => Math.Log(upper - lower) + SigmoidLogDeterminantOf(x);

    internal static (double X, double Lower, double Upper) IntervalLogDeterminantPartials(double x, double lower, double upper) =>
        (SigmoidLogDeterminantPartials(x), -1 / (upper - lower), 1 / (upper - lower));
}
