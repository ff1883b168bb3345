using System;

namespace DiffGen;

/// <summary>
/// The learning signals of VIMCO: of a bound L = ln(1/K Σ fₖ) over K independent draws, for each draw what it added to the bound (Mnih and Rezende, "Variational inference for Monte Carlo objectives", ICML 2016,
/// equations 5 to 7).
/// </summary>
public static class Vimco
{
    /// <summary>
    /// L, and for each draw L less the bound in which its f is replaced by the geometric mean of the others. Σₖ signalₖ ∂ ln q(hₖ; θ)/∂θ + Σₖ wₖ ∂ ln fₖ/∂θ with wₖ = fₖ/Σ f, see <paramref name="weights"/>, is an unbiased
    /// estimate of the gradient of E L.
    /// </summary>
    /// <param name="logarithms">ln fₖ of K ≥ 2 draws, finite: where f may be 0, E L is −∞.</param>
    /// <param name="signals">Receives the signals; may be the same buffer as the logarithms.</param>
    /// <param name="weights">Receives wₖ, or is empty.</param>
    /// <returns>L.</returns>
    /// <exception cref="ArgumentException">There are fewer than two draws, a logarithm is not finite, or buffers differ in length, or overlap without being the same; nothing is written.</exception>
    public static double Signals(ReadOnlySpan<double> logarithms, Span<double> signals, Span<double> weights = default)
    {
        int k = logarithms.Length;
        if (k < 2)
        {
            throw new ArgumentException($"logarithms has length {k}, but one draw leaves no other; draw at least twice.", nameof(logarithms));
        }

        CompilerServices.Arguments.SameLength(signals.Length, k, nameof(signals), nameof(logarithms));
        if (signals.Overlaps(logarithms, out int offset) && offset != 0)
        {
            throw new ArgumentException("signals overlaps logarithms in memory; pass a buffer of its own, or the same one.", nameof(signals));
        }

        if (!weights.IsEmpty)
        {
            CompilerServices.Arguments.SameLength(weights.Length, k, nameof(weights), nameof(logarithms));
            if (weights.Overlaps(logarithms) || weights.Overlaps(signals))
            {
                throw new ArgumentException("weights overlaps another buffer in memory; pass a buffer of its own.", nameof(weights));
            }
        }

        int own = 0;
        double total = 0;
        for (int i = 0; i < k; i++)
        {
            if (!double.IsFinite(logarithms[i]))
            {
                throw new ArgumentException($"logarithms holds {logarithms[i]}, but ln f must be finite; let f be positive for whatever may be drawn.", nameof(logarithms));
            }

            own = logarithms[i] > logarithms[own] ? i : own;
            total += logarithms[i];
        }

        double largest = logarithms[own], second = double.NegativeInfinity, sum = 0, rest = 0;
        for (int i = 0; i < k; i++)
        {
            second = i == own ? second : Math.Max(second, logarithms[i]);
        }

        for (int i = 0; i < k; i++)
        {
            sum += Math.Exp(logarithms[i] - largest);
            rest += i == own ? 0 : Math.Exp(logarithms[i] - second);
        }

        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Exp(logarithms[i] - largest) / sum;
        }

        // Of the sum without one term; without the largest it is a sum of its own, as the difference would be of near numbers.
        double bound = largest + Math.Log(sum / k);
        for (int i = 0; i < k; i++)
        {
            double scale = i == own ? second : largest, others = i == own ? rest : sum - Math.Exp(logarithms[i] - largest), mean = (total - logarithms[i]) / (k - 1);
            signals[i] = bound - (scale + Math.Log((others + Math.Exp(mean - scale)) / k));
        }

        return bound;
    }
}
