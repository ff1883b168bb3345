using System;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using DiffGen;

namespace Golden.Signatures;

[Differentiable]
public partial struct Spring
{
    public double Length { get; set; }
    public double Stiffness { get; set; }
    [NoDiff] public int Coils { get; set; }

    /// <summary>The receiver is an input; it is a result only where it is assigned.</summary>
    [Differentiable(Jacobian = true)]
    public double Force(double pull) => Stiffness * (pull - Length) * Coils;

    [Differentiable(Jacobian = true)]
    public double Stretch(double pull)
    {
        Length += 0.1 * pull;
        return Stiffness * pull;
    }
}

/// <summary>References, composites, matrices and rows: each has its place among the rows and columns.</summary>
[SuppressMessage("Performance", "CA1822", Justification = "The companions are those of an object.")]
public sealed partial class JacobianShapes
{
    [Differentiable(Jacobian = true)]
    public double References(ref double x, in double y, out double z, ref int count)
    {
        count++;
        z = x * y * count;
        x *= x;
        return z + y;
    }

    [Differentiable(Jacobian = true)]
    public (double Area, int Sides, double Border) Rectangle(double width, double height, [NoDiff] double unit) =>
        (width * height * unit * unit, 4, 2 * (width + height) * unit);

    [Differentiable(Jacobian = true)]
    public void Turn(ReadOnlySpan<Vector2> points, Span<Vector2> turned, float sine, float cosine)
    {
        for (int i = 0; i < points.Length; i++)
        {
            turned[i] = new Vector2(cosine * points[i].X - sine * points[i].Y, sine * points[i].X + cosine * points[i].Y);
        }
    }

    /// <summary>An array is a result where it is written.</summary>
    [Differentiable(Jacobian = true)]
    public void Product(double[,] a, double[] x, double[] y)
    {
        for (int i = 0; i < a.GetLength(0); i++)
        {
            y[i] = 0;
            for (int j = 0; j < a.GetLength(1); j++)
            {
                y[i] += a[i, j] * x[j];
            }
        }
    }

    [Differentiable(Jacobian = true)]
    public void Scale(double[,] a, double[][] rows, double factor)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            for (int j = 0; j < rows[i].Length; j++)
            {
                rows[i][j] *= factor;
                a[i, j] += rows[i][j];
            }
        }
    }

    [Differentiable(Jacobian = true)]
    public T Cube<T>(T jacobian, Span<T> square)
        where T : IFloatingPointIeee754<T>
    {
        square[0] = jacobian * jacobian;
        return jacobian * jacobian * jacobian;
    }
}
