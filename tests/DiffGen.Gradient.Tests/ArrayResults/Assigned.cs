using System;
using System.Numerics;
using DiffGen;
using Golden.Combinations;

namespace Golden.ArrayResults;

/// <summary>Variables that a loop gives new arrays: their content goes from iteration to iteration, whatever the array was called before.</summary>
public static partial class Assigned
{
    /// <summary>The array before is in use under another name.</summary>
    [Differentiable(Hvp = true)]
    public static double Fibonacci(double a, double h, int n)
    {
        double[] previous = [a, 1], current = [h, a];
        for (int i = 0; i < n; i++)
        {
            double[] next = new double[2];
            next[0] = previous[0] + (h * current[1]);
            next[1] = current[0] * previous[1];
            previous = current;
            current = next;
        }

        return previous[0] * current[1];
    }

    /// <summary>Three names go round.</summary>
    [Differentiable(Hvp = true)]
    public static double Round(double a, double h, [Sample(Values = "0 | 1 | 2 | 5")] int n)
    {
        double[] x = [a, 1], y = [h, a], z = [0.5, 1];
        for (int i = 0; i < n; i++)
        {
            z = Step(x, h);
            (x, y, z) = (y, z, x);
        }

        return (x[0] * y[1]) + (z[0] * z[1]);
    }

    /// <summary>Leaves before it assigns, or skips that.</summary>
    [Differentiable(Hvp = true)]
    public static double UntilLarge([Sample(Length = 3)] double[] start, double h, [Sample(Values = "0 | 1 | 9")] int n)
    {
        double[] x = start, first = Step(start, 1);
        int i = 0;
        while (true)
        {
            if (x[0] > 3)
            {
                break;
            }

            i++;
            if (i > n)
            {
                return x[1] * first[0];
            }

            if (i == 2)
            {
                continue;
            }

            x = Step(x, h);
        }

        return x[0] * x[2];
    }

    /// <summary>In branches, one of which leaves it as it is, in place, and in an inner loop.</summary>
    [Differentiable(Hvp = true)]
    public static double InPlace([Sample(Length = 3)] ReadOnlySpan<double> start, double h, int n)
    {
        double[] x = start.ToArray();
        double sum = 0;
        for (int k = 0; k < n; k++)
        {
            x[1] += x[0];
            if (k == 1)
            {
                x[0] *= h;
            }
            else if (k == 2)
            {
                x = Step(x, h);
                x[2] *= x[1];
            }

            for (int i = 0; i < 2; i++)
            {
                x[0] *= h;
                x = Step(x, 0.5);
            }

            sum += x[0];
        }

        return sum * x[1];
    }

    [Differentiable]
    public static double[] Relaxed([Sample(Length = 3)] double[] start, double h)
    {
        double[] x = start;
        double moved;
        do
        {
            double[] next = Step(x, -0.3);
            moved = Math.Abs(next[0] - x[0]);
            next[1] *= h;
            x = next;
        }
        while (moved > 0.2);
        return x;
    }

    [Differentiable(Hvp = true)]
    public static double Matrices([Sample(Length = 4, Columns = 2)] double[,] a, double x, int n)
    {
        double[,] power = new double[2, 2], sum = (double[,])a.Clone(), term = a;
        for (int k = 0; k < n; k++)
        {
            double[,] next = Product(term, a, x);
            sum = Sum(sum, next);
            (power, term) = (term, next);
        }

        return sum[0, 0] * power[1, 0] * term[0, 1];
    }

    /// <summary>Matrices of before the loop, swapped and written.</summary>
    [Differentiable(Hvp = true)]
    public static double Swapped([Sample(Length = 4, Columns = 2)] double[,] a, double x, int n)
    {
        double[,] one = (double[,])a.Clone(), other = new double[2, 2];
        other[0, 0] = x;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += one[0, 0] * Math.Sin(other[0, 1] + x);
            other[0, 1] += one[0, 0] * one[1, 1];
            (one, other) = (other, one);
        }

