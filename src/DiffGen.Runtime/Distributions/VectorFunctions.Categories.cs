using System;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>Log-probabilities and entropies of distributions over vectors, with their partial derivatives.</summary>
internal static partial class VectorFunctions
{
    /// <summary>The softmax of the logits into p; returns ln Σ exp(logit).</summary>
    private static double SoftMax(ReadOnlySpan<double> logits, Span<double> p)
    {
        double largest = Draws.Largest(logits), total = 0;
        for (int i = 0; i < p.Length; i++)
        {
            p[i] = Math.Exp(logits[i] - largest);
            total += p[i];
        }

        for (int i = 0; i < p.Length; i++)
        {
            p[i] /= total;
        }

        return largest + Math.Log(total);
    }

    /// <summary>w · x, 0 where the weight is 0 and x infinite.</summary>
    private static double Weighted(double weight, double x) => weight == 0 ? 0 : weight * x;

    /// <summary>lₖ − ln Σ exp(lⱼ); by the logits 1[i = k] − pᵢ.</summary>
    internal readonly struct CategoricalLog(int k) : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = inputs.A[k] - SoftMax(inputs.A, partials.A);
            for (int i = 0; i < inputs.A.Length; i++)
            {
                partials.A[i] = (i == k ? 1 : 0) - partials.A[i];
            }

            return value;
        }
    }

    /// <summary>pₖ; by the logits pₖ (1[i = k] − pᵢ).</summary>
    internal readonly struct CategoricalProbability(int k) : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            SoftMax(inputs.A, partials.A);
            double value = partials.A[k];
            for (int i = 0; i < inputs.A.Length; i++)
            {
                partials.A[i] = value * ((i == k ? 1 : 0) - partials.A[i]);
            }

            return value;
        }
    }

    /// <summary>H = −Σ pᵢ ln pᵢ; by the logits −pᵢ (ln pᵢ + H).</summary>
    internal readonly struct CategoricalEntropy : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double log = SoftMax(inputs.A, partials.A), entropy = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                entropy -= Weighted(partials.A[i], inputs.A[i] - log);
            }

            for (int i = 0; i < inputs.A.Length; i++)
            {
                partials.A[i] = -Weighted(partials.A[i], inputs.A[i] - log + entropy);
            }

            return entropy;
        }
    }

    /// <summary>Σ xᵢ (lᵢ − ln Σ exp(lⱼ)); by x the logarithms, by the logits xᵢ − pᵢ Σ xⱼ.</summary>
    internal readonly struct OneHotLog : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double log = SoftMax(inputs.B, partials.B), value = 0, total = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                total += inputs.A[i];
                partials.A[i] = inputs.B[i] - log;
                value += Weighted(inputs.A[i], partials.A[i]);
            }

            for (int i = 0; i < inputs.A.Length; i++)
            {
                partials.B[i] = inputs.A[i] - (total * partials.B[i]);
            }

            return value;
        }
    }

    /// <summary>ln n! − Σ ln cᵢ! + Σ cᵢ ln pᵢ; by the logits cᵢ − n pᵢ.</summary>
    internal readonly ref struct MultinomialLog(ReadOnlySpan<int> counts) : IVectorFunction
    {
        private readonly ReadOnlySpan<int> _counts = counts;

        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double log = SoftMax(inputs.A, partials.A), value = 0, n = 0;
            for (int i = 0; i < _counts.Length; i++)
            {
                n += _counts[i];
                value += Weighted(_counts[i], inputs.A[i] - log) - GammaFunctions.LogGamma1p(_counts[i]);
            }

            for (int i = 0; i < _counts.Length; i++)
            {
                partials.A[i] = _counts[i] - (n * partials.A[i]);
            }

            return value + GammaFunctions.LogGamma1p(n);
        }
    }

    /// <summary>ln n! − Σ ln cᵢ! + ln Γ(a) − ln Γ(n + a) + Σ [ln Γ(cᵢ + αᵢ) − ln Γ(αᵢ)] with a = Σ αᵢ.</summary>
    internal readonly ref struct DirichletMultinomialLog(ReadOnlySpan<int> counts) : IVectorFunction
    {
        private readonly ReadOnlySpan<int> _counts = counts;

        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double n = 0, sum = 0, value = 0;
            for (int i = 0; i < _counts.Length; i++)
            {
                double alpha = inputs.A[i];
                n += _counts[i];
                sum += alpha;
                value += GammaFunctions.LogGamma(_counts[i] + alpha) - GammaFunctions.LogGamma(alpha) - GammaFunctions.LogGamma1p(_counts[i]);
            }

            double last = GammaFunctions.Digamma(sum) - GammaFunctions.Digamma(n + sum);
            for (int i = 0; i < _counts.Length; i++)
            {
                partials.A[i] = last + (_counts[i] == 0 ? 0 : GammaFunctions.Digamma(_counts[i] + inputs.A[i]) - GammaFunctions.Digamma(inputs.A[i]));
            }

            return value + GammaFunctions.LogGamma1p(n) + GammaFunctions.LogGamma(sum) - GammaFunctions.LogGamma(n + sum);
        }
    }

    /// <summary>Σ over the places of l of who has it − ln Σ exp(l) over who is left; by the logits, for each place, 1 for who has it minus the softmax over who is left.</summary>
    internal readonly ref struct PlackettLuceLog(ReadOnlySpan<int> ranking) : IVectorFunction
    {
        private readonly ReadOnlySpan<int> _ranking = ranking;

        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            using Scratch scratch = new(2 * inputs.A.Length);
            Span<double> left = scratch.Span[..inputs.A.Length], shares = scratch.Span[inputs.A.Length..];
            inputs.A.CopyTo(left);
            partials.A.Clear();
            double value = 0;
            foreach (int item in _ranking)
            {
                value += inputs.A[item] - SoftMax(left, shares);
                for (int i = 0; i < left.Length; i++)
                {
                    partials.A[i] -= shares[i];
                }

                partials.A[item]++;
                left[item] = double.NegativeInfinity;
            }

            return value;
        }
    }

    /// <summary>
    /// ln Γ(k) + (k − 1) ln τ + Σ (lᵢ − (τ + 1) ln xᵢ) − k ln Σ exp(lᵢ − τ ln xᵢ) (Maddison, Mnih and Teh, ICLR 2017, equation 9); A is x, B the logits, C the temperature τ.
    /// </summary>
    internal readonly struct RelaxedOneHotLog : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            int k = inputs.A.Length;
            double tau = inputs.C[0], sum = 0, logs = 0;
            for (int i = 0; i < k; i++)
            {
                double log = Math.Log(inputs.A[i]);
                logs += log;
                sum += inputs.B[i] - ((tau + 1) * log);
                partials.A[i] = inputs.B[i] - (tau * log);
            }

            double value = GammaFunctions.LogGamma(k) + ((k - 1) * Math.Log(tau)) + sum - (k * SoftMax(partials.A, partials.B)), byTau = ((k - 1) / tau) - logs;
            for (int i = 0; i < k; i++)
            {
                double share = k * partials.B[i];
                byTau += share * Math.Log(inputs.A[i]);
                partials.A[i] = ((tau * share) - tau - 1) / inputs.A[i];
                partials.B[i] = 1 - share;
            }

            partials.C[0] = byTau;
            return value;
        }
    }
}
