using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Tasks that extend in time (row P11, section 4.6): residual errors, drift, and what differences leave of them.</summary>
public sealed class TemporalTaskTests
{
    private const int Trial = 50, Outputs = 2, Effective = 5;
    private const double Rate = 0.5 / 12, OutputNoise = 0.1;

    /// <summary>
    /// Züge, Klos and Memmesheimer, 2023: the error per trial is E ← aE + b, a = 1 − 2η + η²(D + 2) with D = M·N_eff = 10, so the residual is b/(1 − a). By theory .01167 for weight
    /// perturbation with σ² = s²/N_eff, and .0737 for node perturbation with s.
    /// </summary>
    [Fact]
    public void Residual_errors_of_a_temporally_extended_task()
    {
        const double d = Outputs * Effective, forget = 1 - (1 - (2 * Rate) + (Rate * Rate * (d + 2)));
        const double nodes = Outputs * Trial, s2 = OutputNoise * OutputNoise;
        double weightResidual = Rate * Rate * (s2 / Effective) * d * (d + 2) * (d + 4) / 8 / forget;
        double nodeResidual = Rate * Rate * s2 * Effective * Outputs * (nodes + 2) * (nodes + 4) / (8 * Trial) / forget;
        Assert.Equal(0.01167, weightResidual, 1e-5);
        Assert.Equal(0.0737, nodeResidual, 1e-4);

        TemporalStudent student = new(Outputs, Effective, Inputs(Effective));
        CheckResidual(new WeightPerturbation<double>(141, OutputNoise / Math.Sqrt(Effective)), student, weightResidual, 150_000);
        CheckResidual(new NodePerturbation<double>(142, OutputNoise), student, nodeResidual, 60_000);
    }

    /// <summary>Twenty trials multiply the error by a²⁰ in the mean: 5 becomes 1.375. Central differences add nothing to it.</summary>
    [Fact]
    public void Errors_shrink_by_the_theory()
    {
        const int runs = 4000;
        const double d = Outputs * Effective;
        double expected = d / 2 * Math.Pow(1 - (2 * Rate) + (Rate * Rate * (d + 2)), 20), sum = 0, squares = 0;
        Assert.Equal(1.375, expected, 1e-3);
        TemporalStudent student = new(Outputs, Effective, Inputs(Effective));
        for (ulong run = 0; run < runs; run++)
        {
            double error = ErrorAfter(new CentralWeightPerturbation<double>(1000 + run, OutputNoise / Math.Sqrt(Effective)), student, 20);
            sum += error;
            squares += error * error;
        }

        double mean = sum / runs, standardError = Math.Sqrt(((squares / runs) - (mean * mean)) / runs);
        Assert.InRange((mean - expected) / standardError, -5, 5);
        Assert.InRange(standardError, 0, 0.05 * expected);
    }

    /// <summary>Central differences cancel what keeps the error up: it goes to zero.</summary>
    [Fact]
    public void Central_differences_leave_no_residual()
    {
        TemporalStudent student = new(Outputs, Effective, Inputs(Effective));
        Assert.InRange(ErrorAfter(new CentralWeightPerturbation<double>(143, OutputNoise / Math.Sqrt(Effective)), student, 1000), 0, 1e-16);
        Assert.InRange(ErrorAfter(new CentralNodePerturbation<double>(144, OutputNoise), student, 1000), 0, 1e-16);
        Assert.InRange(ErrorAfter(new WeightPerturbation<double>(143, OutputNoise / Math.Sqrt(Effective)), student, 1000), 1e-3, 1);
    }

    /// <summary>Weights of inputs that are 0: node perturbation leaves them alone, bit for bit; weight perturbation lets them drift.</summary>
    [Fact]
    public void Unused_weights_drift_under_weight_perturbation_only()
    {
        const int all = Effective + 2;
        TemporalStudent student = new(Outputs, all, Inputs(all));
        double[] node = Train(new NodePerturbation<double>(145, OutputNoise), student, all, 2000);
        double[] weight = Train(new WeightPerturbation<double>(146, OutputNoise), student, all, 2000);
        foreach (int unused in (int[])[Effective, Effective + 1, all + Effective, all + Effective + 1])
        {
            Assert.Equal(1, node[unused]);
            Assert.True(Math.Abs(weight[unused] - 1) > 1e-3);
        }
    }

