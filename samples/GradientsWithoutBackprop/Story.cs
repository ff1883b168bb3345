using System;
using System.Collections.Generic;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Experiments;
using GradientsWithoutBackprop.Report;
using Spectre.Console;

namespace GradientsWithoutBackprop;

/// <summary>Runs the experiments one after the other and shows each as soon as it is done.</summary>
internal sealed class Story(RunSettings settings, IAnsiConsole console)
{
    public IReadOnlyList<Section> Tell(ExperimentKinds kinds)
    {
        List<Section> sections = [];
        foreach ((ExperimentKinds kind, Func<Section> run) in All())
        {
            if (kinds.HasFlag(kind))
            {
                Section section = run();
                ConsoleReport.Write(console, section);
                sections.Add(section);
            }
        }

        return sections;
    }

    private IEnumerable<(ExperimentKinds Kind, Func<Section> Run)> All()
    {
        yield return (ExperimentKinds.Surfaces, RunSurfaces);
        yield return (ExperimentKinds.Directions, () => VarianceReport.OfDirections(VarianceExperiment.OverDirections(settings)));
        yield return (ExperimentKinds.Classifiers, TrainClassifiers);
        yield return (ExperimentKinds.Wide, () => PaperReport.Of(TrainingDisplay.Show(console, new PaperExperiment(settings).Train), settings.Seed));
        yield return (ExperimentKinds.Depth, () => DepthReport.Of(DepthExperiment.Run(settings, Announce), DepthExperiment.Width(settings.Quick)));
        yield return (ExperimentKinds.Estimators, CompareEstimators);
        yield return (ExperimentKinds.Temporal, LearnInTime);
        yield return (ExperimentKinds.CriticalRate, () => CriticalRateReport.Of(CriticalRateExperiment.Run(settings, Announce)));
        yield return (ExperimentKinds.TwoPasses, () => VarianceReport.OfSecondNoise(VarianceExperiment.OverSecondNoise(settings)));
    }

    private Section RunSurfaces()
    {
        return SurfaceReport.Of(SurfaceExperiment.Run(settings.Seed), SurfaceExperiment.BealePaths(settings.Seed), SurfaceExperiment.RosenbrockPaths(settings.Seed));
    }

    private Section TrainClassifiers()
    {
        ClassifierExperiment experiment = new(settings);
        List<ModelOutcome> outcomes =
        [
            TrainingDisplay.Show(console, experiment.TrainSoftmaxRegression),
            TrainingDisplay.Show(console, experiment.TrainTwoLayerNetwork),
            TrainingDisplay.Show(console, experiment.TrainConvolutionalNetwork),
        ];
        return ClassifierReport.Of(outcomes, experiment.TimePaperNetwork(), settings.Seed);
    }

    private Section CompareEstimators()
    {
        EstimatorExperiment experiment = new(settings);
        return EstimatorReport.Of([experiment.OnBlobs(Announce), experiment.OnDigits(Announce)]);
    }

    private Section LearnInTime()
    {
        RecurrentExperiment recurrent = new(settings);
        return TemporalReport.Of(ResidualExperiment.Run(settings, Announce), recurrent.Train(Announce), recurrent.MeasureMemory(), recurrent.Units);
    }

    private void Announce(string what)
    {
        console.WriteLine("… " + what);
    }
}
