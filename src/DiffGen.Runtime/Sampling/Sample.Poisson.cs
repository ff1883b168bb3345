using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Sample
{
    /// <summary>A draw from the Poisson distribution.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, in [0, 2146435071].</param>
    /// <param name="noise">The stream; moved on by one position.</param>
    /// <param name="strategy">How the gradient of the expectation goes through this site; a constant.</param>
    /// <returns>The draw.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static int Poisson<R>(R lambda, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.PoissonMean(Real.ToDouble(lambda), nameof(lambda));
        DrawWords words = noise.Draw();
        return Draws.Poisson(Real.ToDouble(lambda), ref words);
    }

    /// <summary>Independent draws, one for each element of the parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, in [0, 2146435071].</param>
    /// <param name="destination">Receives the draws; as long as the parameters.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    /// <exception cref="ArgumentException">Buffers differ in length, or the destination overlaps another one; nothing is drawn.</exception>
    public static void Poisson<R>(ReadOnlySpan<R> lambda, [Output] Span<int> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(destination.Length, lambda.Length, nameof(destination), nameof(lambda));
        Arguments.Disjoint<int, R>(destination, lambda, nameof(destination), nameof(lambda));
        for (int i = 0; i < lambda.Length; i++)
        {
            Parameters.PoissonMean(Real.ToDouble(lambda[i]), nameof(lambda));
        }

        for (int i = 0; i < lambda.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.Poisson(Real.ToDouble(lambda[i]), ref words);
        }
    }

    /// <summary>Independent draws, all with the same parameters.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="lambda">The mean, in [0, 2146435071].</param>
    /// <param name="destination">Receives the draws.</param>
    /// <param name="noise">The stream; moved on by one position for each element.</param>
    /// <param name="strategy">How the gradient of the expectation goes through these sites; a constant.</param>
    /// <exception cref="ArgumentOutOfRangeException">A parameter is outside its range, or NaN; nothing is drawn.</exception>
    public static void Poisson<R>(R lambda, [Output] Span<int> destination, ref Noise noise, Strategy strategy = Strategy.Auto)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.PoissonMean(Real.ToDouble(lambda), nameof(lambda));
        for (int i = 0; i < destination.Length; i++)
        {
            DrawWords words = noise.Draw();
            destination[i] = Draws.Poisson(Real.ToDouble(lambda), ref words);
        }
    }
}
