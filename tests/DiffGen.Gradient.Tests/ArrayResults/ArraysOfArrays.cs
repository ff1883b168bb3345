using System;
using DiffGen;

namespace Golden.ArrayResults;

/// <summary>Arrays of arrays that are made in a method: as results, of marked methods and of helpers, and as memory of its own.</summary>
public static partial class ArraysOfArrays
{
    [Differentiable]
    public static double[][] Triangle([Sample(Length = 3)] ReadOnlySpan<double> a, double x)
    {
        double[][] rows = new double[a.Length][];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i] = new double[i + 1];
            for (int j = 0; j <= i; j++)
            {
                rows[i][j] = a[i] * a[j] * x;
            }
        }

        rows[^1][0] *= Math.Sin(x);
        return rows;
    }

    [Differentiable]
    public static float[][] Listed(float x, float y) => [[x * y, MathF.Sin(x)], [], [y]];

    /// <summary>Rows that are made elsewhere, one of which stays away; a constant one.</summary>
    [Differentiable]
    public static double[][] Given([Sample(Length = 3)] double[] a, double x, [Sample(Values = "0 | 1 | 2")] int way)
    {
        double[] scaled = Scaled(a, x);
        scaled[0] += x;
        var rows = new double[][] { scaled, a, new double[] { 1, 2 } };
        if (way == 0)
        {
            return rows;
        }

        double[][] others = new double[4][];
        others[1] = way == 1 ? Scaled(a, 2) : new double[] { x };
        others[0] = rows[1];
        others[2] = [];
        others[3] = [0, x * rows[0][1]];
        return others;
    }

    /// <summary>The variable is the row.</summary>
    [Differentiable]
    public static double[][] Assigned(double x, double y)
    {
        double[][] rows = new double[2][];
        double[] last = rows[1] = new double[2];
        last[1] = x * y;
        rows[1][0] = last[1] * x;
        rows[0] = [last[0] * y];
        return rows;
    }

    [Differentiable(Hvp = true)]
    public static double Helpers([Sample(Length = 3)] double[] a, double x)
    {
        double[][] powers = Powers(a, x, 3);
        double sum = 0;
        foreach (double[] row in powers)
        {
            foreach (double number in row)
            {
                sum += number * Math.Cos(number);
            }
        }

        return sum * powers[2][1];
    }

    /// <summary>Of a method that calls itself.</summary>
    [Differentiable(Hvp = true)]
    public static double Recursive([Sample(Length = 4)] double[] a, int n)
    {
        double[][] halves = Halves(a, n);
        return (halves[0][0] * halves[1][0]) + (halves[0][^1] * halves[1][^1]);
    }

    [Differentiable]
    public static double[][] Halved([Sample(Length = 4)] double[] a, int n) => Halves(a, n);

    /// <summary>Copies of the rows of a parameter.</summary>
    [Differentiable]
    public static double[][] Copied(double[][] a, double x)
    {
        var copy = new double[a.Length][];
        for (int i = 0; i < a.Length; i++)
        {
            copy[i] = (double[])a[i].Clone();
        }

        copy[0][0] *= x;
        a[0][0] *= 2;
        return copy;
    }

    private static double[] Scaled(double[] a, double x)
    {
        double[] scaled = new double[a.Length];
        for (int i = 0; i < a.Length; i++)
        {
            scaled[i] = a[i] * x;
        }

        return scaled;
    }

    private static double[][] Powers(double[] a, double x, int n)
    {
        double[][] powers = new double[n][];
        powers[0] = Scaled(a, x);
        for (int k = 1; k < n; k++)
        {
            powers[k] = new double[a.Length];
            for (int i = 0; i < a.Length; i++)
            {
                powers[k][i] = powers[k - 1][i] * a[i];
            }
        }

        return powers;
    }

    private static double[][] Halves(double[] a, int n)
    {
        double[][] rows = new double[2][];
        if (n == 0)
        {
            rows[0] = Scaled(a, a[0]);
            rows[1] = Scaled(a, a[^1]);
            return rows;
        }

        double[][] inner = Halves(Scaled(a, 0.5), n - 1);
        rows[1] = Scaled(inner[0], a[1]);
        rows[0] = Scaled(inner[1], a[2]);
        return rows;
    }
}
