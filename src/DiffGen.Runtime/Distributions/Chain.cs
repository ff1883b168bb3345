using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>
/// The chain rule over partial derivatives in double precision: a tangent or cotangent of exactly zero gives zero whatever the partial (strong zero).
/// </summary>
internal static class Chain
{
    public static (R Value, R Tangent) Jvp<R>(double value, double partial, R tangent)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Real.From<R>(Product(tangent, partial)));

    public static (R Value, R Grad) Vjp<R>(double value, double partial, R valueGrad)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Gradients(partial, valueGrad));

    public static R Gradients<R>(double partial, R grad)
        where R : IFloatingPointIeee754<R> => Real.From<R>(Product(grad, partial));

    public static (R Value, R Tangent) Jvp<R>(double value, (double P0, double P1) partials, R t0, R t1)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Real.From<R>(Product(t0, partials.P0) + Product(t1, partials.P1)));

    public static (R Value, R G0, R G1) Vjp<R>(double value, (double P0, double P1) partials, R valueGrad)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Gradients(partials.P0, valueGrad), Gradients(partials.P1, valueGrad));

    public static (R G0, R G1) Gradients<R>((double P0, double P1) partials, R grad)
        where R : IFloatingPointIeee754<R> => (Gradients(partials.P0, grad), Gradients(partials.P1, grad));

    public static (R Value, R Tangent) Jvp<R>(double value, (double P0, double P1, double P2) partials, R t0, R t1, R t2)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Real.From<R>(Product(t0, partials.P0) + Product(t1, partials.P1) + Product(t2, partials.P2)));

    public static (R Value, R G0, R G1, R G2) Vjp<R>(double value, (double P0, double P1, double P2) partials, R valueGrad)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Gradients(partials.P0, valueGrad), Gradients(partials.P1, valueGrad), Gradients(partials.P2, valueGrad));

    public static (R G0, R G1, R G2) Gradients<R>((double P0, double P1, double P2) partials, R grad)
        where R : IFloatingPointIeee754<R> => (Gradients(partials.P0, grad), Gradients(partials.P1, grad), Gradients(partials.P2, grad));

    public static (R Value, R Tangent) Jvp<R>(double value, (double P0, double P1, double P2, double P3) partials, R t0, R t1, R t2, R t3)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Real.From<R>(Product(t0, partials.P0) + Product(t1, partials.P1) + Product(t2, partials.P2) + Product(t3, partials.P3)));

    public static (R Value, R G0, R G1, R G2, R G3) Vjp<R>(double value, (double P0, double P1, double P2, double P3) partials, R valueGrad)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Gradients(partials.P0, valueGrad), Gradients(partials.P1, valueGrad), Gradients(partials.P2, valueGrad), Gradients(partials.P3, valueGrad));

    public static (R G0, R G1, R G2, R G3) Gradients<R>((double P0, double P1, double P2, double P3) partials, R grad)
        where R : IFloatingPointIeee754<R> => (Gradients(partials.P0, grad), Gradients(partials.P1, grad), Gradients(partials.P2, grad), Gradients(partials.P3, grad));

    public static (R Value, R Tangent) Jvp<R>(double value, (double P0, double P1, double P2, double P3, double P4) partials, R t0, R t1, R t2, R t3, R t4)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Real.From<R>(Product(t0, partials.P0) + Product(t1, partials.P1) + Product(t2, partials.P2) + Product(t3, partials.P3) + Product(t4, partials.P4)));

    public static (R Value, R G0, R G1, R G2, R G3, R G4) Vjp<R>(double value, (double P0, double P1, double P2, double P3, double P4) partials, R valueGrad)
        where R : IFloatingPointIeee754<R> => (Real.From<R>(value), Gradients(partials.P0, valueGrad), Gradients(partials.P1, valueGrad), Gradients(partials.P2, valueGrad), Gradients(partials.P3, valueGrad), Gradients(partials.P4, valueGrad));

    public static (R G0, R G1, R G2, R G3, R G4) Gradients<R>((double P0, double P1, double P2, double P3, double P4) partials, R grad)
        where R : IFloatingPointIeee754<R> => (Gradients(partials.P0, grad), Gradients(partials.P1, grad), Gradients(partials.P2, grad), Gradients(partials.P3, grad), Gradients(partials.P4, grad));

    private static double Product<R>(R tangent, double partial)
        where R : IFloatingPointIeee754<R> => StrongZero.Multiply(Real.ToDouble(tangent), partial);
}
