using System;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>First weights of a <see cref="DeepNetwork"/>.</summary>
internal static class DeepNetworkWeights
{
    /// <summary>Gaussian weights of variance 2/(number of inputs), 1/(number of inputs) for the scores, and zero biases.</summary>
    public static float[] Make(int width, int depth, NoiseKey key)
    {
        float[] parameters = new float[DeepNetwork.ParameterCount(width, depth)];
        Weights.Fill(parameters, DeepNetwork.Inputs, width, 2, key.Split(0));
        int start = Dense.ParameterCount(DeepNetwork.Inputs, width);
        for (int layer = 1; layer < depth; layer++)
        {
            Weights.Fill(parameters.AsSpan(start), width, width, 2, key.Split((ulong)layer));
            start += Dense.ParameterCount(width, width);
        }

        Weights.Fill(parameters.AsSpan(start), width, DeepNetwork.Classes, 1, key.Split((ulong)depth));
        return parameters;
    }
}
