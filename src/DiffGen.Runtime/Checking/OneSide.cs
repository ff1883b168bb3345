using System;

namespace DiffGen.Checking;

/// <summary>The values on one side of the point.</summary>
internal sealed class OneSide
{
    /// <summary>From so many of the smallest steps the rounding noise of the function is measured.</summary>
    private const int NoiseSteps = 6;

    /// <summary>A step that is short, but far from the smallest.</summary>
    private const int NearStep = 6;

    /// <summary>At so many of the smallest steps at which something is seen it is looked whether differences grow.</summary>
    private const int GrowthSteps = 8;

    /// <summary>Differences on one side, and their limit.</summary>
    /// <param name="values">f(x ± hₖ); NaN where the function has no value.</param>
    /// <param name="first">The first step from which on all are finite.</param>
    /// <param name="center">f(x).</param>
    /// <param name="step">h₀.</param>
    /// <param name="epsilon">The distance of 1 to the next number of the type that f is computed in.</param>
    /// <param name="sign">1 ahead of the point, −1 behind it.</param>
    /// <param name="toTheEnd">Whether the smallest steps are as small as the type allows.</param>
    public OneSide(ReadOnlySpan<double> values, int first, double center, double step, double epsilon, int sign, bool toTheEnd)
    {
        int count = values.Length;
        double[] differences = new double[count], noise = new double[count];
        Noise = new double[count];
        for (int k = first; k < count; k++)
        {
            double h = Math.ScaleB(step, -k);
            differences[k] = sign * (values[k] - center) / h;
            Noise[k] = 2 * epsilon * Math.Max(Math.Abs(values[k]), Math.Abs(center));
        }

        Flat = toTheEnd ? values.LastIndexOfAnyExcept(center) + 1 : count;
        Rounding = 2 * epsilon * Math.Abs(center);
        double slope = 0;
        Growth = toTheEnd ? GrowthOf(differences, Noise, first, step, out slope) : Growth.None;
        if (toTheEnd)
        {
            // With the smallest steps, what differs after one extrapolation is noise alone: |pₖ − pₖ₋₁| ≈ 3 noise / hₖ with pₖ = 2 qₖ − qₖ₋₁.
            double measured = 0;
            for (int k = Math.Max(first + 2, count - NoiseSteps); k < count; k++)
            {
                double difference = (2 * differences[k]) - (3 * differences[k - 1]) + differences[k - 2];
                measured = Math.Max(measured, Math.Abs(difference) * Math.ScaleB(step, -k) / 3);
            }

            for (int k = first; k < count; k++)
            {
                Noise[k] = Math.Max(Noise[k], measured);
            }
        }

        for (int k = first; k < count; k++)
        {
            noise[k] = 2 * Noise[k] / Math.ScaleB(step, -k);
        }

        (Value, Error) = Extrapolation.Extrapolate(differences, noise, first, ratio: 2);
        int best = Extrapolation.Best(Value, Error, first);
        Limit = Growth == Growth.Infinite ? (Math.CopySign(double.PositiveInfinity, slope), 0)
            : best < 0 ? (double.NaN, double.PositiveInfinity)
            : (Value[best], Error[best]);
        Scale = first < count ? Math.Abs(differences[Math.Max(first, Math.Min(NearStep, count - 1))]) : 0;
        for (int k = first; k < count; k++)
        {
            Scale = Error[k] <= 0.1 * Math.Abs(differences[k]) ? Math.Max(Scale, Math.Abs(differences[k])) : Scale;
        }
    }

    /// <summary>What a value of the function may be off by, at each step.</summary>
    public double[] Noise { get; }

    /// <summary>The slope on this side, extrapolated from the steps up to each.</summary>
    public double[] Value { get; }

    /// <summary>Their estimated errors.</summary>
    public double[] Error { get; }

    /// <summary>The best of all.</summary>
    public (double Value, double Error) Limit { get; }

    /// <summary>The steepest among a short chord and all that tell of the slope.</summary>
    public double Scale { get; }

    /// <summary>The step from which on the function does not change.</summary>
    public int Flat { get; }

    /// <summary>What the value at the point is off by at least.</summary>
    public double Rounding { get; }

    /// <summary>How the differences grow.</summary>
    public Growth Growth { get; }

    /// <summary>
    /// Whether the differences grow all the way as the steps become smaller: twofold with each halving at a jump, less where the slope is infinite.
    /// </summary>
    private static Growth GrowthOf(double[] differences, double[] noise, int first, double step, out double slope)
    {
        int seen = 0;
        slope = 0;
        double least = double.PositiveInfinity, largest = 0;
        for (int k = differences.Length - 1; k > first && seen < GrowthSteps; k--)
        {
            if (Math.Abs(differences[k]) * Math.ScaleB(step, -k) <= 100 * noise[k])
            {
                continue;
            }

            // It has come to an end where the next value, though it could be seen, is much nearer to that at the point.
            if (seen == 0 && k + 1 < differences.Length && Math.Abs(differences[k + 1]) < 0.8 * Math.Abs(differences[k]))
            {
                return Growth.None;
            }

            double ratio = differences[k] / differences[k - 1];
            (least, largest) = (Math.Min(least, ratio), Math.Max(largest, ratio));
            slope = differences[k];
            seen++;
        }

        return seen < GrowthSteps - 2 || !(least >= 1.15) || !(largest < 2.2) ? Growth.None : least > 1.9 ? Growth.Jump : Growth.Infinite;
    }
}
