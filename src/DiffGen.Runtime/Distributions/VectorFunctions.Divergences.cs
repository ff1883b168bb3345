using System;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

internal static partial class VectorFunctions
{
    /// <summary>D = Σ qᵢ dᵢ with dᵢ = ln qᵢ − ln pᵢ; by the logits of q qᵢ (dᵢ − D), by those of p pᵢ − qᵢ.</summary>
    internal readonly struct CategoricalDivergence : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double log = SoftMax(inputs.A, partials.A), priorLog = SoftMax(inputs.B, partials.B), value = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                value += Weighted(partials.A[i], inputs.A[i] - log - (inputs.B[i] - priorLog));
            }

            for (int i = 0; i < inputs.A.Length; i++)
            {
                double q = partials.A[i];
                partials.A[i] = Weighted(q, inputs.A[i] - log - (inputs.B[i] - priorLog) - value);
                partials.B[i] -= q;
            }

            return value;
        }
    }

    /// <summary>ln Γ(a) − Σ ln Γ(αᵢ) − ln Γ(b) + Σ ln Γ(βᵢ) + Σ (αᵢ − βᵢ)(ψ(αᵢ) − ψ(a)) with a = Σ αᵢ, b = Σ βᵢ.</summary>
    internal readonly struct DirichletDivergence : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double a = 0, b = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                a += inputs.A[i];
                b += inputs.B[i];
            }

            double psi = GammaFunctions.Digamma(a), priorPsi = GammaFunctions.Digamma(b), last = (b - a) * GammaFunctions.Trigamma(a);
            double value = GammaFunctions.LogGamma(a) - GammaFunctions.LogGamma(b);
            for (int i = 0; i < inputs.A.Length; i++)
            {
                double alpha = inputs.A[i], beta = inputs.B[i], mean = GammaFunctions.Digamma(alpha) - psi;
                value += GammaFunctions.LogGamma(beta) - GammaFunctions.LogGamma(alpha) + ((alpha - beta) * mean);
                partials.A[i] = ((alpha - beta) * GammaFunctions.Trigamma(alpha)) + last;
                partials.B[i] = GammaFunctions.Digamma(beta) - priorPsi - mean;
            }

            return value;
        }
    }

    /// <summary>
    /// With M = Lₚ⁻¹ L and w = Lₚ⁻¹ (μ − μₚ): ½ (|M|² + |w|² − d) + Σ ln |Lₚᵢᵢ/Lᵢᵢ|; by μ Lₚ⁻ᵀ w, by L Lₚ⁻ᵀ M − diag(1/Lᵢᵢ), by Lₚ diag(1/Lₚᵢᵢ) − Lₚ⁻ᵀ (M Mᵀ + w wᵀ), lower triangles.
    /// A is μ, B is L, C is μₚ, D is Lₚ.
    /// </summary>
    internal readonly struct MultivariateNormalDivergence : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            int d = inputs.A.Length;
            ReadOnlySpan<double> l = inputs.B, prior = inputs.D;
            using Scratch scratch = new((d * d) + (2 * d));
            Span<double> m = scratch.Span[..(d * d)], w = scratch.Span.Slice(d * d, d), column = scratch.Span[((d * d) + d)..];
            double value = -0.5 * d;
            for (int i = 0; i < d; i++)
            {
                w[i] = inputs.A[i] - inputs.C[i];
            }

            SolveLower(prior, w);
            for (int j = 0; j < d; j++)
            {
                for (int i = 0; i < d; i++)
                {
                    column[i] = i < j ? 0 : l[(i * d) + j];
                }

                SolveLower(prior, column);
                for (int i = 0; i < d; i++)
                {
                    m[(i * d) + j] = column[i];
                    value += 0.5 * column[i] * column[i];
                }

                SolveUpper(prior, column);
                for (int i = 0; i < d; i++)
                {
                    partials.B[(i * d) + j] = i < j ? 0 : column[i] - (i == j ? 1 / l[(i * d) + i] : 0);
                }
            }

            for (int j = 0; j < d; j++)
            {
                // Column j of M Mᵀ + w wᵀ.
                for (int i = 0; i < d; i++)
                {
                    double sum = w[i] * w[j];
                    for (int k = 0; k <= Math.Min(i, j); k++)
                    {
                        sum += m[(i * d) + k] * m[(j * d) + k];
                    }

                    column[i] = sum;
                }

                SolveUpper(prior, column);
                for (int i = 0; i < d; i++)
                {
                    partials.D[(i * d) + j] = i < j ? 0 : (i == j ? 1 / prior[(i * d) + i] : 0) - column[i];
                }
            }

            for (int i = 0; i < d; i++)
            {
                value += (0.5 * w[i] * w[i]) + Math.Log(Math.Abs(prior[(i * d) + i] / l[(i * d) + i]));
            }

            SolveUpper(prior, w);
            for (int i = 0; i < d; i++)
            {
                partials.A[i] = w[i];
                partials.C[i] = -w[i];
            }

            return value;
        }
    }
}
