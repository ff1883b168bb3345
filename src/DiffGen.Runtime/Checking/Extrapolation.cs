using System;

namespace DiffGen.Checking;

/// <summary>
/// Extrapolation to h = 0 (Richardson) of what was computed with steps hₖ = h₀ 2⁻ᵏ, with estimates of the errors (Ridders).
/// </summary>
internal static class Extrapolation
{
    /// <summary>The error of an extrapolation is taken to be at most this many times its estimate.</summary>
    public const double Safety = 5;

    private const int LargestOrder = 6;

    /// <summary>
    /// Tₖⱼ = Tₖ,ⱼ₋₁ + (Tₖ,ⱼ₋₁ − Tₖ₋₁,ⱼ₋₁) / (ratioʲ − 1), and for each k the best of them. The larger distance to the two that it is made of is its error.
    /// </summary>
    public static (double[] Value, double[] Error) Extrapolate(double[] differences, double[] noise, int first, int ratio)
    {
        int count = differences.Length;
        double[] value = new double[count], error = new double[count];
        Array.Fill(error, double.PositiveInfinity);
        Span<double> row = stackalloc double[LargestOrder + 1], above = stackalloc double[LargestOrder + 1];
        for (int k = first; k < count; k++)
        {
            row[0] = value[k] = differences[k];
            double power = ratio, amplification = 1;
            for (int j = 1; j <= Math.Min(k - first, LargestOrder); j++)
            {
                row[j] = row[j - 1] + ((row[j - 1] - above[j - 1]) / (power - 1));
                amplification *= (power + 1) / (power - 1);
                double distance = Math.Max(Math.Abs(row[j] - row[j - 1]), Math.Abs(row[j] - above[j - 1])) + (amplification * noise[k]);
                if (distance < error[k])
                {
                    (value[k], error[k]) = (row[j], distance);
                }

                power *= ratio;
            }

            row.CopyTo(above);
        }

        // The least of many estimates of errors is too good to be true now and then. Where it is true, the next value is near too.
        double[] scattered = new double[count];
        Array.Fill(scattered, double.PositiveInfinity);
        for (int k = first; k < count; k++)
        {
            double before = k > first ? Math.Abs(value[k] - value[k - 1]) : double.PositiveInfinity;
            double after = k + 1 < count ? Math.Abs(value[k] - value[k + 1]) : double.PositiveInfinity;
            scattered[k] = Math.Max(error[k], Math.Min(before, after));
        }

        return (value, scattered);
    }

    /// <summary>
    /// The place of the least error from a place on, among those that no two with smaller steps contradict: coarse differences of what varies within a step
    /// may agree by chance. −1 if there is none.
    /// </summary>
    public static int Best(double[] value, double[] error, int from)
    {
        int best = -1;
        for (int k = from; k < error.Length; k++)
        {
            if (double.IsFinite(error[k]) && (best < 0 || error[k] < error[best]) && Contradictions(k) < 2)
            {
                best = k;
            }
        }

        return best;

        int Contradictions(int k)
        {
            int count = 0;
            for (int finer = k + 1; finer < error.Length; finer++)
            {
                count += Math.Abs(value[finer] - value[k]) > Safety * (error[finer] + error[k]) ? 1 : 0;
            }

            return count;
        }
    }
}
