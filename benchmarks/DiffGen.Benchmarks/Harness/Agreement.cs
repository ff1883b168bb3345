using System;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Nothing is timed that is not right.</summary>
internal static class Agreement
{
    /// <summary>Throws unless the two agree relative to the larger one.</summary>
    public static void Require(string what, double generated, double byHand, double tolerance)
    {
        double scale = Math.Max(Math.Abs(generated), Math.Abs(byHand));
        if (!(Math.Abs(generated - byHand) <= tolerance * scale))
        {
            throw new InvalidOperationException(FormattableString.Invariant($"{what}: generated {generated:G17}, by hand {byHand:G17}."));
        }
    }

    /// <summary>Throws unless all numbers agree relative to the largest one.</summary>
    public static void Require(string what, ReadOnlySpan<float> generated, ReadOnlySpan<float> byHand, double tolerance)
    {
        double scale = 0;
        for (int i = 0; i < byHand.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(byHand[i]));
        }

        for (int i = 0; i < byHand.Length; i++)
        {
            if (!(Math.Abs((double)generated[i] - byHand[i]) <= tolerance * scale))
            {
                throw new InvalidOperationException(FormattableString.Invariant($"{what}[{i}]: generated {generated[i]:G9}, by hand {byHand[i]:G9}."));
            }
        }
    }

    /// <summary>Throws unless all numbers agree relative to the largest one.</summary>
    public static void Require(string what, ReadOnlySpan<double> generated, ReadOnlySpan<double> byHand, double tolerance)
    {
        double scale = 0;
        for (int i = 0; i < byHand.Length; i++)
        {
            scale = Math.Max(scale, Math.Abs(byHand[i]));
        }

        for (int i = 0; i < byHand.Length; i++)
        {
            if (!(Math.Abs(generated[i] - byHand[i]) <= tolerance * scale))
            {
                throw new InvalidOperationException(FormattableString.Invariant($"{what}[{i}]: generated {generated[i]:G17}, by hand {byHand[i]:G17}."));
            }
        }
    }

    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    public static double Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
