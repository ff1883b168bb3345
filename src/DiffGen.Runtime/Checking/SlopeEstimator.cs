using System;
using System.Linq;

namespace DiffGen.Checking;

/// <summary>
/// The derivative of a function of one variable by differences with steps hₖ = h₀ 2⁻ᵏ, extrapolated to h = 0.
/// </summary>
/// <remarks>
/// Central differences have an error in even powers of h, one-sided ones in all powers. One-sided ones tell a kink: their limits differ, while central
/// differences would give the mean of the two without a sign of trouble.
/// </remarks>
internal static class SlopeEstimator
{
    /// <summary>Estimates a derivative.</summary>
    /// <param name="ahead">f(x + hₖ); NaN where the function has no value.</param>
    /// <param name="behind">f(x − hₖ); NaN where the function has no value.</param>
    /// <param name="center">f(x).</param>
    /// <param name="step">h₀.</param>
    /// <param name="epsilon">The distance of 1 to the next number of the type that f is computed in.</param>
    /// <param name="toTheEnd">Whether the smallest steps are as small as the type allows, so that they show the function's rounding noise.</param>
    public static Slope Estimate(ReadOnlySpan<double> ahead, ReadOnlySpan<double> behind, double center, double step, double epsilon, bool toTheEnd)
    {
        int firstAhead = FirstFinite(ahead), firstBehind = FirstFinite(behind);
        if (!double.IsFinite(center) || (ahead.Length - firstAhead < 3 && ahead.Length - firstBehind < 3))
        {
            return new Slope(SlopeKind.Undefined, double.NaN, double.PositiveInfinity, double.NaN, double.NaN, 0);
        }

        OneSide right = new(ahead, firstAhead, center, step, epsilon, sign: 1, toTheEnd);
        OneSide left = new(behind, firstBehind, center, step, epsilon, sign: -1, toTheEnd);
        double scale = Math.Max(right.Scale, left.Scale);
        if (right.Growth == Growth.Jump || left.Growth == Growth.Jump)
        {
            return new Slope(SlopeKind.Jump, double.NaN, double.PositiveInfinity, double.NaN, double.NaN, scale);
        }

        // At the edge of the domain there is one side only.
        bool hasRight = ahead.Length - firstAhead >= 3, hasLeft = behind.Length - firstBehind >= 3;
        if (right.Growth == Growth.Infinite || left.Growth == Growth.Infinite)
        {
            (double l, double el) = hasLeft ? left.Limit : right.Limit;
            (double r, double er) = hasRight ? right.Limit : left.Limit;
            double error = Math.Max(double.IsInfinity(l) ? 0 : el, double.IsInfinity(r) ? 0 : er);
            return new Slope(SlopeKind.Kink, double.NaN, error, l, r, scale);
        }

        if (!hasRight || !hasLeft)
        {
            (double value, double error) = hasRight ? right.Limit : left.Limit;
            return new Slope(SlopeKind.Smooth, value, error, value, value, scale);
        }

        return TwoSided(ahead, behind, Math.Max(firstAhead, firstBehind), step, right, left, scale);
    }

    private static Slope TwoSided(ReadOnlySpan<double> ahead, ReadOnlySpan<double> behind, int first, double step, OneSide right, OneSide left, double scale)
    {
        int count = ahead.Length;
        double[] central = new double[count], noise = new double[count];
        for (int k = first; k < count; k++)
        {
            double h = Math.ScaleB(step, -k);
            central[k] = (ahead[k] - behind[k]) / (2 * h);
            noise[k] = (right.Noise[k] + left.Noise[k]) / h;
        }

        (double[] value, double[] error) = Extrapolation.Extrapolate(central, noise, first, ratio: 4);

        // The last step at which the sides clearly have slopes of their own, the same as at the step before.
        int kink = -1;
        for (int k = first + 2; k < count; k++)
        {
            double gap = right.Value[k] - left.Value[k], before = right.Value[k - 1] - left.Value[k - 1];
            if (IsClear(gap, k) && IsClear(before, k - 1) && Math.Abs(gap - before) <= 0.5 * Math.Max(Math.Abs(gap), Math.Abs(before)))
            {
                kink = k;
            }
        }

        // Where small steps change nothing at all, though by larger ones they would, the function may be flat, or rounded to a staircase.
        int flat = Math.Max(right.Flat, left.Flat);
        (double, double)[]? chords = count - flat < 3
            ? null
            : [.. value.Zip(error).Skip(kink + 1).Where(c => Math.Abs(c.First) * Math.ScaleB(step, -flat) > 4 * right.Rounding)];
        int best = Extrapolation.Best(value, error, kink + 1);
        if (kink < 0)
        {
            return best < 0
                ? new Slope(SlopeKind.Smooth, central[count - 1], double.PositiveInfinity, 0, 0, scale)
                : new Slope(SlopeKind.Smooth, value[best], error[best], value[best], value[best], scale) { Chords = chords };
        }

        // A kink, or a bend, at some distance is passed by smaller steps, if they are not too small to see anything.
        double jump = Math.Abs(right.Value[kink] - left.Value[kink]);
        if (best >= 0 && Extrapolation.Safety * error[best] <= 0.1 * jump)
        {
            return new Slope(SlopeKind.Smooth, value[best], error[best], value[best], value[best], scale) { Chords = chords };
        }

        // The slopes are known best at other steps at which the kink looks the same.
        int sharpest = kink;
        for (int k = first + 1; k < kink; k++)
        {
            double gap = right.Value[k] - left.Value[k];
            if (Math.Abs(Math.Abs(gap) - jump) <= 0.5 * jump && right.Error[k] + left.Error[k] < right.Error[sharpest] + left.Error[sharpest])
            {
                sharpest = k;
            }
        }

        return new Slope(
            SlopeKind.Kink, double.NaN, Math.Max(right.Error[sharpest], left.Error[sharpest]), left.Value[sharpest], right.Value[sharpest], scale);

        bool IsClear(double gap, int k) =>
            Math.Abs(gap) > Extrapolation.Safety * (right.Error[k] + left.Error[k])
            && Math.Abs(gap) > 1e-4 * Math.Max(Math.Abs(right.Value[k]), Math.Abs(left.Value[k]));
    }

    /// <summary>The first step from which on all values are finite.</summary>
    private static int FirstFinite(ReadOnlySpan<double> values)
    {
        int first = values.Length;
        while (first > 0 && double.IsFinite(values[first - 1]))
        {
            first--;
        }

        return first;
    }
}
