using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>The checks that optimizers share.</summary>
internal static class Settings
{
    /// <summary>A finite number that is not negative.</summary>
    public static double NonNegative(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0) || !double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be finite and not negative.");
        }

        return value;
    }

    /// <summary>A number in [0, 1).</summary>
    public static double Fraction(double value, [CallerArgumentExpression(nameof(value))] string name = "")
    {
        if (!(value >= 0 && value < 1))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 0 and less than 1.");
        }

        return value;
    }

    /// <summary>The buffers of a step have the length that the state has, and lie apart.</summary>
    public static void CheckStep<R>(ReadOnlySpan<R> parameters, ReadOnlySpan<R> gradient, int parameterCount)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        if (parameters.Length != parameterCount)
        {
            throw new ArgumentException(
                $"parameters has length {parameters.Length}, but the optimizer was made for {parameterCount} parameters; make one for {parameters.Length}.",
                nameof(parameters));
        }

        Arguments.SameLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        Arguments.Disjoint(gradient, parameters, nameof(gradient), nameof(parameters));
    }
}
