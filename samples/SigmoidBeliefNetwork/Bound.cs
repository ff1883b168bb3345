using System;
using DiffGen;
using DiffGen.Distributions;

namespace SigmoidBeliefNetwork;

/// <summary>The evidence lower bound of an image, E log p(x | h) − KL(q(h | x) ‖ p(h)) ≤ log p(x), in nats: the same simulation with draws of three kinds.</summary>
internal static partial class Bound
{
    /// <summary>The temperature of the relaxed coins.</summary>
    public const double Temperature = 0.5;

    /// <summary>The gradient goes through the coins by their scores.</summary>
    [Differentiable]
    public static double ByScore(BeliefNetwork network, [NoDiff] ReadOnlySpan<double> image, ref Noise noise)
    {
        Span<double> logits = new double[network.Prior.Length], coins = new double[network.Prior.Length];
        Guess(network, image, logits);
        for (int j = 0; j < coins.Length; j++)
        {
            coins[j] = Sample.BernoulliLogit(logits[j], ref noise, Strategy.Score) ? 1 : 0;
        }

        return At(network, image, logits, coins);
    }

    /// <summary>As if the coins were their means. Biased.</summary>
    [Differentiable]
    public static double StraightThrough(BeliefNetwork network, [NoDiff] ReadOnlySpan<double> image, ref Noise noise)
    {
        Span<double> logits = new double[network.Prior.Length], coins = new double[network.Prior.Length];
        Guess(network, image, logits);
        for (int j = 0; j < coins.Length; j++)
        {
            coins[j] = Sample.BernoulliLogit(logits[j], ref noise, Strategy.StraightThrough) ? 1 : 0;
        }

        return At(network, image, logits, coins);
    }

    /// <summary>With coins that fall anywhere between 0 and 1 (Gumbel-softmax, the Concrete distribution). Biased: it is another bound.</summary>
    [Differentiable]
    public static double Relaxed(BeliefNetwork network, [NoDiff] ReadOnlySpan<double> image, ref Noise noise)
    {
        Span<double> logits = new double[network.Prior.Length], coins = new double[network.Prior.Length];
        Guess(network, image, logits);
        for (int j = 0; j < coins.Length; j++)
        {
            coins[j] = Sample.RelaxedBernoulli(logits[j], Temperature, ref noise);
        }

        return At(network, image, logits, coins);
    }

    /// <summary>The logits of the coins behind an image.</summary>
    [Differentiable]
    public static void Guess(BeliefNetwork network, [NoDiff] ReadOnlySpan<double> image, Span<double> logits)
    {
        for (int j = 0; j < logits.Length; j++)
        {
            double logit = network.EncoderBias[j];
            for (int i = 0; i < image.Length; i++)
            {
                logit += network.Encoder[(j * image.Length) + i] * image[i];
            }

            logits[j] = logit;
        }
    }

    /// <summary>log p(x | h) − KL(q(h | x) ‖ p(h)) at given coins.</summary>
    [Differentiable]
    public static double At(BeliefNetwork network, [NoDiff] ReadOnlySpan<double> image, ReadOnlySpan<double> logits, ReadOnlySpan<double> coins)
    {
        double bound = 0;
        for (int j = 0; j < coins.Length; j++)
        {
            bound -= KullbackLeibler.BernoulliLogit(logits[j], network.Prior[j]);
        }

        for (int i = 0; i < image.Length; i++)
        {
            double logit = network.DecoderBias[i];
            for (int j = 0; j < coins.Length; j++)
            {
                logit += network.Decoder[(i * coins.Length) + j] * coins[j];
            }

            // log σ(logit) where the pixel is on, log σ(−logit) where it is off.
            bound += (image[i] * logit) - Math.Max(logit, 0) - Math.Log(1 + Math.Exp(-Math.Abs(logit)));
        }

        return bound;
    }

    /// <summary>The bound itself, over all outcomes of a few coins: an ordinary method, and its gradient the reference for the estimates.</summary>
    [Differentiable]
    public static double Exact(BeliefNetwork network, [NoDiff] ReadOnlySpan<double> image)
    {
        Span<double> logits = new double[network.Prior.Length], coins = new double[network.Prior.Length];
        Guess(network, image, logits);
        double bound = 0;
        for (int outcome = 0; outcome < 1 << coins.Length; outcome++)
        {
            double logProbability = 0;
            for (int j = 0; j < coins.Length; j++)
            {
                coins[j] = (outcome >> j) & 1;
                logProbability += (coins[j] * logits[j]) - Math.Max(logits[j], 0) - Math.Log(1 + Math.Exp(-Math.Abs(logits[j])));
            }

            bound += Math.Exp(logProbability) * At(network, image, logits, coins);
        }

        return bound;
    }
}
