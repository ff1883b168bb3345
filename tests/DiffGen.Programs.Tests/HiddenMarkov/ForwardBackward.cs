using System;
using System.Linq;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.HiddenMarkov;

/// <summary>
/// The same gradient as expected counts (Baum and Welch): forward and backward probabilities, scaled at each step, give the
/// posteriors γ_t(i) of the states and ξ_t(i, j) of the transitions, and with Fisher's identity
/// ∂ℓ/∂(start logit i) = γ₁(i) − π_i, ∂ℓ/∂(transition logit ij) = Σ ξ(i, j) − a_ij Σ_j ξ(i, j),
/// ∂ℓ/∂μ_i = Σ γ_t(i) (y_t − μ_i) / σ_i², ∂ℓ/∂log σ_i = Σ γ_t(i) ((y_t − μ_i)² / σ_i² − 1).
/// </summary>
internal static class ForwardBackward
{
    /// <summary>Value and gradient at parameters in the order start logits, transition logits, means, logarithms of scales.</summary>
    public static (double Value, double[] Gradient) At(double[] parameters, int states, double[] observed, int[] starts)
    {
        double[] start = Softmax(parameters[..states]);
        double[][] transition = [.. Enumerable.Range(1, states).Select(i => Softmax(parameters[(i * states)..((i + 1) * states)]))];
        double[] mean = parameters[(states + (states * states))..][..states];
        double[] variance = [.. parameters[^states..].Select(logScale => Math.Exp(2 * logScale))];
        double value = 0;
        double[] gradient = new double[parameters.Length];
        for (int s = 0; s < starts.Length; s++)
        {
            double[] y = observed[starts[s]..(s + 1 < starts.Length ? starts[s + 1] : observed.Length)];
            int length = y.Length;
            double[,] emission = Dense.Matrix(length, states, (t, i) => Math.Exp(-0.5 * (y[t] - mean[i]) * (y[t] - mean[i]) / variance[i]) / Math.Sqrt(2 * Math.PI * variance[i]));
            double[,] alpha = new double[length, states];
            double[,] beta = new double[length, states];
            double[] scale = new double[length];
            for (int t = 0; t < length; t++)
            {
                for (int j = 0; j < states; j++)
                {
                    double arrival = t == 0 ? start[j] : Enumerable.Range(0, states).Sum(i => alpha[t - 1, i] * transition[i][j]);
                    alpha[t, j] = arrival * emission[t, j];
                    scale[t] += alpha[t, j];
                }

                for (int j = 0; j < states; j++)
                {
                    alpha[t, j] /= scale[t];
                }

                value += Math.Log(scale[t]);
            }

            for (int t = length - 1; t >= 0; t--)
            {
                for (int i = 0; i < states; i++)
                {
                    beta[t, i] = t == length - 1 ? 1 : Enumerable.Range(0, states).Sum(j => transition[i][j] * emission[t + 1, j] * beta[t + 1, j]) / scale[t + 1];
                }
            }

            for (int i = 0; i < states; i++)
            {
                gradient[i] += (alpha[0, i] * beta[0, i]) - start[i];
                for (int t = 0; t < length; t++)
                {
                    double gamma = alpha[t, i] * beta[t, i];
                    double deviation = y[t] - mean[i];
                    gradient[states + (states * states) + i] += gamma * deviation / variance[i];
                    gradient[(2 * states) + (states * states) + i] += gamma * ((deviation * deviation / variance[i]) - 1);
                    for (int j = 0; j < states && t + 1 < length; j++)
                    {
                        double xi = alpha[t, i] * transition[i][j] * emission[t + 1, j] * beta[t + 1, j] / scale[t + 1];
                        gradient[states + (i * states) + j] += xi - (transition[i][j] * gamma);
                    }
                }
            }
        }

        return (value, gradient);
    }

    private static double[] Softmax(double[] logits)
    {
        double sum = logits.Sum(Math.Exp);
        return [.. logits.Select(logit => Math.Exp(logit) / sum)];
    }
}
