using System;
using DiffGen;

namespace Golden.Fuzzed;

/// <summary>Random programs in which two names stand for one memory, or a copy for another one.</summary>
public static partial class Aliases
{
    [Differentiable]
    public partial struct Spot
    {
        public double X;

        public double Turn(double by)
        {
            X *= by;
            return X;
        }

        public readonly double Peek(double by)
        {
            double turned = Turned(by);
            return turned * X;
        }

        private readonly double Turned(double by)
        {
            Spot copy = this;
            return copy.Turn(by);
        }
    }

    /// <summary>A call on the last element writes that element.</summary>
    [Differentiable]
    public static double FromTheEnd(Spot[] spots, double x)
    {
        spots[^1].Turn(x);
        return spots[^1].X * spots[0].X;
    }

    /// <summary>A call on an <c>in</c> parameter works on a copy.</summary>
    [Differentiable]
    public static double OfReadOnly(in Spot a, double x)
    {
        double turned = a.Turn(x);
        return turned * a.X;
    }

    [Differentiable]
    public static double Peeks(Spot a, double x) => a.Peek(x) + a.X;

    [Differentiable]
    public static double OverlappingCopy(Span<double> a, double x)
    {
        a[..3].CopyTo(a[1..]);
        a[0] = x;
        Span<double> part = a[1..];
        part[0] *= a[1];
        return (part[0] * a[2]) + a[3];
    }

    /// <summary>A buffer that the method clears, then reads in a loop which is undone at once: what the loop adds to its gradient is cleared in the end.</summary>
    [Differentiable]
    public static float ClearedThenRead([Output] Span<float> a, float x)
    {
        a.Clear();
        float sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += a[0] + (x * x);
        }

        return sum;
    }

    /// <summary>Cleared behind the loop.</summary>
    [Differentiable]
    public static double ReadThenCleared(Span<double> a, double x)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            sum += a[0] * x;
        }

        a.Clear();
        return sum;
    }
}
