using System.Runtime.Intrinsics;

namespace DiffGen;

public static partial class VectorMath
{
    /// <summary>1 / (1 + e⁻ˣ), the logistic function: without overflow, and with all its digits on the left, where it is near eˣ.</summary>
    public static double Sigmoid(double x) => Sigmoid(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Sigmoid(double)"/>
    public static float Sigmoid(float x) => Sigmoid(Vector128.CreateScalar(x)).ToScalar();

    /// <summary>ln(1 + eˣ), whose derivative is <see cref="Sigmoid(double)"/>: near x on the right and near eˣ on the left, without overflow.</summary>
    public static double Softplus(double x) => Softplus(Vector128.CreateScalar(x)).ToScalar();

    /// <inheritdoc cref="Softplus(double)"/>
    public static float Softplus(float x) => Softplus(Vector128.CreateScalar(x)).ToScalar();
}
