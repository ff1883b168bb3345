namespace DiffGen.Distributions;

/// <summary>What log-probabilities are where they are no ordinary numbers.</summary>
internal static class Support
{
    /// <summary>The log-probability where x is not in the support: −∞, or NaN where x or the scale is NaN or the scale is not above 0.</summary>
    public static double Outside(double x, double scale) => double.IsNaN(x) || !(scale > 0) ? double.NaN : double.NegativeInfinity;

    /// <summary>−1, 0 or 1; NaN of NaN.</summary>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x;
}
