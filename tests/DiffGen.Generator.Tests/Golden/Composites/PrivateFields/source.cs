using System;
using DiffGen;

namespace Golden.Composites;

/// <summary>An angle that is kept as its sine and cosine.</summary>
[Differentiable]
public readonly partial struct Angle
{
    private readonly double _sine;
    private readonly double _cosine;

    public Angle(double radians)
    {
        (_sine, _cosine) = Math.SinCos(radians);
    }

    private Angle(double sine, double cosine)
    {
        _sine = sine;
        _cosine = cosine;
    }

    public double Tangent => _sine / _cosine;

    [Differentiable]
    public Angle Plus(Angle other) => new((_sine * other._cosine) + (_cosine * other._sine), (_cosine * other._cosine) - (_sine * other._sine));

    [Differentiable]
    public double Slope(double run) => run * Tangent;
}

public static partial class PrivateFields
{
    [Differentiable]
    public static double Rise(Angle angle, double run) => angle.Slope(run) + run;
}
