using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Labs
{
    [Differentiable(EstimatorLab = true)]
    public static double Route(double p, double q, ref Noise noise)
    {
        bool b = Sample.Bernoulli(p, ref noise);
        double c = b ? Math.Sin(q) : q * q;
        int n = Sample.Poisson(q, ref noise);
        return c + 0.1 * n * n;
    }

    [Differentiable(EstimatorLab = true)]
    public static float Coins(ReadOnlySpan<float> logits, float reward, ref Noise noise)
    {
        float sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            float x = Sample.BernoulliLogit(logits[i], ref noise) ? reward * (i + 1) : 0.25f;
            sum += x * x;
        }

        return sum;
    }
}
