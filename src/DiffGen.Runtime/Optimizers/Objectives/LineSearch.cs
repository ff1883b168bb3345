using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>
/// A step t along a direction d that satisfies the strong Wolfe conditions f(x + td) ≤ f(x) + c₁t f′ and |f′(x + td)| ≤ c₂|f′(x)| (f′ along d): Nocedal and
/// Wright, "Numerical Optimization", 2006, algorithms 3.5 and 3.6, with cubic interpolation.
/// </summary>
internal sealed class LineSearch<R>(int parameterCount, double decrease, double curvature, int mostEvaluations)
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private static readonly double MachineEpsilon = double.CreateTruncating(R.BitIncrement(R.One) - R.One);

    /// <summary>The point of the last evaluation.</summary>
    public R[] Point { get; } = new R[parameterCount];

    /// <summary>The gradient there.</summary>
    public R[] Gradient { get; } = new R[parameterCount];

    /// <summary>How many evaluations the last search took.</summary>
    public int Evaluations { get; private set; }

    /// <summary>Searches; afterwards <see cref="Point"/> and <see cref="Gradient"/> are those of the step that is returned.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="x">Where the line begins.</param>
    /// <param name="direction">The direction d.</param>
    /// <param name="start">Value and slope at t = 0; the slope is negative.</param>
    /// <param name="step">The first t to try.</param>
    /// <returns>The step taken. Its t is 0 if nothing lower was found; then <see cref="Point"/> and <see cref="Gradient"/> mean nothing.</returns>
    public LinePoint Search<TObjective>(ref TObjective objective, ReadOnlySpan<R> x, ReadOnlySpan<R> direction, LinePoint start, double step)
        where TObjective : IObjective<R>, allows ref struct
    {
        Evaluations = 0;
        LinePoint low = start, tried = start;
        LinePoint? high = null;
        double before = double.PositiveInfinity, beforeThat = double.PositiveInfinity;
        while (Evaluations < mostEvaluations)
        {
            tried = Evaluate(ref objective, x, direction, step);
            if (!tried.IsFinite || tried.Value > Limit(start, step) || (low.T != 0 && tried.Value - low.Value > Noise(low, tried)))
            {
                high = tried;
            }
            else if (Math.Abs(tried.Slope) <= -curvature * start.Slope)
            {
                return tried;
            }
            else
            {
                // The minimum lies on the side of `tried` to which the function falls.
                bool fallsTowardsHigh = high is { } h ? tried.Slope * (h.T - low.T) < 0 : tried.Slope < 0;
                if (!fallsTowardsHigh)
                {
                    high = low;
                }

                if (high is null)
                {
                    step = Extrapolate(low, tried);
                    low = tried;
                    continue;
                }

                low = tried;
            }

            double width = Math.Abs(high.Value.T - low.T);
            if (width <= 1e-15 * Math.Max(Math.Abs(high.Value.T), Math.Abs(low.T)))
            {
                break;
            }

            // Where two interpolations have not shrunk the bracket by a third, halve it.
            step = width > 0.66 * beforeThat ? (low.T + high.Value.T) / 2 : Interpolate(low, high.Value);
            (beforeThat, before) = (before, width);
        }

        if (!(low.Value < start.Value))
        {
            return start;
        }

        if (tried.T != low.T)
        {
            Evaluate(ref objective, x, direction, low.T);
        }

        return low;
    }

    /// <summary>The largest value with sufficient decrease. Near a minimum the values differ by rounding alone; that much is allowed.</summary>
    private double Limit(LinePoint start, double step) => start.Value + (decrease * step * start.Slope) + Noise(start, start);

    /// <summary>The difference of two values that may be rounding. Within it the slopes decide.</summary>
    private static double Noise(LinePoint a, LinePoint b) => 4 * MachineEpsilon * Math.Max(Math.Abs(a.Value), Math.Abs(b.Value));

    private LinePoint Evaluate<TObjective>(ref TObjective objective, ReadOnlySpan<R> x, ReadOnlySpan<R> direction, double step)
        where TObjective : IObjective<R>, allows ref struct
    {
        x.CopyTo(Point);
        Sweep.AddScaled(Point, direction, step);
        Evaluations++;
        double value = double.CreateTruncating(objective.Gradient(Point, Gradient));
        return new LinePoint(step, value, Norms.Dot(Gradient, direction));
    }

    private static double Extrapolate(LinePoint low, LinePoint tried)
    {
        double least = tried.T + (0.01 * (tried.T - low.T)), most = 10 * tried.T;
        double minimum = CubicMinimum(low, tried);
        return double.IsNaN(minimum) ? most : Math.Clamp(minimum, least, most);
    }

    private static double Interpolate(LinePoint low, LinePoint high)
    {
        double width = high.T - low.T, middle = low.T + (width / 2);
        double minimum =
            !high.IsFinite ? double.NaN
            : Math.Abs(high.Value - low.Value) <= Noise(low, high) ? low.T - (low.Slope * width / (high.Slope - low.Slope))
            : CubicMinimum(low, high);
        double share = (minimum - low.T) / width;
        return double.IsNaN(share) ? middle : low.T + (width * Math.Clamp(share, 0.1, 0.9));
    }

    /// <summary>The minimum of the cubic through two points with their slopes (Nocedal and Wright, equation 3.59); NaN if it has none.</summary>
    private static double CubicMinimum(LinePoint a, LinePoint b)
    {
        double d1 = a.Slope + b.Slope - (3 * (a.Value - b.Value) / (a.T - b.T));
        double square = (d1 * d1) - (a.Slope * b.Slope);
        double d2 = Math.CopySign(Math.Sqrt(square), b.T - a.T);
        return b.T - ((b.T - a.T) * ((b.Slope + d2 - d1) / (b.Slope - a.Slope + (2 * d2))));
    }
}
