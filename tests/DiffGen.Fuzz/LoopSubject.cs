using System;
using System.Collections.Generic;

namespace DiffGen.Fuzz;

/// <summary>A program of loops over buffers, called without reflection: all that a companion gives, in one list.</summary>
public abstract class LoopSubject
{
    /// <summary>The companions that are compared.</summary>
    public static IReadOnlyList<string> Companions { get; } = ["Jvp", "Vjp", "Gradient", "Hvp"];

    /// <summary>Numbers are of all sizes, from buffer to buffer, and some elements apart from the others of theirs.</summary>
    public static bool OfAllSizes { get; set; }

    /// <param name="companion">Which one.</param>
    /// <param name="seed">Of the arguments.</param>
    /// <param name="length">The length of the buffers.</param>
    /// <param name="nudge">By how much the numbers are moved, relative to their size.</param>
    /// <param name="thrown">What it threw.</param>
    /// <returns>Its results, then the content of all buffers.</returns>
    public abstract double[] Run(string companion, int seed, int length, double nudge, out string? thrown);

    /// <summary>Random numbers, an eighth of them zero or alike, moved by a random part of the nudge.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="random">Where they come from.</param>
    /// <param name="length">How many.</param>
    /// <param name="nudge">By how much they are moved.</param>
    /// <returns>The numbers.</returns>
    protected static T[] Fill<T>(Random random, int length, double nudge)
    {
        ArgumentNullException.ThrowIfNull(random);
        var numbers = new T[length];
        double largest = typeof(T) == typeof(float) ? 16 : 160, size = OfAllSizes && random.Next(2) == 0 ? (random.NextDouble() - 0.5) * 2 * largest : 0;
        for (int i = 0; i < length; i++)
        {
            double x = random.Next(8) switch { 0 => 0, 1 => 1, _ => (random.NextDouble() * 4) - 2 };
            if (OfAllSizes)
            {
                x *= Math.Pow(10, size + (random.Next(4) == 0 ? (random.NextDouble() - 0.5) * largest : 0));
            }

            numbers[i] = (T)Convert.ChangeType(x * (1 + (nudge * (random.NextDouble() - 0.5))), typeof(T), System.Globalization.CultureInfo.InvariantCulture);
        }

        return numbers;
    }

    /// <summary>Small integers.</summary>
    /// <param name="random">Where they come from.</param>
    /// <param name="length">How many.</param>
    /// <returns>The integers.</returns>
    protected static int[] Integers(Random random, int length)
    {
        ArgumentNullException.ThrowIfNull(random);
        var numbers = new int[length];
        for (int i = 0; i < length; i++)
        {
            numbers[i] = random.Next(-3, 4);
        }

        return numbers;
    }

    /// <summary>Adds numbers to a list of results.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="results">The list.</param>
    /// <param name="numbers">The numbers.</param>
    protected static void Add<T>(List<double> results, params T[] numbers)
    {
        ArgumentNullException.ThrowIfNull(results);
        ArgumentNullException.ThrowIfNull(numbers);
        foreach (T number in numbers)
        {
            results.Add(Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture));
        }
    }
}