    /// <summary>
    /// How far they drift: a weight w that no input reaches moves by −ηDv with v independent of D, so its square grows by η² E[D²] a trial, E[D²] = 2E + σ²D(D + 2)/4 with D = M·N_eff: the slope along the noise, and the curvature that a
    /// one-sided difference takes for one. In 2,000 trials .566, of which the slope alone would make .36. Means over runs, whose standard error is 4 % of it at most.
    /// </summary>
    [Fact]
    public void Unused_weights_drift_as_far_as_theory_says()
    {
        const int runs = 120, trials = 2000, unused = 10, all = Effective + unused;
        const double d = Outputs * Effective, start = d / 2, s2 = OutputNoise * OutputNoise / Effective;
        const double keep = 1 - (2 * Rate) + (Rate * Rate * (d + 2)), residual = Rate * Rate * s2 * d * (d + 2) * (d + 4) / 8 / (1 - keep);
        double errors = (trials * residual) + ((start - residual) * (1 - Math.Pow(keep, trials)) / (1 - keep));
        double expected = Rate * Rate * ((2 * errors) + (trials * s2 * d * (d + 2) / 4)), ofSlopesAlone = Rate * Rate * 2 * errors;
        Assert.Equal(0.5665, expected, 1e-3);

        TemporalStudent student = new(Outputs, all, Inputs(all));
        double sum = 0, squares = 0;
        for (ulong run = 0; run < runs; run++)
        {
            double[] w = Train(new WeightPerturbation<double>(2000 + run, Math.Sqrt(s2)), student, all, trials);
            double drift = Enumerable.Range(0, Outputs).Average(i => w.AsSpan((i * all) + Effective, unused).ToArray().Average(v => (v - 1) * (v - 1)));
            sum += drift;
            squares += drift * drift;
        }

        double mean = sum / runs, standardError = Math.Sqrt(((squares / runs) - (mean * mean)) / runs);
        Assert.InRange((mean - expected) / standardError, -5, 5);
        Assert.InRange(standardError, 0, 0.04 * expected);
        Assert.True((mean - ofSlopesAlone) / standardError > 8);
    }

    /// <summary>Sines and cosines of mean square 1, orthogonal over the trial; inputs beyond the effective ones are 0.</summary>
    private static double[] Inputs(int count)
    {
        double[] x = new double[Trial * count];
        for (int t = 0; t < Trial; t++)
        {
            for (int j = 0; j < Effective; j++)
            {
                double angle = 2 * Math.PI * (1 + (j / 2)) * t / Trial;
                x[(t * count) + j] = Math.Sqrt(2) * (j % 2 == 0 ? Math.Cos(angle) : Math.Sin(angle));
            }
        }

        return x;
    }

    /// <summary>The mean error after a transient, by batch means of 1,000 trials, within 5 standard errors of theory and within 3 % or 5 of them.</summary>
    private static void CheckResidual<TEstimator>(TEstimator estimator, TemporalStudent student, double expected, int trials)
        where TEstimator : ILayeredGradientEstimator<double>
    {
        double[] w = [.. Enumerable.Repeat(0.1, Outputs * Effective)], gradient = new double[w.Length];
        double sum = 0, squares = 0, batch = 0;
        int batches = (trials / 1000) - 1;
        for (int t = 0; t < trials; t++)
        {
            _ = estimator.Estimate(ref student, w, gradient);
            Step(w, gradient, Rate);
            batch += w.Sum(v => v * v) / 2 / 1000;
            if (t % 1000 == 999)
            {
                sum += t > 1000 ? batch : 0;
                squares += t > 1000 ? batch * batch : 0;
                batch = 0;
            }
        }

        double mean = sum / batches, error = Math.Sqrt(((squares / batches) - (mean * mean)) / batches);
        Assert.InRange(mean / expected, 0.97, 1.03);
        Assert.InRange((mean - expected) / error, -5, 5);
    }

    private static double ErrorAfter<TEstimator>(TEstimator estimator, TemporalStudent student, int trials)
        where TEstimator : ILayeredGradientEstimator<double> => student.Value(Train(estimator, student, Effective, trials));

    private static double[] Train<TEstimator>(TEstimator estimator, TemporalStudent student, int inputs, int trials)
        where TEstimator : ILayeredGradientEstimator<double>
    {
        double[] w = [.. Enumerable.Repeat(1.0, Outputs * inputs)], gradient = new double[w.Length];
        for (int t = 0; t < trials; t++)
        {
            _ = estimator.Estimate(ref student, w, gradient);
            Step(w, gradient, Rate);
        }

        return w;
    }

    private static void Step(double[] w, double[] gradient, double rate)
    {
        for (int i = 0; i < w.Length; i++)
        {
            w[i] -= rate * gradient[i];
        }
    }
}
