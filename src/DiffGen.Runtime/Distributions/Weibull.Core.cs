using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class Weibull
{
    internal static double LogProbabilityOf(double x, double shape, double scale)
    {
        if (!(x >= 0 && shape > 0 && scale > 0))
        {
            return shape > 0 ? Support.Outside(x, scale) : double.NaN;
        }

        double log = Math.Log(x / scale), rest = Math.Log(shape / scale) - Math.Exp(shape * log);
        return shape == 1 ? rest : rest + ((shape - 1) * log);
    }

    internal static (double X, double Shape, double Scale) LogProbabilityPartials(double x, double shape, double scale)
    {
        if (x < 0)
        {
            return (0, 0, 0);
        }

        double log = Math.Log(x / scale), power = Math.Exp(shape * log);
        return ((shape - 1 - (shape * power)) / x, (1 / shape) - (log * Precise.Expm1(shape * log)), shape * Precise.Expm1(shape * log) / scale);
    }

    internal static double CdfOf(double x, double shape, double scale) =>
        !(shape > 0 && scale > 0) ? double.NaN : x <= 0 ? 0 : -Precise.Expm1(-Math.Exp(shape * Math.Log(x / scale)));

    internal static (double X, double Shape, double Scale) CdfPartials(double x, double shape, double scale)
    {
        if (x <= 0)
        {
            return (0, 0, 0);
        }

        double log = Math.Log(x / scale), power = Math.Exp(shape * log), slope = power * Math.Exp(-power);
        return (shape * slope / x, log * slope, -shape * slope / scale);
    }

    internal static double EntropyOf(double shape, double scale) => (GammaFunctions.EulerGamma * (1 - (1 / shape))) + Math.Log(scale / shape) + 1;

    internal static (double Shape, double Scale) EntropyPartials(double shape, double scale) => ((GammaFunctions.EulerGamma / shape / shape) - (1 / shape), 1 / scale);

    internal static double MeanOf(double shape, double scale) => shape > 0 && scale > 0 ? scale * Math.Exp(GammaFunctions.LogGamma1p(1 / shape)) : double.NaN;

    internal static (double Shape, double Scale) MeanPartials(double shape, double scale)
    {
        double mean = MeanOf(shape, scale);
        return (-mean * GammaFunctions.Digamma1p(1 / shape) / shape / shape, mean / scale);
    }

    /// <summary>Γ(1 + 1/k)² (exp(ln Γ(1 + 2/k) − 2 ln Γ(1 + 1/k)) − 1)</summary>
    internal static double VarianceOf(double shape, double scale)
    {
        double first = GammaFunctions.LogGamma1p(1 / shape), second = GammaFunctions.LogGamma1p(2 / shape);
        return shape > 0 && scale > 0 ? scale * scale * Math.Exp(2 * first) * Precise.Expm1(second - (2 * first)) : double.NaN;
    }

    internal static (double Shape, double Scale) VariancePartials(double shape, double scale)
    {
        double first = Math.Exp(2 * GammaFunctions.LogGamma1p(1 / shape)), second = Math.Exp(GammaFunctions.LogGamma1p(2 / shape));
        double byShape = 2 * ((GammaFunctions.Digamma1p(1 / shape) * first) - (GammaFunctions.Digamma1p(2 / shape) * second)) / shape / shape;
        return (scale * scale * byShape, 2 * VarianceOf(shape, scale) / scale);
    }

    internal static (double Shape, double Scale) PathwisePartials(double x, double shape, double scale) => (-x * Math.Log(x / scale) / shape, x / scale);
}
