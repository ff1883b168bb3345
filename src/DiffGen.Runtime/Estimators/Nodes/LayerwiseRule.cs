using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// For each layer l alone: D = (L(σξₗ) − L)/σ; N D ξₗ/‖ξₗ‖² is pulled back, N the layer's number of nodes. Layers before l are as in the clean pass and are not computed again.
/// </summary>
/// <param name="sigma">The perturbation's size σ.</param>
internal readonly struct LayerwiseRule<R>(double sigma) : INodeRule<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public double Add<TObjective>(NodeEngine<R> engine, ref TObjective objective, ReadOnlySpan<R> parameters, int example)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        Span<R> clean = engine.First, noisy = engine.Second, noise = engine.Noise, cotangent = engine.Cotangent;
        R loss = NodeEngine<R>.Pass(ref objective, parameters, example, [], 0, clean);
        engine.Draw(ref objective, example, noise);
        clean.CopyTo(noisy);
        int start = 0;
        for (int layer = 0; layer < objective.LayerCount; layer++)
        {
            int width = objective.LayerWidth(layer);
            Span<R> own = noise.Slice(start, width);
            R perturbed = NodeEngine<R>.Pass(ref objective, parameters, example, noise, sigma, noisy, from: layer, until: layer + 1);
            double factor = engine.Difference(perturbed, loss) / sigma * width / OrderedSums.Squares<R>(own);
            ScaledSums.Multiply(own, R.CreateTruncating(factor), cotangent[..width]);
            objective.PullLayer(parameters, example, layer, clean[..start], cotangent[..width], engine.Sum);
            clean.Slice(start, width).CopyTo(noisy[start..]);
            start += width;
        }

        objective.PullLoss(parameters, example, clean, R.One, engine.Sum);
        return double.CreateTruncating(loss);
    }
}
