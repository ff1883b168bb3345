using System;
using System.Runtime.Intrinsics;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <inheritdoc cref="Exp(double)"/>
    public static float Exp(float x) => MathF.Exp(x);

    /// <summary>eˣ − 1, with all its digits near 0.</summary>
    public static double ExpM1(double x) => ExpM1(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="ExpM1(double)"/>
    public static float ExpM1(float x) => ExpM1(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>2ˣ.</summary>
    public static double Exp2(double x) => Exp2(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Exp2(double)"/>
    public static float Exp2(float x) => Exp2(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>10ˣ.</summary>
    public static double Exp10(double x) => Exp10(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Exp10(double)"/>
    public static float Exp10(float x) => Exp10(Vector128.CreateScalar(x)).ToScalar();
}
