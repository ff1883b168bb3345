using System;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>The cube root of x, with its sign.</summary>
    public static double Cbrt(double x) => Math.Cbrt(x);

    /// <inheritdoc cref="Cbrt(double)"/>
    public static float Cbrt(float x) => MathF.Cbrt(x);

    /// <summary>√(x² + y²), without overflow of the squares: ∞ where either is infinite, even beside a NaN.</summary>
    public static double Hypot(double x, double y) => double.Hypot(x, y);

    /// <inheritdoc cref="Hypot(double, double)"/>
    public static float Hypot(float x, float y) => float.Hypot(x, y);
}
