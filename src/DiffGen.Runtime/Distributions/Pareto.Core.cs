using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Pareto
{
    internal static double LogProbabilityOf(double x, double minimum, double shape) => !(minimum > 0 && shape > 0) || double.IsNaN(x) ? double.NaN
        : x >= minimum ? Math.Log(shape / x) + (shape * Math.Log(minimum / x)) : double.NegativeInfinity;

    internal static (double X, double Minimum, double Shape) LogProbabilityPartials(double x, double minimum, double shape) =>
        x < minimum ? (0, 0, 0) : (-(shape + 1) / x, shape / minimum, (1 / shape) + Math.Log(minimum / x));

    internal static double CdfOf(double x, double minimum, double shape) => !(minimum > 0 && shape > 0) ? double.NaN
        : x <= minimum ? 0 : -Precise.Expm1(shape * Math.Log(minimum / x));

    internal static (double X, double Minimum, double Shape) CdfPartials(double x, double minimum, double shape)
    {
        double log = Math.Log(minimum / x), rest = Math.Exp(shape * log);
        return x < minimum ? (0, 0, 0) : (shape * rest / x, -shape * rest / minimum, -rest * log);
    }

    internal static double EntropyOf(double minimum, double shape) => Math.Log(minimum / shape) + 1 + (1 / shape);

    internal static (double Minimum, double Shape) EntropyPartials(double minimum, double shape) => (1 / minimum, (-1 / shape) - (1 / shape / shape));

    internal static double MeanOf(double minimum, double shape) => !(minimum > 0 && shape > 0) ? double.NaN
        : shape <= 1 ? double.PositiveInfinity : minimum * (shape / (shape - 1));

    internal static (double Minimum, double Shape) MeanPartials(double minimum, double shape) =>
        shape > 1 ? (shape / (shape - 1), -minimum / ((shape - 1) * (shape - 1))) : (double.NaN, double.NaN);

    internal static double VarianceOf(double minimum, double shape) => !(minimum > 0 && shape > 0) ? double.NaN
        : shape <= 2 ? double.PositiveInfinity : minimum * minimum * shape / ((shape - 1) * (shape - 1) * (shape - 2));

    internal static (double Minimum, double Shape) VariancePartials(double minimum, double shape)
    {
        double variance = VarianceOf(minimum, shape);
        return shape > 2 ? (2 * variance / minimum, variance * ((1 / shape) - (2 / (shape - 1)) - (1 / (shape - 2)))) : (double.NaN, double.NaN);
    }

    internal static (double Minimum, double Shape) PathwisePartials(double x, double minimum, double shape) => (x / minimum, -x * Math.Log(x / minimum) / shape);
}
