using System.Collections.Generic;
using DiffGen.Samples.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Trains several runs of a model on the same mini-batches, one step each in turn.</summary>
internal static class SideBySide
{
    /// <param name="title">What is trained, for the observer.</param>
    /// <param name="runs">The runs.</param>
    /// <param name="batches">What they train on.</param>
    /// <param name="heldBack">What they are measured on.</param>
    /// <param name="checkpoints">The steps after which they are measured, rising; the last one ends the training.</param>
    /// <param name="observer">Is told of every step.</param>
    public static void Train(string title, IReadOnlyList<ITrainingRun> runs, MiniBatches batches, Digits heldBack, IReadOnlyList<int> checkpoints, ITrainingObserver observer)
    {
        int steps = checkpoints[^1];
        int checkpoint = 0;
        for (int step = 0; step < steps; step++)
        {
            if (step % batches.PerEpoch == 0)
            {
                batches.Shuffle(step / batches.PerEpoch + 1);
            }

            batches.Load(step % batches.PerEpoch);
            foreach (ITrainingRun run in runs)
            {
                run.Step(batches);
            }

            if (step + 1 == checkpoints[checkpoint])
            {
                checkpoint++;
                foreach (ITrainingRun run in runs)
                {
                    run.Measure(heldBack);
                }
            }

            observer.Report(new TrainingProgress(title, runs, step + 1, steps));
        }
    }
}
