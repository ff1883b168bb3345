using DiffGen.Samples;
using DiffGen.Samples.Report;

namespace SigmoidBeliefNetwork;

/// <summary>Trains a model with discrete latent variables by eight kinds of gradient.</summary>
internal static class Program
{
    private static readonly SampleDescription s_sample = new("SigmoidBeliefNetwork", "A sigmoid belief network", "sigmoid-belief-network.html", TakesDigits: true);

    internal static int Main(string[] arguments)
    {
        return SampleHost.Run(arguments, s_sample, (options, console) =>
        {
            Experiment experiment = new(options);
            return
            [
                BeliefReport.OfTraining(ProgressDisplay.Show(console, experiment.Train), experiment.Source),
                BeliefReport.OfEstimates(experiment.Compare()),
            ];
        });
    }
}
