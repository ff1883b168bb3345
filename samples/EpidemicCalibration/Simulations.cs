using DiffGen;
using DiffGen.Sampling;

namespace EpidemicCalibration;

/// <summary>Simulated outbreaks.</summary>
/// <param name="Mean">The means of the statistics.</param>
/// <param name="Covariance">The covariance of the statistics of one outbreak.</param>
/// <param name="Derivatives">The derivatives of the means by the free parameters, from one half of the outbreaks.</param>
/// <param name="OtherDerivatives">The same from the other half.</param>
internal sealed record Simulations(double[] Mean, double[,] Covariance, double[,] Derivatives, double[,] OtherDerivatives)
{
    /// <summary>Outbreaks of one call.</summary>
    private const int Chunk = 10;

    /// <summary>
    /// Simulates outbreaks, the same ones for each statistic. The derivative of a mean is the mean of the estimates of <c>Outbreak.Weighted</c>, all of whose draws go by their scores.
    /// </summary>
    /// <param name="parameters">Where.</param>
    /// <param name="outbreaks">How many; a multiple of 20.</param>
    /// <param name="noise">The stream.</param>
    public static Simulations Run(Parameters parameters, int outbreaks, Noise noise)
    {
        int chunks = outbreaks / Chunk;
        double[] free = parameters.Free, weights = new double[Outbreak.Statistics];
        double[,] means = new double[chunks, Outbreak.Statistics];
        double[][,] derivatives = [new double[Outbreak.Statistics, Parameters.Count], new double[Outbreak.Statistics, Parameters.Count]];
        for (int i = 0; i < Outbreak.Statistics; i++)
        {
            Outbreak.WeightedBaselines baselines = default;
            baselines.Binomial.Kind = baselines.Binomial2.Kind = baselines.Binomial3.Kind = BaselineKind.Optimal;
            weights[i] = 1;
            for (int chunk = 0; chunk < chunks; chunk++)
            {
                Noise own = noise.Split(chunk);
                (means[chunk, i], double contact, double recovery, double reporting) = Outbreak.WeightedExpectationGradient(free[0], free[1], free[2], weights, ref own, ref baselines, Chunk);
                double[,] half = derivatives[chunk % 2];
                half[i, 0] += 2 * contact / chunks;
                half[i, 1] += 2 * recovery / chunks;
                half[i, 2] += 2 * reporting / chunks;
            }

            weights[i] = 0;
        }

        (double[] mean, double[,] covariance) = LinearAlgebra.Moments(means);
        for (int i = 0; i < Outbreak.Statistics; i++)
        {
            for (int k = 0; k < Outbreak.Statistics; k++)
            {
                covariance[i, k] *= Chunk;
            }
        }

        return new Simulations(mean, covariance, derivatives[0], derivatives[1]);
    }
}
