using System;

namespace DiffGen.Distributions;

internal static partial class VectorFunctions
{
    /// <summary>Σ ln zₖ + (K − k) ln(1 − zₖ) with zₖ = σ(xₖ − ln(K − k)); by xₖ 1 − zₖ − (K − k) zₖ.</summary>
    internal readonly struct SimplexDeterminant : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            int n = inputs.A.Length;
            for (int k = 0; k < n; k++)
            {
                double left = n - k, own = inputs.A[k] - Math.Log(left);
                value -= Precise.Softplus(-own) + (left * Precise.Softplus(own));
                partials.A[k] = Precise.Sigmoid(-own) - (left * Precise.Sigmoid(own));
            }

            return value;
        }
    }
}
