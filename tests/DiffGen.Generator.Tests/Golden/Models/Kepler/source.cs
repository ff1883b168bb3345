using System;
using DiffGen;

namespace Golden.Models;

public static partial class Kepler
{
    /// <summary>The eccentric anomaly, by Newton's method.</summary>
    [Differentiable]
    public static double EccentricAnomaly([Sample(Values = "0.3 | 2.5 | 1.1")] double meanAnomaly, [Sample(Values = "0.1 | 0.6 | 0.9")] double eccentricity)
    {
        double x = eccentricity < 0.8 ? meanAnomaly : Math.PI;
        for (int i = 0; i < 50; i++)
        {
            double step = (x - eccentricity * Math.Sin(x) - meanAnomaly) / (1 - eccentricity * Math.Cos(x));
            x -= step;
            if (Math.Abs(step) < 1e-14)
                break;
        }

        return x;
    }

    [Differentiable]
    public static double Radius(double axis, [Sample(Values = "0.3 | 2.5 | 1.1")] double meanAnomaly, [Sample(Values = "0.1 | 0.6 | 0.9")] double eccentricity) =>
        axis * (1 - eccentricity * Math.Cos(EccentricAnomaly(meanAnomaly, eccentricity)));
}
