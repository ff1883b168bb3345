using System;
using System.Runtime.Intrinsics;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>The natural logarithm of x: −∞ at ±0, NaN below.</summary>
    public static double Log(double x) => Math.Log(x);

    /// <inheritdoc cref="Log(double)"/>
    public static float Log(float x) => MathF.Log(x);

    /// <summary>ln(1 + x), with all its digits near 0: −∞ at −1, NaN below.</summary>
    public static double LogP1(double x) => LogP1(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="LogP1(double)"/>
    public static float LogP1(float x) => LogP1(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>The logarithm of x to base 2: −∞ at ±0, NaN below.</summary>
    public static double Log2(double x) => Math.Log2(x);

    /// <inheritdoc cref="Log2(double)"/>
    public static float Log2(float x) => MathF.Log2(x);

    /// <summary>The logarithm of x to base 10: −∞ at ±0, NaN below.</summary>
    public static double Log10(double x) => Math.Log10(x);

    /// <inheritdoc cref="Log10(double)"/>
    public static float Log10(float x) => MathF.Log10(x);
}
