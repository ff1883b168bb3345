using System;
using DiffGen;

namespace Golden.Control;

public static partial class UnusedAndDead
{
    /// <summary>Most of it does not reach the result.</summary>
    [Differentiable]
    public static double Mostly(double x, double y)
    {
        double unused = Math.Exp(y * x);
        double overwritten = Math.Sin(x);
        overwritten = x * y;
        int count = 0;
        for (int i = 0; i < 3; i++)
        {
            unused *= 2;
            count++;
        }

        if (count > 100)
            return Math.Pow(x, y);
        return overwritten + count;
    }

    /// <summary>What a loop computes again and again is used only from its last round.</summary>
    [Differentiable]
    public static double LastRound(double x, int rounds)
    {
        double last = x;
        for (int i = 1; i <= rounds; i++)
        {
            double square = x * x * i;
            last = square + x;
        }

        return last;
    }
}
