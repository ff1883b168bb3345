using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// D = (L(σξ) − L)/σ; each layer's Dξ is pulled back at the nodes of the noisy pass, or at those of the clean one.
/// </summary>
/// <param name="sigma">The perturbation's size σ.</param>
/// <param name="cleanInputs">Whether layers are given the clean inputs.</param>
internal readonly struct NodeDifferenceRule<R>(double sigma, bool cleanInputs) : INodeRule<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public double Add<TObjective>(NodeEngine<R> engine, ref TObjective objective, ReadOnlySpan<R> parameters, int example)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        Span<R> clean = engine.First, noisy = engine.Second, noise = engine.Noise;
        R loss = NodeEngine<R>.Pass(ref objective, parameters, example, [], 0, clean);
        engine.Draw(ref objective, example, noise);
        R perturbed = NodeEngine<R>.Pass(ref objective, parameters, example, noise, sigma, noisy);
        double slope = engine.Difference(perturbed, loss) / sigma;
        ScaledSums.Multiply(noise, R.CreateTruncating(slope), engine.Cotangent);
        Span<R> nodes = cleanInputs ? clean : noisy;
        engine.Pull(ref objective, parameters, example, nodes, engine.Cotangent);
        objective.PullLoss(parameters, example, nodes, R.One, engine.Sum);
        return double.CreateTruncating(loss);
    }
}
