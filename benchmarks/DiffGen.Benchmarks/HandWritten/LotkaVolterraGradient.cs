using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The adjoint of Runge-Kutta steps: the state before each step is kept, the stages are computed again.</summary>
internal static class LotkaVolterraGradient
{
    /// <param name="x">Prey.</param>
    /// <param name="y">Predators.</param>
    /// <param name="rates">Birth, hunt, growth, death.</param>
    /// <param name="h">The length of a step.</param>
    /// <param name="kept">Memory for two numbers of each step.</param>
    /// <param name="grad">The gradient by prey, predators and the rates [6].</param>
    public static double Of(double x, double y, Rates rates, double h, Span<double> kept, Span<double> grad)
    {
        for (int t = 0; t < kept.Length; t += 2)
        {
            kept[t + 1] = y;
            kept[t] = x;
            (double x1, double y1) = rates.At(x, y);
            (double x2, double y2) = rates.At(x + 0.5 * h * x1, y + 0.5 * h * y1);
            (double x3, double y3) = rates.At(x + 0.5 * h * x2, y + 0.5 * h * y2);
            (double x4, double y4) = rates.At(x + h * x3, y + h * y3);
            x += h / 6 * (x1 + 2 * (x2 + x3) + x4);
            y += h / 6 * (y1 + 2 * (y2 + y3) + y4);
        }

        double value = x, xGrad = 1, yGrad = 0;
        Rates sums = default;
        for (int t = kept.Length - 2; t >= 0; t -= 2)
        {
            y = kept[t + 1];
            x = kept[t];
            (double x1, double y1) = rates.At(x, y);
            double xa = x + 0.5 * h * x1, ya = y + 0.5 * h * y1;
            (double x2, double y2) = rates.At(xa, ya);
            double xb = x + 0.5 * h * x2, yb = y + 0.5 * h * y2;
            (double x3, double y3) = rates.At(xb, yb);

            (double a, double b) = rates.Reverse(x + h * x3, y + h * y3, h / 6 * xGrad, h / 6 * yGrad, ref sums);
            double xSum = xGrad + a, ySum = yGrad + b;
            (a, b) = rates.Reverse(xb, yb, h / 3 * xGrad + h * a, h / 3 * yGrad + h * b, ref sums);
            xSum += a;
            ySum += b;
            (a, b) = rates.Reverse(xa, ya, h / 3 * xGrad + 0.5 * h * a, h / 3 * yGrad + 0.5 * h * b, ref sums);
            xSum += a;
            ySum += b;
            (a, b) = rates.Reverse(x, y, h / 6 * xGrad + 0.5 * h * a, h / 6 * yGrad + 0.5 * h * b, ref sums);
            xGrad = xSum + a;
            yGrad = ySum + b;
        }

        grad[0] = xGrad;
        grad[1] = yGrad;
        grad[2] = sums.Birth;
        grad[3] = sums.Hunt;
        grad[4] = sums.Growth;
        grad[5] = sums.Death;
        return value;
    }

    internal record struct Rates(double Birth, double Hunt, double Growth, double Death)
    {
        public readonly (double X, double Y) At(double x, double y) => (x * (Birth - Hunt * y), y * (Growth * x - Death));

        /// <summary>The cotangents of the place from those of the field there; those of the rates are added to <paramref name="sums"/>.</summary>
        public readonly (double X, double Y) Reverse(double x, double y, double dx, double dy, ref Rates sums)
        {
            double xy = x * y;
            sums.Birth += dx * x;
            sums.Hunt -= dx * xy;
            sums.Growth += dy * xy;
            sums.Death -= dy * y;
            return (dx * (Birth - Hunt * y) + dy * Growth * y, dy * (Growth * x - Death) - dx * Hunt * x);
        }
    }
}
