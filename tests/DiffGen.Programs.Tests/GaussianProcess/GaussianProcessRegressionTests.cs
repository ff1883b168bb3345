using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.GaussianProcess;

public class GaussianProcessRegressionTests
{
    private const int Count = 7;
    private const int Dimensions = 2;

    [Fact]
    public void Log_density_by_covariance_is_half_of_outer_product_less_inverse()
    {
        const int n = 5;
        double[,] covariance = CholeskyTests.PositiveDefinite(n);
        double[] x = Sampled.Uniform(1, n), mean = Sampled.Uniform(2, n), xGrad = new double[n], meanGrad = new double[n];
        double[,] covarianceGrad = new double[n, n];
        GaussianProcessRegression.LogDensityGradient(x, mean, covariance, xGrad, meanGrad, covarianceGrad);
        double[] deviation = Array.ConvertAll([0, 1, 2, 3, 4], i => x[i] - mean[i]);
        double[] alpha = Dense.Multiply(Dense.Inverse(covariance), deviation);
        Comparison.Close("mean", alpha, meanGrad, 1e-12);
        Comparison.Close("x", Array.ConvertAll(alpha, a => -a), xGrad, 1e-12);
        Comparison.Close("covariance", Dense.Flat(MatrixCalculus.Lower(MatrixCalculus.ByCovariance(covariance, deviation))), Dense.Flat(covarianceGrad), 1e-12);
    }

    [Fact]
    public void Marginal_likelihood_by_traces()
    {
        double[] p = MarginalParameters;
        double[,] inputsGrad = new double[Count, Dimensions];
        double[] observedGrad = new double[Count], logLengthsGrad = new double[Dimensions];
        (double _, double logAmplitudeGrad, double logNoiseGrad) = GaussianProcessRegression.LogMarginalLikelihoodGradient(
            Inputs(p), Observed(p), LogLengths(p), p[^2], p[^1], inputsGrad, observedGrad, logLengthsGrad);
        double[] expected = MatrixCalculus.MarginalGradient(p, Count, Dimensions);
        Comparison.Close("gradient", expected, [.. Dense.Flat(inputsGrad), .. observedGrad, .. logLengthsGrad, logAmplitudeGrad, logNoiseGrad], 1e-11);
    }

    [Fact]
    public void Marginal_likelihood_to_second_order()
    {
        double[] p = MarginalParameters, d = Sampled.Uniform(5, p.Length);
        double[,] inputsGrad = new double[Count, Dimensions], inputsHvp = new double[Count, Dimensions];
        double[] observedGrad = new double[Count], logLengthsGrad = new double[Dimensions], observedHvp = new double[Count], logLengthsHvp = new double[Dimensions];
        var r = GaussianProcessRegression.LogMarginalLikelihoodHvp(
            Inputs(p), Observed(p), LogLengths(p), p[^2], p[^1],
            Inputs(d), Observed(d), LogLengths(d), d[^2], d[^1],
            inputsGrad, observedGrad, logLengthsGrad, inputsHvp, observedHvp, logLengthsHvp);
        double[] gradient = MatrixCalculus.MarginalGradient(p, Count, Dimensions);
        double[] product = Differences.Directional(x => MatrixCalculus.MarginalGradient(x, Count, Dimensions), p, d);
        Comparison.Close("tangent", Dense.Dot(gradient, d), r.Tangent, 1e-11);
        Comparison.Close("gradient", gradient, [.. Dense.Flat(inputsGrad), .. observedGrad, .. logLengthsGrad, r.LogAmplitudeGrad, r.LogNoiseGrad], 1e-11);
        Comparison.Close("Hessian product", product, [.. Dense.Flat(inputsHvp), .. observedHvp, .. logLengthsHvp, r.LogAmplitudeHvp, r.LogNoiseHvp], 1e-8);
    }

    [Fact]
    public void Prediction_by_the_derivative_of_the_inverse()
    {
        double[] at = Sampled.Uniform(7, Dimensions), inputs = Sampled.Uniform(8, Count * Dimensions, -2, 2), observed = Sampled.Uniform(9, Count);
        double[] atGrad = new double[Dimensions], observedGrad = new double[Count];
        double[,] inputsGrad = new double[Count, Dimensions];
        double[] p = [.. at, .. inputs, .. observed, 0.4];
        (double value, double noiseGrad) = GaussianProcessRegression.PredictGradient(at, Dense.Folded(inputs, Dimensions), observed, 0.4, atGrad, inputsGrad, observedGrad);
        double[] expected = MatrixCalculus.PredictGradient(p, Count, Dimensions);
        Comparison.Close("gradient", expected, [.. atGrad, .. Dense.Flat(inputsGrad), .. observedGrad, noiseGrad], 1e-12);
        Comparison.Close("linear in the observed values", Dense.Dot(observedGrad, observed), value, 1e-12);
    }

    [Fact]
    public void References_agree_with_differences()
    {
        double[] p = MarginalParameters;
        double[] expected = Differences.Gradient(x => GaussianProcessRegression.LogMarginalLikelihood(Inputs(x), Observed(x), LogLengths(x), x[^2], x[^1]), p);
        Comparison.Close("marginal likelihood", expected, MatrixCalculus.MarginalGradient(p, Count, Dimensions), 1e-8);
        p = [.. Sampled.Uniform(7, Dimensions), .. Sampled.Uniform(8, Count * Dimensions, -2, 2), .. Sampled.Uniform(9, Count), 0.4];
        expected = Differences.Gradient(
            x => GaussianProcessRegression.Predict(x.AsSpan(0, Dimensions), Dense.Folded(x.AsSpan(Dimensions, Count * Dimensions), Dimensions), x.AsSpan(x.Length - Count - 1, Count), x[^1]), p);
        Comparison.Close("prediction", expected, MatrixCalculus.PredictGradient(p, Count, Dimensions), 1e-8);
    }

    private static double[] MarginalParameters => [.. Sampled.Uniform(1, Count * Dimensions, -2, 2), .. Sampled.Uniform(2, Count), 0.2, -0.3, 0.1, -1.2];

    private static double[,] Inputs(double[] p) => Dense.Folded(p.AsSpan(0, Count * Dimensions), Dimensions);

    private static double[] Observed(double[] p) => p[(Count * Dimensions)..][..Count];

    private static double[] LogLengths(double[] p) => p[^(Dimensions + 2)..^2];
}
