using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace DiffGen.Gradient.Tests;

/// <summary>Two numbers with a tangent, and what has none.</summary>
[Differentiable]
public partial struct Weights
{
    public double A { get; set; }

    public double B { get; set; }

    [NoDiff]
    public double Unit { get; set; }

    public int Count { get; set; }

    [Differentiable(Jacobian = true)]
    public readonly double Energy(double s, double t) => (s * A * A * Unit) + (t * B * Count);

    /// <summary>It could write its receiver but does not: no rows for it.</summary>
    [Differentiable(Jacobian = true)]
    public double EnergyOfAny(double s) => s * A * B;

    [Differentiable(Jacobian = true)]
    public double Shift(double s)
    {
        A += s * B;
        return A * B;
    }
}

/// <summary>y = T W x.</summary>
[Differentiable]
public sealed partial class Gain(int inputs)
{
    [Shape(nameof(inputs))]
    public partial Span<double> W { get; }

    public partial double T { get; set; }

    [Differentiable(Jacobian = true)]
    public double Apply(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += W[i] * x[i];
        }

        return T * sum;
    }
}

/// <summary>Methods of every kind of argument and result; of an object, for a constant receiver.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "The object is what is tested.")]
public sealed partial class Shapes
{
    [Differentiable(Jacobian = true)]
    public double Count(int[] calls)
    {
        calls[0]++;
        return 2;
    }

    [Differentiable(Jacobian = true)]
    public void Roots(double[] x, double s)
    {
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] < 0)
            {
                throw new ArithmeticException("The root of a negative number.");
            }

            x[i] = s * Math.Sqrt(x[i]);
        }
    }

    [Differentiable(Jacobian = true)]
    public double References(ref Weights r, in Weights p, Weights q, double s, out double z, double t, double u, ref int calls)
    {
        calls++;
        z = r.A * p.B * s * t;
        r.A = r.A * q.A * u;
        r.Unit *= 2;
        r.Count++;
        return (r.A * p.A) + (q.B * calls);
    }

    [Differentiable(Jacobian = true)]
    public (double, int, Weights W) Tuples((double A, int N, double B) x, double s) =>
        (x.A * x.B, x.N, new Weights { A = s * x.N, B = x.B, Unit = x.N });

    [Differentiable(Jacobian = true)]
    public Vector3 Cross(Vector3 a, Vector3 b) => Vector3.Cross(a, b);

    [Differentiable(Jacobian = true)]
    public Vector2 Mean(ReadOnlySpan<Vector2> points, float s)
    {
        Vector2 sum = Vector2.Zero;
        for (int i = 0; i < points.Length; i++)
        {
            sum += s * points[i];
        }

        return sum;
    }

    [Differentiable(Jacobian = true)]
    public void Fold(Vector2[] points) => points[0] = points[0] * points[1];

    [Differentiable(Jacobian = true)]
    public double Energy(double[,] a, ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                sum += a[i, j] * a[i, j] * x[j];
            }
        }

        return sum;
    }

    [Differentiable(Jacobian = true)]
    public void Amplify(double[,] a, double s)
    {
        for (int i = 0; i < a.GetLength(0); i++)
        {
            for (int j = 0; j < a.GetLength(1); j++)
            {
                a[i, j] *= s * a[0, 0];
            }
        }
    }

    [Differentiable(Jacobian = true)]
    public double EnergyOfRows(double[][] rows, double s)
    {
        double sum = 0;
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++)
            {
                sum += s * rows[i][j] * rows[i][j];
            }
        }

        return sum;
    }

    [Differentiable(Jacobian = true)]
    public void AmplifyRows(double[][] rows, double s)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++)
            {
                rows[i][j] *= s;
            }
        }
    }

    /// <summary>What is not differentiated is put back too, whatever it is.</summary>
    [Differentiable(Jacobian = true)]
    public double Inactive(double[] x, Span<int> counts, string[] names, bool[,] flags, [NoDiff] double[,] unit)
    {
        counts[0]++;
        names[0] = names[0] + "x";
        flags[0, 0] = !flags[0, 0];
        unit[0, 0] *= 2;
        x[0] *= x[1] * counts[0];
        return x[0] * names[0].Length * (flags[0, 0] ? 1 : -1) * unit[0, 0];
    }

    [Differentiable(Jacobian = true)]
    public T Powers<T>(T x, ReadOnlySpan<T> y, Span<T> squares)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < squares.Length; i++)
        {
            squares[i] = x * y[i] * y[i];
        }

        return x * y[^1];
    }

    [Differentiable(Jacobian = true)]
    public double Apply(Gain gain, ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += gain.W[i] * x[i];
        }

        return gain.T * sum;
    }

    [Differentiable(Jacobian = true)]
    public void Train(Gain gain, double s)
    {
        for (int i = 0; i < gain.W.Length; i++)
        {
            gain.W[i] *= s * gain.T;
        }
    }

    /// <summary>Names that the companion would like to have.</summary>
    [Differentiable(Jacobian = true)]
    public double Jacobian(double jacobian, double rows, double row, double value, double result, Span<double> recording, [Output] Span<double> tangents, double @event)
    {
        tangents[0] = jacobian * rows;
        recording[0] *= row * value;
        return result * @event;
    }
}
