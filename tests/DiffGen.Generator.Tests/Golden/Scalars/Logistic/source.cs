using System;
using DiffGen;

namespace Golden.Scalars;

public static partial class Logistic
{
    [Differentiable]
    public static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));

    [Differentiable]
    public static double Softplus(double x, double sharpness) => Math.Log(1 + Math.Exp(sharpness * x)) / sharpness;

    /// <summary>The negative log-likelihood of one observation.</summary>
    [Differentiable]
    public static double LogLoss(double weight, double bias, [NoDiff] double input, [Sample(Values = "0 | 1")] int label)
    {
        double p = 1 / (1 + Math.Exp(-(weight * input + bias)));
        return -(label * Math.Log(p) + (1 - label) * Math.Log(1 - p));
    }
}
