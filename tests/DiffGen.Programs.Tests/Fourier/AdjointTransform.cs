using System;
using System.Linq;
using Value = System.Numerics.Complex;

namespace DiffGen.Programs.Fourier;

/// <summary>
/// The gradients by the adjoint: for X = F x the cotangent of x is Fᴴ X̄, a transform with the opposite sign; for the cyclic
/// convolution c = a ∗ b it is the correlation ā_m = Σ_n c̄_{n+m} conj(b_n). Sums over all pairs, no fast transform.
/// A cotangent holds ∂/∂Re + i ∂/∂Im.
/// </summary>
internal static class AdjointTransform
{
    /// <summary>Σ_n x_n e^{sign 2πi kn/N}.</summary>
    public static Value[] Sum(Value[] x, int sign) =>
        [.. x.Select((_, k) => x.Select((value, n) => value * Value.FromPolarCoordinates(1, sign * 2 * Math.PI * (k * n % x.Length) / x.Length)).Aggregate((a, b) => a + b))];

    public static Value[] Convolution(Value[] a, Value[] b) =>
        [.. a.Select((_, n) => a.Select((value, m) => value * b[(n - m + b.Length) % b.Length]).Aggregate((x, y) => x + y))];

    /// <summary>Gradients of ½ |a ∗ b − observed|² with respect to a and b.</summary>
    public static (Value[] A, Value[] B) Misfit(Value[] a, Value[] b, Value[] observed)
    {
        Value[] residual = [.. Convolution(a, b).Zip(observed, (x, y) => x - y)];
        return (Correlation(residual, b), Correlation(residual, a));
    }

    /// <summary>Gradients of w(k) |X_k|² / |X|² with respect to the real signal and to the weights, in this order.</summary>
    public static double[] MeanFrequency(double[] signal, double[] weight)
    {
        Value[] transform = Sum([.. signal.Select(x => new Value(x, 0))], -1);
        double[] square = [.. transform.Select(x => (x * Value.Conjugate(x)).Real)];
        double power = square.Sum();
        double mean = square.Zip(weight, (x, w) => x * w).Sum() / power;
        Value[] back = Sum([.. transform.Select((x, k) => 2 * (weight[k] - mean) / power * x)], +1);
        return [.. back.Select(x => x.Real), .. square.Select(x => x / power)];
    }

    private static Value[] Correlation(Value[] residual, Value[] other) =>
        [.. residual.Select((_, m) => other.Select((value, n) => residual[(n + m) % residual.Length] * Value.Conjugate(value)).Aggregate((x, y) => x + y))];
}
