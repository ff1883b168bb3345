using System;
using System.Numerics;
using DiffGen;

namespace Golden.Fuzzed;

/// <summary>Random programs in which a parameter is assigned before it is read, or carries the name of a variable that is.</summary>
public static partial class Assignments
{
    [Differentiable(Hvp = true)]
    public static double TupleWritten(double a, (double P, double Q) s)
    {
        s = (a, Math.Atan(a * s.P));
        return s.Q * s.P;
    }

    [Differentiable]
    public static double PairReplaced((double P, double Q) s, double x)
    {
        s = (0, Math.Sin(x) * s.Q);
        (double sine, double cosine) = Math.SinCos(s.Q);
        return cosine * sine;
    }

    [Differentiable(Hvp = true)]
    public static double ReferenceWritten((double P, double Q, double R) s, ref double x)
    {
        x = 0.9 * s.P * s.R;
        return x * s.Q;
    }

    [Differentiable]
    public static float LaneWritten(Vector3 v, float x)
    {
        v.Y = v.X * x;
        v.Y *= v.Y;
        return v.Y;
    }

    /// <summary>A variable that is joined from an <c>in</c> parameter is another one: that parameter cannot be assigned.</summary>
    [Differentiable(Hvp = true)]
    public static double FromReadOnly(in double x, in double y, int n, Span<double> a)
    {
        double v = 0.5;
        a[1] = n switch { 0 => x, 1 or 2 => v, _ => y };
        return a[1] * a[0];
    }
}
