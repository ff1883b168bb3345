using System;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>x raised to the power y, with the exceptions of IEEE 754: 1 for x = 1 and for y = 0, NaN for x &lt; 0 and a y that is no integer.</summary>
    public static double Pow(double x, double y) => Math.Pow(x, y);

    /// <inheritdoc cref="Pow(double, double)"/>
    public static float Pow(float x, float y) => MathF.Pow(x, y);
}
