using System;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.Chebyshev;

/// <summary>The series by T_k(cos θ) = cos kθ and T_k′(cos θ) = k sin kθ / sin θ.</summary>
internal static class TrigonometricForm
{
    public static double[] Polynomials(int count, double x) => Of(count, k => Math.Cos(k * Math.Acos(x)));

    public static double[] Slopes(int count, double x) => Of(count, k => k * Math.Sin(k * Math.Acos(x)) / Math.Sin(Math.Acos(x)));

    /// <summary>Value of the function of pieces at x, the piece, and the derivatives by its coefficients, by its left and right end, and by x.</summary>
    public static (double Value, int Piece, double[] ByCoefficients, double ByLeft, double ByRight, double ByX) Piecewise(double[][] pieces, double[] breaks, double x)
    {
        int piece = Math.Clamp(Array.FindLastIndex(breaks, end => end <= x), 0, pieces.Length - 1);
        double left = breaks[piece], width = breaks[piece + 1] - left, u = (2 * (x - left) / width) - 1;
        double[] t = Polynomials(pieces[piece].Length, u), slopes = Slopes(pieces[piece].Length, u);
        double value = Dense.Dot(pieces[piece], t), slope = Dense.Dot(pieces[piece], slopes);
        return (value, piece, t, slope * (u - 1) / width, -slope * (u + 1) / width, slope * 2 / width);
    }

    private static double[] Of(int count, Func<int, double> value)
    {
        double[] values = new double[count];
        for (int k = 0; k < count; k++)
        {
            values[k] = value(k);
        }

        return values;
    }
}
