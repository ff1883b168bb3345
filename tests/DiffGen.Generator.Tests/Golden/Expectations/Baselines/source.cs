using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Given
{
    /// <summary>A baseline of the inputs, learned, and one of an earlier draw; both costs go by their scores.</summary>
    [Differentiable]
    public static double Pair(double p, double logit, ReadOnlySpan<double> v, ref Noise noise)
    {
        bool b = Sample.WithLearnedBaseline(Sample.Bernoulli(p, ref noise, Strategy.Score), v[0] + v[1] * Diff.Stop(logit));
        bool c = Sample.WithBaseline(Sample.BernoulliLogit(logit, ref noise, Strategy.Score), b ? 1.5 : 2.5);
        return (b ? logit : 2) * (c ? 1.5 : 0.5) + 3;
    }

    /// <summary>Actions of five turns, each with its baseline of the state; the first half of the parameters is the policy, the second the baseline.</summary>
    [Differentiable]
    public static float Walk(ReadOnlySpan<float> policy, ReadOnlySpan<float> value, ref Noise noise)
    {
        float state = 0, cost = 0;
        for (int t = 0; t < 4; t++)
        {
            float expected = value[0] + value[1] * state;
            bool up = Sample.WithLearnedBaseline(Sample.BernoulliLogit(policy[0] + policy[1] * state, ref noise, Strategy.Score), expected);
            state += up ? 0.5f : -0.5f;
            cost += state * state;
        }

        return cost;
    }

    /// <summary>Two parameters of one draw, and a category: baselines for each of their parameters.</summary>
    [Differentiable]
    public static double Each(double r, double p, ReadOnlySpan<double> logits, ReadOnlySpan<double> costs, ref Noise noise)
    {
        int n = Sample.NegativeBinomial(r, p, ref noise, Strategy.Score), k = Sample.WithBaseline(Sample.Categorical(logits, ref noise, Strategy.Score), 1.0);
        return 0.1 * n * n + costs[k];
    }
}
