using System;

namespace DiffGen.Distributions;

/// <summary>
/// The divergence of Kullback and Leibler E_q[ln q − ln p] of pairs of distributions where it has a closed form: q first, then p, whose parameters' names begin with <c>prior</c>.
/// With companions.
/// </summary>
/// <remarks>Computed in double precision and rounded once. Parameters outside their range give NaN.</remarks>
public static partial class KullbackLeibler
{
    /// <summary>½ (e − ln(1 + e)) + ½ d² with 1 + e = σ²/σₚ² and d = (μ − μₚ)/σₚ: nothing cancels near q = p.</summary>
    internal static double NormalOf(double mu, double sigma, double priorMu, double priorSigma)
    {
        double excess = (sigma - priorSigma) / priorSigma * ((sigma + priorSigma) / priorSigma), distance = (mu - priorMu) / priorSigma;
        return sigma > 0 && priorSigma > 0 ? (-0.5 * Precise.Log1pMinusIdentity(excess)) + (0.5 * distance * distance) : double.NaN;
    }

    internal static (double Mu, double Sigma, double PriorMu, double PriorSigma) NormalPartials(double mu, double sigma, double priorMu, double priorSigma)
    {
        double excess = (sigma - priorSigma) / priorSigma * ((sigma + priorSigma) / priorSigma), distance = (mu - priorMu) / priorSigma;
        return (distance / priorSigma, excess / sigma, -distance / priorSigma, -(excess + (distance * distance)) / priorSigma);
    }

    internal static double LaplaceOf(double mu, double scale, double priorMu, double priorScale)
    {
        double distance = Math.Abs(mu - priorMu);
        return scale > 0 && priorScale > 0 ? Math.Log(priorScale / scale) + (distance / priorScale) + (scale / priorScale * Math.Exp(-distance / scale)) - 1 : double.NaN;
    }

    internal static (double Mu, double Scale, double PriorMu, double PriorScale) LaplacePartials(double mu, double scale, double priorMu, double priorScale)
    {
        double distance = Math.Abs(mu - priorMu), fall = Math.Exp(-distance / scale), slope = -Support.Sign(mu - priorMu) * Precise.Expm1(-distance / scale) / priorScale;
        return (slope, (fall * (1 + (distance / scale)) / priorScale) - (1 / scale), -slope, (1 - ((distance + (scale * fall)) / priorScale)) / priorScale);
    }

    internal static double ExponentialOf(double rate, double priorRate) => rate > 0 && priorRate > 0 ? -Precise.Log1pMinusIdentity((priorRate - rate) / rate) : double.NaN;

    internal static (double Rate, double PriorRate) ExponentialPartials(double rate, double priorRate) => ((rate - priorRate) / rate / rate, (priorRate - rate) / rate / priorRate);

    internal static double GammaOf(double shape, double rate, double priorShape, double priorRate) => shape > 0 && priorShape > 0 && rate > 0 && priorRate > 0
        ? ((shape - priorShape) * GammaFunctions.Digamma(shape)) - GammaFunctions.LogGamma(shape) + GammaFunctions.LogGamma(priorShape)
            + (priorShape * Math.Log(rate / priorRate)) + (shape * (priorRate - rate) / rate)
        : double.NaN;

    internal static (double Shape, double Rate, double PriorShape, double PriorRate) GammaPartials(double shape, double rate, double priorShape, double priorRate) => (
        ((shape - priorShape) * GammaFunctions.Trigamma(shape)) + ((priorRate - rate) / rate),
        (priorShape - (shape * priorRate / rate)) / rate,
        GammaFunctions.Digamma(priorShape) - GammaFunctions.Digamma(shape) + Math.Log(rate / priorRate),
        (shape / rate) - (priorShape / priorRate));

    internal static double BetaOf(double a, double b, double priorA, double priorB) => a > 0 && b > 0 && priorA > 0 && priorB > 0
        ? Distributions.Beta.LogBeta(priorA, priorB) - Distributions.Beta.LogBeta(a, b) + ((a - priorA) * GammaFunctions.Digamma(a)) + ((b - priorB) * GammaFunctions.Digamma(b))
            + ((priorA - a + priorB - b) * GammaFunctions.Digamma(a + b))
        : double.NaN;

    internal static (double A, double B, double PriorA, double PriorB) BetaPartials(double a, double b, double priorA, double priorB)
    {
        double both = (priorA - a + priorB - b) * GammaFunctions.Trigamma(a + b), step = GammaFunctions.Digamma(a + b) - GammaFunctions.Digamma(priorA + priorB);
        return (
            ((a - priorA) * GammaFunctions.Trigamma(a)) + both,
            ((b - priorB) * GammaFunctions.Trigamma(b)) + both,
            GammaFunctions.Digamma(priorA) - GammaFunctions.Digamma(a) + step,
            GammaFunctions.Digamma(priorB) - GammaFunctions.Digamma(b) + step);
    }

    internal static double BernoulliOf(double p, double priorP)
    {
        return p is >= 0 and <= 1 && priorP is >= 0 and <= 1 ? Part(p, priorP) + Part(1 - p, 1 - priorP) : double.NaN;

        static double Part(double p, double prior) => p == 0 ? 0 : p * Math.Log(p / prior);
    }

    internal static (double P, double PriorP) BernoulliPartials(double p, double priorP) => (
        Math.Log(p / priorP) - Math.Log((1 - p) / (1 - priorP)),
        (priorP - p) / (priorP * (1 - priorP)));

    internal static double BernoulliLogitOf(double logit, double priorLogit) =>
        (Precise.Sigmoid(logit) * (logit - priorLogit)) - Precise.Softplus(logit) + Precise.Softplus(priorLogit);

    internal static (double Logit, double PriorLogit) BernoulliLogitPartials(double logit, double priorLogit) => (
        Distributions.BernoulliLogit.VarianceOf(logit) * (logit - priorLogit),
        Precise.Sigmoid(priorLogit) - Precise.Sigmoid(logit));

    internal static double GeometricOf(double p, double priorP) => p is > 0 and <= 1 && priorP is > 0 and <= 1
        ? Math.Log(p / priorP) + (p == 1 ? 0 : (1 - p) / p * (Precise.Log1p(-p) - Precise.Log1p(-priorP)))
        : double.NaN;

    internal static (double P, double PriorP) GeometricPartials(double p, double priorP) => (
        (Precise.Log1p(-priorP) - Precise.Log1p(-p)) / p / p,
        p == 1 ? -1 / priorP : ((1 - p) / p / (1 - priorP)) - (1 / priorP));

    internal static double PoissonOf(double lambda, double priorLambda) => !(lambda >= 0 && priorLambda >= 0) ? double.NaN
        : lambda == 0 ? priorLambda : GammaFunctions.Deviance(lambda, priorLambda);

    internal static (double Lambda, double PriorLambda) PoissonPartials(double lambda, double priorLambda) => (Math.Log(lambda / priorLambda), (priorLambda - lambda) / priorLambda);
}
