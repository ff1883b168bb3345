using System.Collections.Generic;
using System.Linq;
using DiffGen;
using DiffGen.Samples.Report;

namespace SigmoidBeliefNetwork;

/// <summary>Shows the trainings side by side, and the estimates.</summary>
internal static class BeliefReport
{
    public static Section OfTraining(IReadOnlyList<Trainee> trainees, string source)
    {
        Section section = new("One network, trained by gradients of all kinds");
        section.Add($"A sigmoid belief network with {Experiment.Coins} coins behind {BinaryImages.Side} × {BinaryImages.Side} pixels of binarised digits ({source}). All start from the same weights, see the same images and take steps of Adam; the bound is that of images held back, in nats, and larger is better.");
        section.Add(EqualSteps(trainees));
        section.Add(EqualTime(trainees));
        section.Add(new Plot("Bound against steps", new Axis("step"), new Axis("bound of images held back"), [.. trainees.Select(trainee => Curve(trainee, byTime: false))]));
        section.Add(new Plot("Bound against time", new Axis("seconds spent in steps"), new Axis("bound of images held back"), [.. trainees.Select(trainee => Curve(trainee, byTime: true))]));
        return section;
    }

    /// <summary>Where each stands, after as many steps.</summary>
    public static DataTable EqualSteps(IReadOnlyList<Trainee> trainees)
    {
        DataTable table = new($"Equal steps: {Numbers.Count(trainees[0].Curve[^1].Step)}", "gradients by", "bias", "bound at the start", "bound");
        foreach (Trainee trainee in trainees)
        {
            table.Add(trainee.Source.Name, Bias(trainee.Source.IsBiased), Numbers.Fixed(trainee.Curve[0].Bound, 1), Numbers.Fixed(trainee.Curve[^1].Bound, 1));
        }

        return table;
    }

    public static Section OfEstimates(LabReport report)
    {
        Section section = new("The estimates themselves");
        section.Add($"The gradient of one image's bound, on a network with {Experiment.FewCoins} coins that has learned a little. Its {1 << Experiment.FewCoins} outcomes can be counted, so the gradient is known. The bias is the largest of all components, in standard errors of {Numbers.Count(report.Samples)} estimates: chance alone makes it about 3.5.");
        DataTable table = new("Bias and variance", "gradients by", "bias", "bias seen, in standard errors", "variance");
        DataTable cost = new("What the estimates cost", "gradients by", "cost, in simulations", "variance × cost");
        foreach (LabRow row in report.Rows)
        {
            table.Add(row.Name, Bias(row.IsBiased), Numbers.Fixed(row.Z, 1), Numbers.Fixed(row.Variance, 1));
            cost.Add(row.Name, Numbers.Fixed(row.Cost, 1), Numbers.Fixed(row.VarianceTimesCost, 0));
        }

        section.Add(table);
        section.Add(cost);
        return section;
    }

    /// <summary>Where each stood when the fastest had taken all its steps.</summary>
    private static DataTable EqualTime(IReadOnlyList<Trainee> trainees)
    {
        double time = trainees.Min(trainee => trainee.Seconds);
        DataTable table = new($"Equal time: {Numbers.Fixed(time, 1)} s", "gradients by", "steps", "bound", "all steps in");
        foreach (Trainee trainee in trainees)
        {
            Measurement then = trainee.Curve.Last(measurement => measurement.Seconds <= time);
            table.Add(trainee.Source.Name, Numbers.Count(then.Step), Numbers.Fixed(then.Bound, 1), Numbers.Fixed(trainee.Seconds, 1) + " s");
        }

        return table;
    }

    private static Series Curve(Trainee trainee, bool byTime)
    {
        return new Series(trainee.Source.Name, [.. trainee.Curve.Select(measurement => new PlotPoint(byTime ? measurement.Seconds : measurement.Step, measurement.Bound))]);
    }

    private static string Bias(bool isBiased)
    {
        return isBiased ? "biased" : "none";
    }
}
