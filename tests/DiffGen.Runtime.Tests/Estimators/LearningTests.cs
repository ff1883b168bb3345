using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Whole runs: what published work says of learning by perturbation (section 4.8 and the stand-in task of section 5).</summary>
public sealed class LearningTests
{
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

    /// <summary>
    /// The decorrelated variants of the rules of Dalm et al., 2023 (DNP, DINP, DANP): the inputs of both layers are decorrelated. Means over two seeds. Layer by layer it is seen early, as after ten epochs that rule has learnt what it can either way.
    /// </summary>
    [Fact]
    public void Decorrelated_layers_are_learned_faster_by_each_rule()
    {
        Blobs blobs = new(153);
        Check(seed => new CleanNodePerturbation<double>(seed, 1e-4), epochs: 5, 0.1);
        Check(seed => new LayerwiseNodePerturbation<double>(seed, 1e-4), epochs: 3, 0.03);
        Check(seed => new ActivityNodePerturbation<double>(seed, 1e-4), epochs: 5, 0.1);

        void Check<TEstimator>(Func<ulong, TEstimator> make, int epochs, double gain)
            where TEstimator : ILayeredGradientEstimator<double>
        {
            double plain = 0, decorrelated = 0;
            foreach (ulong seed in (ulong[])[160, 161])
            {
                Decorrelation<double> hidden = new(32, 1e-3);
                plain += blobs.Accuracy(make(seed), 1e-2, epochs: epochs) / 2;
                decorrelated += blobs.Accuracy(make(seed), 1e-2, new Decorrelation<double>(64, 1e-3), hidden, epochs) / 2;
                Assert.NotEqual(0, hidden.Matrix[1]);
            }

            Assert.True(decorrelated > plain + gain, $"{typeof(TEstimator).Name}: {plain} became {decorrelated}.");
        }
    }

    /// <summary>Where layers read decorrelated inputs, x* = R x with a matrix that is not the identity, the rules estimate the gradient of that net: unbiased as before, and biased as before. Its gradient is by differences.</summary>
    [Fact]
    public void Estimates_of_a_net_with_decorrelated_inputs()
    {
        Decorrelation<double> inputs = new(3, 0.1), hidden = new(4, 0.1);
        _ = inputs.Learn([1, 2, -1, 0.5, -1, 2]);
        _ = hidden.Learn([1, 0.4, -2, 0.3, -1, 1, 0.5, 2]);
        LayeredNet<double> net = new([3, 4, 2], [0.5, -1, 0.25], [0.3, -0.7]) { Decorrelations = [inputs, hidden] }, plain = new([3, 4, 2], [0.5, -1, 0.25], [0.3, -0.7]);
        double[] w = [.. Enumerable.Range(0, 26).Select(i => 0.7 * Math.Sin(2.3 * (i + 1)))], exact = new double[26], gradient = new double[26];
        for (int i = 0; i < 26; i++)
        {
            double kept = w[i];
            w[i] = kept + 1e-5;
            double above = net.Value(w);
            w[i] = kept - 1e-5;
            exact[i] = (above - net.Value(w)) / 2e-5;
            w[i] = kept;
        }

        _ = plain.Gradient(w, gradient);
        Assert.True(gradient.Zip(exact, (a, b) => Math.Abs(a - b)).Max() > 0.05);
        Draws.OfLayered(new CleanNodePerturbation<double>(163, 1e-5), net, w, exact, 150_000).AssertUnbiased();
        Draws.OfLayered(new LayerwiseNodePerturbation<double>(164, 1e-5), net, w, exact, 100_000).AssertUnbiased();
        Draws.OfLayered(new ActivityNodePerturbation<double>(165, 1e-5), net, w, exact, 20_000).AssertBiased();

        // Decorrelation that the rules did not see would be a bias: this is the net without.
        Draws.OfLayered(new CleanNodePerturbation<double>(163, 1e-5), plain, w, exact, 50_000).AssertBiased();
    }
}
