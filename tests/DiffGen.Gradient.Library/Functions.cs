using System;
using System.Numerics;

namespace DiffGen.Gradient.Library;

/// <summary>What another project calls: numbers, buffers, references, results of several kinds.</summary>
public static partial class Functions
{
    /// <summary>How often <see cref="Counted"/> ran.</summary>
    public static int Count { get; set; }

    private static void Tick() => Count++;

    [Differentiable(Hvp = true)]
    public static double Cube(double x) => x * x * x;

    [Differentiable(Hvp = true)]
    public static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    /// <summary>Without a Hessian-vector product.</summary>
    [Differentiable]
    public static void Scale(Span<double> a, double k)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] *= k * a[i];
        }
    }

    [Differentiable]
    public static double Counted(double x)
    {
        Tick();
        return Math.Sin(x);
    }

    [Differentiable]
    public static T Square<T>(T x)
        where T : IFloatingPointIeee754<T> => x * x;

    [Differentiable]
    public static double Down(double x, int depth) => depth <= 0 ? x : Math.Sin(x) * Down(x * 0.5, depth - 1);

    [Differentiable]
    public static (double Sine, double Cosine) Circle(double x) => (Math.Sin(x), Math.Cos(x));

    [Differentiable]
    public static double[] Multiples(double x, int n)
    {
        double[] multiples = new double[n];
        for (int i = 0; i < n; i++)
        {
            multiples[i] = x * x * i;
        }

        return multiples;
    }

    [Differentiable]
    public static void Both(double x, out double square, ref double scaled)
    {
        square = x * x;
        scaled *= x;
    }

    [Differentiable]
    public static double Weighted(double x, [NoDiff] double weight, [NoDiff] ReadOnlySpan<double> data) => x * weight * data[0];

    [Differentiable]
    public static float Length2(Vector3 v) => Vector3.Dot(v, v);

    [Differentiable]
    public static double Corner(double[,] m) => m[0, 0] * m[1, 1];

    /// <summary>A rule by hand in a library.</summary>
    [Differentiable]
    public static double ByHand(double x) => x * x;

    public static (double Value, double Tangent) ByHandJvp(double x, double xTangent) => (x * x, 2 * x * xTangent);

    public static (double Value, double XGrad) ByHandVjp(double x, double valueGrad) => (x * x, 2 * x * valueGrad);

    [Checkpoint]
    [Differentiable]
    public static double Again(double x)
    {
        double y = x;
        for (int i = 0; i < 5; i++)
        {
            y = Math.Sin(y) * x;
        }

        return y;
    }

    /// <summary>Three levels: what this calls is of another project, too, for the tests.</summary>
    [Differentiable(Hvp = true)]
    public static double Nested(double x, double y) => Cube(x * y) + Math.Exp(Cube(y));

    /// <summary>With node sites, which callers in other projects do not see into.</summary>
    [Differentiable]
    public static double Noded(double w, double x)
    {
        double a = Node.Site(w * x);
        return Node.Site(Math.Tanh(a) * w);
    }

    [Differentiable]
    public static double Throws(double x) => x > 100 ? throw new ArgumentOutOfRangeException(nameof(x)) : Math.Sqrt(x);
}
