using System;

namespace DiffGen.Gradient.Tests.Batch;

/// <summary>Parameters of other types, several uniform ones, and none of each call.</summary>
internal static partial class Others
{
    public enum Kind
    {
        Product,
        Quotient,
        Unknown,
    }

    [Differentiable(Batch = true)]
    public static double Choose(double x, int n, Kind kind, bool negate, byte small, long large, [Uniform] string name)
    {
        double value = kind switch { Kind.Product => x * n, Kind.Quotient => x / n, _ => Math.Sqrt(x) };
        for (int i = 0; i < small; i++)
        {
            value = value * x + name.Length;
        }

        return (negate ? -value : value) + large;
    }

    /// <summary>Text of each call: no lane holds it.</summary>
    [Differentiable(Batch = true)]
    public static double Named(double x, string name) => x * x * name.Length;

    [Differentiable(Batch = true)]
    public static double Several([Uniform] double a, double x, [Uniform] ReadOnlySpan<double> w, [Uniform] double b, [NoDiff] double c) => a * x * w[0] + b * b * c - w[1];

    [Differentiable(Batch = true)]
    public static double Alone([Uniform] double a, [Uniform] double b) => a * b;

    [Differentiable(Batch = true)]
    public static double Names(double value, double tangent, [Uniform] double done) => value * tangent * done;
}

/// <summary>A method of an object: what the object holds is the same for all calls.</summary>
internal sealed partial class Scaled(double scale)
{
    private readonly double _scale = scale;

    [Differentiable(Batch = true)]
    public double Times(double x, [Uniform] double u) => x > 0 ? _scale * x * u : u;
}
