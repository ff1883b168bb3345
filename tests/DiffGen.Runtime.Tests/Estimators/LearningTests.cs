using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Whole runs: what published work says of learning by perturbation (rows P9 and P11, sections 4.6 to 4.8 and the stand-in task of section 5).</summary>
public sealed class LearningTests
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

        Assert.InRange(Teach(147, 0.25 * critical, 30_000), 0, 2e-10);
        Assert.InRange(Teach(148, 0.5 * critical, 12_000), 0, 1e-6);
        Assert.InRange(Teach(149, 0.75 * critical, 8_000), 0, 1e-6);
        Assert.True(!(Teach(150, 1.5 * critical, 20_000) < 1e3));
        Assert.True(!(Teach(151, 0.5 * critical, 40_000, teacherNoise: 0.5) < 1e3));
        Assert.InRange(Teach(151, 0.5 * critical, 40_000, teacherNoise: 0.5, keepNorms: true), 0, 1e-2);
    }

    /// <summary>64 inputs with four shared factors, batches of 20, rate 1e-3: the squares of the correlations fall at least 100 times and no input is lost.</summary>
    [Fact]
    public void Decorrelation()
    {
        const int n = 64, batch = 20;
        NoiseKey key = new(152);
        double[] factors = new double[4 * n], x = new double[batch * n], decorrelated = new double[batch * n], z = new double[4];
        key.FillGaussian<double>(factors, 0);
        Decorrelation<double> layer = new(n, 1e-3);
        double first = MeanSquare(), last;
        for (uint t = 1; t <= 500; t++)
        {
            Load(t);
            layer.Apply(x, decorrelated);
            _ = layer.Learn(decorrelated);
        }

        last = MeanSquare();
        Assert.True(first / last >= 100, $"{first:g4} fell to {last:g4} only.");
        Assert.InRange(Enumerable.Range(0, n).Sum(i => layer.Matrix[(i * n) + i]), 1, 2 * n);

        // Correlations over 2,000 fresh examples: of a batch of 20 alone they would be mostly chance.
        double MeanSquare()
        {
            double[] c = new double[n * n];
            for (uint t = 10_000; t < 10_100; t++)
            {
                Load(t);
                layer.Apply(x, decorrelated);
                for (int e = 0; e < batch; e++)
                {
                    for (int i = 0; i < n; i++)
                    {
                        for (int j = 0; j < i; j++)
                        {
                            c[(i * n) + j] += decorrelated[(e * n) + i] * decorrelated[(e * n) + j] / 2000;
                        }
                    }
                }
            }

            return c.Sum(v => v * v) / (n * (n - 1) / 2);
        }

        void Load(uint t)
        {
            for (uint e = 0; e < batch; e++)
            {
                Span<double> row = x.AsSpan((int)e * n, n);
                key.FillGaussian(row, t, 1, e);
                key.FillGaussian<double>(z, t, 2, e);
                for (int j = 0; j < n; j++)
                {
                    for (int f = 0; f < 4; f++)
                    {
                        row[j] += 0.7 * factors[(f * n) + j] * z[f];
                    }
                }
            }
        }
    }

    [Fact]
    public void Decorrelation_by_the_formula()
    {
        Decorrelation<double> layer = new(2, 0.1);
        double[] x = [1, 2, 3, -1], decorrelated = new double[4];
        layer.Apply(x, decorrelated);
        Assert.Equal(x, decorrelated);

        // C₀₁ = (1·2 − 3·1)/2 = −½, so R becomes ((1, .05), (.05, 1)).
        Assert.Equal(0.25, layer.Learn(decorrelated), 1e-15);
        Assert.Equal([1, 0.05, 0.05, 1], layer.Matrix.ToArray());
        layer.Apply(x, decorrelated);
        Assert.Equal(1.1, decorrelated[0], 1e-15);
        Assert.Equal(2.05, decorrelated[1], 1e-15);
        Allocations.AssertNone(() => layer.Learn(decorrelated));
        Assert.Equal("inputs", Assert.Throws<ArgumentException>(() => layer.Apply([1, 2, 3], new double[3])).ParamName);
        Assert.Equal("decorrelated", Assert.Throws<ArgumentException>(() => layer.Apply([1, 2], new double[4])).ParamName);
        Assert.Equal("decorrelated", Assert.Throws<ArgumentException>(() => layer.Learn([])).ParamName);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Decorrelation<double>(0, 0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Decorrelation<double>(2, 0));
    }

    /// <summary>
    /// Ten classes in 64 dimensions, a net 64-32-10, 1000 steps of batches of 20, each estimator at its best rate, means over three seeds: backpropagation &gt; layer by layer &gt; 16 forward gradients
    /// &gt; node perturbation &gt; one forward gradient, and the activity-based rule about where node perturbation is.
    /// </summary>
    [Fact]
    public void Estimators_in_their_order_on_the_stand_in_task()
    {
        Blobs blobs = new(153);
        double backpropagation = blobs.Accuracy(default(Backpropagation<double>), 3e-2);
        double layerwise = Mean(seed => blobs.Accuracy(new LayerwiseNodePerturbation<double>(seed, 1e-4), 1e-2));
        double sixteen = blobs.Accuracy(new ForwardGradient<double>(155, directions: 16), 1e-2);
        double nodes = Mean(seed => blobs.Accuracy(new CleanNodePerturbation<double>(seed, 1e-4), 1e-2));
        double activity = Mean(seed => blobs.Accuracy(new ActivityNodePerturbation<double>(seed, 1e-4), 1e-2));
        double one = Mean(seed => blobs.Accuracy(new ForwardGradient<double>(seed), 3e-3));
        string all = $"{backpropagation}, {layerwise}, {sixteen}, {nodes}, {one}; activity {activity}";
        Assert.True(backpropagation > layerwise && layerwise > sixteen && sixteen > nodes && nodes > one, all);
        Assert.True(Math.Abs(activity - nodes) <= 0.1, all);

        static double Mean(Func<ulong, double> accuracy) => (accuracy(160) + accuracy(161) + accuracy(162)) / 3;
    }

    /// <summary>Decorrelated inputs let node perturbation learn more in the same number of steps.</summary>
    [Fact]
    public void Decorrelated_inputs_are_learned_faster()
    {
        Blobs blobs = new(153);
        foreach (ulong seed in (ulong[])[160, 161, 162])
        {
            double plain = blobs.Accuracy(new CleanNodePerturbation<double>(seed, 1e-4), 1e-2);
            double decorrelated = blobs.Accuracy(new CleanNodePerturbation<double>(seed, 1e-4), 1e-2, new Decorrelation<double>(64, 1e-3));
            Assert.True(decorrelated > plain + 0.1, $"{plain} became {decorrelated}.");
        }
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

    /// <summary>Trains a linear net on fresh examples of a linear teacher; returns the mean square of the entries of W₂W₁ − teacher.</summary>
    private static double Teach(ulong seed, double rate, int steps, double teacherNoise = 0, bool keepNorms = false)
    {
        const int lx = 20, lh = 60, ly = 10;
        NoiseKey key = new(seed);
        double[] x = new double[lx], y = new double[ly], noise = new double[ly], teacher = new double[ly * lx];
        LayeredNet<double> net = new([lx, lh, ly], x, y) { Activation = Activation.Identity };
        double[] w = new double[net.ParameterCount], gradient = new double[w.Length];
        Fill(w.AsSpan(0, lh * lx), 2.0 / (lx + lh), 0);
        Fill(w.AsSpan(net.WeightsOf(1), ly * lh), 2.0 / (lh + ly), 1);
        Fill(teacher, 2.0 / (lx + ly), 2);
        double[] norms = Norms();
        CleanNodePerturbation<double> estimator = new(seed, 1e-6);
        for (uint t = 1; t <= steps; t++)
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

            _ = estimator.Estimate(ref net, w, gradient);
            gradient.AsSpan(lh * lx, lh).Clear();
            gradient.AsSpan(net.WeightsOf(2) - ly, ly).Clear();
            Step(w, gradient, rate);
            if (keepNorms)
            {
                double[] now = Norms();
                for (int i = 0; i < lh + ly; i++)
                {
                    foreach (ref double v in Row(i))
                    {
                        v *= norms[i] / now[i];
                    }
                }
            }

            if (!(Math.Abs(w[0]) < 1e6))
            {
                return double.PositiveInfinity;
            }
        }

        double sum = 0;
        for (int i = 0; i < ly; i++)
        {
            for (int j = 0; j < lx; j++)
            {
                double entry = -teacher[(i * lx) + j];
                for (int k = 0; k < lh; k++)
                {
                    entry += w[net.WeightsOf(1) + (i * lh) + k] * w[(k * lx) + j];
                }

                sum += entry * entry / (lx * ly);
            }
        }

        return sum;

        void Fill(Span<double> weights, double variance, uint instance)
        {
            key.FillGaussian(weights, 0, instance);
            foreach (ref double v in weights)
            {
                v *= Math.Sqrt(variance);
            }
        }

        Span<double> Row(int i) => i < lh ? w.AsSpan(i * lx, lx) : w.AsSpan(net.WeightsOf(1) + ((i - lh) * lh), lh);

        double[] Norms() => [.. Enumerable.Range(0, lh + ly).Select(i => Math.Sqrt(Row(i).ToArray().Sum(v => v * v)))];
    }
}
