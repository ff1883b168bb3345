using System;
using System.Numerics;

namespace DiffGen;

/// <summary>D = (L(σξ) − L(−σξ))/2σ; each layer's Dξ is pulled back at the nodes of a clean pass.</summary>
/// <param name="sigma">The perturbation's size σ.</param>
internal readonly struct CentralNodeRule<R>(double sigma) : INodeRule<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public double Add<TObjective>(NodeEngine<R> engine, ref TObjective objective, ReadOnlySpan<R> parameters, int example)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        Span<R> clean = engine.First, noisy = engine.Second, noise = engine.Noise;
        R loss = NodeEngine<R>.Pass(ref objective, parameters, example, [], 0, clean);
        engine.Draw(ref objective, example, noise);
        R above = NodeEngine<R>.Pass(ref objective, parameters, example, noise, sigma, noisy);
        R below = NodeEngine<R>.Pass(ref objective, parameters, example, noise, -sigma, noisy);
        double slope = engine.Difference(above, below) / (2 * sigma);
        ScaledSums.Multiply(noise, R.CreateTruncating(slope), engine.Cotangent);
        engine.Pull(ref objective, parameters, example, clean, engine.Cotangent);
        objective.PullLoss(parameters, example, clean, R.One, engine.Sum);
        return double.CreateTruncating(loss);
    }
}
