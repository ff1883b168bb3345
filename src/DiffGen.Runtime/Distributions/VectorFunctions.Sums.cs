using System;

namespace DiffGen.Distributions;

internal static partial class VectorFunctions
{
    /// <summary>Σ of the log-probabilities of independent gamma variables; A is x, B the shapes, C the rates.</summary>
    internal readonly struct GammaLogSum : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                value += Gamma.LogProbabilityOf(inputs.A[i], inputs.B[i], inputs.C[i]);
                (partials.A[i], partials.B[i], partials.C[i]) = Gamma.LogProbabilityPartials(inputs.A[i], inputs.B[i], inputs.C[i]);
            }

            return value;
        }
    }

    /// <summary>Σ of the log-probabilities of independent beta variables; A is x, B and C are the shapes.</summary>
    internal readonly struct BetaLogSum : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                value += Beta.LogProbabilityOf(inputs.A[i], inputs.B[i], inputs.C[i]);
                (partials.A[i], partials.B[i], partials.C[i]) = Beta.LogProbabilityPartials(inputs.A[i], inputs.B[i], inputs.C[i]);
            }

            return value;
        }
    }

    /// <summary>Σ of the log-probabilities of independent variables of Student's distributions; A is x, B nu, C mu, D sigma.</summary>
    internal readonly struct StudentTLogSum : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                value += StudentT.LogProbabilityOf(inputs.A[i], inputs.B[i], inputs.C[i], inputs.D[i]);
                (partials.A[i], partials.B[i], partials.C[i], partials.D[i]) = StudentT.LogProbabilityPartials(inputs.A[i], inputs.B[i], inputs.C[i], inputs.D[i]);
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
