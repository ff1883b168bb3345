using System;
using DiffGen;

namespace Golden.Signatures;

public static partial class Overloads
{
    [Differentiable]
    public static double Norm(double x, double y) => Math.Sqrt(x * x + y * y);

    [Differentiable]
    public static float Norm(float x, float y) => MathF.Sqrt(x * x + y * y);

    [Differentiable]
    public static double Norm(ReadOnlySpan<double> x)
    {
        double sum = 0;
        foreach (double value in x)
            sum += value * value;
        return Math.Sqrt(sum);
    }
}
