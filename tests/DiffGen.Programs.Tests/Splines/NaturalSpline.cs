using System;

namespace DiffGen.Programs.Splines;

/// <summary>
/// The natural cubic spline through given points: second derivatives M at the knots by a tridiagonal solve, then
/// S(x) = a y_i + b y_{i+1} + ((a³ − a) M_i + (b³ − b) M_{i+1}) h² / 6 with a = (x_{i+1} − x) / h, b = 1 − a.
/// </summary>
public static partial class NaturalSpline
{
    /// <summary>The spline at one point; beyond the ends the straight line that continues it.</summary>
    /// <param name="knots">Ascending.</param>
    /// <param name="values">The points' other coordinates.</param>
    /// <param name="x">Where.</param>
    [Differentiable]
    public static double Evaluate(ReadOnlySpan<double> knots, ReadOnlySpan<double> values, double x)
    {
        Span<double> curvature = stackalloc double[knots.Length];
        Curvatures(knots, values, curvature);
        return At(knots, values, curvature, x);
    }

    /// <summary>Smoothing: Σ_k (S(at_k) − target_k)² + smoothness ∫ S″².</summary>
    [Differentiable(Hvp = true)]
    public static double Misfit(
        ReadOnlySpan<double> knots, ReadOnlySpan<double> values, ReadOnlySpan<double> at, ReadOnlySpan<double> targets, double smoothness)
    {
        Span<double> curvature = stackalloc double[knots.Length];
        Curvatures(knots, values, curvature);
        double sum = 0;
        for (int k = 0; k < at.Length; k++)
        {
            double residual = At(knots, values, curvature, at[k]) - targets[k];
            sum += residual * residual;
        }

        return sum + (smoothness * Bending(knots, curvature));

        // ∫ S″² = Σ h (M_i² + M_i M_{i+1} + M_{i+1}²) / 3
        static double Bending(ReadOnlySpan<double> knots, ReadOnlySpan<double> curvature)
        {
            double integral = 0;
            for (int i = 0; i + 1 < knots.Length; i++)
            {
                double left = curvature[i], right = curvature[i + 1];
                integral += (knots[i + 1] - knots[i]) * ((left * left) + (left * right) + (right * right)) / 3;
            }

            return integral;
        }
    }

    // h_{i−1} M_{i−1} + 2 (h_{i−1} + h_i) M_i + h_i M_{i+1} = 6 (d_i − d_{i−1}), M_0 = M_{n−1} = 0; Thomas' algorithm.
    private static void Curvatures(ReadOnlySpan<double> knots, ReadOnlySpan<double> values, Span<double> curvature)
    {
        int last = knots.Length - 1;
        Span<double> ratio = stackalloc double[knots.Length];
        curvature.Clear();
        for (int i = 1; i < last; i++)
        {
            double left = knots[i] - knots[i - 1], right = knots[i + 1] - knots[i];
            double side = 6 * (((values[i + 1] - values[i]) / right) - ((values[i] - values[i - 1]) / left));
            double pivot = (2 * (left + right)) - (left * ratio[i - 1]);
            ratio[i] = right / pivot;
            curvature[i] = (side - (left * curvature[i - 1])) / pivot;
        }

        for (int i = last - 1; i >= 1; i--)
        {
            curvature[i] -= ratio[i] * curvature[i + 1];
        }
    }

    private static double At(ReadOnlySpan<double> knots, ReadOnlySpan<double> values, ReadOnlySpan<double> curvature, double x)
    {
        int last = knots.Length - 1;
        int i = Interval(knots, x);
        double h = knots[i + 1] - knots[i];
        double slope = (values[i + 1] - values[i]) / h;
        if (x < knots[0])
        {
            double start = slope - (h * curvature[1] / 6);
            return values[0] + (start * (x - knots[0]));
        }

        if (x > knots[last])
        {
            double end = slope + (h * curvature[last - 1] / 6);
            return values[last] + (end * (x - knots[last]));
        }

        double a = (knots[i + 1] - x) / h, b = 1 - a;
        double bend = (((a * a * a) - a) * curvature[i]) + (((b * b * b) - b) * curvature[i + 1]);
        return (a * values[i]) + (b * values[i + 1]) + (bend * h * h / 6);
    }

    // The interval that holds x, by bisection; the first or last one for a point beyond the ends.
    private static int Interval(ReadOnlySpan<double> knots, double x)
    {
        int low = 0, high = knots.Length - 1;
        while (high - low > 1)
        {
            int middle = (low + high) / 2;
            if (knots[middle] <= x)
            {
                low = middle;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
