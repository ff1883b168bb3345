using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace DiffGen.CompilerServices;

/// <summary>
/// Partial derivatives that need a limit, a convention or another formula at some points: <c>PowX</c> is the partial of <c>Pow</c> with respect to its
/// first operand, and so on. Used by generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Partials
{
    /// <summary><c>a * b</c>, where an exactly zero factor gives 0 whatever the other one is, infinite or NaN included.</summary>
    /// <param name="a">A tangent, a cotangent, or a partial.</param>
    /// <param name="b">The other factor.</param>
    /// <returns>The product; +0 where a factor is +0 or −0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Product(double a, double b) => a == 0 || b == 0 ? 0 : a * b;

    /// <inheritdoc cref="Product(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Product(float a, float b) => a == 0 || b == 0 ? 0 : a * b;

    /// <summary><c>a / b</c>, where <c>0 / 0</c> is 0.</summary>
    /// <param name="a">The numerator.</param>
    /// <param name="b">The denominator.</param>
    /// <returns>The quotient; the partials of <c>Hypot</c> are <c>x / r</c> and <c>y / r</c>, which are 0 at the origin.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Ratio(double a, double b) => a == 0 && b == 0 ? 0 : a / b;

    /// <inheritdoc cref="Ratio(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Ratio(float a, float b) => a == 0 && b == 0 ? 0 : a / b;

    /// <summary>The partial of <c>Pow(x, y)</c> with respect to x.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    /// <param name="power"><c>Pow(x, y)</c>.</param>
    /// <returns><c>y Pow(x, y - 1)</c>; 0 where y is 0, and at x = 0 the limit: 1 for y = 1, 0 beyond, ∞ below.</returns>
    public static double PowX(double x, double y, double power)
    {
        if (y == 2)
        {
            return x + x;
        }

        if (y == 0)
        {
            return double.IsNaN(x) ? x : 0;
        }

        // A division instead of another power, while the power has all its digits and nothing on the way overflows.
        if (Math.Abs(power) is > 1e-290 and < 1e290)
        {
            return y * power / x;
        }

        return y * Math.Pow(x, y - 1);
    }

    /// <inheritdoc cref="PowX(double, double, double)"/>
    public static float PowX(float x, float y, float power)
    {
        if (y == 2)
        {
            return x + x;
        }

        if (y == 0)
        {
            return float.IsNaN(x) ? x : 0;
        }

        if (MathF.Abs(power) is > 1e-30f and < 1e30f)
        {
            return y * power / x;
        }

        return y * MathF.Pow(x, y - 1);
    }

    /// <summary>The partial of <c>Pow(x, y)</c> with respect to y.</summary>
    /// <param name="x">The base.</param>
    /// <param name="power"><c>Pow(x, y)</c>.</param>
    /// <returns><c>Pow(x, y) Log(x)</c>; its limit 0 where the power is 0; NaN for a negative base.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double PowY(double x, double power) => power == 0 && x >= 0 ? 0 : power * Math.Log(x);

    /// <inheritdoc cref="PowY(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float PowY(float x, float power) => power == 0 && x >= 0 ? 0 : power * MathF.Log(x);

    /// <summary>The second partial of <c>Pow(x, y)</c> with respect to x and y.</summary>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    /// <returns><c>Pow(x, y - 1) (1 + y Log(x))</c>, with its limits; NaN for a negative base.</returns>
    public static double PowXY(double x, double y)
    {
        double power = Math.Pow(x, y - 1);
        if (x >= 0 && (power == 0 || y == 0))
        {
            return power;
        }

        return power * (1 + y * Math.Log(x));
    }

    /// <inheritdoc cref="PowXY(double, double)"/>
    public static float PowXY(float x, float y)
    {
        float power = MathF.Pow(x, y - 1);
        if (x >= 0 && (power == 0 || y == 0))
        {
            return power;
        }

        return power * (1 + y * MathF.Log(x));
    }

    /// <summary>The second partial of <c>Pow(x, y)</c> with respect to y.</summary>
    /// <param name="x">The base.</param>
    /// <param name="power"><c>Pow(x, y)</c>.</param>
    /// <returns><c>Pow(x, y) Log(x)²</c>; its limit 0 where the power is 0; NaN for a negative base.</returns>
    public static double PowYY(double x, double power)
    {
        double log = Math.Log(x);
        return power == 0 && x >= 0 ? 0 : power * log * log;
    }

    /// <inheritdoc cref="PowYY(double, double)"/>
    public static float PowYY(float x, float power)
    {
        float log = MathF.Log(x);
        return power == 0 && x >= 0 ? 0 : power * log * log;
    }

    /// <summary>The derivative of <c>RootN(x, n)</c>.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="n">The degree, an integer.</param>
    /// <param name="root"><c>RootN(x, n)</c>.</param>
    /// <returns><c>root / (n x)</c>, and its limit at 0 and ∞.</returns>
    public static double RootNX(double x, double n, double root) =>
        x == 0 || double.IsInfinity(x) ? 1 / (n * Math.Pow(Math.Abs(root), n - 1)) : root / x / n;

    /// <inheritdoc cref="RootNX(double, double, double)"/>
    public static float RootNX(float x, float n, float root) =>
        x == 0 || float.IsInfinity(x) ? 1 / (n * MathF.Pow(MathF.Abs(root), n - 1)) : root / x / n;

    /// <summary>The partial of <c>Atan2(y, x)</c> with respect to y.</summary>
    /// <param name="y">The ordinate.</param>
    /// <param name="x">The abscissa.</param>
    /// <returns><c>x / (x² + y²)</c> without the squares, which would overflow; 0 at the origin.</returns>
    public static double Atan2Y(double y, double x)
    {
        if (Math.Abs(x) >= Math.Abs(y))
        {
            double slope = y / x;
            return x == 0 ? 0 : 1 / (x * (1 + slope * slope));
        }
        else
        {
            double slope = x / y;
            return slope / (y * (1 + slope * slope));
        }
    }

    /// <inheritdoc cref="Atan2Y(double, double)"/>
    public static float Atan2Y(float y, float x)
    {
        if (MathF.Abs(x) >= MathF.Abs(y))
        {
            float slope = y / x;
            return x == 0 ? 0 : 1 / (x * (1 + slope * slope));
        }
        else
        {
            float slope = x / y;
            return slope / (y * (1 + slope * slope));
        }
    }

    /// <summary>The partial of <c>Atan2(y, x)</c> with respect to x.</summary>
    /// <param name="y">The ordinate.</param>
    /// <param name="x">The abscissa.</param>
    /// <returns><c>-y / (x² + y²)</c> without the squares; 0 at the origin.</returns>
    public static double Atan2X(double y, double x) => -Atan2Y(x, y);

    /// <inheritdoc cref="Atan2X(double, double)"/>
    public static float Atan2X(float y, float x) => -Atan2Y(x, y);

    /// <summary>The derivative of <c>Abs(x)</c>.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>1, −1, 0 at 0, or NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double AbsX(double x) => x > 0 ? 1 : x < 0 ? -1 : x + 0.0;

    /// <inheritdoc cref="AbsX(double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float AbsX(float x) => x > 0 ? 1 : x < 0 ? -1 : x + 0f;

    /// <summary>The partial of <c>Max(x, y)</c> with respect to x; that with respect to y is <c>MaxX(y, x)</c>, and <c>Min</c> takes the other one of the two.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="y">The other operand.</param>
    /// <returns>1, 0, ½ at a tie, NaN where an operand is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxX(double x, double y) => x > y ? 1 : x < y ? 0 : x == y ? 0.5 : double.NaN;

    /// <inheritdoc cref="MaxX(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxX(float x, float y) => x > y ? 1 : x < y ? 0 : x == y ? 0.5f : float.NaN;

    /// <summary>The partial of <c>MaxNumber(x, y)</c> with respect to x.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="y">The other operand.</param>
    /// <returns>As for <c>Max</c>, but a NaN beside a number has no share; NaN where both are.</returns>
    public static double MaxNumberX(double x, double y) => double.IsNaN(x) != double.IsNaN(y) ? (double.IsNaN(x) ? 0 : 1) : MaxX(x, y);

    /// <inheritdoc cref="MaxNumberX(double, double)"/>
    public static float MaxNumberX(float x, float y) => float.IsNaN(x) != float.IsNaN(y) ? (float.IsNaN(x) ? 0 : 1) : MaxX(x, y);

    /// <summary>The partial of <c>MaxMagnitude(x, y)</c> with respect to x, and of <c>MinMagnitude(y, x)</c> with respect to y.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="y">The other operand.</param>
    /// <returns>1, 0, ½ where the two are equal, NaN where an operand is; where only the signs differ, all goes to the operand that is returned.</returns>
    public static double MaxMagnitudeX(double x, double y)
    {
        double share = MaxX(Math.Abs(x), Math.Abs(y));
        return share == 0.5 ? MaxX(x, y) : share;
    }

    /// <inheritdoc cref="MaxMagnitudeX(double, double)"/>
    public static float MaxMagnitudeX(float x, float y)
    {
        float share = MaxX(MathF.Abs(x), MathF.Abs(y));
        return share == 0.5f ? MaxX(x, y) : share;
    }

    /// <summary>The partial of <c>MaxMagnitudeNumber(x, y)</c> with respect to x.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="y">The other operand.</param>
    /// <returns>As for <c>MaxMagnitude</c>, but a NaN beside a number has no share; NaN where both are.</returns>
    public static double MaxMagnitudeNumberX(double x, double y) =>
        double.IsNaN(x) != double.IsNaN(y) ? (double.IsNaN(x) ? 0 : 1) : MaxMagnitudeX(x, y);

    /// <inheritdoc cref="MaxMagnitudeNumberX(double, double)"/>
    public static float MaxMagnitudeNumberX(float x, float y) =>
        float.IsNaN(x) != float.IsNaN(y) ? (float.IsNaN(x) ? 0 : 1) : MaxMagnitudeX(x, y);

    /// <summary>The partial of <c>MinMagnitudeNumber(x, y)</c> with respect to x.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="y">The other operand.</param>
    /// <returns>As for <c>MinMagnitude</c>, but a NaN beside a number has no share; NaN where both are.</returns>
    public static double MinMagnitudeNumberX(double x, double y) =>
        double.IsNaN(x) != double.IsNaN(y) ? (double.IsNaN(x) ? 0 : 1) : MaxMagnitudeX(y, x);

    /// <inheritdoc cref="MinMagnitudeNumberX(double, double)"/>
    public static float MinMagnitudeNumberX(float x, float y) =>
        float.IsNaN(x) != float.IsNaN(y) ? (float.IsNaN(x) ? 0 : 1) : MaxMagnitudeX(y, x);

    /// <summary>The partial of <c>Clamp(x, min, max)</c> with respect to x.</summary>
    /// <param name="x">The operand.</param>
    /// <param name="min">The lower bound.</param>
    /// <param name="max">The upper bound.</param>
    /// <returns>1 between the bounds and at them, 0 outside, NaN at NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ClampX(double x, double min, double max) => x < min || x > max ? 0 : double.IsNaN(x) ? x : 1;

    /// <inheritdoc cref="ClampX(double, double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ClampX(float x, float min, float max) => x < min || x > max ? 0 : float.IsNaN(x) ? x : 1;

    /// <summary>The partial of <c>Clamp</c> with respect to a bound.</summary>
    /// <param name="a">The operand beside the lower bound, the upper bound beside the operand.</param>
    /// <param name="b">The lower bound beside the operand, the operand beside the upper bound.</param>
    /// <returns>1 where <paramref name="a"/> is below <paramref name="b"/>, 0 where it is not, NaN where either is.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double IsBelow(double a, double b) => a < b ? 1 : a >= b ? 0 : double.NaN;

    /// <inheritdoc cref="IsBelow(double, double)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float IsBelow(float a, float b) => a < b ? 1 : a >= b ? 0 : float.NaN;

    /// <summary>The derivative of <c>ScaleB(x, n)</c>.</summary>
    /// <param name="n">The exponent, an integer.</param>
    /// <returns>2ⁿ.</returns>
    public static double ScaleBX(double n) => Math.ScaleB(1, (int)n);

    /// <inheritdoc cref="ScaleBX(double)"/>
    public static float ScaleBX(float n) => MathF.ScaleB(1, (int)n);
}
