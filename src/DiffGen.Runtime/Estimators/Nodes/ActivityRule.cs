using System;
using System.Numerics;

namespace DiffGen;

/// <summary>δ = nodes(σξ) − nodes; N (L(σξ) − L) δ/‖δ‖² is pulled back at the nodes of the clean pass, N the number of all nodes.</summary>
/// <param name="sigma">The perturbation's size σ.</param>
internal readonly struct ActivityRule<R>(double sigma) : INodeRule<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public double Add<TObjective>(NodeEngine<R> engine, ref TObjective objective, ReadOnlySpan<R> parameters, int example)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        Span<R> clean = engine.First, noisy = engine.Second, noise = engine.Noise, cotangent = engine.Cotangent;
        R loss = NodeEngine<R>.Pass(ref objective, parameters, example, [], 0, clean);
        engine.Draw(ref objective, example, noise);
        R perturbed = NodeEngine<R>.Pass(ref objective, parameters, example, noise, sigma, noisy);
        ScaledSums.Add(noisy, clean, R.NegativeOne, cotangent);
        double square = OrderedSums.Squares<R>(cotangent);
        if (square > 0)
        {
            OrderedSums.Scale(cotangent, engine.NodeCount * engine.Difference(perturbed, loss) / square);
            engine.Pull(ref objective, parameters, example, clean, cotangent);
        }

        objective.PullLoss(parameters, example, clean, R.One, engine.Sum);
        return double.CreateTruncating(loss);
    }
}
