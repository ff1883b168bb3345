namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class ChiSquared
{
    internal static double LogProbabilityOf(double x, double nu) => Gamma.LogProbabilityOf(x, 0.5 * nu, 0.5);

    internal static (double X, double Nu) LogProbabilityPartials(double x, double nu)
    {
        (double byX, double byShape, _) = Gamma.LogProbabilityPartials(x, 0.5 * nu, 0.5);
        return (byX, 0.5 * byShape);
    }

    internal static double CdfOf(double x, double nu) => Gamma.CdfOf(x, 0.5 * nu, 0.5);

    internal static (double X, double Nu) CdfPartials(double x, double nu)
    {
        (double byX, double byShape, _) = Gamma.CdfPartials(x, 0.5 * nu, 0.5);
        return (byX, 0.5 * byShape);
    }

    internal static double EntropyOf(double nu) => Gamma.EntropyOf(0.5 * nu, 0.5);

    internal static double EntropyPartials(double nu) => 0.5 * Gamma.EntropyPartials(0.5 * nu, 0.5).Shape;

    internal static double MeanOf(double nu) => nu > 0 ? nu : double.NaN;

    internal static double MeanPartials(double nu) => (0 * nu) + 1;

    internal static double VarianceOf(double nu) => nu > 0 ? 2 * nu : double.NaN;

    internal static double VariancePartials(double nu) => (0 * nu) + 2;

    internal static double PathwisePartials(double x, double nu) => 0.5 * Gamma.PathwisePartials(x, 0.5 * nu, 0.5).Shape;
}
