using System;

namespace DiffGen.Programs.HiddenMarkov;

/// <summary>
/// Log likelihood of a hidden Markov model with Gaussian emissions: the forward algorithm in log space.
/// The parameters are free numbers: logits of the start and of each row of the transition matrix, means, and logarithms of the scales.
/// </summary>
public static partial class HiddenMarkovModel
{
    /// <summary>Sum over the sequences of log p(observed).</summary>
    /// <param name="startLogits">One per state.</param>
    /// <param name="transitionLogits">From the state of the row to the state of the column; −∞ forbids a transition.</param>
    /// <param name="means">Of the emissions, one per state.</param>
    /// <param name="logScales">Logarithms of their standard deviations.</param>
    /// <param name="observed">The sequences, one after the other.</param>
    /// <param name="starts">Where each sequence begins in <paramref name="observed"/>, ascending from 0.</param>
    [Differentiable(Hvp = true)]
    public static double LogLikelihood(
        ReadOnlySpan<double> startLogits,
        double[,] transitionLogits,
        ReadOnlySpan<double> means,
        ReadOnlySpan<double> logScales,
        [NoDiff] ReadOnlySpan<double> observed,
        ReadOnlySpan<int> starts)
    {
        int states = means.Length;
        double[] logStart = LogSoftmax(startLogits);
        double[,] logTransition = new double[states, states];
        Span<double> row = stackalloc double[states];
        for (int i = 0; i < states; i++)
        {
            for (int j = 0; j < states; j++)
            {
                row[j] = transitionLogits[i, j];
            }

            double[] normalised = LogSoftmax(row);
            for (int j = 0; j < states; j++)
            {
                logTransition[i, j] = normalised[j];
            }
        }

        double total = 0;
        for (int s = 0; s < starts.Length; s++)
        {
            int end = s + 1 < starts.Length ? starts[s + 1] : observed.Length;
            total += Forward(logStart, logTransition, means, logScales, observed[starts[s]..end]);
        }

        return total;
    }

    // α_t(j) = log Σ_i exp(α_{t−1}(i) + log a_ij) + log b_j(y_t)
    private static double Forward(
        ReadOnlySpan<double> logStart, double[,] logTransition, ReadOnlySpan<double> means, ReadOnlySpan<double> logScales, ReadOnlySpan<double> sequence)
    {
        int states = logStart.Length;
        Span<double> alpha = stackalloc double[states];
        Span<double> next = stackalloc double[states];
        Span<double> terms = stackalloc double[states];
        for (int t = 0; t < sequence.Length; t++)
        {
            for (int j = 0; j < states; j++)
            {
                double arrival;
                if (t == 0)
                {
                    arrival = logStart[j];
                }
                else
                {
                    for (int i = 0; i < states; i++)
                    {
                        terms[i] = alpha[i] + logTransition[i, j];
                    }

                    arrival = LogSumExp(terms);
                }

                next[j] = arrival + LogNormal(sequence[t], means[j], logScales[j]);
            }

            next.CopyTo(alpha);
        }

        return LogSumExp(alpha);
    }

    private static double LogNormal(double y, double mean, double logScale)
    {
        double z = (y - mean) * Math.Exp(-logScale);
        return (-0.5 * z * z) - logScale - (0.5 * Math.Log(2 * Math.PI));
    }

    private static double[] LogSoftmax(ReadOnlySpan<double> logits)
    {
        double normaliser = LogSumExp(logits);
        double[] result = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            result[i] = logits[i] - normaliser;
        }

        return result;
    }

    private static double LogSumExp(ReadOnlySpan<double> x)
    {
        double max = double.NegativeInfinity;
        foreach (double value in x)
        {
            if (value > max)
            {
                max = value;
            }
        }

        if (double.IsNegativeInfinity(max))
        {
            return max;
        }

        double sum = 0;
        foreach (double value in x)
        {
            sum += Math.Exp(value - max);
        }

        return max + Math.Log(sum);
    }
}
