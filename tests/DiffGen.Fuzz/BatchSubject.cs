using System;
using System.Globalization;
using System.Linq;
using System.Numerics;

namespace DiffGen.Fuzz;

/// <summary>One compiled program with its batch companions.</summary>
public abstract class BatchSubject
{
    /// <summary>Some call threw.</summary>
    public bool Throws { get; protected set; }

    /// <summary>The value of a call's own companion is not the method's: one of them took another branch, which hangs on the last digit.</summary>
    public bool HangsOnLastDigit { get; protected set; }

    /// <summary>What differs between a batch and its calls; null where nothing does.</summary>
    public abstract string? Run(int seed, double tolerance);

    protected static T[] Fill<T>(Random random, int count)
        where T : INumberBase<T> => [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked((random.NextDouble() * 3) - 1.2))];

    protected static T[,] Matrix<T>(Random random)
        where T : INumberBase<T>
    {
        var matrix = new T[3, 3];
        for (int i = 0; i < 9; i++)
        {
            matrix[i / 3, i % 3] = Fill<T>(random, 1)[0];
        }

        return matrix;
    }

    protected static int[] Integers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(0, 6))];

    protected static bool[] Truths(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.Next(2) == 0)];

    /// <summary>A batch throws what its first call that throws does, and nothing where none does.</summary>
    protected static string? Differs(Exception? first, Action batch)
    {
        try
        {
            batch();
        }
#pragma warning disable CA1031 // Whatever is thrown is compared.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return first?.GetType() == e.GetType() && first.Message == e.Message ? null : $"throws {e.GetType().Name}, the calls {first?.GetType().Name ?? "do not"}";
        }

        return first is null ? null : $"does not throw, a call {first.GetType().Name}";
    }

    protected static string? Compare(object expected, object actual, double tolerance)
    {
        double[] a = Numbers.Flat(expected), b = Numbers.Flat(actual);
        double scale = 1 + a.Where(double.IsFinite).DefaultIfEmpty().Max(Math.Abs);
        for (int i = 0; i < a.Length; i++)
        {
            if (!a[i].Equals(b[i]) && !(Math.Abs(a[i] - b[i]) <= tolerance * scale))
            {
                return string.Create(CultureInfo.InvariantCulture, $"[{i}] is {b[i]:R}, of the call {a[i]:R}");
            }
        }

        return null;
    }
}
