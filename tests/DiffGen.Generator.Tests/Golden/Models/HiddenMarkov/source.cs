using System;
using DiffGen;

namespace Golden.Models;

public static partial class HiddenMarkov
{
    /// <summary>The log-probability of what was seen: the forward algorithm, scaled at every step.</summary>
    [Differentiable]
    public static double LogProbability([Sample(Length = 4)] ReadOnlySpan<double> transition, [Sample(Length = 6)] ReadOnlySpan<double> emission, [Sample(Length = 2)] ReadOnlySpan<double> initial, [Sample(Values = "0 1 2 2 0 1")] ReadOnlySpan<int> seen)
    {
        int states = initial.Length;
        Span<double> alpha = stackalloc double[states];
        Span<double> next = stackalloc double[states];
        initial.CopyTo(alpha);
        double logProbability = 0;
        foreach (int symbol in seen)
        {
            double scale = 0;
            for (int to = 0; to < states; to++)
            {
                double sum = 0;
                for (int from = 0; from < states; from++)
                    sum += alpha[from] * transition[from * states + to];
                next[to] = sum * emission[to * 3 + symbol];
                scale += next[to];
            }

            for (int s = 0; s < states; s++)
                alpha[s] = next[s] / scale;
            logProbability += Math.Log(scale);
        }

        return logProbability;
    }
}
