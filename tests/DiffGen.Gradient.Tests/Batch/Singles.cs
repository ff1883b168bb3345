using System;
using Golden;

namespace DiffGen.Gradient.Tests.Batch;

/// <summary>The same on <c>float</c>.</summary>
internal static partial class Singles
{
    [Differentiable(Batch = true)]
    public static float Straight(float x, float y, [Uniform] float u) => x * MathF.Exp(0.3f * y) + u * MathF.Sin(x * y) - MathF.Log(x * x + 3) / (1 + y * y);

    [Differentiable(Batch = true)]
    public static float Functions(float x, float y, [Uniform] float u) =>
        MathF.Tanh(x) + MathF.Pow(x * x + 0.1f, y) + MathF.Pow(u, x) + MathF.Atan2(y, x) + MathF.Cbrt(x + 3) + MathF.Asinh(y) + Math.Clamp(x, -u, u) * y;

    [Differentiable(Batch = true)]
    public static float Loops(float x, float y, [Uniform] float u)
    {
        float sum = 0;
        int trips = (int)(3 * x) & 7;
        Span<float> kept = stackalloc float[4];
        for (int i = 0; i < trips; i++)
        {
            sum += MathF.Sqrt(MathF.Abs(y) + i) * u;
            kept[i % 3] += sum;
            kept[(int)(2 * MathF.Abs(y)) & 3] -= 0.25f * x;
            if (sum > 4)
            {
                break;
            }
        }

        while (x < 3)
        {
            x = x * 1.5f + 0.6f * MathF.Abs(x) + 0.3f;
            sum += x * kept[trips & 3];
        }

        return trips > 3 ? sum : sum * y + MathF.Max(x, y);
    }

    [Differentiable(Batch = true)]
    [Sample(ByHand = true)]
    public static float Integers(float x, float y, [Uniform] float u)
    {
        int n = (int)(Diff.Stop(x) * 1000);
        int mixed = unchecked(n * 1103515245 + 12345) / 3 % 1000;
        return mixed > 0 ? x * mixed * 0.001f : y * u + n;
    }
}
