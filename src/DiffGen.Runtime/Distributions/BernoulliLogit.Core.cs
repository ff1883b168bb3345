using System;

namespace DiffGen.Distributions;

/// <content>Values and partial derivatives in double precision.</content>
public static partial class BernoulliLogit
{
    internal static double LogProbabilityOf(bool x, double logit) => -Precise.Softplus(x ? -logit : logit);

    internal static double LogProbabilityPartials(bool x, double logit) => x ? Precise.Sigmoid(-logit) : -Precise.Sigmoid(logit);

    internal static double ProbabilityOf(bool x, double logit) => Precise.Sigmoid(x ? logit : -logit);

    internal static double ProbabilityPartials(bool x, double logit) => x ? VarianceOf(logit) : -VarianceOf(logit);

    /// <summary>ln(1 + e⁻ˡ) + l/(1 + eˡ) with l = |logit|</summary>
    internal static double EntropyOf(double logit)
    {
        double size = Math.Abs(logit), other = Precise.Sigmoid(-size);
        return Precise.Softplus(-size) + (other == 0 ? 0 : size * other);
    }

    internal static double EntropyPartials(double logit)
    {
        double variance = VarianceOf(logit);
        return variance == 0 ? 0 : -logit * variance;
    }

    internal static double MeanOf(double logit) => Precise.Sigmoid(logit);

    internal static double MeanPartials(double logit) => VarianceOf(logit);

    internal static double VarianceOf(double logit) => Precise.Sigmoid(logit) * Precise.Sigmoid(-logit);

    internal static double VariancePartials(double logit) => -VarianceOf(logit) * Math.Tanh(0.5 * logit);
}
