using System;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>The hyperbolic sine of x.</summary>
    public static double Sinh(double x) => Math.Sinh(x);

    /// <inheritdoc cref="Sinh(double)"/>
    public static float Sinh(float x) => MathF.Sinh(x);

    /// <summary>The hyperbolic cosine of x.</summary>
    public static double Cosh(double x) => Math.Cosh(x);

    /// <inheritdoc cref="Cosh(double)"/>
    public static float Cosh(float x) => MathF.Cosh(x);

    /// <summary>The hyperbolic tangent of x: ±1 at ±∞.</summary>
    public static double Tanh(double x) => Math.Tanh(x);

    /// <inheritdoc cref="Tanh(double)"/>
    public static float Tanh(float x) => MathF.Tanh(x);
}
