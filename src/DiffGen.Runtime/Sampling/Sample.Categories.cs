using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A category, drawn with the probabilities exp(logitsᵢ)/Σ exp(logitsⱼ).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The number of the category, from 0.</returns>
    /// <exception cref="ArgumentException">A logit is NaN or ∞, or none is above −∞; nothing is drawn.</exception>
    public static int Categorical<R>(ReadOnlySpan<R> logits, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Logits(logits, nameof(logits));
        DrawWords words = noise.Draw();
        return Draws.Categorical(logits, ref words);
    }

    /// <summary>A category as the vector that is 1 there and 0 elsewhere.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="destination">Receives the vector; as long as the logits.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <exception cref="ArgumentException">
    /// A logit is NaN or ∞, or none is above −∞; the buffers differ in length or overlap. Nothing is drawn.
    /// </exception>
    public static void OneHot<R>(ReadOnlySpan<R> logits, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.OneHot<R>(logits, destination);
        int category = Categorical(logits, ref noise);
        destination.Clear();
        destination[category] = R.One;
    }

    /// <summary>
    /// A draw from the relaxed one-hot (Concrete) distribution inside the simplex: the softmax of (logits + g)/temperature with g Gumbel (Maddison, Mnih and Teh, ICLR 2017).
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the vertices; finite.</param>
    /// <param name="temperature">The temperature, above 0; towards 0 the draws go to the vertices.</param>
    /// <param name="destination">Receives the draw: positive numbers of sum 1; as long as the logits.</param>
    /// <param name="noise">The stream; moved on by one position for each logit.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range; the buffers differ in length or overlap. Nothing is drawn.</exception>
    public static void RelaxedOneHot<R>(ReadOnlySpan<R> logits, R temperature, [Output] Span<R> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.RelaxedOneHot<R>(logits, temperature, destination);
        double tau = Real.ToDouble(temperature);
        using Scratch scratch = new(logits.Length);
        Span<double> x = scratch.Span;
        for (int i = 0; i < x.Length; i++)
        {
            DrawWords words = noise.Draw();
            x[i] = (Real.ToDouble(logits[i]) + Draws.StandardGumbel(ref words)) / tau;
        }

        Draws.SoftMax(x);
        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = R.Max(Real.From<R>(x[i]), Real.SmallestNormal<R>());
        }
    }

    /// <summary>
    /// The first places of a ranking from the Plackett–Luce distribution: each place goes to one of those that are left, with probabilities ∝ exp(logit). Drawn as the order of
    /// logits + Gumbel noise (Yellott, Journal of Mathematical Psychology 15, 1977).
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logits">The logits of the items; finite.</param>
    /// <param name="ranking">Receives the numbers of the items, the first place first; as long as the logits or shorter.</param>
    /// <param name="noise">The stream; moved on by one position for each logit.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <exception cref="ArgumentException">A logit is not finite, or the ranking is longer than the logits; nothing is drawn.</exception>
    public static void PlackettLuce<R>(ReadOnlySpan<R> logits, Span<int> ranking, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.PlackettLuce<R>(logits, ranking);
        using Scratch scratch = new(logits.Length), order = new(logits.Length);
        Span<double> keys = scratch.Span, items = order.Span;
        for (int i = 0; i < keys.Length; i++)
        {
            DrawWords words = noise.Draw();
            keys[i] = -(Real.ToDouble(logits[i]) + Draws.StandardGumbel(ref words));
            items[i] = i;
        }

        keys.Sort(items);
        for (int i = 0; i < ranking.Length; i++)
        {
            ranking[i] = (int)items[i];
        }
    }
}
