using System;
using DiffGen;

/// <summary>Names that need care, in the global namespace.</summary>
public static partial class Names
{
    [Differentiable]
    public static double Keywords(double @event, double @class) => @event * @class + @event;

    [Differentiable]
    public static double Underscores(double _x, double x_1, double X) => _x * x_1 * X + _x;

    /// <summary>Locals and parameters that the generator would have liked for itself.</summary>
    [Differentiable]
    public static double Taken(double value, double tangent)
    {
        double valueTangent = value * tangent;
        double gradient = valueTangent * value;
        double tape = gradient + valueTangent;
        return tape * tangent;
    }

    /// <summary>Names that collide among the derivatives: the later one ends in an underscore.</summary>
    [Differentiable]
    public static double Colliding(ReadOnlySpan<double> value, double x, double X) => value[0] * x + X * value[1];
}
