using System;

namespace DiffGen.Distributions;

internal static partial class VectorFunctions
{
    /// <summary>Σ of the log-probabilities of independent normal variables; A is x, B mu, C sigma.</summary>
    internal readonly struct NormalLogSum : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                value += Normal.LogProbabilityOf(inputs.A[i], inputs.B[i], inputs.C[i]);
                (partials.A[i], partials.B[i], partials.C[i]) = Normal.LogProbabilityPartials(inputs.A[i], inputs.B[i], inputs.C[i]);
            }

            return value;
        }
    }

    /// <summary>Σ xᵢ lᵢ − ln(1 + exp lᵢ); by x the logits, by the logits xᵢ − σ(lᵢ). A is x, B the logits.</summary>
    internal readonly struct BernoulliLogitLogSum : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                double x = inputs.A[i], logit = inputs.B[i];

                // x ln σ + (1 − x) ln(1 − σ): for values 0 and 1 nothing cancels.
                value -= Weighted(x, Precise.Softplus(-logit)) + Weighted(1 - x, Precise.Softplus(logit));
                partials.A[i] = logit;
                partials.B[i] = x - Precise.Sigmoid(logit);
            }

            return value;
        }
    }

    /// <summary>Σ of the divergences of independent normal variables; A is mu, B sigma, C the prior's mu, D its sigma.</summary>
    internal readonly struct NormalDivergenceSum : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                value += KullbackLeibler.NormalOf(inputs.A[i], inputs.B[i], inputs.C[i], inputs.D[i]);
                (partials.A[i], partials.B[i], partials.C[i], partials.D[i]) = KullbackLeibler.NormalPartials(inputs.A[i], inputs.B[i], inputs.C[i], inputs.D[i]);
            }

            return value;
        }
    }
}
