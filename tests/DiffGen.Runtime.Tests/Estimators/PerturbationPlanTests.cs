using System;
using System.Linq;
using Xunit;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>Whether weights or nodes of a layer are better perturbed: the variances of the formula against those over all signs and all batches.</summary>
public sealed class PerturbationPlanTests
{
    /// <summary>A layer of 3 inputs and 2 nodes, examples with inputs z and cotangents ā: the gradient of an example is ā zᵀ.</summary>
    private static readonly (double[] Input, double[] Cotangent)[] s_population =
    [
        ([0.5, -1.2, 0.3], [0.7, -0.4]),
        ([1.1, 0.6, -0.8], [-0.2, 0.9]),
        ([-0.3, 0.9, 1.4], [0.5, 0.8]),
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Variances_are_those_over_all_signs_and_batches(int examples)
    {
        double[][] gradients = [.. s_population.Select(e => Outer(e.Cotangent, e.Input))];
        double[] exact = [.. Enumerable.Range(0, 6).Select(i => gradients.Average(g => g[i]))];
        double s = exact.Sum(g => g * g), v = gradients.Average(g => g.Zip(exact, (a, b) => (a - b) * (a - b)).Sum());
        PerturbationChoice choice = Assert.Single(PerturbationPlan.Of([new PerturbedLayer("layer", 6, 2)], examples, v / s).Choices);

        double ofWeights = 0, ofNodes = 0;
        int batches = (int)Math.Pow(3, examples);
        for (int batch = 0; batch < batches; batch++)
        {
            int[] members = [.. Enumerable.Range(0, examples).Select(n => batch / (int)Math.Pow(3, n) % 3)];
            double[] mean = [.. Enumerable.Range(0, 6).Select(i => members.Average(m => gradients[m][i]))];
            for (int pattern = 0; pattern < 64; pattern++)
            {
                double[] signs = Signs(pattern, 6);
                double slope = mean.Zip(signs, (a, b) => a * b).Sum();
                ofWeights += Square(signs.Select(x => slope * x), exact) / (64 * batches);
            }

            int patterns = 1 << (2 * examples);
            for (int pattern = 0; pattern < patterns; pattern++)
            {
                double[] signs = Signs(pattern, 2 * examples), estimate = new double[6];
                for (int n = 0; n < examples; n++)
                {
                    (double[] input, double[] cotangent) = s_population[members[n]];
                    double[] own = signs[(2 * n)..(2 * (n + 1))], credit = Outer(own, input);
                    double slope = own.Zip(cotangent, (a, b) => a * b).Sum();
                    estimate = [.. estimate.Zip(credit, (e, c) => e + (slope * c / examples))];
                }

                ofNodes += Square(estimate, exact) / ((double)patterns * batches);
            }
        }

        Assert.Equal(ofWeights, choice.WeightVariance * s, 1e-12);
        Assert.Equal(ofNodes, choice.NodeVariance * s, 1e-12);
        Assert.Equal(PerturbedPart.Nodes, choice.Part);
    }

    /// <summary>Over one example the smaller number wins: weights or nodes times occurrences. More examples speak for nodes, whose noise they average.</summary>
    [Fact]
    public void The_smaller_dimension_is_chosen()
    {
        PerturbedLayer dense = new("dense", 784 * 128, 128), shortTerm = new("recurrent, 10 steps", 304, 16, 10), longTerm = new("recurrent, 40 steps", 304, 16, 40);
        PerturbationPlan plan = PerturbationPlan.Of([dense, shortTerm, longTerm]);
        Assert.Equal([PerturbedPart.Nodes, PerturbedPart.Nodes, PerturbedPart.Weights], plan.Choices.Select(c => c.Part));
        Assert.Equal([159.0, 639.0], plan.Choices.Skip(1).Select(c => c.NodeVariance));
        Assert.All(plan.Choices.Skip(1), c => Assert.Equal(303, c.WeightVariance));
        Assert.Equal(PerturbedPart.Nodes, PerturbationPlan.Of([longTerm], examples: 4).Choices[0].Part);
        Assert.Equal(306 - 1, PerturbationPlan.Of([longTerm], noise: DirectionNoise.Gaussian).Choices[0].WeightVariance);
        Assert.Equal(
            "dense: nodes (128 nodes: variance 127 S; 100352 weights: 1.004e+05 S)\n"
            + "recurrent, 10 steps: nodes (16 × 10 nodes: variance 159 S; 304 weights: 303 S)\n"
            + "recurrent, 40 steps: weights (16 × 40 nodes: variance 639 S; 304 weights: 303 S)\n",
            plan.ToString());
    }

    [Fact]
    public void Bad_numbers_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>("layers", () => PerturbationPlan.Of([new PerturbedLayer("none", 0, 1)]));
        Assert.Throws<ArgumentOutOfRangeException>("layers", () => PerturbationPlan.Of([new PerturbedLayer("none", 1, 1, 0)]));
        Assert.Throws<ArgumentOutOfRangeException>("examples", () => PerturbationPlan.Of([], examples: 0));
        Assert.Throws<ArgumentOutOfRangeException>("spread", () => PerturbationPlan.Of([], spread: double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>("noise", () => PerturbationPlan.Of([], noise: (DirectionNoise)9));
    }

    private static double[] Outer(double[] column, double[] row) => [.. column.SelectMany(c => row.Select(r => c * r))];

    private static double[] Signs(int pattern, int count) => [.. Enumerable.Range(0, count).Select(i => ((pattern >> i) & 1) == 1 ? -1.0 : 1.0)];

    private static double Square(System.Collections.Generic.IEnumerable<double> estimate, double[] exact) => estimate.Zip(exact, (a, b) => (a - b) * (a - b)).Sum();
}
