using System;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>eˣ.</summary>
    public static double Exp(double x) => Math.Exp(x);

    /// <inheritdoc cref="Exp(double)"/>
    public static float Exp(float x) => MathF.Exp(x);
}
