using System;
using System.Numerics;

namespace DiffGen.Runtime.Tests;

/// <summary>An objective out of a function that also writes the gradient; counts its evaluations.</summary>
internal struct Objective<R>(Objective<R>.Function function) : IObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public delegate R Function(ReadOnlySpan<R> x, Span<R> gradient);

    public int Evaluations { get; private set; }

    public R Value(ReadOnlySpan<R> parameters) => function(parameters, new R[parameters.Length]);

    public R Gradient(ReadOnlySpan<R> parameters, Span<R> gradient)
    {
        Evaluations++;
        return function(parameters, gradient);
    }

    public readonly R Jvp(ReadOnlySpan<R> parameters, ReadOnlySpan<R> tangent, out R directional) => throw new NotSupportedException();
}

internal static class Functions
{
    /// <summary>Σ 100(x₂ᵢ − x₂ᵢ₋₁²)² + (1 − x₂ᵢ₋₁)².</summary>
    public static R Rosenbrock<R>(ReadOnlySpan<R> x, Span<R> gradient)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        R sum = R.Zero, hundred = R.CreateChecked(100), two = R.CreateChecked(2);
        for (int i = 0; i < x.Length; i += 2)
        {
            R a = x[i + 1] - (x[i] * x[i]), b = R.One - x[i];
            sum += (hundred * a * a) + (b * b);
            gradient[i] = (-two * two * hundred * x[i] * a) - (two * b);
            gradient[i + 1] = two * hundred * a;
        }

        return sum;
    }
}
