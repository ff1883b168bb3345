using System;

namespace DiffGen.Programs.ReactionDiffusion;

/// <summary>
/// A population that spreads and grows, u_t = κ u_xx + ρ u (1 − u) on a line with u = 0 at both ends: implicit Euler in time, with
/// Newton's method for u⁺ in u⁺ − u − Δt (κ A u⁺ + ρ u⁺ (1 − u⁺)) = 0.
/// </summary>
public static partial class FisherEquation
{
    private const double Tolerance = 1e-11;
    private const int MostIterations = 50;

    /// <summary>Advances the population, and returns what there is of it at the end, Σ u_i Δx.</summary>
    /// <param name="u">The population at the inner points of the grid; in the end, that after the last step.</param>
    /// <param name="diffusivity">κ.</param>
    /// <param name="rate">ρ.</param>
    /// <param name="length">Of the line.</param>
    /// <param name="duration">Of all steps.</param>
    /// <param name="steps">How many.</param>
    /// <exception cref="ArithmeticException">Newton's method does not converge.</exception>
    [Differentiable]
    public static double Simulate(Span<double> u, double diffusivity, double rate, double length, double duration, int steps)
    {
        double dx = length / (u.Length + 1), dt = duration / steps;
        double exchange = dt * diffusivity / (dx * dx);
        for (int n = 0; n < steps; n++)
        {
            Step(u, exchange, dt * rate);
        }

        double total = 0;
        foreach (double value in u)
        {
            total += value;
        }

        return total * dx;
    }

    private static void Step(Span<double> u, double exchange, double growth)
    {
        Span<double> previous = stackalloc double[u.Length];
        Span<double> change = stackalloc double[u.Length];
        Span<double> diagonal = stackalloc double[u.Length];
        u.CopyTo(previous);
        int iterations = 0;
        double largest = double.PositiveInfinity;
        while (!(largest <= Tolerance))
        {
            if (++iterations > MostIterations)
            {
                throw new ArithmeticException("Newton's method does not converge");
            }

            for (int i = 0; i < u.Length; i++)
            {
                double left = i > 0 ? u[i - 1] : 0;
                double right = i + 1 < u.Length ? u[i + 1] : 0;
                change[i] = previous[i] - u[i] + (exchange * (left - (2 * u[i]) + right)) + (growth * u[i] * (1 - u[i]));
                diagonal[i] = 1 + (2 * exchange) - (growth * (1 - (2 * u[i])));
            }

            Solve(diagonal, -exchange, change);
            largest = 0;
            for (int i = 0; i < u.Length; i++)
            {
                u[i] += change[i];
                largest = Math.Max(largest, Math.Abs(change[i]));
            }
        }
    }

    // A tridiagonal system with the same number beside the diagonal everywhere; the solution takes the place of the right side.
    private static void Solve(Span<double> diagonal, double beside, Span<double> x)
    {
        for (int i = 1; i < x.Length; i++)
        {
            double factor = beside / diagonal[i - 1];
            diagonal[i] -= factor * beside;
            x[i] -= factor * x[i - 1];
        }

        x[^1] /= diagonal[^1];
        for (int i = x.Length - 2; i >= 0; i--)
        {
            x[i] = (x[i] - (beside * x[i + 1])) / diagonal[i];
        }
    }
}
