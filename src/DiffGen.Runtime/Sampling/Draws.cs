using System;

namespace DiffGen.Sampling;

/// <summary>
/// The samplers whose draw is a function of one or two uniforms, in double precision. Parameters are right: their callers have checked them.
/// </summary>
internal static partial class Draws
{
    /// <summary>Uniform in (0, 1): (k + ½)·2⁻⁵² for the upper 52 bits k. 1 − u is exact and of the same kind.</summary>
    public static double OpenUniform<W>(ref W words)
        where W : struct, IWords => ((words.Next() >> 12) + 0.5) * (1.0 / (1L << 52));

    /// <summary>Uniform in (0, 1), all 64 bits: (k + ½)·2⁻⁶⁴ rounded. Small numbers have all their digits, so it decides rare events.</summary>
    public static double FineUniform<W>(ref W words)
        where W : struct, IWords => Math.Min((words.Next() + 0.5) * (1.0 / 18446744073709551616.0), 1 - (1.0 / (1L << 53)));

    /// <summary>√(−2 ln u) cos 2πw (Box and Muller, 1958).</summary>
    public static double StandardNormal<W>(ref W words)
        where W : struct, IWords
    {
        double radius = Math.Sqrt(-2 * Elementary.Log(OpenUniform(ref words)));
        return radius * Elementary.SinCosTurn(OpenUniform(ref words)).Cos;
    }

    /// <summary>−ln u, of mean 1.</summary>
    public static double StandardExponential<W>(ref W words)
        where W : struct, IWords => -Elementary.Log(OpenUniform(ref words));

    /// <summary>ln u − ln(1 − u).</summary>
    public static double StandardLogistic<W>(ref W words)
        where W : struct, IWords
    {
        double u = OpenUniform(ref words);
        return Elementary.Log(u) - Elementary.Log(1 - u);
    }

    /// <summary>−ln(−ln u).</summary>
    public static double StandardGumbel<W>(ref W words)
        where W : struct, IWords => -Elementary.Log(StandardExponential(ref words));

    public static double Normal<W>(double mu, double sigma, ref W words)
        where W : struct, IWords => mu + (sigma * StandardNormal(ref words));

    public static double LogNormal<W>(double mu, double sigma, ref W words)
        where W : struct, IWords => Math.Exp(mu + (sigma * StandardNormal(ref words)));

    public static double HalfNormal<W>(double sigma, ref W words)
        where W : struct, IWords => sigma * Math.Abs(StandardNormal(ref words));

    public static double Uniform<W>(double lower, double upper, ref W words)
        where W : struct, IWords
    {
        double u = OpenUniform(ref words);
        return (lower * (1 - u)) + (upper * u);
    }

    public static double Exponential<W>(double rate, ref W words)
        where W : struct, IWords => StandardExponential(ref words) / rate;

    /// <summary>±(−ln 2v), with v the distance of the uniform from the nearer end.</summary>
    public static double Laplace<W>(double mu, double scale, ref W words)
        where W : struct, IWords
    {
        double u = OpenUniform(ref words);
        return u < 0.5 ? mu + (scale * Elementary.Log(2 * u)) : mu - (scale * Elementary.Log(2 * (1 - u)));
    }

    public static double Logistic<W>(double mu, double scale, ref W words)
        where W : struct, IWords => mu + (scale * StandardLogistic(ref words));

    public static double Gumbel<W>(double mu, double scale, ref W words)
        where W : struct, IWords => mu + (scale * StandardGumbel(ref words));

    /// <summary>−cot πu, exact near both ends and the middle.</summary>
    public static double Cauchy<W>(double mu, double scale, ref W words)
        where W : struct, IWords
    {
        (double sin, double cos) = Elementary.SinCosTurn(0.5 * OpenUniform(ref words));
        return mu - (scale * (cos / sin));
    }

    /// <summary>tan(πu/2).</summary>
    public static double HalfCauchy<W>(double scale, ref W words)
        where W : struct, IWords
    {
        (double sin, double cos) = Elementary.SinCosTurn(0.25 * OpenUniform(ref words));
        return scale * (sin / cos);
    }

    public static double Weibull<W>(double shape, double scale, ref W words)
        where W : struct, IWords => scale * Math.Exp(Elementary.Log(StandardExponential(ref words)) / shape);

    public static double Pareto<W>(double minimum, double shape, ref W words)
        where W : struct, IWords => minimum * Math.Exp(StandardExponential(ref words) / shape);

    public static double Rayleigh<W>(double sigma, ref W words)
        where W : struct, IWords => sigma * Math.Sqrt(2 * StandardExponential(ref words));

    /// <summary>(1 − u^(1/b))^(1/a).</summary>
    public static double Kumaraswamy<W>(double a, double b, ref W words)
        where W : struct, IWords => Math.Exp(Precise.LogOneMinusExp(StandardExponential(ref words) / b) / a);

    /// <summary>1/(1 + exp(−(logit + l)/temperature)) with l logistic.</summary>
    public static double RelaxedBernoulli<W>(double logit, double temperature, ref W words)
        where W : struct, IWords => Precise.Sigmoid((logit + StandardLogistic(ref words)) / temperature);
}
