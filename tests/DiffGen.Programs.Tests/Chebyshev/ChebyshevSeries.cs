using System;
using System.Numerics;

namespace DiffGen.Programs.Chebyshev;

/// <summary>Chebyshev series in any precision, and functions made of several pieces of them.</summary>
public static partial class ChebyshevSeries
{
    /// <summary>Σ c_k T_k(x) by Clenshaw's recurrence b_k = c_k + 2 x b_{k+1} − b_{k+2}.</summary>
    /// <param name="coefficients">c, at least one.</param>
    /// <param name="x">Between −1 and 1.</param>
    [Differentiable]
    public static T Evaluate<T>(ReadOnlySpan<T> coefficients, T x)
        where T : IFloatingPointIeee754<T>
    {
        T twice = T.CreateChecked(2) * x;
        T b1 = T.Zero, b2 = T.Zero;
        for (int k = coefficients.Length - 1; k > 0; k--)
        {
            (b1, b2) = (coefficients[k] + (twice * b1) - b2, b1);
        }

        return coefficients[0] + (x * b1) - b2;
    }

    /// <summary>The integral of a series from −1 to 1, Σ over even k of 2 c_k / (1 − k²).</summary>
    [Differentiable]
    public static T Integrate<T>(ReadOnlySpan<T> coefficients)
        where T : IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int k = 0; k < coefficients.Length; k += 2)
        {
            sum += coefficients[k] / (T.One - (T.CreateChecked(k) * T.CreateChecked(k)));
        }

        return T.CreateChecked(2) * sum;
    }

    /// <summary>A function of pieces, each a series of its own degree over its own interval.</summary>
    /// <param name="pieces">The coefficients of each piece.</param>
    /// <param name="breaks">The ends of the intervals, ascending; one more than there are pieces.</param>
    /// <param name="x">Between the first and the last end.</param>
    [Differentiable]
    public static double Piecewise(double[][] pieces, ReadOnlySpan<double> breaks, double x)
    {
        int piece = 0;
        while (piece + 1 < pieces.Length && x >= breaks[piece + 1])
        {
            piece++;
        }

        double left = breaks[piece], right = breaks[piece + 1];
        return Evaluate<double>(pieces[piece], ((2 * x) - left - right) / (right - left));
    }

    /// <summary>Half the mean squared difference from samples, and a penalty on the size of the coefficients that grows with k.</summary>
    [Differentiable]
    public static double Misfit(double[][] pieces, ReadOnlySpan<double> breaks, [NoDiff] ReadOnlySpan<double> at, [NoDiff] ReadOnlySpan<double> samples, double penalty)
    {
        double sum = 0;
        for (int i = 0; i < at.Length; i++)
        {
            double difference = Piecewise(pieces, breaks, at[i]) - samples[i];
            sum += difference * difference;
        }

        double roughness = 0;
        foreach (double[] piece in pieces)
        {
            for (int k = 0; k < piece.Length; k++)
            {
                roughness += k * k * piece[k] * piece[k];
            }
        }

        return 0.5 * ((sum / at.Length) + (penalty * roughness));
    }
}
