using System.Collections.Generic;
using GradientsWithoutBackprop.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Trains several runs of a model on the same mini-batches, one step each in turn.</summary>
internal static class SideBySide
{
    public static void Train(string model, IReadOnlyList<ITrainingRun> runs, MiniBatches batches, Digits heldBack, int epochs, ITrainingObserver observer)
    {
        for (int epoch = 1; epoch <= epochs; epoch++)
        {
            batches.Shuffle(epoch);
            TrainingProgress progress = new(model, runs, epoch, epochs, 0, batches.PerEpoch);
            for (int step = 0; step < batches.PerEpoch; step++)
            {
                batches.Load(step);
                foreach (ITrainingRun run in runs)
                {
                    run.Step(batches, progress.Done);
                }

                progress = progress with { Step = step + 1 };
                if (!progress.EpochEnded)
                {
                    observer.Report(progress);
                }
            }

            foreach (ITrainingRun run in runs)
            {
                run.EndEpoch(heldBack);
            }

            observer.Report(progress);
        }
    }
}
