using System;
using DiffGen;
using DiffGen.Distributions;

namespace SigmoidBeliefNetwork;

/// <summary>
/// DisARM over the layer: all coins at once and once more by the complemented noise; each coin that differs answers for the difference of the bounds (Dong, Mnih and Tucker, "DisARM", NeurIPS 2020).
/// Put together from pieces of the runtime: what each logit gets is the factor times the difference, what the networks get are companions.
/// </summary>
internal sealed class DisArm(int coins) : GradientSource("DisARM")
{
    private readonly double[] _logits = new double[coins];
    private readonly double[] _logitsGrad = new double[coins];
    private readonly double[] _first = new double[coins];
    private readonly double[] _second = new double[coins];
    private readonly double[] _coinsGrad = new double[coins];

    public override void Add(BeliefNetwork network, ReadOnlySpan<double> image, ref Noise noise, double weight, BeliefNetwork gradient)
    {
        Bound.Guess(network, image, _logits);
        for (int j = 0; j < _logits.Length; j++)
        {
            (bool first, bool second) = BernoulliLogit.AntitheticPair(_logits[j], ref noise);
            (_first[j], _second[j]) = (first ? 1 : 0, second ? 1 : 0);
        }

        Array.Clear(_logitsGrad);
        double atFirst = Bound.AtVjp(network, image, _logits, _first, 0.5 * weight, gradient, _logitsGrad, _coinsGrad);
        double atSecond = Bound.AtVjp(network, image, _logits, _second, 0.5 * weight, gradient, _logitsGrad, _coinsGrad);
        for (int j = 0; j < _logits.Length; j++)
        {
            _logitsGrad[j] += weight * (atFirst - atSecond) * BernoulliLogit.DisArmFactor(_first[j] > 0.5, _second[j] > 0.5, _logits[j]);
        }

        Bound.GuessVjp(network, image, _logits, gradient, _logitsGrad);
    }
}
