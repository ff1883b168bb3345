using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Operators and conversions of users.</summary>
public static partial class Operators
{
    [Differentiable(Hvp = true)]
    public static double Forward(double x, double y)
    {
        Jet a = new(x), b = y;
        Jet c = ((a * b) + Jet.Sin(a * a)) / (b + 2);
        return c.Slope * (double)c;
    }

    [Differentiable]
    public static Jet Compound(Jet a, double x, int n)
    {
        for (int i = 0; i < n; i++)
        {
            a *= a + x;
            a += 0.5;
            a++;
            a /= 3;
        }

        return a;
    }

    [Differentiable]
    public static double Compared(Jet a, Jet b) => a < b ? (double)(b + a) : a == b ? 0 : a > 2.0 ? (double)a * a.Slope : (a++ * ++b).Value + a.Value;

    [Differentiable]
    public static double Horner([Sample(Length = 4)] ReadOnlySpan<Jet> c, double x)
    {
        Jet sum = 0, at = new(x, 1);
        for (int i = c.Length - 1; i >= 0; i--)
        {
            sum = (sum * at) + c[i];
        }

        return sum.Slope + sum.Value;
    }

    [Differentiable]
    public static double CompoundElements([Sample(Length = 3)] Span<Jet> a, double x)
    {
        a[0] += x;
        a[1] *= a[0];
        a[2]++;
        a[1] /= a[2];
        return (double)a[1] * a[1].Slope;
    }

    [Differentiable]
    public static double Mixed(Spot s, double x) => (x * (s + -s + (x * s))) * (s - (0.5 * s));
}
