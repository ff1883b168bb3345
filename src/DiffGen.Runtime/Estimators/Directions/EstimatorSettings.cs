using System;
using System.Runtime.CompilerServices;

namespace DiffGen;

/// <summary>The checks that estimators share.</summary>
internal static class EstimatorSettings
{
    /// <summary>A finite number above 0.</summary>
    public static double Positive(double value, [CallerArgumentExpression(nameof(value))] string name = "") =>
        value > 0 && double.IsFinite(value)
            ? value
            : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be positive and finite.");

    /// <summary>What the use of <c>default</c> throws.</summary>
    public static InvalidOperationException Unmade(string type) =>
        new($"This {type} is the default of its type, which has no noise; make one with a constructor.");
}
