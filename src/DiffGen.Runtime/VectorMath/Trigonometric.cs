using System;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>The sine of x radians; NaN at ±∞.</summary>
    public static double Sin(double x) => Math.Sin(x);

    /// <inheritdoc cref="Sin(double)"/>
    public static float Sin(float x) => MathF.Sin(x);

    /// <summary>The cosine of x radians; NaN at ±∞.</summary>
    public static double Cos(double x) => Math.Cos(x);

    /// <inheritdoc cref="Cos(double)"/>
    public static float Cos(float x) => MathF.Cos(x);

    /// <summary>The sine and the cosine of x radians: little more work than one of them.</summary>
    public static (double Sin, double Cos) SinCos(double x) => Math.SinCos(x);

    /// <inheritdoc cref="SinCos(double)"/>
    public static (float Sin, float Cos) SinCos(float x) => MathF.SinCos(x);

    /// <summary>The tangent of x radians; NaN at ±∞.</summary>
    public static double Tan(double x) => Math.Tan(x);

    /// <inheritdoc cref="Tan(double)"/>
    public static float Tan(float x) => MathF.Tan(x);
}
