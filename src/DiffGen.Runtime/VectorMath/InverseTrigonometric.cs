using System;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>The angle of [−π/2, π/2] whose sine is x; NaN outside of [−1, 1].</summary>
    public static double Asin(double x) => Math.Asin(x);

    /// <inheritdoc cref="Asin(double)"/>
    public static float Asin(float x) => MathF.Asin(x);

    /// <summary>The angle of [0, π] whose cosine is x; NaN outside of [−1, 1].</summary>
    public static double Acos(double x) => Math.Acos(x);

    /// <inheritdoc cref="Acos(double)"/>
    public static float Acos(float x) => MathF.Acos(x);

    /// <summary>The angle of [−π/2, π/2] whose tangent is x.</summary>
    public static double Atan(double x) => Math.Atan(x);

    /// <inheritdoc cref="Atan(double)"/>
    public static float Atan(float x) => MathF.Atan(x);

    /// <summary>The angle of [−π, π] of the point (x, y), with the signs of zeros as in IEEE 754: Atan2(±0, −0) is ±π.</summary>
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    /// <inheritdoc cref="Atan2(double, double)"/>
    public static float Atan2(float y, float x) => MathF.Atan2(y, x);
}
