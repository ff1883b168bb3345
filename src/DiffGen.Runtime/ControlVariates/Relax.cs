using System;
using DiffGen.CompilerServices;
using DiffGen.Distributions;

namespace DiffGen;

/// <summary>
/// The score function of discrete draws with a function of latent numbers between their values as control variate (Grathwohl, Choi, Wu, Roeder and Duvenaud, "Backpropagation through the void", ICLR 2018, equation 8: RELAX; with
/// the cost itself at relaxed draws it is REBAR, Tucker and others, NeurIPS 2017).
/// </summary>
/// <remarks>
/// Unbiased for any control variate. What its own parameters are to descend is the variance: of estimates g that is E[2 g ∂g/∂φ]. At the sites of a marked method <see cref="Strategy.Rebar"/> does the same with the cost of the method.
/// </remarks>
public static partial class Relax
{
    /// <summary>
    /// For independent coins bᵢ with logits aᵢ: [f(b) − c(z̃)] (bᵢ − θᵢ) + ∂c(z)/∂zᵢ − ∂c(z̃)/∂zᵢ ∂z̃ᵢ/∂aᵢ with zᵢ = aᵢ + ln(uᵢ/(1 − uᵢ)), bᵢ = [zᵢ > 0], and z̃ distributed as z is where it is rounded to b.
    /// </summary>
    /// <param name="logits">The logits aᵢ, finite.</param>
    /// <param name="cost">f; called once.</param>
    /// <param name="control">c; called twice.</param>
    /// <param name="noise">The stream; moved on by two positions for each coin. The coins are those that <c>Sample.BernoulliLogit</c> draws at the first half of them.</param>
    /// <param name="gradient">Receives an unbiased estimate of the gradient of E f(b) with respect to the logits.</param>
    /// <returns>f(b).</returns>
    /// <exception cref="ArgumentNullException">A delegate is null.</exception>
    /// <exception cref="ArgumentException">The buffers differ in length, or overlap; nothing is drawn.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A logit is not finite; nothing is drawn.</exception>
    public static double Coins(ReadOnlySpan<double> logits, Func<ReadOnlySpan<bool>, double> cost, ControlVariate control, ref Noise noise, Span<double> gradient)
    {
        ArgumentNullException.ThrowIfNull(cost);
        ArgumentNullException.ThrowIfNull(control);
        int n = Require(logits, gradient);
        Span<bool> drawn = n <= 256 ? stackalloc bool[n] : new bool[n];
        Span<double> memory = n <= 64 ? stackalloc double[5 * n] : new double[5 * n];
        Span<double> z = memory[..n], free = memory.Slice(n, n), given = memory.Slice(2 * n, n), scores = memory.Slice(3 * n, n), slopes = memory[(4 * n)..];
        for (int i = 0; i < n; i++)
        {
            Noise same = noise;
            drawn[i] = Sample.BernoulliLogit(logits[i], ref same);
            z[i] = BernoulliLogit.Latent(logits[i], ref noise);
            scores[i] = BernoulliLogit.LogProbabilityVjp(drawn[i], logits[i], 1.0).LogitGrad;
        }

        _ = control(z, free);
        for (int i = 0; i < n; i++)
        {
            (z[i], slopes[i]) = BernoulliLogit.ConditionalLatent(drawn[i], logits[i], ref noise);
        }

        double value = cost(drawn), left = value - control(z, given);
        for (int i = 0; i < n; i++)
        {
            gradient[i] = (left * scores[i]) + free[i] - (given[i] * slopes[i]);
        }

        return value;
    }

    private static int Require(ReadOnlySpan<double> logits, Span<double> gradient)
    {
        Arguments.SameLength(gradient.Length, logits.Length, nameof(gradient), nameof(logits));
        Arguments.Disjoint<double, double>(gradient, logits, nameof(gradient), nameof(logits));
        foreach (double logit in logits)
        {
            if (!double.IsFinite(logit))
            {
                throw new ArgumentOutOfRangeException(nameof(logits), logit, $"logits holds {logit}, but a latent draw needs finite ones; leave out what is certain.");
            }
        }

        return logits.Length;
    }
}
