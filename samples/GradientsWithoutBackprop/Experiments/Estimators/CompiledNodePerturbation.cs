using System;
using System.Numerics.Tensors;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>Node perturbation by the companion that the compiler made of <see cref="TanhNetwork.ExampleLoss"/>: noise in tangents, one forward pass for each example, no step size.</summary>
internal static class CompiledNodePerturbation
{
    public static GradientSource Start(ulong seed)
    {
        NoiseKey key = new(seed);
        uint step = 0;
        float[] ofExample = [];
        return (loss, parameters, gradient) =>
        {
            if (ofExample.Length != gradient.Length)
            {
                ofExample = new float[gradient.Length];
            }

            gradient.Clear();
            float share = 1f / loss.ExampleCount;
            for (int n = 0; n < loss.ExampleCount; n++)
            {
                TanhNetwork.ExampleLossNodeGradient(parameters, loss.Input(n), loss.Label(n), loss.Hidden, new NodeNoise(key, step, (uint)n), ofExample);
                TensorPrimitives.MultiplyAdd(ofExample, share, gradient, gradient);
            }

            step++;
        };
    }
}
