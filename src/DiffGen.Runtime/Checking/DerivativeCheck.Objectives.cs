using System;
using System.Numerics;
using DiffGen.Checking;

namespace DiffGen;

/// <content>Objectives.</content>
public static partial class DerivativeCheck
{
    /// <summary>
    /// Compares <see cref="IObjective{R}.Gradient"/> and <see cref="IObjective{R}.Jvp"/> with differences of <see cref="IObjective{R}.Value"/> and with each other,
    /// the values that they return with that of <see cref="IObjective{R}.Value"/>, and sees that the gradient overwrites what the buffer held.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="at">The point.</param>
    /// <param name="names">The names of the parameters for the report, one each.</param>
    /// <param name="options">How to compare.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentException">The point is not finite, or the names are not as many as the parameters.</exception>
    public static DerivativeReport Objective<R>(
        IObjective<R> objective, ReadOnlySpan<R> at, string[]? names = null, DerivativeCheckOptions? options = null)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(objective);
        return Objective<IObjective<R>, R>(objective, at, names, options);
    }

    /// <inheritdoc cref="Objective{R}(IObjective{R}, ReadOnlySpan{R}, string[], DerivativeCheckOptions)"/>
    /// <typeparam name="TObjective">The type of the objective; may be a ref struct. A struct is copied.</typeparam>
    /// <typeparam name="R">The real type.</typeparam>
    public static DerivativeReport Objective<TObjective, R>(
        TObjective objective, ReadOnlySpan<R> at, string[]? names = null, DerivativeCheckOptions? options = null)
        where TObjective : IObjective<R>, allows ref struct
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R[] point = at.ToArray(), gradient = new R[at.Length], second = new R[at.Length], direction = new R[at.Length];
        second.AsSpan().Fill(R.NaN);
        direction.AsSpan().Fill(R.One);
        R byGradient = objective.Gradient(point, gradient);
        objective.Gradient(point, second);
        R byJvp = objective.Jvp(point, direction, out _);

        Comparison<CheckedObjective<TObjective, R>, R> comparison = new(new(objective, point, gradient), point, names, options);
        for (int i = 0; i < gradient.Length; i++)
        {
            if (!gradient[i].Equals(second[i]))
            {
                comparison.Ledger.AddMismatch(
                    "Gradient",
                    i,
                    double.CreateTruncating(second[i]),
                    double.CreateTruncating(gradient[i]),
                    "it depends on what the buffer held; Gradient overwrites");
            }
        }

        return comparison.Run(("Gradient", byGradient), ("Jvp", byJvp));
    }
}
