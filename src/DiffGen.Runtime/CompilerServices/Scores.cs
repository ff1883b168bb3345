using System;
using System.ComponentModel;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen.CompilerServices;

/// <summary>Derivatives of log-probabilities for which <c>DiffGen.Distributions</c> has no class. For generated code only.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Scores
{
    /// <summary>∂ log P(x; n, p)/∂p = x/p − (n − x)/(1 − p); a count of zero has no share.</summary>
    public static R Binomial<R>(int x, int n, R p)
        where R : IFloatingPointIeee754<R>
    {
        double q = Real.ToDouble(p);
        return R.CreateChecked((x == 0 ? 0 : x / q) - (x == n ? 0 : (n - x) / (1 - q)));
    }

    /// <summary>The logarithm of Σ exp(logits).</summary>
    public static R LogSumExp<R>(ReadOnlySpan<R> logits)
        where R : IFloatingPointIeee754<R>
    {
        double largest = double.NegativeInfinity, sum = 0;
        foreach (R logit in logits)
        {
            largest = Math.Max(largest, Real.ToDouble(logit));
        }

        foreach (R logit in logits)
        {
            sum += Math.Exp(Real.ToDouble(logit) - largest);
        }

        return R.CreateChecked(largest + Math.Log(sum));
    }

    /// <summary>∂ log P(x; logits)/∂logitsᵢ = [x = i] − exp(logitᵢ − log Σ exp).</summary>
    public static R Categorical<R>(int x, int i, R logit, R logSumExp)
        where R : IFloatingPointIeee754<R> => (x == i ? R.One : R.Zero) - R.Exp(logit - logSumExp);
}
