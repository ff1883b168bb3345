using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <content>
/// A draw between the values, before it is rounded and given what it was rounded to: what the control variate of REBAR is taken at (Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein, "REBAR", NeurIPS 2017,
/// section 3.1 and appendix C).
/// </content>
public static partial class BernoulliLogit
{
    /// <summary>z = logit + ln(u/(1 − u)) with u uniform: logistic, and above 0 just where <c>Sample.BernoulliLogit</c> draws true there.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="logit">The logit of the probability of true; ±∞ are 0 and 1, and give a latent draw of ±∞.</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <returns>z; its derivative with respect to the logit is 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The logit is NaN; nothing is drawn.</exception>
    public static R Latent<R>(R logit, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        double a = Real.ToDouble(logit);
        Parameters.Logit(a, nameof(logit));
        DrawWords words = noise.Draw();
        double u = Draws.FineUniform(ref words);

        // A small word is true: u is what is left of it.
        return Real.From<R>(a + Math.Log(1 - u) - Math.Log(u));
    }

    /// <summary>
    /// z̃, distributed as <see cref="Latent"/> is where the draw is x: with v uniform and θ = σ(logit), z̃ = ln((1 − θv)/((1 − θ) v)) where it is true, ln(θv/(1 − (1 − θ) v)) where it is false.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">The draw.</param>
    /// <param name="logit">The logit of the probability of true; ±∞ are 0 and 1, and give a latent draw of ±∞.</param>
    /// <param name="noise">The stream; moved on by one position. Not that of the draw.</param>
    /// <returns>z̃, at least 0 where the draw is true and at most 0 where it is false, and its derivative with respect to the logit at the same v.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The logit is NaN; nothing is drawn.</exception>
    public static (R Value, R Derivative) ConditionalLatent<R>(bool x, R logit, ref Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        double a = Real.ToDouble(logit);
        Parameters.Logit(a, nameof(logit));
        DrawWords words = noise.Draw();
        double v = Draws.FineUniform(ref words), theta = Precise.Sigmoid(a), other = Precise.Sigmoid(-a), likely = x ? theta : other;

        // ± (softplus(±a) − ln v + ln(1 − P(x) v)), where softplus(±a) = −ln(1 − P(x))
        double rest = Precise.Log1p(-likely * v), size = Precise.Softplus(x ? a : -a) - Math.Log(v) + rest;
        double slope = likely * (1 - ((1 - likely) * v / Math.Exp(rest)));
        return (Real.From<R>(x ? size : -size), Real.From<R>(slope));
    }
}
