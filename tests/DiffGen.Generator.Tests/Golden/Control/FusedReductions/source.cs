using System;
using DiffGen;

namespace Golden.Control;

/// <summary>Loops whose iterations meet in sums only: an iteration is undone where it is run. Beside each, one that looks alike and must not be.</summary>
public static partial class FusedReductions
{
    /// <summary>A mean: its gradient is known before the loop.</summary>
    [Differentiable(Hvp = true)]
    public static double Softplus(ReadOnlySpan<double> x, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Log(1 + Math.Exp(x[i] * scale));
        return scale * sum / x.Length;
    }

    /// <summary>The gradient of the sum depends on the sum.</summary>
    [Differentiable]
    public static double Known_too_late(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Exp(x[i]);
        return sum * sum;
    }

    /// <summary>The second sum needs the first.</summary>
    [Differentiable]
    public static double Variance(ReadOnlySpan<double> x)
    {
        double mean = 0;
        for (int i = 0; i < x.Length; i++)
            mean += x[i] / x.Length;
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Pow(x[i] - mean, 4);
        return sum;
    }

    /// <summary>An inner sum that is needed as it is, and scratch that each iteration overwrites; which element is read is known at run time only.</summary>
    [Differentiable(Hvp = true)]
    public static double Rows(ReadOnlySpan<double> weights, [NoDiff, Sample(Length = 10)] ReadOnlySpan<double> data, [NoDiff, Sample(Values = "1 0 4")] ReadOnlySpan<int> labels)
    {
        Span<double> terms = stackalloc double[weights.Length];
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double norm = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                terms[j] = Math.Sin(weights[j] * data[i + j]);
                norm += terms[j] * terms[j];
            }

            total += terms[labels[i]] / norm;
        }

        return total;
    }

    /// <summary>What the last iteration leaves in the scratch is read behind the loop.</summary>
    [Differentiable]
    public static double Left_in_scratch(ReadOnlySpan<double> x)
    {
        Span<double> last = stackalloc double[2];
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            last[0] = x[i] * x[i];
            last[1] = x[i];
            sum += last[0] * last[1];
        }

        return sum + 3 * last[0];
    }

    /// <summary>Each iteration reads what the one before it left in one element.</summary>
    [Differentiable]
    public static double Handed_on(ReadOnlySpan<double> x)
    {
        Span<double> state = stackalloc double[2];
        state[1] = 0.5;
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            state[0] = x[i] * state[1];
            sum += state[0];
            state[1] = Math.Sin(state[0]);
        }

        return sum;
    }

    /// <summary>Two loops with the same scratch, a branch that adds or does not, a running index.</summary>
    [Differentiable]
    public static double Twice([Sample(Length = 6)] ReadOnlySpan<double> x, double a, double b)
    {
        Span<double> pair = stackalloc double[2];
        double sum = 0;
        int p = 0;
        for (int i = 0; i < 3; i++)
        {
            pair[0] = a * x[p++];
            pair[1] = b * x[p++];
            if (pair[0] > pair[1])
                sum += pair[0] * Math.Exp(pair[1]);
        }

        for (int i = 0; i < 3; i++)
        {
            pair[1] = x[i] * x[i + 3];
            sum -= Math.Sqrt(pair[1]) * a;
        }

        return sum * b + a * b;
    }

    /// <summary>The sum is one of several that a branch behind the loop chooses from.</summary>
    [Differentiable]
    public static double Chosen(ReadOnlySpan<double> x, double y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += Math.Tanh(x[i] * y);
        return y > 1 ? sum : 2 * y;
    }

    /// <summary>A loop that ends early, and one whose condition is tested.</summary>
    [Differentiable]
    public static double Early(ReadOnlySpan<double> x, [Sample(Values = "0.5 | 1 | 9")] double limit)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] > limit)
                break;
            sum += Math.Exp(-x[i]);
        }

        int k = 0;
        while (k < x.Length && x[k] < limit)
        {
            sum += Math.Cos(x[k]) * limit;
            k++;
        }

        return sum;
    }

    /// <summary>The content of a buffer is what the loop gives: its gradient is the caller's.</summary>
    [Differentiable]
    public static void Scaled(ReadOnlySpan<double> x, double scale, [Output] Span<double> y)
    {
        for (int i = 0; i < y.Length; i++)
            y[i] = Math.Exp(scale * x[i]);
    }

    /// <summary>A sum over a buffer that the method itself fills before and clears behind.</summary>
    [Differentiable]
    public static double Cleared(Span<double> x, double a)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            x[i] = Math.Sin(a * x[i]);
        for (int i = 0; i < x.Length; i++)
            sum += x[i] * x[i] * x[i];
        x.Clear();
        return sum;
    }

    /// <summary>In single precision, with sums in both.</summary>
    [Differentiable]
    public static double Mixed(ReadOnlySpan<float> x, float scale)
    {
        double sum = 0;
        float other = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Math.Exp((double)(x[i] * scale));
            other -= MathF.Sqrt(x[i]);
        }

        return sum / 2 - other;
    }
}
