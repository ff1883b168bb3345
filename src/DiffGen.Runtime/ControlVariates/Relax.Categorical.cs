using System;
using DiffGen.Sampling;

namespace DiffGen;

/// <content>One category.</content>
public static partial class Relax
{
    /// <summary>
    /// For a category x of probabilities θᵢ = exp(aᵢ)/Σ exp(a): [f(x) − c(z̃)] ([x = j] − θⱼ) + ∂(c(z) − c(z̃))/∂aⱼ with zᵢ = ln θᵢ − ln(−ln uᵢ), x the largest of them, and z̃ distributed as z is where x is the largest:
    /// z̃ₓ = −ln(−ln vₓ), z̃ᵢ = −ln(−ln vᵢ/θᵢ − ln vₓ).
    /// </summary>
    /// <param name="logits">The logits aᵢ, finite; at least one.</param>
    /// <param name="cost">f; called once.</param>
    /// <param name="control">c; called twice.</param>
    /// <param name="noise">The stream; moved on by two positions for each category.</param>
    /// <param name="gradient">Receives an unbiased estimate of the gradient of E f(x) with respect to the logits.</param>
    /// <returns>f(x).</returns>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <exception cref="ArgumentException">There is no category, the buffers differ in length, or overlap; nothing is drawn.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite; nothing is drawn.</exception>
    public static double Category(ReadOnlySpan<double> logits, Func<int, double> cost, ControlVariate control, ref Noise noise, Span<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(control);
        int n = Require(logits, gradient), x = 0;
        if (n == 0)
        {
            throw new ArgumentException("logits is empty, but there is nothing to draw; pass one number for each category.", nameof(logits));
        }

        double normalizer = CompilerServices.Scores.LogSumExp(logits);
        Span<double> memory = n <= 64 ? stackalloc double[4 * n] : new double[4 * n];
        Span<double> z = memory[..n], free = memory.Slice(n, n), given = memory.Slice(2 * n, n), slopes = memory[(3 * n)..];
        for (int i = 0; i < n; i++)
        {
            DrawWords words = noise.Draw();
            z[i] = logits[i] - normalizer + Draws.StandardGumbel(ref words);
            x = z[i] > z[x] ? i : x;
        }

        _ = control(z, free);

        // −ln v of the category that was drawn, and of the others by their rates.
        for (int i = 0; i < n; i++)
        {
            DrawWords words = noise.Draw();
            z[i] = Draws.StandardExponential(ref words);
        }

        double first = z[x];
        for (int i = 0; i < n; i++)
        {
            double own = i == x ? 0 : z[i] * Math.Exp(normalizer - logits[i]);
            slopes[i] = own / (own + first);
            z[i] = -Math.Log(own + first);
        }

        double value = cost(x), left = value - control(z, given), total = 0;
        for (int i = 0; i < n; i++)
        {
            given[i] = free[i] - (given[i] * slopes[i]);
            total += given[i];
        }

        // ∂ ln θᵢ/∂aⱼ = [i = j] − θⱼ
        for (int j = 0; j < n; j++)
        {
            double likely = Math.Exp(logits[j] - normalizer);
            gradient[j] = (left * ((x == j ? 1 : 0) - likely)) + given[j] - (likely * total);
        }

        return value;
    }
}
