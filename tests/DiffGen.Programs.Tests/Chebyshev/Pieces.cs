using System;
using System.Linq;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.Chebyshev;

/// <summary>Where the programs are tried: three pieces of different degree.</summary>
internal static class Pieces
{
    public static double[] Breaks => [-1, 0.2, 0.9, 2.5];

    public static double[] At => Sampled.Uniform(2, 15, -0.95, 2.45);

    public static double[] Samples => Sampled.Uniform(3, 15);

    public static double[] Numbers => Sampled.Uniform(1, 10);

    public static double[][] Of(double[] numbers) => [numbers[..3], numbers[3..4], numbers[4..10]];

    public static double[] Flat(double[][] pieces) => [.. pieces.SelectMany(piece => piece)];

    /// <summary>Gradient of the misfit in the order pieces, breaks, penalty.</summary>
    public static double[] MisfitGradient(double[] numbers, double[] breaks, double penalty)
    {
        double[][] pieces = Of(numbers), grad = [new double[3], new double[1], new double[6]];
        double[] breaksGrad = new double[breaks.Length];
        double roughness = 0;
        for (int i = 0; i < At.Length; i++)
        {
            var r = TrigonometricForm.Piecewise(pieces, breaks, At[i]);
            double outer = (r.Value - Samples[i]) / At.Length;
            breaksGrad[r.Piece] += outer * r.ByLeft;
            breaksGrad[r.Piece + 1] += outer * r.ByRight;
            for (int k = 0; k < r.ByCoefficients.Length; k++)
            {
                grad[r.Piece][k] += outer * r.ByCoefficients[k];
            }
        }

        for (int piece = 0; piece < pieces.Length; piece++)
        {
            for (int k = 0; k < pieces[piece].Length; k++)
            {
                grad[piece][k] += penalty * k * k * pieces[piece][k];
                roughness += Math.Pow(k * pieces[piece][k], 2);
            }
        }

        return [.. Flat(grad), .. breaksGrad, 0.5 * roughness];
    }
}
