using System.Runtime.Intrinsics;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>ln|Γ(x)|, whose derivative is <see cref="Digamma(double)"/>: ∞ at 0, at the negative integers and at ±∞.</summary>
    public static double LogGamma(double x) => LogGamma(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="LogGamma(double)"/>
    public static float LogGamma(float x) => LogGamma(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>ψ(x) = Γ′(x) / Γ(x), the derivative of ln|Γ|: ∓∞ at ±0, NaN at the negative integers and at −∞.</summary>
    public static double Digamma(double x) => Digamma(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Digamma(double)"/>
    public static float Digamma(float x) => Digamma(Vector128.CreateScalar(x)).ToScalar();
}
