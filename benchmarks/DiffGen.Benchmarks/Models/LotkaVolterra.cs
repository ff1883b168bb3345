namespace DiffGen.Benchmarks.Models;

/// <summary>Prey and predators by the classic Runge-Kutta method of fourth order.</summary>
internal static partial class LotkaVolterra
{
    /// <summary>The prey after some steps.</summary>
    [Differentiable]
    public static double Prey(double prey, double predators, double birth, double hunt, double growth, double death, [NoDiff] double step, int steps)
    {
        for (int t = 0; t < steps; t++)
        {
            double x1 = birth * prey - hunt * prey * predators;
            double y1 = growth * prey * predators - death * predators;
            double x = prey + 0.5 * step * x1, y = predators + 0.5 * step * y1;
            double x2 = birth * x - hunt * x * y;
            double y2 = growth * x * y - death * y;
            x = prey + 0.5 * step * x2;
            y = predators + 0.5 * step * y2;
            double x3 = birth * x - hunt * x * y;
            double y3 = growth * x * y - death * y;
            x = prey + step * x3;
            y = predators + step * y3;
            double x4 = birth * x - hunt * x * y;
            double y4 = growth * x * y - death * y;
            prey += step / 6 * (x1 + 2 * x2 + 2 * x3 + x4);
            predators += step / 6 * (y1 + 2 * y2 + 2 * y3 + y4);
        }

        return prey;
    }
}
