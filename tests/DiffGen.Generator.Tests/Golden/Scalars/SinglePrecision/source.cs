using System;
using DiffGen;

namespace Golden.Scalars;

public static partial class SinglePrecision
{
    [Differentiable]
    public static float Bump(float x, float width) => MathF.Exp(-x * x / (2 * width * width)) * MathF.Cos(3 * x);

    [Differentiable]
    public static float SmoothStep([Sample(Low = 0.1, High = 0.9)] float x)
    {
        float t = Math.Clamp(x, 0f, 1f);
        return t * t * (3 - 2 * t);
    }

    [Differentiable]
    public static float Compound(float principal, float rate, int years)
    {
        float balance = principal;
        for (int year = 0; year < years; year++)
        {
            balance *= 1 + rate;
            balance -= 0.25f;
        }

        return balance;
    }
}
