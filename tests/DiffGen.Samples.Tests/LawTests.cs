using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Data;
using GradientsWithoutBackprop.Experiments;
using Xunit;

namespace DiffGen.Samples.Tests;

/// <summary>What the experiments measure is what theory says, at seeds that are fixed, within 5 standard errors.</summary>
public sealed class LawTests
{
    private static readonly RunSettings Quick = new(DigitSet.Split("drawn", DrawnDigits.Draw(100, 1)), 1, Quick: true);

    [Fact]
    public void Variance_against_the_number_of_directions()
    {
        IReadOnlyList<VariancePoint> points = VarianceExperiment.OverDirections(Quick);

        Assert.Equal(15, points.Count);
        Assert.All(points, AssertLaw);
        Assert.InRange(points.Single(point => point.Method == "orthogonal directions" && point.X == VarianceExperiment.Parameters).Measured, 0, 1e-20);
    }

    [Fact]
    public void Variance_against_the_noise_of_the_second_pass()
    {
        IReadOnlyList<VariancePoint> points = VarianceExperiment.OverSecondNoise(Quick);

        Assert.All(points, AssertLaw);
        Assert.Equal(8, points.Count);
    }

    /// <summary>The same test sees a law that is 20 % off.</summary>
    [Fact]
    public void A_wrong_law_is_seen()
    {
        VariancePoint point = VarianceExperiment.OverSecondNoise(Quick)[2];

        Assert.True(Math.Abs(point.Measured - 1.2 * point.Theory) > 5 * point.Reach / 1.96);
    }

    [Fact]
    public void Residual_errors_of_trials_of_many_steps()
    {
        IReadOnlyList<ResidualRow> rows = ResidualExperiment.Run(Quick, _ => { });

        Assert.Equal(0.01167, rows[0].Predicted, 1e-5);
        Assert.Equal(0.0737, rows[1].Predicted, 1e-4);
        Assert.All(rows.Take(2), row => Assert.InRange(row.Measured / row.Predicted, 0.8, 1.2));
        Assert.All(rows.Skip(2), row => Assert.InRange(row.Measured, 0, 1e-16));

        // Weights whose inputs are 0 drift under weight perturbation alone.
        Assert.Equal([true, false, true, false], rows.Select(row => row.Drift > 0.01));
        Assert.Equal(0, rows[1].Drift);
    }

    [Fact]
    public void The_critical_rate()
    {
        CriticalRateOutcome outcome = CriticalRateExperiment.Run(Quick, _ => { });

        Assert.Equal(9.466e-4, outcome.CriticalRate, 1e-7);
        Assert.Equal([true, true, true, true, false, true, true], outcome.Curves.Select(curve => curve.Errors[^1].Error < curve.Errors[0].Error));
        Assert.Equal(double.PositiveInfinity, outcome.Curves[4].Errors[^1].Error);
        Assert.Equal(3, outcome.Runs);
    }

    /// <summary>A site lies in every path from step to step: node perturbation needs the same memory for any number of steps, backpropagation more for more.</summary>
    [Fact]
    public void Memory_of_a_recurrent_network()
    {
        IReadOnlyList<RecurrentMemoryRow> rows = new RecurrentExperiment(Quick).MeasureMemory();

        Assert.Equal(rows[0].NodePerturbation, rows[^1].NodePerturbation);
        Assert.Equal(rows[0].ForwardMode, rows[^1].ForwardMode);
        Assert.True(rows[^1].Backpropagation > 4 * rows[^1].NodePerturbation);
    }

    [Fact]
    public void The_recurrent_network_learns_to_remember()
    {
        IReadOnlyList<RecurrentRow> rows = new RecurrentExperiment(Quick).Train(_ => { });

        Assert.Equal(3, rows.Count);
        Assert.All(rows, row => Assert.True(row.Loss < row.Curve[0].Loss, row.Method));
        Assert.True(rows[0].Loss < 0.1);
    }

    /// <summary>A tangent is carried along and nothing is kept: any depth in the same memory.</summary>
    [Fact]
    public void Memory_of_deep_networks()
    {
        IReadOnlyList<DepthRow> rows = DepthExperiment.Run(Quick, _ => { });

        Assert.Equal([1, 10, 100], rows.Select(row => row.Depth));
        Assert.All(rows, row => Assert.Equal(rows[0].ForwardBytes, row.ForwardBytes));
        Assert.True(rows[2].GradientBytes > 4 * rows[1].GradientBytes);
        Assert.All(rows, row => Assert.InRange(row.Times.ForwardGradient.Value, row.Times.ForwardGradient.Low, row.Times.ForwardGradient.High));
    }

    [Fact]
    public void All_kinds_of_gradient_train_the_same_network()
    {
        EstimatorOutcome outcome = new EstimatorExperiment(Quick).OnBlobs(_ => { });

        Assert.Equal(Method.All.Select(method => method.Name), outcome.Rows.Select(row => row.Method));
        Assert.Equal([Bias.Exact, Bias.Unbiased, Bias.Unbiased, Bias.UnbiasedForSmoothed, Bias.Unbiased], outcome.Rows.Take(5).Select(row => row.Bias));
        Assert.All(outcome.Rows, row => Assert.Equal(outcome.Steps, row.Curve[^1].Step));
        Assert.True(outcome.Rows[0].Accuracy > 0.2);
        Assert.All(outcome.Rows.Skip(1), row => Assert.True(row.Accuracy < outcome.Rows[0].Accuracy, row.Method));
    }

    private static void AssertLaw(VariancePoint point)
    {
        double error = point.Reach / 1.96;
        Assert.True(Math.Abs(point.Measured - point.Theory) <= 5 * error + 1e-9, $"{point.Method} at {point.X}: {point.Measured} ± {error}, theory {point.Theory}");
    }
}
