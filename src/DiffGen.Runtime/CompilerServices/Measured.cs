using System.ComponentModel;
using System.Numerics;
using DiffGen.Distributions;

namespace DiffGen.CompilerServices;

/// <summary>Those of <see cref="MeasureValued"/> that draw, as functions of the stream: it is not moved on. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Measured
{
    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, R Positive, R Negative) NormalMu<R>(R mu, R sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.NormalMu(mu, sigma, ref noise);

    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, R Positive, R Negative) NormalSigma<R>(R mu, R sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.NormalSigma(mu, sigma, ref noise);

    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, R Positive, R Negative) LaplaceMu<R>(R mu, R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.LaplaceMu(mu, scale, ref noise);

    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, R Positive, R Negative) ExponentialRate<R>(R x, R rate, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.ExponentialRate(x, rate, ref noise);

    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, R Positive, R Negative) GammaRate<R>(R x, R shape, R rate, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.GammaRate(x, shape, rate, ref noise);

    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, R Positive, R Negative) WeibullScale<R>(R x, R shape, R scale, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.WeibullScale(x, shape, scale, ref noise);

    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, R Positive, R Negative) RayleighSigma<R>(R x, R sigma, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.RayleighSigma(x, sigma, ref noise);

    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, int Positive, int Negative) GeometricP<R>(int x, R p, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.GeometricP(x, p, ref noise);

    /// <summary>See <see cref="MeasureValued"/>.</summary>
    public static (R Scale, int Positive, int Negative) NegativeBinomialP<R>(int x, R r, R p, Noise noise)
        where R : IFloatingPointIeee754<R> => MeasureValued.NegativeBinomialP(x, r, p, ref noise);
}
