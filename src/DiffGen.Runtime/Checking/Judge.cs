using System;
using System.Globalization;

namespace DiffGen.Checking;

/// <summary>Compares a given derivative with one by differences.</summary>
/// <param name="relative">The relative tolerance.</param>
/// <param name="absolute">The absolute tolerance.</param>
/// <param name="epsilon">The distance of 1 to the next number of the type that all is computed in.</param>
internal readonly struct Judge(double relative, double absolute, double epsilon)
{
    /// <summary>Differences that are worse than this, relative to the number, do not vouch for it.</summary>
    private const double Coarse = 0.25;

    /// <summary>The rounding errors, relative to the size of the terms, that two ways of computing one thing may differ by.</summary>
    public double Rounding { get; } = Math.Sqrt(epsilon);

    /// <summary>Compares.</summary>
    /// <param name="slope">The derivative by differences.</param>
    /// <param name="given">The given one.</param>
    /// <param name="unit">The length of the direction, in which the absolute tolerance is meant.</param>
    /// <param name="terms">The size of the terms whose sum <paramref name="given"/> is.</param>
    public Verdict Compare(Slope slope, double given, double unit, double terms)
    {
        double slack = (absolute * unit) + (Rounding * terms) + (64 * epsilon * slope.Scale) + (Extrapolation.Safety * slope.Error);
        switch (slope.Kind)
        {
            case SlopeKind.Undefined:
                return new Verdict(DerivativeFindingKind.Undetermined, double.NaN, 0, "the function has no finite values around this point");

            case SlopeKind.Jump:
                return double.IsNaN(given)
                    ? new Verdict(DerivativeFindingKind.Mismatch, double.NaN, 0, "NaN, where the function is finite; it jumps here")
                    : new Verdict(DerivativeFindingKind.NotSmooth, double.NaN, 0, "not smooth here, the function jumps");

            case SlopeKind.Kink:
                double low = Math.Min(slope.Left, slope.Right), high = Math.Max(slope.Left, slope.Right);
                double tolerance = slack + (relative * Math.Max(double.IsFinite(low) ? Math.Abs(low) : 0, double.IsFinite(high) ? Math.Abs(high) : 0));
                bool between = given >= low - tolerance && given <= high + tolerance;
                string slopes = string.Create(
                    CultureInfo.InvariantCulture, $"not smooth here, the slope is {slope.Left / unit:G6} on the left and {slope.Right / unit:G6} on the right");
                return between
                    ? new Verdict(DerivativeFindingKind.NotSmooth, double.NaN, 0, slopes)
                    : new Verdict(
                        DerivativeFindingKind.Mismatch,
                        Math.Abs(given - low) < Math.Abs(given - high) ? low : high,
                        slope.Error,
                        slopes + ", and the given number is not between");

            default:
                return CompareSmooth(slope, given, unit, slack);
        }
    }

    private Verdict CompareSmooth(Slope slope, double given, double unit, double slack)
    {
        if (!double.IsFinite(given))
        {
            return new Verdict(DerivativeFindingKind.Mismatch, slope.Value, slope.Error, "not finite, where the function is smooth");
        }

        double size = Math.Max(Math.Abs(given), Math.Abs(slope.Value));
        double error = Extrapolation.Safety * slope.Error;
        if (!(Math.Abs(given - slope.Value) <= slack + (relative * size)))
        {
            foreach ((double value, double off) in slope.Chords ?? [])
            {
                if (Math.Abs(given - value) <= (Extrapolation.Safety * off) + (relative * size) && Extrapolation.Safety * off <= 0.5 * Math.Abs(value))
                {
                    return new Verdict(
                        DerivativeFindingKind.Undetermined,
                        value,
                        off,
                        "larger steps agree, but smaller ones do not change the function at all: rounding makes stairs of it; check at another point or in double");
                }
            }

            if (given == 0 && slope.Chords is { Length: > 0 } && error > 0.5 * Math.Abs(slope.Value))
            {
                return default;
            }

            return new Verdict(DerivativeFindingKind.Mismatch, slope.Value, slope.Error, Likeness(given, slope.Value));
        }

        return size == 0 || error <= Math.Max(relative, Coarse) * size || error <= absolute * unit
            ? default
            : new Verdict(
                DerivativeFindingKind.Undetermined,
                slope.Value,
                slope.Error,
                "rounding hides the derivative here; check at another point or in double, or say with AbsoluteTolerance what error of the differences is small");
    }

    /// <summary>What the usual mistakes look like.</summary>
    private static string Likeness(double given, double expected)
    {
        double ratio = given / expected;
        return given == 0 ? "zero, as if the result did not depend on it"
            : Math.Abs(ratio + 1) < 0.01 ? "the sign is wrong"
            : Math.Abs(ratio - 2) < 0.02 ? "twice the expected"
            : Math.Abs(ratio - 0.5) < 0.005 ? "half the expected"
            : "wrong";
    }
}
