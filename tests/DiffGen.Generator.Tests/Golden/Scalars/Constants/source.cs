using System;
using DiffGen;

namespace Golden.Scalars;

public static partial class Constants
{
    private const double GasConstant = 8.314462618e-3;
    private static readonly double s_reference = 298.15 / 300;

    /// <summary>The rate of a reaction by Arrhenius, relative to that at 25 °C.</summary>
    [Differentiable]
    public static double Arrhenius(double energy, double temperature)
    {
        const double Scale = 1.0 / 100;
        double inverse = 1 / temperature - 1 / s_reference;
        return Math.Exp(-energy * Scale / GasConstant * inverse);
    }

    [Differentiable]
    public static double Gaussian(double x, double mean, double deviation)
    {
        double z = (x - mean) / deviation;
        return Math.Exp(-z * z / 2) / (deviation * Math.Sqrt(2 * Math.PI));
    }

    /// <summary>Literals that must come back to the same bits.</summary>
    [Differentiable]
    public static double Literals(double x) => x * 0.1 + 1e-300 * x + 5e-324 + 1.7976931348623157e+308 * (x * 1e-308) - 0x10 * x + 1_000 * x;
}
