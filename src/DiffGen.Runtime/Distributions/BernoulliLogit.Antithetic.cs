using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>
/// DisARM, the gradient of a Bernoulli expectation from an antithetic pair of draws with the noise integrated out (Dong, Mnih and Tucker, "DisARM", NeurIPS 2020, equation 7).
/// </content>
public static partial class BernoulliLogit
{
    /// <summary>An antithetic pair: the first is what <c>Sample.BernoulliLogit</c> draws there, the second what it would draw of the complemented random bits.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true; ±∞ are 0 and 1.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <returns>Two draws, each of the distribution.</returns>
    /// <exception cref="System.ArgumentOutOfRangeException">The logit is NaN; nothing is drawn.</exception>
    public static (bool First, bool Second) AntitheticPair<R>(R logit, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        double a = Real.ToDouble(logit), p = Precise.Sigmoid(a);
        Parameters.Logit(a, nameof(logit));
        DrawWords words = noise.Draw();
        ulong word = words.Next();
        return (Draws.Threshold(word, p), Draws.Threshold(~word, p));
    }

    /// <summary>
    /// The factor ½ − u with which (½ − u)·(f(first) − f(second)) is an unbiased estimate of the derivative of E f with respect to the logit, u being the uniform that decides the pair (Yin and Zhou, "ARM", ICLR 2019,
    /// equation 3). <see cref="DisArmFactor"/> is its mean for given draws, and has less variance.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="noise">The stream that <see cref="AntitheticPair{R}(R, ref Noise)"/> is drawn from, at the same position; moved on by one.</param>
    /// <returns>The factor, in (−½, ½).</returns>
    public static R ArmFactor<R>(ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        DrawWords words = noise.Draw();
        return Real.From<R>(0.5 - Draws.FineUniform(ref words));
    }

    /// <summary>
    /// The factor w with which w·(f(first) − f(second)) is an unbiased estimate of the derivative of E f with respect to the logit: ½ (−1)^second σ(|logit|) where the two
    /// differ, 0 where they do not.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="first">The first draw of <see cref="AntitheticPair{R}(R, ref Noise)"/>.</param>
    /// <param name="second">The second draw.</param>
    /// <param name="logit">The logit.</param>
    /// <returns>The factor.</returns>
    public static R DisArmFactor<R>(bool first, bool second, R logit)
        where R : IFloatingPointIeee754<R>
    {
        double size = 0.5 * Precise.Sigmoid(double.Abs(Real.ToDouble(logit)));
        return Real.From<R>(first == second ? 0 : second ? -size : size);
    }
}
