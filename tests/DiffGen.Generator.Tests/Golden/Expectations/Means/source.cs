using System;
using DiffGen;

namespace Golden.Expectations;

public static partial class Means
{
    /// <summary>Affine in all draws; the coefficients are differentiated, too.</summary>
    [Differentiable]
    public static double Affine(double a, double shape, ref Noise noise)
    {
        double g = Sample.Gamma(shape, 2.0, ref noise), x = Sample.Normal(3 * shape, 0.5, ref noise);
        int n = Sample.Poisson(shape, ref noise);
        return a * (x + g - 1) / 4 - n + shape;
    }

    /// <summary>One cost by the mean, one by the path, one by the score.</summary>
    [Differentiable]
    public static double Three(double mu, double sigma, ref Noise noise)
    {
        double x = Sample.Normal(mu, sigma, ref noise);
        return 5 * x + 0.25 * x * x + (x > 1 ? 2 : 0);
    }

    /// <summary>Counts that arrive and are served in each iteration, all that waits is paid for: affine in every draw.</summary>
    [Differentiable]
    public static float Queue(float rate, float price, int steps, ref Noise noise)
    {
        float waiting = 0, cost = 0;
        for (int i = 0; i < steps; i++)
        {
            int n = Sample.Poisson(rate * (i + 1), ref noise);
            waiting = 0.5f * waiting + n;
            cost += price * waiting;
        }

        return cost;
    }

    /// <summary>The coefficient depends on the draw by what it decides: a product of both.</summary>
    [Differentiable]
    public static double Product(double mu, ref Noise noise)
    {
        double x = Sample.Normal(mu, 1.0, ref noise), y = Sample.Normal(x, 1.0, ref noise);
        return x * y;
    }

    /// <summary>More runs than the budget: by the score, at run time.</summary>
    [Differentiable(EnumerationBudget = 20)]
    public static double Coins(ReadOnlySpan<double> logits, double reward, ref Noise noise)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            sum += Sample.BernoulliLogit(logits[i], ref noise) ? reward * (i + 1) : 0.25;
        }

        return sum;
    }

    /// <summary>Few categories are enumerated, more than 64 go by the score.</summary>
    [Differentiable]
    public static double Pick(ReadOnlySpan<double> logits, double scale, ref Noise noise)
    {
        int k = Sample.Categorical(logits, ref noise);
        return Math.Exp(-scale * k) * scale;
    }

    /// <summary>Two sites of one logit, by different strategies: their derivatives are not each other's.</summary>
    [Differentiable]
    public static double SameLogit(double logit, ref Noise noise)
    {
        bool a = Sample.BernoulliLogit(logit, ref noise, Strategy.StraightThrough), b = Sample.BernoulliLogit(logit, ref noise, Strategy.MeasureValued);
        return (a ? 2 : 1) + Math.Exp(b ? 1 : 0);
    }
}
