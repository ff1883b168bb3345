using System;
using System.Runtime.Intrinsics;

namespace DiffGen.Runtime.Tests;

/// <summary>One function of <see cref="VectorMath"/> in all its forms, the number it should be, and the ranges that its inputs are taken from (beside numbers of all magnitudes).</summary>
/// <param name="Name">Its name in the table of <c>docs/vector-math.md</c>.</param>
/// <param name="Reference">The value to about 100 bits. Functions of one argument ignore the second.</param>
/// <param name="Ranges">Where the first argument is dense.</param>
internal sealed record VectorFunction(string Name, Func<double, double, Scaled> Reference, (double From, double To)[] Ranges)
{
    /// <summary>Where the second argument is dense; none for functions of one.</summary>
    public (double From, double To)[] SecondRanges { get; init; } = [];

    /// <summary>Errors are counted in units of at least this number, where the value passes through zero as a difference of greater ones.</summary>
    public Func<double, double> Least { get; init; } = _ => 0;

    public Func<double, double, double> Scalar { get; init; } = null!;

    public Func<float, float, float> ScalarFloat { get; init; } = null!;

    public Func<Vector128<double>, Vector128<double>, Vector128<double>> V128 { get; init; } = null!;

    public Func<Vector256<double>, Vector256<double>, Vector256<double>> V256 { get; init; } = null!;

    public Func<Vector512<double>, Vector512<double>, Vector512<double>> V512 { get; init; } = null!;

    public Func<Vector128<float>, Vector128<float>, Vector128<float>> Float128 { get; init; } = null!;

    public Func<Vector256<float>, Vector256<float>, Vector256<float>> Float256 { get; init; } = null!;

    public Func<Vector512<float>, Vector512<float>, Vector512<float>> Float512 { get; init; } = null!;

    /// <summary>The function of each element, at a width in bits; 0 is the scalar form. The length is a multiple of 16.</summary>
    public double[] Evaluate(int width, double[] x, double[] y)
    {
        double[] result = new double[x.Length];
        for (int i = 0; i < x.Length; i += Math.Max(width / 64, 1))
        {
            switch (width)
            {
                case 512: V512(Vector512.Create(x, i), Vector512.Create(y, i)).CopyTo(result, i); break;
                case 256: V256(Vector256.Create(x, i), Vector256.Create(y, i)).CopyTo(result, i); break;
                case 128: V128(Vector128.Create(x, i), Vector128.Create(y, i)).CopyTo(result, i); break;
                default: result[i] = Scalar(x[i], y[i]); break;
            }
        }

        return result;
    }

    /// <inheritdoc cref="Evaluate(int, double[], double[])"/>
    public float[] Evaluate(int width, float[] x, float[] y)
    {
        float[] result = new float[x.Length];
        for (int i = 0; i < x.Length; i += Math.Max(width / 32, 1))
        {
            switch (width)
            {
                case 512: Float512(Vector512.Create(x, i), Vector512.Create(y, i)).CopyTo(result, i); break;
                case 256: Float256(Vector256.Create(x, i), Vector256.Create(y, i)).CopyTo(result, i); break;
                case 128: Float128(Vector128.Create(x, i), Vector128.Create(y, i)).CopyTo(result, i); break;
                default: result[i] = ScalarFloat(x[i], y[i]); break;
            }
        }

        return result;
    }

    public override string ToString() => Name;
}
