using System;
using System.Numerics;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the binomial distribution: the successes among n trials.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probability of a success, in [0, 1].</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static int Binomial<R>(int n, R p, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Count(n, nameof(n));
        Parameters.Probability(Real.ToDouble(p), nameof(p));
        DrawWords words = noise.Draw();
        return Draws.Binomial(n, Real.ToDouble(p), ref words);
    }

    /// <summary>Independent draws with one number of trials, one for each probability.</summary>
    /// <inheritdoc cref="Binomial{R}(int, R, ref Noise, Strategy)"/>
    /// <param name="n">The number of trials, 0 or more.</param>
    /// <param name="p">The probabilities of a success, in [0, 1].</param>
    /// <param name="destination">Receives the draws; as long as the probabilities.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    public static void Binomial<R>(int n, ReadOnlySpan<R> p, Span<int> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.Count(n, nameof(n));
        Parameters.SameLength(destination.Length, p.Length, nameof(destination), nameof(p));
        foreach (R probability in p)
        {
            Parameters.Probability(Real.ToDouble(probability), nameof(p));
        }

        for (int i = 0; i < p.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.Binomial(n, Real.ToDouble(p[i]), ref words);
        }
    }

    /// <summary>A draw from the multinomial distribution: how often each category comes up among n draws with the probabilities softmax(logits).</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of draws, 0 or more.</param>
    /// <param name="logits">The logits of the categories; −∞ is the probability 0.</param>
    /// <param name="counts">Receives the counts, of sum n; as long as the logits.</param>
    /// <param name="noise">The stream; moved on by one position for each category.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range, or the buffers differ in length; nothing is drawn.</exception>
    public static void Multinomial<R>(int n, ReadOnlySpan<R> logits, Span<int> counts, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.Multinomial<R>(n, logits, counts);
        using Scratch scratch = new(logits.Length);
        for (int i = 0; i < logits.Length; i++)
        {
            scratch.Span[i] = Real.ToDouble(logits[i]);
        }

        Draws.Multinomial(n, scratch.Span, counts, ref noise);
    }

    /// <summary>A draw from the Dirichlet-multinomial distribution: a multinomial draw whose probabilities are a Dirichlet draw.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="n">The number of draws, 0 or more.</param>
    /// <param name="alpha">The concentrations of the categories, above 0.</param>
    /// <param name="counts">Receives the counts, of sum n; as long as the concentrations.</param>
    /// <param name="noise">The stream; moved on by two positions for each category.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <exception cref="ArgumentException">A parameter is outside its range, or the buffers differ in length; nothing is drawn.</exception>
    public static void DirichletMultinomial<R>(int n, ReadOnlySpan<R> alpha, Span<int> counts, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        VectorParameters.DirichletMultinomial<R>(n, alpha, counts);
        using Scratch scratch = new(alpha.Length);
        for (int i = 0; i < alpha.Length; i++)
        {
            DrawWords words = noise.Draw();
            scratch.Span[i] = Draws.LogGamma(Real.ToDouble(alpha[i]), ref words);
        }

        Draws.Multinomial(n, scratch.Span, counts, ref noise);
    }
}
