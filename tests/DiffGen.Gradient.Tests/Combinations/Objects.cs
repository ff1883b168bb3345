using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Marked methods of objects that read what their own type alone can see: they run there, whoever calls them.</summary>
public static partial class Objects
{
    private static readonly Curve s_curve = new(0.03, 1.5);
    private static readonly Shifted s_shifted = new(0.04, 0.5);

    [Differentiable(Hvp = true)]
    public static double OfPrivateField(double t) => s_curve.Discount(t) * t;

    [Differentiable(Hvp = true)]
    public static double ThroughUnmarked(double t) => t * s_curve.Forward(t);

    [Differentiable]
    public static double Twice(double t, double s)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += new Curve(0.01 * i, 2).Discount(t) * s_curve.Discount(s + i);
        }

        return sum;
    }

    [Differentiable]
    public static double OfBuffer([Sample(Length = 4)] ReadOnlySpan<double> times) => s_curve.Total(times) + s_shifted.Both(times[0]);

    [Differentiable]
    public static double ThroughOther(double t) => t * new Bond(s_curve).Price(t);

    [Differentiable]
    public static double OfProtected(double t) => s_shifted.Discount(t) + s_shifted.Both(t);
}

public partial class Curve(double rate, double slope)
{
    private readonly double _rate = rate;

    protected double Slope { get; } = slope;

    [Differentiable(Hvp = true)]
    public double Discount(double t) => Math.Exp(-_rate * t) / (1 + Slope * t * t);

    private double Unmarked(double t) => Math.Sin(_rate + t);

    [Differentiable(Hvp = true)]
    public double Forward(double t) => Unmarked(t) * t;

    [Differentiable]
    internal double Total(ReadOnlySpan<double> times)
    {
        double total = 0;
        for (int i = 0; i < times.Length; i++)
        {
            total += Math.Exp(-_rate * times[i]);
        }

        return total;
    }
}

public sealed partial class Shifted(double rate, double slope) : Curve(rate, slope)
{
    /// <summary>Of the base, by itself and through <c>base</c>; what is protected there may be named through an object of this type.</summary>
    [Differentiable]
    public double Both(double t) => Discount(t) * Slope + base.Forward(t) * base.Slope;
}

internal sealed partial class Bond(Curve curve)
{
    private readonly Curve _curve = curve;

    [Differentiable]
    public double Price(double t) => 0.5 * _curve.Discount(t) + _curve.Discount(2 * t);
}
