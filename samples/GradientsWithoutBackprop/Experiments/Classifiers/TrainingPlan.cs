using System;
using System.Collections.Generic;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>How a model is trained, the same for every kind of gradient but for the learning rate: plain SGD, the rate η·e^(−i/10000) in step i, η swept.</summary>
/// <param name="BatchSize">Digits in a mini-batch.</param>
/// <param name="Steps">Steps of a training.</param>
/// <param name="SweepSteps">Steps of a training that only looks for a learning rate.</param>
/// <param name="Seeds">Trainings, each with its own first weights, order of digits and directions.</param>
/// <param name="BackpropagationRates">The learning rates tried with gradients by backpropagation.</param>
/// <param name="ForwardRates">Those tried with forward gradients. Their variance is about (number of parameters)·‖gradient‖², so they are that much smaller.</param>
internal sealed record TrainingPlan(int BatchSize, int Steps, int SweepSteps, int Seeds, IReadOnlyList<double> BackpropagationRates, IReadOnlyList<double> ForwardRates)
{
    public static double Decay(int step)
    {
        return Math.Exp(-1e-4 * step);
    }
}
