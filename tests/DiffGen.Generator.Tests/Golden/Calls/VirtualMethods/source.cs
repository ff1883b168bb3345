using System;
using DiffGen;

// An override may call its parameters otherwise.
#pragma warning disable CA1725

namespace Golden.Calls;

/// <summary>What an object pulls with; each kind in its own way.</summary>
public abstract partial class Force
{
    [Differentiable(Hvp = true)]
    public virtual double At(double x, ReadOnlySpan<double> w) => w.Length > 0 ? -x * w[0] : -x * x;

    /// <summary>An array, made anew by each kind.</summary>
    [Differentiable]
    protected internal virtual double[] Powers(double x) => [x, x * x];
}

public partial class Spring : Force
{
    /// <summary>Sets how stiff it is.</summary>
    public double Stiffness { get; set; } = 3;

    [Differentiable(Hvp = true)]
    public override double At(double stretch, ReadOnlySpan<double> w)
    {
        double sum = -Stiffness * stretch * stretch;
        for (int i = 0; i < w.Length; i++)
        {
            sum += w[i] * stretch;
        }

        return sum;
    }
}

/// <summary>Adds to what it inherits.</summary>
public sealed partial class DampedSpring : Spring
{
    [Differentiable(Hvp = true)]
    public override double At(double stretch, ReadOnlySpan<double> w) => base.At(stretch, w) - Math.Sin(stretch) * w[0];

    [Differentiable]
    protected internal override double[] Powers(double x) => [x * x, x * x * x];
}

/// <summary>Calls itself, through the virtual table.</summary>
public partial class Chain : Force
{
    [Differentiable(Hvp = true)]
    public sealed override double At(double x, ReadOnlySpan<double> w) => w.Length == 0 ? x : Math.Cos(x * w[0]) + 0.5 * At(x * x, w[1..]);
}

public static partial class VirtualMethods
{
    [Differentiable(Hvp = true)]
    public static double Work(double x, [Sample(Length = 2)] ReadOnlySpan<double> w, [Sample(Values = "0 | 1 | 2")] int kind)
    {
        Force force = Made(kind);
        double sum = x;
        for (int i = 0; i < 3; i++)
        {
            sum += 0.1 * force.At(sum * x, w);
        }

        return sum;
    }

    /// <summary>The same without virtual methods.</summary>
    [Differentiable(Hvp = true)]
    public static double WorkByCase(double x, [Sample(Length = 2)] ReadOnlySpan<double> w, [Sample(Values = "0 | 1 | 2")] int kind)
    {
        double sum = x;
        for (int i = 0; i < 3; i++)
        {
            double at = sum * x;
            if (kind == 2)
            {
                sum += 0.1 * (Math.Cos(at * w[0]) + 0.5 * (Math.Cos(at * at * w[1]) + 0.5 * (at * at * at * at)));
            }
            else
            {
                double force = -3 * at * at + w[0] * at + w[1] * at;
                sum += 0.1 * (kind == 0 ? force : force - Math.Sin(at) * w[0]);
            }
        }

        return sum;
    }

    [Differentiable]
    public static double Last(double x, [Sample(Values = "0 | 1 | 2")] int kind) => Made(kind).Powers(x * x)[1] * x;

    private static Force Made(int kind) => kind switch
    {
        0 => new Spring(),
        1 => new DampedSpring(),
        _ => new Chain(),
    };
}
