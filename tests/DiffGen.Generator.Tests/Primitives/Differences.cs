using System;

namespace DiffGen.Generator.Tests.Primitives;

/// <summary>Central differences, extrapolated to step 0.</summary>
internal static class Differences
{
    public static double Derivative(Func<double, double> f, double x, double step = 0.05)
    {
        const int levels = 9;
        var table = new double[levels, levels];
        double best = double.NaN, bestError = double.PositiveInfinity;
        double h = step;
        for (int i = 0; i < levels; i++, h /= 1.5)
        {
            double above = x + h, below = x - h;
            table[0, i] = (f(above) - f(below)) / (above - below);
            double factor = 1;
            for (int j = 1; j <= i; j++)
            {
                factor *= 2.25;
                table[j, i] = (factor * table[j - 1, i] - table[j - 1, i - 1]) / (factor - 1);
                double error = Math.Max(Math.Abs(table[j, i] - table[j - 1, i]), Math.Abs(table[j, i] - table[j - 1, i - 1]));
                if (error <= bestError)
                {
                    (best, bestError) = (table[j, i], error);
                }
            }
        }

        return best;
    }
}
