using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Sampling;

/// <summary>The checks of the parameters of distributions. They throw before anything is drawn or written.</summary>
internal static class Parameters
{
    /// <summary>2³¹ − 2²⁰ − 1: a Poisson draw of this mean is above the largest int with a probability below 10⁻¹⁰⁰.</summary>
    public const double LargestPoissonMean = 2146435071;

    /// <summary>A geometric draw −ln(u)/p with u ≥ 2⁻⁶⁵ fits into an int.</summary>
    public const double SmallestGeometricProbability = 2.2e-8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Finite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            Throw(value, name, "a finite number");
        }
    }

    /// <summary>A scale that may be 0: the distribution is then one point.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void NonNegative(double value, string name)
    {
        if (!(value >= 0 && value < double.PositiveInfinity))
        {
            Throw(value, name, "a finite number that is not negative (Constrained.Softplus makes one of any number)");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Positive(double value, string name)
    {
        if (!(value > 0 && value < double.PositiveInfinity))
        {
            Throw(value, name, "a finite number above 0 (Constrained.Softplus makes one of any number)");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Probability(double value, string name)
    {
        if (!(value >= 0 && value <= 1))
        {
            Throw(value, name, "a probability in [0, 1] (Constrained.Sigmoid makes one of any number)");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PositiveProbability(double value, string name)
    {
        if (!(value > 0 && value <= 1))
        {
            Throw(value, name, "a probability in (0, 1] (Constrained.Sigmoid makes one of any number)");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void GeometricProbability(double value, string name)
    {
        if (!(value >= SmallestGeometricProbability && value <= 1))
        {
            Throw(value, name, "a probability in [2.2e-8, 1], so that every draw fits into an int; below, draw Sample.Exponential of that rate instead");
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void PoissonMean(double value, string name)
    {
        if (!(value >= 0 && value <= LargestPoissonMean))
        {
            Throw(value, name, "a mean in [0, 2146435071], so that every draw fits into an int");
        }
    }

    /// <summary>A logit: any number but NaN. ±∞ are the probabilities 0 and 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Logit(double value, string name)
    {
        if (double.IsNaN(value))
        {
            Throw(value, name, "a logit: any number, ±∞ included");
        }
    }

    public static void Count(int value, string name)
    {
        if (value < 0)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but must be a count: 0 or more.");
        }
    }

    /// <summary>The ends of an interval: below its upper end a lower one, infinite ones where they are allowed.</summary>
    public static void Interval(double lower, double upper, string lowerName, string upperName, bool mayBeInfinite)
    {
        if (!(lower < upper) || (!mayBeInfinite && !(double.IsFinite(lower) && double.IsFinite(upper))))
        {
            throw new ArgumentOutOfRangeException(
                lowerName,
                lower,
                $"{lowerName} is {lower} and {upperName} is {upper}, but they must be {(mayBeInfinite ? "" : "finite and ")}the ends of an interval: pass {lowerName} below {upperName}.");
        }
    }

    /// <summary>The logits of a distribution over categories: none NaN or ∞, at least one above −∞.</summary>
    public static void Logits<R>(ReadOnlySpan<R> logits, string name)
        where R : IFloatingPointIeee754<R>
    {
        bool any = false;
        for (int i = 0; i < logits.Length; i++)
        {
            if (R.IsNaN(logits[i]) || R.IsPositiveInfinity(logits[i]))
            {
                throw new ArgumentOutOfRangeException(name, logits[i], $"{name}[{i}] is {logits[i]}, but a logit must be a number below ∞; for a certain category pass −∞ for all others.");
            }

            any |= R.IsFinite(logits[i]);
        }

        if (!any)
        {
            throw new ArgumentException($"{name} holds no logit above −∞, but there must be a category with a probability above 0.", name);
        }
    }

    public static void AllFinite<R>(ReadOnlySpan<R> values, string name)
        where R : IFloatingPointIeee754<R>
    {
        for (int i = 0; i < values.Length; i++)
        {
            Element(R.IsFinite(values[i]), values[i], i, name, "a finite number");
        }
    }

    public static void AllPositive<R>(ReadOnlySpan<R> values, string name)
        where R : IFloatingPointIeee754<R>
    {
        for (int i = 0; i < values.Length; i++)
        {
            Element(R.IsFinite(values[i]) && values[i] > R.Zero, values[i], i, name, "a finite number above 0");
        }
    }

    public static void AllNonNegative<R>(ReadOnlySpan<R> values, string name)
        where R : IFloatingPointIeee754<R>
    {
        for (int i = 0; i < values.Length; i++)
        {
            Element(R.IsFinite(values[i]) && values[i] >= R.Zero, values[i], i, name, "a finite number that is not negative");
        }
    }

    public static void Matrix(int length, int rows, int columns, string name)
    {
        if (length != (long)rows * columns)
        {
            throw new ArgumentException($"{name} has length {length}, but must be a matrix of {rows} rows and {columns} columns, {(long)rows * columns} numbers.", name);
        }
    }

    public static void NotEmpty(int length, string name)
    {
        if (length == 0)
        {
            throw new ArgumentException($"{name} is empty; pass at least one element.", name);
        }
    }

    private static void Element<R>(bool isRight, R value, int index, string name, string expected)
    {
        if (!isRight)
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name}[{index}] is {value}, but must be {expected}.");
        }
    }

    /// <summary>Buffers of one element for each number of another.</summary>
    public static void SameLength(int length, int expected, string name, string otherName) =>
        CompilerServices.Arguments.SameLength(length, expected, name, otherName);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Throw(double value, string name, string expected) =>
        throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}, but must be {expected}.");
}
