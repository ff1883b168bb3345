using System;
using System.Collections.Generic;
using DiffGen.Programs.Harness;

namespace DiffGen.Programs.ReactionDiffusion;

/// <summary>
/// The gradient by the implicit function theorem, which knows nothing of Newton's method: each step solves G(u⁺, u, p) = 0, so
/// with λ = (∂G/∂u⁺)⁻ᵀ ū⁺ it gives ū = λ and p̄ −= λᵀ ∂G/∂p, from the last step to the first.
/// </summary>
internal static class ImplicitAdjoint
{
    /// <summary>Gradient of w Σ u_i Δx + Σ c_i u_i at the end.</summary>
    /// <param name="initial">u at the start.</param>
    /// <param name="parameters">κ, ρ, the length and the duration.</param>
    /// <param name="steps">How many.</param>
    /// <param name="weight">w.</param>
    /// <param name="cotangent">c.</param>
    /// <returns>With respect to u at the start, then to the parameters.</returns>
    public static double[] Gradient(double[] initial, double[] parameters, int steps, double weight, double[] cotangent)
    {
        int n = initial.Length;
        double diffusivity = parameters[0], rate = parameters[1], dx = parameters[2] / (n + 1), dt = parameters[3] / steps;
        var states = new List<double[]> { initial };
        for (int step = 1; step <= steps; step++)
        {
            double[] u = [.. initial];
            FisherEquation.Simulate(u, diffusivity, rate, parameters[2], step * dt, step);
            states.Add(u);
        }

        double[] uGrad = new double[n];
        double diffusivityGrad = 0, rateGrad = 0, dxGrad = 0, dtGrad = 0;
        for (int i = 0; i < n; i++)
        {
            uGrad[i] = cotangent[i] + (weight * dx);
            dxGrad += weight * states[steps][i];
        }

        double[,] laplacian = Dense.Matrix(n, n, (i, j) => i == j ? -2 / (dx * dx) : Math.Abs(i - j) == 1 ? 1 / (dx * dx) : 0);
        for (int step = steps; step > 0; step--)
        {
            double[] u = states[step];
            double[,] jacobian = Dense.Matrix(n, n, (i, j) => (i == j ? 1 - (dt * rate * (1 - (2 * u[i]))) : 0) - (dt * diffusivity * laplacian[i, j]));
            uGrad = Dense.Multiply(Dense.Inverse(Dense.Transpose(jacobian)), uGrad);
            double[] curvature = Dense.Multiply(laplacian, u);
            for (int i = 0; i < n; i++)
            {
                double growth = u[i] * (1 - u[i]);
                diffusivityGrad += uGrad[i] * dt * curvature[i];
                rateGrad += uGrad[i] * dt * growth;
                dxGrad += uGrad[i] * dt * diffusivity * curvature[i] * -2 / dx;
                dtGrad += uGrad[i] * ((diffusivity * curvature[i]) + (rate * growth));
            }
        }

        return [.. uGrad, diffusivityGrad, rateGrad, dxGrad / (n + 1), dtGrad / steps];
    }
}
