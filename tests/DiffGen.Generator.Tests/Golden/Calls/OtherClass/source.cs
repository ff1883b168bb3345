using System;
using DiffGen;

namespace Golden.Calls;

public static partial class OtherClass
{
    /// <summary>Helpers that live elsewhere in the project, nested and in a class that is not partial.</summary>
    [Differentiable]
    public static double Volume(double radius, double height) => Geometry.Circle(radius) * height + Geometry.Solids.Ball(radius);
}

internal static class Geometry
{
    public static double Circle(double radius) => Math.PI * radius * radius;

    public static class Solids
    {
        public static double Ball(double radius) => 4.0 / 3 * Circle(radius) * radius;
    }
}
