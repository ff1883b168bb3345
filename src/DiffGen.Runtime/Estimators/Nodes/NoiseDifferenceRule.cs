using System;
using System.Numerics;

namespace DiffGen;

/// <summary>(L(σξ) − L(σζ))/2σ · (ξ − ζ): ξ is pulled back at the nodes of its pass, ζ at those of its own.</summary>
/// <param name="sigma">The perturbation's size σ.</param>
internal readonly struct NoiseDifferenceRule<R>(double sigma) : INodeRule<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public double Add<TObjective>(NodeEngine<R> engine, ref TObjective objective, ReadOnlySpan<R> parameters, int example)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        Span<R> first = engine.First, second = engine.Second, noise = engine.Noise, other = engine.OtherNoise;
        engine.Draw(ref objective, example, noise);
        engine.Draw(ref objective, example, other, pass: 1);
        R loss = NodeEngine<R>.Pass(ref objective, parameters, example, noise, sigma, first);
        R otherLoss = NodeEngine<R>.Pass(ref objective, parameters, example, other, sigma, second);
        R slope = R.CreateTruncating(engine.Difference(loss, otherLoss) / (2 * sigma)), half = R.CreateTruncating(0.5);
        ScaledSums.Multiply(noise, slope, engine.Cotangent);
        engine.Pull(ref objective, parameters, example, first, engine.Cotangent);
        ScaledSums.Multiply(other, -slope, engine.Cotangent);
        engine.Pull(ref objective, parameters, example, second, engine.Cotangent);
        objective.PullLoss(parameters, example, first, half, engine.Sum);
        objective.PullLoss(parameters, example, second, half, engine.Sum);
        return 0.5 * (double.CreateTruncating(loss) + double.CreateTruncating(otherLoss));
    }
}
