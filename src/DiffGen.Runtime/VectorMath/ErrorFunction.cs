using System.Runtime.Intrinsics;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>The error function of x: 2/√π ∫₀ˣ e^(−t²) dt, ±1 at ±∞.</summary>
    public static double Erf(double x) => Erf(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Erf(double)"/>
    public static float Erf(float x) => Erf(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>1 − erf x, with all its digits on the right, where it is near 0; 2 at −∞.</summary>
    public static double Erfc(double x) => Erfc(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Erfc(double)"/>
    public static float Erfc(float x) => Erfc(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>Φ(x), the cumulative distribution function of the standard normal distribution: ½ erfc(−x/√2), with all its digits on the left.</summary>
    public static double NormalCdf(double x) => NormalCdf(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="NormalCdf(double)"/>
    public static float NormalCdf(float x) => NormalCdf(Vector128.CreateScalar(x)).ToScalar();
}
