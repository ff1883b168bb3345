using System;
using DiffGen;

namespace Golden.Calls;

/// <summary>Methods that are called rather than inlined and save many numbers for their pullback.</summary>
public static partial class ManySaved
{
    /// <summary>Saves ten numbers behind the call of itself.</summary>
    [Differentiable(Hvp = true)]
    public static double Turned(double a, double b, [Sample(Values = "0 | 1 | 3")] int depth)
    {
        if (depth == 0)
        {
            return a * b;
        }

        double c = Math.Sin(a * b), d = Math.Cos(b + c), e = Math.Exp(-c * d), f = Math.Sqrt(1 + e * e), g = Math.Atan(f * c);
        return Turned(c * d + e, f * g + c, depth - 1) * (e + f) * g;
    }

    /// <summary>Numbers of two types and a count, in this order and that, with nothing else recorded.</summary>
    [Differentiable]
    public static double Mixed(double a, float b, [Sample(Values = "2 | 3")] int n) => Constants.Mixed(a, b, n) * a;

    /// <summary>What one branch saves, and a loop, stands before what the method saves.</summary>
    [Differentiable(Hvp = true)]
    public static double Winding(double a, double b, [Sample(Values = "0 | 1 | 2 | 5")] int depth)
    {
        if (depth <= 0)
        {
            return a;
        }

        double x = a, y = b;
        while (x < 4)
        {
            x = x * x + 0.7 + 0.2 * Math.Sin(y);
            y = y * Math.Exp(-0.1 * x) + 0.5;
        }

        double c = Math.Sin(a), d = Math.Cos(b), e = Math.Exp(-c), f = Math.Sqrt(1 + d * d), g = Math.Tanh(e), h = Math.Atan(f);
        double inner = Winding(c * g, d * h, depth - 2);
        double k = Math.Sinh(inner * 0.1), l = Math.Log(2 + h * h);
        return inner * c * d * e * f + g * h * k * l + Math.Log(x) - Math.Sqrt(1 + y * y);
    }

    /// <summary>A type of its own, whose constants nobody else may name: callers go through members.</summary>
    public static partial class Constants
    {
        private static readonly double s_one = 1.25;

        [Differentiable]
        public static double Mixed(double a, float b, [Sample(Values = "2 | 3")] int n)
        {
            float p = MathF.Sin(b), q = MathF.Cos(p), r = MathF.Exp(-q), s = MathF.Sqrt(1 + r), t = MathF.Tanh(s * p), u = MathF.Sin(t * q), v = MathF.Exp(-u * t), w = MathF.Cos(v * p);
            int m = (n * n) + 1;
            double c = Math.Sin(a), d = Math.Cos(c * m), e = Math.Exp(-d), f = Math.Sqrt(s_one + e), g = Math.Tanh(f * n), h = Math.Atan(g), i = Math.Sin(c * d), j = Math.Cos(e * f * h);
            return (p * q * r * s + t * u * v * w) * (c * d * e * f) + g * h * i * j;
        }
    }
}
