using System;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>Central differences, extrapolated to a step of zero (Ridders 1982), with an estimate of what is left of the error.</summary>
internal static class Richardson
{
    private const int Levels = 9;
    private const double Contraction = 1.5;

    /// <summary>The derivative at zero of a vector-valued function of one step, and its estimated error, element by element.</summary>
    public static (double[] Derivative, double[] Error) Derivative(Func<double, double[]> function, double firstStep)
    {
        double[][][] table = new double[Levels][][];
        double step = firstStep;
        double[]? best = null;
        double[]? error = null;
        for (int level = 0; level < Levels; level++, step /= Contraction)
        {
            table[level] = new double[level + 1][];
            table[level][0] = Central(function, step);
            best ??= (double[])table[0][0].Clone();
            if (error is null)
            {
                error = new double[best.Length];
                Array.Fill(error, double.PositiveInfinity);
            }

            double factor = Contraction * Contraction;
            for (int order = 1; order <= level; order++, factor *= Contraction * Contraction)
            {
                table[level][order] = new double[best.Length];
                for (int i = 0; i < best.Length; i++)
                {
                    double coarse = table[level - 1][order - 1][i];
                    double fine = table[level][order - 1][i];
                    double value = (fine * factor - coarse) / (factor - 1);
                    table[level][order][i] = value;
                    double change = Math.Max(Math.Abs(value - fine), Math.Abs(value - coarse));
                    if (change < error[i])
                    {
                        error[i] = change;
                        best[i] = value;
                    }
                }
            }
        }

        return (best!, error!);
    }

    /// <summary>The better of the extrapolations from several first steps, element by element.</summary>
    public static (double[] Derivative, double[] Error) Derivative(Func<double, double[]> function, params ReadOnlySpan<double> firstSteps)
    {
        (double[] best, double[] error) = Derivative(function, firstSteps[0]);
        foreach (double firstStep in firstSteps[1..])
        {
            (double[] other, double[] otherError) = Derivative(function, firstStep);
            for (int i = 0; i < best.Length; i++)
            {
                if (otherError[i] < error[i])
                {
                    (best[i], error[i]) = (other[i], otherError[i]);
                }
            }
        }

        return (best, error);
    }

    private static double[] Central(Func<double, double[]> function, double step)
    {
        double[] up = function(step);
        double[] down = function(-step);
        for (int i = 0; i < up.Length; i++)
        {
            up[i] = (up[i] - down[i]) / (2 * step);
        }

        return up;
    }
}
