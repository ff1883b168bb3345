using System;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Examples of ten classes, to train a <see cref="TanhNetwork"/> on and to test it with.</summary>
/// <param name="Name">For the reader of the report.</param>
/// <param name="Width">The numbers in an input.</param>
/// <param name="Hidden">The hidden units of the network.</param>
/// <param name="Inputs">The inputs to train on, one after the other.</param>
/// <param name="Labels">Their classes.</param>
/// <param name="TestInputs">The inputs to test with.</param>
/// <param name="TestLabels">Their classes.</param>
internal sealed record ClassificationTask(string Name, int Width, int Hidden, float[] Inputs, byte[] Labels, float[] TestInputs, byte[] TestLabels)
{
    public int ParameterCount => Dense.ParameterCount(Width, Hidden) + Dense.ParameterCount(Hidden, TanhNetwork.Classes);

    /// <summary>Gaussian weights of variance 1/(number of inputs) and zero biases.</summary>
    public float[] FirstParameters(NoiseKey key)
    {
        float[] parameters = new float[ParameterCount];
        Weights.Fill(parameters, Width, Hidden, 1, key.Split(1));
        Weights.Fill(parameters.AsSpan(Dense.ParameterCount(Width, Hidden)), Hidden, TanhNetwork.Classes, 1, key.Split(2));
        return parameters;
    }

    public double Accuracy(ReadOnlySpan<float> parameters)
    {
        return new LayeredTanhNetwork(TestInputs, TestLabels, Width, Hidden).CountRight(parameters) / (double)TestLabels.Length;
    }
}
