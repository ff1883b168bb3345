using System;
using System.Linq;
using DiffGen.Training;
using DiffGen.Transforms;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Where node perturbation is stable (row P9, section 4.7).</summary>
public sealed class CriticalRateTests
{
    /// <summary>
    /// Hiratani et al., 2022: a linear net 20-60-10 learns from a linear teacher with rates up to about η*, the root of a cubic, and diverges above it. With a noisy teacher
    /// it diverges at η*/2 as well, unless the rows of the weights keep their norms.
    /// </summary>
    [Fact]
    public void The_critical_rate()
    {
        const double x = 20, h = 60, y = 10;
        double alpha = 2 * h / (x + h), beta = 2 * h / (h + y), cube = Math.Cbrt(h);
        double error = (4 * h / ((x + h) * (y + h))) + (2 / (x + y)), a = alpha / cube;
        double c = 1;
        for (int i = 0; i < 50; i++)
        {
            c -= (((error - (a * a * a / 3)) * c * c * c) + (a * a * c * c) - (4 / 3.0)) / ((3 * (error - (a * a * a / 3)) * c * c) + (2 * a * a * c));
        }

        double critical = c / (x * y * (1 + beta) * cube);
        Assert.Equal(2.0118, c, 1e-4);
        Assert.Equal(9.466e-4, critical, 1e-7);

        Assert.InRange(Teach(147, 0.25 * critical, 30_000).Error, 0, 2e-10);
        Assert.InRange(Teach(148, 0.5 * critical, 12_000).Error, 0, 1e-6);
        Assert.InRange(Teach(149, 0.75 * critical, 8_000).Error, 0, 1e-6);
        Assert.True(!(Teach(150, 1.5 * critical, 20_000).Error < 1e3));

        // A noisy teacher: the monitor tells the divergence; with WeightNorm there is none to tell, and the error stays where it was published to stay.
        Run free = Teach(151, 0.5 * critical, 40_000, teacherNoise: 0.5), kept = Teach(151, 0.5 * critical, 40_000, teacherNoise: 0.5, keepsNorms: true);
        Assert.True(!(free.Error < 1e3));
        Assert.True(free.ToldDiverged);
        Assert.InRange(free.NormGrowth, 2, double.PositiveInfinity);
        Assert.InRange(kept.Error, 1e-4, 1e-2);
        Assert.False(kept.ToldDiverged);
        Assert.Equal(1, kept.NormGrowth, 1e-12);
    }

    /// <summary>Trains a linear net on fresh examples of a linear teacher, by the optimizer of the library.</summary>
    private static Run Teach(ulong seed, double rate, int steps, double teacherNoise = 0, bool keepsNorms = false)
    {
        const int lx = 20, lh = 60, ly = 10;
        NoiseKey key = new(seed);
        double[] x = new double[lx], y = new double[ly], noise = new double[ly], teacher = new double[ly * lx];
        LayeredNet<double> net = new([lx, lh, ly], x, y) { Activation = Activation.Identity };
        int second = net.WeightsOf(1);
        double[] w = new double[net.ParameterCount], gradient = new double[w.Length];
        Fill(w.AsSpan(0, lh * lx), 2.0 / (lx + lh), 0);
        Fill(w.AsSpan(second, ly * lh), 2.0 / (lh + ly), 1);
        Fill(teacher, 2.0 / (lx + ly), 2);
        double[] norms = Norms();

        // Biases stay 0.
        CleanNodePerturbation<double> estimator = new(seed, 1e-6, mask: new ParameterMask(w.Length, 0..(lh * lx), second..(second + (ly * lh))));
        WeightNorm<double> weightNorm = new(new ParameterRange(0, lh * lx, lh), new ParameterRange(second, ly * lh, ly));
        OptimizerChain<double> optimizer = keepsNorms ? new(w.Length, rate, weightNorm) : new(w.Length, rate);
        DivergenceMonitor monitor = new(factor: 10, decay: 0.99);
        bool toldDiverged = false;
        for (uint t = 1; t <= steps && Math.Abs(w[0]) < 1e6; t++)
        {
            key.FillGaussian<double>(x, t, 3);
            key.FillGaussian<double>(noise, t, 4);
            for (int i = 0; i < ly; i++)
            {
                y[i] = teacherNoise * noise[i];
                for (int j = 0; j < lx; j++)
                {
                    y[i] += teacher[(i * lx) + j] * x[j];
                }
            }

            toldDiverged |= monitor.Observe(estimator.Estimate(ref net, w, gradient));
            optimizer.Step(w, gradient);
        }

        return new Run(Math.Abs(w[0]) < 1e6 ? Error() : double.PositiveInfinity, toldDiverged, Norms().Zip(norms, (now, before) => now / before).MaxBy(ratio => Math.Abs(ratio - 1)));

        double Error()
        {
            double sum = 0;
            for (int i = 0; i < ly; i++)
            {
                for (int j = 0; j < lx; j++)
                {
                    double entry = -teacher[(i * lx) + j];
                    for (int k = 0; k < lh; k++)
                    {
                        entry += w[second + (i * lh) + k] * w[(k * lx) + j];
                    }

                    sum += entry * entry / (lx * ly);
                }
            }

            return sum;
        }

        void Fill(Span<double> weights, double variance, uint instance)
        {
            key.FillGaussian(weights, 0, instance);
            foreach (ref double v in weights)
            {
                v *= Math.Sqrt(variance);
            }
        }

        ReadOnlySpan<double> Row(int i) => i < lh ? w.AsSpan(i * lx, lx) : w.AsSpan(second + ((i - lh) * lh), lh);

        double[] Norms() => [.. Enumerable.Range(0, lh + ly).Select(i => Math.Sqrt(Row(i).ToArray().Sum(v => v * v)))];
    }

    /// <summary>What became of a run.</summary>
    /// <param name="Error">The mean square of the entries of W₂W₁ − teacher; infinite where the weights are.</param>
    /// <param name="ToldDiverged">The monitor has told a divergence.</param>
    /// <param name="NormGrowth">The norm of a row in multiples of its first, of the row where it has changed most.</param>
    private readonly record struct Run(double Error, bool ToldDiverged, double NormGrowth);
}
