using System;
using System.Numerics;

namespace DiffGen;

/// <summary>(L(σξ) − L(σ₂ζ))/σ · ξ, pulled back at the nodes of the first noisy pass.</summary>
/// <param name="sigma">The perturbation's size σ.</param>
/// <param name="otherSigma">The size σ₂ of the other pass's noise.</param>
internal readonly struct TwoNoisyRule<R>(double sigma, double otherSigma) : INodeRule<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public double Add<TObjective>(NodeEngine<R> engine, ref TObjective objective, ReadOnlySpan<R> parameters, int example)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        Span<R> first = engine.First, second = engine.Second, noise = engine.Noise, other = engine.OtherNoise;
        engine.Draw(ref objective, example, noise);
        engine.Draw(ref objective, example, other, pass: 1);
        R loss = NodeEngine<R>.Pass(ref objective, parameters, example, noise, sigma, first);
        R otherLoss = NodeEngine<R>.Pass(ref objective, parameters, example, other, otherSigma, second);
        ScaledSums.Multiply(noise, R.CreateTruncating(engine.Difference(loss, otherLoss) / sigma), engine.Cotangent);
        engine.Pull(ref objective, parameters, example, first, engine.Cotangent);
        objective.PullLoss(parameters, example, first, R.One, engine.Sum);
        return 0.5 * (double.CreateTruncating(loss) + double.CreateTruncating(otherLoss));
    }
}
