using System;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Rows;

/// <summary>The models of <see cref="Machinery"/> in single precision, and where the two precisions meet.</summary>
public static partial class SingleMachinery
{
    /// <summary>Linear(2, 3), then Linear(3, 3).</summary>
    [Differentiable]
    public static void Affine([Sample(Length = 2)] ReadOnlySpan<float> x, [Output, Sample(Length = 3)] Span<float> y)
    {
        float a = 0.5f * x[0] - 0.25f * x[1] + 1;
        float b = 2 * x[0] + 0.75f * x[1] - 0.5f;
        float c = -x[0] + 1.5f * x[1] + 0.125f;
        y[0] = 2 * a - b + 0.5f * c + 3;
        y[1] = 0.25f * a + 4 * b - c;
        y[2] = -1.5f * a + b + 2 * c - 1;
    }

    [Differentiable]
    public static float Inner(float x) => MathF.Log(1 + MathF.Exp(MathF.Sin(x) * x - 1 / x));

    [Differentiable]
    public static float Outer(float x) => MathF.Sqrt(x) + MathF.Tanh(x * x) / MathF.Cosh(x);

    [Differentiable]
    public static float Chain(float x) => Outer(Inner(x));

    /// <summary>A layer of five tanh units with seven inputs.</summary>
    [Differentiable(Jacobian = true)]
    public static void Layer([Sample(Length = 7)] ReadOnlySpan<float> x, [Output, Sample(Length = 5)] Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            float sum = 0.1f * i;
            for (int j = 0; j < x.Length; j++)
            {
                sum += MathF.Sin(1 + i + 3 * j) * x[j] * x[(j + i) % x.Length];
            }

            y[i] = MathF.Tanh(sum);
        }
    }

    [Differentiable]
    public static float SharedNode(float x)
    {
        float rectified = x > 0 ? x : 0;
        return x * x + rectified * x;
    }

    [Differentiable]
    public static float TwoResults(float x)
    {
        (float sin, float cos) = MathF.SinCos(x);
        (float _, float otherCos) = MathF.SinCos(2 * x);
        return sin * cos * cos + 3 * otherCos;
    }

    [Differentiable(Hvp = true)]
    public static float Rosenbrock(float x, float y)
    {
        float a = 1 - x;
        float b = y - x * x;
        return a * a + 100 * b * b;
    }

    [Differentiable]
    public static float Beale(float x, float y)
    {
        float a = 1.5f - x + x * y, b = 2.25f - x + x * y * y, c = 2.625f - x + x * y * y * y;
        return a * a + b * b + c * c;
    }

    /// <summary>A loss in double of numbers in single: the sum is in double, each gradient in the precision of its parameter.</summary>
    [Differentiable]
    public static double Mixed(ReadOnlySpan<float> w, double scale)
    {
        double sum = 0;
        foreach (float v in w)
        {
            sum += scale * v * v;
        }

        return Math.Sqrt(sum);
    }
}