        return sum + one[0, 1];
    }

    [Differentiable(Hvp = true)]
    public static double OfStructs([Sample(Length = 2)] Spot[] start, double x, int n)
    {
        Spot[] spots = start;
        for (int i = 0; i < n; i++)
        {
            spots = [new Spot(spots[1].X * x, spots[0].Y), new Spot(spots[0] * spots[1], x)];
        }

        return spots[0] * spots[1];
    }

    [Differentiable]
    public static float OfVectors([Sample(Length = 2)] Vector3[] start, float x, int n)
    {
        Vector3[] all = start;
        foreach (Vector3 one in start)
        {
            all = [all[1] * x, (one * all[0].X) + all[1]];
        }

        return Vector3.Dot(all[0], all[1]) * n;
    }

    [Differentiable]
    public static double Indices([Sample(Length = 3)] ReadOnlySpan<double> a, int n)
    {
        int[] order = [0, 1, 2];
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            order = [order[1], order[2], order[0]];
            sum += a[order[0]] * a[order[1]] * (i + 1);
        }

        return sum;
    }

    [Differentiable]
    public static T Generic<T>([Sample(Length = 2)] T[] start, T x, int n)
        where T : System.Numerics.IFloatingPointIeee754<T>
    {
        T[] state = start;
        for (int i = 0; i < n; i++)
        {
            T[] next = new T[2];
            next[0] = state[1] * x;
            next[1] = state[0] + T.Sin(x);
            state = next;
        }

        return state[0] * state[1];
    }

    /// <summary>Memory of the loop's start is read behind it.</summary>
    [Differentiable(Hvp = true)]
    public static double Compared([Sample(Length = 3)] double[] start, double h, [Sample(Values = "0 | 2")] int n)
    {
        double[] x = start, target = Step(start, 1);
        for (int i = 0; i < n; i++)
        {
            x = Step(x, h);
        }

        double sum = start[0];
        for (int i = 0; i < x.Length; i++)
        {
            sum += (x[i] - target[i]) * (x[i] - (2 * start[i]));
        }

        return sum;
    }

    /// <summary>In a method that is called, not inlined, and keeps its argument where there is nothing to do.</summary>
    [Differentiable(Hvp = true)]
    public static double Called([Sample(Length = 3)] double[] start, double h, [Sample(Values = "0 | 3")] int n)
    {
        double[] x = Halving(start, h, n);
        return (x[0] * x[1]) + Step(start, h)[2];
    }

    [Differentiable(Hvp = true)]
    public static double RunAgain([Sample(Length = 3)] double[] start, double h, int n)
    {
        double[] x = start;
        for (int i = 0; i < n * 3; i++)
        {
            Diff.Checkpoint();
            x = Step(x, h);
        }

        return x[0] * x[1];
    }

    [Differentiable(Hvp = true)]
    public static double Checkpointed([Sample(Length = 3)] double[] start, double h, int n)
    {
        double[] x = start;
        for (int i = 0; i < n; i++)
        {
            x = Advanced(x, h, n);
        }

        return x[0] * x[1];
    }

    [Checkpoint]
    private static double[] Advanced(double[] x, double h, int n)
    {
        double[] y = Step(x, h);
        for (int i = 0; i < n; i++)
        {
            y = Step(y, h * 0.5);
        }

        return y;
    }

    private static double[] Halving(double[] x, double h, int n)
    {
        double[] y = x;
        for (int i = 0; i < n; i++)
        {
            y = Halving(Step(y, h), h * 0.5, n / 2);
        }

        return y;
    }

    private static double[] Step(double[] x, double h)
    {
        double[] next = new double[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            next[i] = x[i] + (h * Math.Sin(x[(i + 1) % x.Length]));
        }

        return next;
    }

    private static double[,] Product(double[,] a, double[,] b, double x)
    {
        double[,] product = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < product.GetLength(0); i++)
        {
            for (int j = 0; j < product.GetLength(1); j++)
            {
                for (int k = 0; k < b.GetLength(0); k++)
                {
                    product[i, j] += a[i, k] * b[k, j] * x;
                }
            }
        }

        return product;
    }

    private static double[,] Sum(double[,] a, double[,] b)
    {
        double[,] sum = new double[a.GetLength(0), a.GetLength(1)];
        for (int i = 0; i < sum.GetLength(0); i++)
        {
            for (int j = 0; j < sum.GetLength(1); j++)
            {
                sum[i, j] = a[i, j] + b[i, j];
            }
        }

        return sum;
    }
}
