using System.ComponentModel;
using System.Numerics;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen.CompilerServices;

/// <summary>What the control variate of REBAR is taken at: σ(z/τ) and σ(z̃/τ) at the temperature τ = ½, and their derivatives. The stream is not moved on. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Rebar
{
    private const double Temperature = 0.5;

    /// <summary>σ(z/τ): see <see cref="BernoulliLogit.Latent"/>.</summary>
    public static R Relaxed<R>(R logit, Noise noise)
        where R : IFloatingPointIeee754<R> => Soft(BernoulliLogit.Latent(logit, ref noise));

    /// <summary>Its derivative by the logit, times the cotangent.</summary>
    public static R RelaxedGrad<R>(R logit, Noise noise, R cotangent)
        where R : IFloatingPointIeee754<R> => StrongZero.Multiply(cotangent, Slope(BernoulliLogit.Latent(logit, ref noise)));

    /// <summary>σ(z̃/τ): see <see cref="BernoulliLogit.ConditionalLatent"/>.</summary>
    public static R Conditional<R>(bool x, R logit, Noise noise)
        where R : IFloatingPointIeee754<R>
    {
        Noise besides = Draw.Besides(noise, 0);
        return Soft(BernoulliLogit.ConditionalLatent(x, logit, ref besides).Value);
    }

    /// <summary>Its derivative by the logit, times the cotangent.</summary>
    public static R ConditionalGrad<R>(bool x, R logit, Noise noise, R cotangent)
        where R : IFloatingPointIeee754<R>
    {
        Noise besides = Draw.Besides(noise, 0);
        (R latent, R derivative) = BernoulliLogit.ConditionalLatent(x, logit, ref besides);
        return StrongZero.Multiply(cotangent, Slope(latent) * derivative);
    }

    private static R Soft<R>(R latent)
        where R : IFloatingPointIeee754<R> => Real.From<R>(Precise.Sigmoid(Real.ToDouble(latent) / Temperature));

    /// <summary>s (1 − s)/τ, both factors to full precision.</summary>
    private static R Slope<R>(R latent)
        where R : IFloatingPointIeee754<R>
    {
        double z = Real.ToDouble(latent) / Temperature;
        return Real.From<R>(Precise.Sigmoid(z) * Precise.Sigmoid(-z) / Temperature);
    }
}
