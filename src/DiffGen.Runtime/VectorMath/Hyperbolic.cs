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

    /// <summary>The number whose hyperbolic sine is x.</summary>
    public static double Asinh(double x) => Math.Asinh(x);

    /// <inheritdoc cref="Asinh(double)"/>
    public static float Asinh(float x) => MathF.Asinh(x);

    /// <summary>The number of [0, ∞] whose hyperbolic cosine is x; NaN below 1.</summary>
    public static double Acosh(double x) => Math.Acosh(x);

    /// <inheritdoc cref="Acosh(double)"/>
    public static float Acosh(float x) => MathF.Acosh(x);

    /// <summary>The number whose hyperbolic tangent is x: ±∞ at ±1, NaN beyond.</summary>
    public static double Atanh(double x) => Math.Atanh(x);

    /// <inheritdoc cref="Atanh(double)"/>
    public static float Atanh(float x) => MathF.Atanh(x);
}
