using System;
using System.Collections.Generic;
using DiffGen;

namespace EpidemicCalibration;

/// <summary>
/// Simulated moments: the parameters at which simulated means are nearest to the observed ones, by Gauss-Newton on derivatives of expectations (McFadden, "A method of simulated moments", Econometrica 57,
/// 1989). The metric is first the observed covariance, which leads there from afar, and in the last two steps the simulated one, whose errors are not those of the observed means.
/// </summary>
internal sealed class Calibration(Observations observed, Noise noise)
{
    private const double LongestStep = 0.7;

    /// <summary>Variance that every statistic has besides, so that one that happened to be constant does not decide.</summary>
    private const double Floor = 1e-4;

    private const int StepsInSimulatedMetric = 2;
    private readonly double[,] _observedWeights = LinearAlgebra.Inverse(Floored(observed.Covariance));
    private readonly List<Fit> _path = [];

    /// <summary>The parameters before each step, and in the end.</summary>
    public IReadOnlyList<Fit> Path => _path;

    /// <summary>Takes the given numbers of simulated outbreaks, one for each step.</summary>
    /// <param name="start">Where to start.</param>
    /// <param name="outbreaks">How many outbreaks are simulated before each step.</param>
    /// <param name="report">Is told of each step.</param>
    /// <returns>The parameters with their standard errors, at the last simulation.</returns>
    public Fit Run(Parameters start, IReadOnlyList<int> outbreaks, Action<Fit> report)
    {
        Parameters parameters = start;
        for (int step = 0; step < outbreaks.Count; step++)
        {
            Simulations simulated = Simulations.Run(parameters, outbreaks[step], noise.Split(step));
            double[,] residual = new double[Outbreak.Statistics, 1];
            for (int i = 0; i < Outbreak.Statistics; i++)
            {
                residual[i, 0] = observed.Mean[i] - simulated.Mean[i];
            }

            double[,] weights = step < outbreaks.Count - StepsInSimulatedMetric ? _observedWeights : LinearAlgebra.Inverse(Floored(simulated.Covariance));

            // DᵀWD Δ = DᵀW (observed − simulated)
            double[,] derivatives = LinearAlgebra.Mean(simulated.Derivatives, simulated.OtherDerivatives);
            double[,] metric = LinearAlgebra.Inverse(LinearAlgebra.Product(derivatives, weights, derivatives));
            double[,] slope = LinearAlgebra.Product(derivatives, weights, residual);

            // (DᵀWD)⁻¹ is the covariance of the parameters for one village. Here the two D are of different outbreaks, so that the square of their noise does not add to it, which would make
            // standard errors too small.
            double[,] square = LinearAlgebra.Product(simulated.Derivatives, weights, simulated.OtherDerivatives), mirrored = LinearAlgebra.Product(simulated.OtherDerivatives, weights, simulated.Derivatives);
            double[,] covariance = LinearAlgebra.TryInvert(LinearAlgebra.Mean(square, mirrored), out double[,] inverse) ? inverse : metric;
            double distance = LinearAlgebra.Product(residual, weights, residual)[0, 0];
            double share = (1.0 / observed.Villages) + (1.0 / outbreaks[step]);
            double[] free = parameters.Free, slopes = parameters.Slopes, errors = new double[Parameters.Count];
            for (int p = 0; p < Parameters.Count; p++)
            {
                double change = 0;
                for (int q = 0; q < Parameters.Count; q++)
                {
                    change += metric[p, q] * slope[q, 0];
                }

                free[p] += Math.Clamp(change, -LongestStep, LongestStep);
                errors[p] = Math.Sqrt(covariance[p, p] * share) * slopes[p];
            }

            Fit fit = new(parameters, errors, distance / share, simulated.Mean);
            _path.Add(fit);
            report(fit);
            parameters = Parameters.Of(free);
        }

        // The last step is as sure as the simulation that it was taken from.
        Fit last = _path[^1] with { Parameters = parameters };
        _path.Add(last);
        report(last);
        return last;
    }

    private static double[,] Floored(double[,] covariance)
    {
        double[,] floored = (double[,])covariance.Clone();
        for (int i = 0; i < floored.GetLength(0); i++)
        {
            floored[i, i] += Floor;
        }

        return floored;
    }
}
