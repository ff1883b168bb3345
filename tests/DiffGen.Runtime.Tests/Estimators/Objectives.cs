using System;
using System.Numerics;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>g · x: its gradient is g everywhere. The directional derivative may be scaled to plant a bug.</summary>
internal readonly struct Linear<R>(R[] g, double scale = 1) : IObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public R Value(ReadOnlySpan<R> x)
    {
        R sum = R.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += g[i] * x[i];
        }

        return sum;
    }

    public R Gradient(ReadOnlySpan<R> x, Span<R> gradient)
    {
        g.CopyTo(gradient);
        return Value(x);
    }

    public R Jvp(ReadOnlySpan<R> x, ReadOnlySpan<R> tangent, out R directional)
    {
        directional = R.CreateTruncating(scale) * Value(tangent);
        return Value(x);
    }
}

/// <summary>Σ xᵢ³ + c x₀ x₁ (the second where there are two): third derivatives that finite differences see, and a mixed second one.</summary>
internal readonly struct Cubic<R>(double mixed = 0) : IObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public R Value(ReadOnlySpan<R> x)
    {
        R sum = R.Zero;
        foreach (R xi in x)
        {
            sum += xi * xi * xi;
        }

        return x.Length > 1 ? sum + (R.CreateTruncating(mixed) * x[0] * x[1]) : sum;
    }

    public R Gradient(ReadOnlySpan<R> x, Span<R> gradient)
    {
        for (int i = 0; i < x.Length; i++)
        {
            gradient[i] = R.CreateTruncating(3) * x[i] * x[i];
        }

        if (x.Length > 1)
        {
            gradient[0] += R.CreateTruncating(mixed) * x[1];
            gradient[1] += R.CreateTruncating(mixed) * x[0];
        }

        return Value(x);
    }

    public R Jvp(ReadOnlySpan<R> x, ReadOnlySpan<R> tangent, out R directional)
    {
        R[] gradient = new R[x.Length];
        R value = Gradient(x, gradient);
        directional = new Linear<R>(gradient).Value(tangent);
        return value;
    }
}
