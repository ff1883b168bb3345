using System;
using DiffGen;

namespace Golden.Buffers;

/// <summary>A loop that assigns new arrays to variables.</summary>
public static partial class AssignedArrays
{
    [Differentiable]
    public static double Evolved([Sample(Length = 2)] double[] start, double rate, int steps)
    {
        double[] state = start;
        for (int i = 0; i < steps; i++)
        {
            state = Step(state, rate);
        }

        return state[0] * state[^1];
    }

    [Differentiable]
    public static double Power(double x, double y, int n)
    {
        double[,] power = { { x, y }, { 0.5, 1 } };
        double[,] factor = { { 1, x }, { y, 0 } };
        for (int k = 0; k < n; k++)
        {
            power = Product(power, factor);
        }

        return power[0, 0] + power[1, 0];
    }

    private static double[] Step(double[] state, double rate)
    {
        double[] next = new double[state.Length];
        for (int i = 0; i < next.Length; i++)
        {
            next[i] = state[i] + (rate * Math.Sin(state[(i + 1) % next.Length]));
        }

        return next;
    }

    private static double[,] Product(double[,] a, double[,] b) => new double[,]
    {
        { (a[0, 0] * b[0, 0]) + (a[0, 1] * b[1, 0]), (a[0, 0] * b[0, 1]) + (a[0, 1] * b[1, 1]) },
        { (a[1, 0] * b[0, 0]) + (a[1, 1] * b[1, 0]), (a[1, 0] * b[0, 1]) + (a[1, 1] * b[1, 1]) },
    };
}
