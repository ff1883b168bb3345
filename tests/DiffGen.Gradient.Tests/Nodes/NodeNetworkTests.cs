using System;
using System.Linq;
using DiffGen.Gradient.Tests.Checkpoints;
using DiffGen.Runtime.Tests.Estimators;
using Xunit;

namespace DiffGen.Gradient.Tests.Nodes;

/// <summary>Node gradients of networks: equal to the formulas, unbiased, exact where no site lies in the path.</summary>
public class NodeNetworkTests
{
    private static double[] Numbers(int count, double scale = 1) => [.. Enumerable.Range(1, count).Select(i => scale * Math.Sin(2.3 * i))];

    /// <summary>ΔW = D ξ zᵀ and Δb = D ξ with D = Σ ā ξ, the noise of each layer read off its address.</summary>
    [Fact]
    public void A_network_has_the_formulas_of_node_perturbation()
    {
        const int Inputs = 3, Hidden = 4, Outputs = 2, Second = Hidden * (Inputs + 1);
        double[] w = Numbers(Second + ((Hidden + 1) * Outputs), 0.7), x = [0.5, -1, 0.25], y = [0.3, -0.7], grad = new double[w.Length];
        var noise = new NodeNoise(new NoiseKey(11), Step: 5, Example: 3);
        double value = NodeNetworks.MlpNodeGradient(w, x, y, Hidden, noise, grad);
        Assert.Equal(NodeNetworks.Mlp(w, x, y, Hidden), value);

        double[] z = new double[Hidden], tangent = new double[Hidden], first = new double[Hidden], second = [noise.Number<double>(1, 0), noise.Number<double>(1, 1)];
        noise.Fill(first.AsSpan(), 0, 0);
        for (int i = 0; i < Hidden; i++)
        {
            double a = w[(Hidden * Inputs) + i] + Enumerable.Range(0, Inputs).Sum(j => w[(i * Inputs) + j] * x[j]);
            z[i] = Math.Tanh(a);
            tangent[i] = (1 - (z[i] * z[i])) * first[i];
        }

        double directional = 0;
        for (int i = 0; i < Outputs; i++)
        {
            double a = w[Second + (Hidden * Outputs) + i] + Enumerable.Range(0, Hidden).Sum(j => w[Second + (i * Hidden) + j] * z[j]);
            directional += (a - y[i]) * (second[i] + Enumerable.Range(0, Hidden).Sum(j => w[Second + (i * Hidden) + j] * tangent[j]));
        }

        double[] expected = new double[w.Length];
        for (int i = 0; i < Hidden; i++)
        {
            expected[(Hidden * Inputs) + i] = directional * first[i];
            for (int j = 0; j < Inputs; j++)
            {
                expected[(i * Inputs) + j] = directional * first[i] * x[j];
            }
        }

        for (int i = 0; i < Outputs; i++)
        {
            expected[Second + (Hidden * Outputs) + i] = directional * second[i];
            for (int j = 0; j < Hidden; j++)
            {
                expected[Second + (i * Hidden) + j] = directional * second[i] * z[j];
            }
        }

        Assert.All(grad.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-13));
    }

    /// <summary>20 steps against backpropagation through time; the variance of a weight on the input is x² (S + ā²) summed over the steps, which the z-scores use as measured.</summary>
    [Fact]
    public void A_recurrent_network_of_20_steps_is_unbiased()
    {
        const int Units = 2, Draws = 260_000;
        (double[] w, double[] output, double[] x) = Recurrent(Units, 20);
        double[] exact = Gradient(w, output, x, Units);
        Draws draws = new(exact);
        double[] grad = new double[exact.Length];
        for (uint t = 0; t < Draws; t++)
        {
            NodeNetworks.RnnNodeGradient(w, output, x, Units, new NodeNoise(new NoiseKey(20), t, Distribution: DirectionNoise.Rademacher), grad.AsSpan(0, w.Length), grad.AsSpan(w.Length));
            draws.Add(grad);
        }

        draws.AssertUnbiased();

        // Behind the nodes, without noise: the same number in every draw, and the exact one but for the order of its sum.
        for (int i = w.Length; i < exact.Length; i++)
        {
            Assert.Equal(exact[i], grad[i], 1e-15);
            Assert.Equal(draws.Mean(i), grad[i], 1e-15);
        }
    }

    /// <summary>The same test sees noise that is the same at every step, and a penalty's gradient that is left out.</summary>
    [Fact]
    public void The_same_test_sees_planted_faults()
    {
        const int Units = 2, Draws = 60_000;
        (double[] w, double[] output, double[] x) = Recurrent(Units, 20);
        double[] exact = Gradient(w, output, x, Units)[..w.Length];
        Draws right = new(exact), reused = new(exact), late = new(exact);
        double[] grad = new double[exact.Length], generated = new double[exact.Length], outputGrad = new double[output.Length];
        for (uint t = 0; t < Draws; t++)
        {
            var noise = new NodeNoise(new NoiseKey(21), t, Distribution: DirectionNoise.Rademacher);
            ByHand(w, output, x, Units, noise, step => step, step => step, grad);
            right.Add(grad);
            if (t < 100)
            {
                NodeNetworks.RnnNodeGradient(w, output, x, Units, noise, generated, outputGrad);
                Assert.All(grad.Zip(generated), pair => Assert.Equal(pair.Second, pair.First, 1e-12));
            }

            ByHand(w, output, x, Units, noise, _ => 0, _ => 0, grad);
            reused.Add(grad);
            ByHand(w, output, x, Units, noise, step => step, step => step + 1, grad);
            late.Add(grad);
        }

        right.AssertUnbiased(power: false);
        reused.AssertBiased();
        late.AssertBiased();
    }

    /// <summary>Tied weights, residual links and a penalty: the mean is the gradient; what no site lies in is exact to the bit.</summary>
    [Fact]
    public void A_residual_network_with_tied_weights_and_a_penalty()
    {
        double[] w = [0.3, -0.5, 0.8, 0.2], head = [0.7, -0.4], x = [1.2, -0.6], grad = new double[6], exact = new double[6];
        NodeNetworks.ResidualGradient(w, head, x, 3, 0.05, exact.AsSpan(0, 4), exact.AsSpan(4));
        double[] mean = Signs.Mean(
            noise =>
            {
                NodeNetworks.ResidualNodeGradient(w, head, x, 3, 0.05, noise, grad.AsSpan(0, 4), grad.AsSpan(4));
                Assert.Equal(exact[4..], grad[4..]);
                return [.. grad];
            },
            [.. Enumerable.Range(0, 6).Select(i => new Occurrence(0, (uint)i))]);
        Assert.All(exact.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, 1e-12));

        // Without an input nothing is learnt at the nodes: what is left of the weights' gradient is the penalty's, bit for bit.
        NodeNetworks.ResidualGradient(w, head, [0, 0], 3, 0.05, exact.AsSpan(0, 4), exact.AsSpan(4));
        NodeNetworks.ResidualNodeGradient(w, head, [0, 0], 3, 0.05, new NoiseKey(3), grad.AsSpan(0, 4), grad.AsSpan(4));
        Assert.Equal(exact, grad);
        Assert.Equal([.. w.Select(v => (0.05 * v) + (0.05 * v))], grad[..4]);
    }

    [Fact]
    public void A_long_short_term_memory_learns_the_state_it_begins_with()
    {
        double[] w = Numbers(10, 0.8), x = [0.9, -0.4], grad = new double[10], exact = new double[10];
        NodeNetworks.LstmGradient(w, x, 1, exact);
        Assert.All(exact, g => Assert.NotEqual(0, g));
        double[] mean = Signs.Mean(
            noise =>
            {
                NodeNetworks.LstmNodeGradient(w, x, 1, noise, grad);
                return [.. grad];
            },
            [new(0, 0, 4), new(0, 1, 4)]);
        Assert.All(exact.Zip(mean), pair => Assert.Equal(pair.First, pair.Second, 1e-12));
    }

    /// <summary>A site cuts every path from step to step: a step is undone as soon as it has run. Backpropagation keeps all of them.</summary>
    [Fact]
    public void A_recurrent_network_needs_as_much_memory_for_10_steps_as_for_10000()
    {
        long few = Bytes(10), many = Bytes(10_000);
        Assert.Equal(few, many);
        Assert.InRange(few, 1, 100_000);
        (double[] w, double[] output, double[] x) = Recurrent(4, 10_000);
        double[] wGrad = new double[w.Length], outputGrad = new double[output.Length];
        Assert.True(Memory.Of(() => NodeNetworks.RnnGradient(w, output, x, 4, wGrad, outputGrad)) > 10 * many);

        static long Bytes(int steps)
        {
            (double[] w, double[] output, double[] x) = Recurrent(4, steps);
            double[] wGrad = new double[w.Length], outputGrad = new double[output.Length];
            return Memory.Of(() => NodeNetworks.RnnNodeGradient(w, output, x, 4, new NoiseKey(1), wGrad, outputGrad));
        }
    }

    [Fact]
    public void The_second_call_allocates_nothing()
    {
        (double[] w, double[] output, double[] x) = Recurrent(3, 50);
        double[] wGrad = new double[w.Length], outputGrad = new double[output.Length];
        Assert.Equal(0, Memory.OfSecond(() => NodeNetworks.RnnNodeGradient(w, output, x, 3, new NoiseKey(1), wGrad, outputGrad)));
        Assert.Equal(0, Memory.OfSecond(() => NodeModels.MixedNodeGradient(0.8f, 0.6, 1.2f, new NoiseKey(1))));
        Assert.Equal(0, Memory.OfSecond(() => NodeModels.KeptNodeGradient(0.8, new double[2].AsSpan(), new NoiseKey(1), new double[2])) - Memory.OfSecond(() => _ = (new double[2], new double[2])));
    }

    private static (double[] Weights, double[] Output, double[] Inputs) Recurrent(int n, int steps) => (Numbers((n * n) + n, 0.9), Numbers(n, 1.1), Numbers(steps));

    private static double[] Gradient(double[] w, double[] output, double[] x, int n)
    {
        double[] gradient = new double[w.Length + output.Length];
        NodeNetworks.RnnGradient(w, output, x, n, gradient.AsSpan(0, w.Length), gradient.AsSpan(w.Length));
        return gradient;
    }

    /// <summary>The recurrent network by hand: eligibilities Σ ξ zᵀ in the forward pass, times D. Which noise a step is perturbed with and which it is credited with can be mistaken.</summary>
    private static void ByHand(double[] w, double[] output, double[] x, int n, NodeNoise noise, Func<int, int> drawn, Func<int, int> credited, double[] grad)
    {
        Span<double> h = stackalloc double[n], hTangent = stackalloc double[n], a = stackalloc double[n], aTangent = stackalloc double[n], credit = stackalloc double[n];
        double directional = 0;
        Array.Clear(grad);
        for (int t = 0; t < x.Length; t++)
        {
            noise.Fill(aTangent, 0, (uint)drawn(t));
            noise.Fill(credit, 0, (uint)credited(t));
            for (int i = 0; i < n; i++)
            {
                a[i] = w[(n * n) + i] * x[t];
                grad[(n * n) + i] += credit[i] * x[t];
                for (int j = 0; j < n; j++)
                {
                    a[i] += w[(i * n) + j] * h[j];
                    aTangent[i] += w[(i * n) + j] * hTangent[j];
                    grad[(i * n) + j] += credit[i] * h[j];
                }
            }

            double y = 0, yTangent = 0;
            for (int i = 0; i < n; i++)
            {
                h[i] = Math.Tanh(a[i]);
                hTangent[i] = (1 - (h[i] * h[i])) * aTangent[i];
                y += output[i] * h[i];
                yTangent += output[i] * hTangent[i];
            }

            directional += 2 * (y - 0.5) * yTangent / x.Length;
        }

        for (int i = 0; i < grad.Length; i++)
        {
            grad[i] *= directional;
        }
    }
}
