using DiffGen.Samples;
using DiffGen.Samples.Report;

namespace GridWorld;

/// <summary>Learns to walk by policy gradients, with and without baselines.</summary>
internal static class Program
{
    /// <summary>The updates before the second of the policies at which estimates are compared.</summary>
    private const int Later = 50;

    private static readonly SampleDescription s_sample = new("GridWorld", "A walk to the goal", "grid-world.html");

    internal static int Main(string[] arguments)
    {
        return SampleHost.Run(arguments, s_sample, (options, console) =>
        {
            Experiment experiment = new(options);
            return
            [
                GridReport.Of(ProgressDisplay.Show(console, experiment.Train)),
                GridReport.OfEstimates(experiment.Compare(updates: 0), experiment.Compare(Later), Later),
            ];
        });
    }
}
