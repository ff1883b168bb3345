using System;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.Kalman;

/// <summary>
/// The score by sensitivity equations: the filter's recursion differentiated by hand with respect to one parameter after the other,
/// dP = dF P Fᵀ + F dP Fᵀ + F P dFᵀ + dQ, dS = dP + dR, dK = dP S⁻¹ − K dS S⁻¹, and
/// dℓ = −½ Σ (2 dvᵀ S⁻¹ v − vᵀ S⁻¹ dS S⁻¹ v + tr(S⁻¹ dS)). The covariance is updated in the form of Joseph.
/// </summary>
internal static class FilterSensitivities
{
    public const int Parameters = 7;

    /// <summary>Value and gradient at parameters in the order damping, acceleration, position error, speed error, spread, position, speed.</summary>
    /// <param name="p">The parameters.</param>
    /// <param name="times">Of the measurements.</param>
    /// <param name="measured">Position and speed at each.</param>
    public static (double Value, double[] Gradient) At(double[] p, double[] times, double[] measured)
    {
        double[] gradient = new double[Parameters];
        double value = 0;
        for (int parameter = 0; parameter < Parameters; parameter++)
        {
            double[] unit = new double[Parameters];
            unit[parameter] = 1;
            (value, gradient[parameter]) = Along(p, unit, times, measured);
        }

        return (value, gradient);
    }

    private static (double Value, double Tangent) Along(double[] p, double[] dp, double[] times, double[] measured)
    {
        double[,] identity = { { 1, 0 }, { 0, 1 } };
        double[,] m = { { p[5] }, { p[6] } }, dm = { { dp[5] }, { dp[6] } };
        double[,] cov = Scaled(identity, p[4] * p[4]), dcov = Scaled(identity, 2 * p[4] * dp[4]);
        double[,] r = { { p[2] * p[2], 0 }, { 0, p[3] * p[3] } }, dr = { { 2 * p[2] * dp[2], 0 }, { 0, 2 * p[3] * dp[3] } };
        double value = 0, tangent = 0;
        for (int t = 0; t < times.Length; t++)
        {
            double h = t == 0 ? times[0] : times[t] - times[t - 1];
            double decay = Math.Exp(-p[0] * h), reach = (1 - decay) / p[0];
            double[,] f = { { 1, reach }, { 0, decay } };
            double[,] df = { { 0, dp[0] * ((h * decay) - reach) / p[0] }, { 0, -h * decay * dp[0] } };
            double[,] shape = { { h * h * h / 3, h * h / 2 }, { h * h / 2, h } };
            dm = Dense.Add(Dense.Multiply(df, m), Dense.Multiply(f, dm));
            m = Dense.Multiply(f, m);
            double[,] half = Dense.Multiply(Dense.Multiply(df, cov), Dense.Transpose(f));
            dcov = Dense.Add(Dense.Add(half, Dense.Transpose(half)), Dense.Multiply(Dense.Multiply(f, dcov), Dense.Transpose(f)));
            dcov = Dense.Add(dcov, shape, 2 * p[1] * dp[1]);
            cov = Dense.Add(Dense.Multiply(Dense.Multiply(f, cov), Dense.Transpose(f)), shape, p[1] * p[1]);

            double[,] s = Dense.Add(cov, r), ds = Dense.Add(dcov, dr), inverse = Dense.Inverse(s);
            double[,] v = { { measured[2 * t] - m[0, 0] }, { measured[(2 * t) + 1] - m[1, 0] } }, dv = Scaled(dm, -1);
            double[,] solved = Dense.Multiply(inverse, v);
            double mahalanobis = Dense.Multiply(Dense.Transpose(v), solved)[0, 0];
            value -= 0.5 * (mahalanobis + Math.Log((s[0, 0] * s[1, 1]) - (s[0, 1] * s[1, 0])) + (2 * Math.Log(2 * Math.PI)));
            tangent -= Dense.Multiply(Dense.Transpose(dv), solved)[0, 0];
            tangent += 0.5 * Dense.Multiply(Dense.Transpose(solved), Dense.Multiply(ds, solved))[0, 0];
            tangent -= 0.5 * Dense.Trace(Dense.Multiply(inverse, ds));

            double[,] k = Dense.Multiply(cov, inverse);
            double[,] dk = Dense.Multiply(Dense.Add(dcov, Dense.Multiply(k, ds), -1), inverse);
            dm = Dense.Add(dm, Dense.Add(Dense.Multiply(dk, v), Dense.Multiply(k, dv)));
            m = Dense.Add(m, Dense.Multiply(k, v));

            // P = (1 − K) P (1 − K)ᵀ + K R Kᵀ
            double[,] rest = Dense.Add(identity, k, -1), drest = Scaled(dk, -1);
            half = Dense.Add(Dense.Multiply(Dense.Multiply(drest, cov), Dense.Transpose(rest)), Dense.Multiply(Dense.Multiply(dk, r), Dense.Transpose(k)));
            dcov = Dense.Add(Dense.Multiply(Dense.Multiply(rest, dcov), Dense.Transpose(rest)), Dense.Multiply(Dense.Multiply(k, dr), Dense.Transpose(k)));
            dcov = Dense.Add(dcov, Dense.Add(half, Dense.Transpose(half)));
            cov = Dense.Add(Dense.Multiply(Dense.Multiply(rest, cov), Dense.Transpose(rest)), Dense.Multiply(Dense.Multiply(k, r), Dense.Transpose(k)));
        }

        return (value, tangent);
    }

    private static double[,] Scaled(double[,] a, double factor) => Dense.Matrix(a.GetLength(0), a.GetLength(1), (i, j) => factor * a[i, j]);
}
