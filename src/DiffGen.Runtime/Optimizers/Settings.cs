using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>The checks that optimizers share.</summary>
internal static class Settings
{
    /// <summary>A finite number that is not negative.</summary>
    public static double NonNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be finite and not negative.");

    /// <summary>A finite positive number.</summary>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be finite and positive.");

    /// <summary>A finite number.</summary>
    public static double Finite(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be finite.");

    /// <summary>A number in [0, 1).</summary>
    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 0 && value < 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 0 and less than 1.");

    /// <summary>A number in [0, 1].</summary>
    public static double Share(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value is >= 0 and <= 1
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 0 and at most 1.");

    /// <summary>An integer of at least 1.</summary>
    public static int AtLeastOne(int value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 1.");

    /// <summary>An integer of at least 1.</summary>
    public static long AtLeastOne(long value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value >= 1 ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 1.");

    /// <summary>A member of an enumeration.</summary>
    public static T Defined<T>(T value, [CallerArgumentExpression(nameof(value))] string name = "")
        where T : struct, Enum =>
        Enum.IsDefined(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be one of {string.Join(", ", Enum.GetNames<T>())}.");

    /// <summary>decayᵗ by squaring: multiplications only, so the same bits on every machine, unlike the system's Pow.</summary>
    public static double Power(double decay, long t)
    {
        double power = 1;
        for (; t > 0; t >>= 1, decay *= decay)
        {
            power = (t & 1) == 0 ? power : power * decay;
        }

        return power;
    }

    /// <summary>The buffers of a step have the length that the state has, and lie apart.</summary>
    public static void CheckStep<R>(ReadOnlySpan<R> parameters, ReadOnlySpan<R> gradient, int parameterCount)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        CheckParameters(parameters, parameterCount);
        Arguments.SameLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        Arguments.Disjoint(gradient, parameters, nameof(gradient), nameof(parameters));
    }

    /// <summary>The parameters have the length that the state has.</summary>
    public static void CheckParameters<R>(ReadOnlySpan<R> parameters, int parameterCount)
    {
        if (parameters.Length != parameterCount)
        {
            throw new ArgumentException(
                $"parameters has length {parameters.Length}, but the optimizer was made for {parameterCount} parameters; make one for {parameters.Length}.",
                nameof(parameters));
        }
    }
}
