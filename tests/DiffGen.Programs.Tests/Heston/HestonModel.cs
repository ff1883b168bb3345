using System;

namespace DiffGen.Programs.Heston;

/// <summary>dS = r S dt + √v S dW₁, dv = κ (θ − v) dt + σ √v dW₂, with correlation ρ between W₁ and W₂.</summary>
/// <param name="Kappa">Speed of the variance's return to its mean.</param>
/// <param name="Theta">That mean.</param>
/// <param name="Sigma">Volatility of the variance.</param>
/// <param name="Rho">Correlation.</param>
/// <param name="InitialVariance">The variance at the start.</param>
[Differentiable]
public readonly partial record struct HestonModel(double Kappa, double Theta, double Sigma, double Rho, double InitialVariance)
{
    /// <summary>What is left for an independent normal, √(1 − ρ²).</summary>
    public double Independent => Math.Sqrt(1 - (Rho * Rho));

    /// <summary>Moves logarithm of the price and variance on by one step of Euler's method with full truncation.</summary>
    public void Advance(ref double logSpot, ref double variance, double rate, double dt, double first, double second)
    {
        double positive = Math.Max(variance, 0);
        double deviation = Math.Sqrt(positive) * Math.Sqrt(dt);
        double correlated = (Rho * first) + (Independent * second);
        logSpot += ((rate - (0.5 * positive)) * dt) + (deviation * first);
        variance += (Kappa * (Theta - positive) * dt) + (Sigma * deviation * correlated);
    }
}
