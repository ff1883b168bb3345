using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Every way out of a place, nested in one another.</summary>
public static partial class Jumps
{
    [Differentiable(Hvp = true)]
    public static double SwitchInLoop(ReadOnlySpan<double> x, [Sample(Values = "0 1 2 3 4 5 2 0 | 3 3 1 0 4")] ReadOnlySpan<int> kinds)
    {
        double state = 1, sum = 0;
        for (int i = 0; i < kinds.Length; i++)
        {
            double value = x[i % x.Length];
            switch (kinds[i])
            {
                case 0:
                    continue;
                case 1:
                    state += value;
                    break;
                case 2:
                    if (state > 1.5)
                        break;
                    state *= value;
                    goto case 3;
                case 3:
                    sum += state * value;
                    break;
                case 4:
                    return sum * state;
                default:
                    state = -state;
                    break;
            }

            sum += 0.1 * state;
        }

        return sum + state;
    }

    [Differentiable(Hvp = true)]
    public static double DoWithContinue([Sample(Values = "0.4 | 1.7 | 3.1")] double x)
    {
        int i = 0;
        double y = x, sum = 0;
        do
        {
            i++;
            if (i % 3 == 0)
                continue;
            y = Math.Cos(y) * x;
            if (y < -0.8)
                break;
            sum += y;
        }
        while (i < 9 && sum < 4);
        return sum * y;
    }

    [Differentiable(Hvp = true)]
    public static double ThreeDeep(double x, int n)
    {
        double total = 0;
        for (int i = 0; i < n; i++)
        {
            double a = x + i;
            int j = 0;
            while (true)
            {
                if (j >= i + 2)
                    break;
                j++;
                for (int k = j; k > 0; k--)
                {
                    if ((i + j + k) % 4 == 0)
                        continue;
                    a *= 1 - 0.05 * x * k;
                    if (a < 0.2)
                        return total - a;
                    if (a > 2)
                        a = Math.Sqrt(a);
                }

                total += a * a / (1 + j);
            }
        }

        return total;
    }

    [Differentiable(Hvp = true)]
    public static double LoopInBothArms([Sample(Values = "0.5 | 1.5")] double x, int n)
    {
        double y = x;
        if (x > 1)
        {
            for (int i = 0; i < n; i++)
                y = Math.Sqrt(y + i);
        }
        else
        {
            int i = n;
            while (i-- > 0)
            {
                y += y * y * 0.1;
                if (y > 1.2) { y -= 0.3 * x; }
            }
        }

        double z = y * x;
        for (; z > 0.5; z *= 0.6) y += z;
        return y + z;
    }

    /// <summary>The condition itself computes, and is left early.</summary>
    [Differentiable(Hvp = true)]
    public static double ConditionComputes(double x, double y)
    {
        double sum = 0, t = x;
        while ((t = t * 0.7 + 0.05 * y) > 0.3 && (sum += t) < 3)
            sum += t * y * 0.1;
        return sum + t;
    }

    [Differentiable(Hvp = true)]
    public static double EverythingReturns([Sample(Values = "0.2 | 0.7 | 1.3 | 2.4")] double x)
    {
        if (x < 0.5)
            return x * x;
        else if (x < 1)
        {
            double y = Math.Sin(x);
            return y * y;
        }

        while (true)
        {
            if (x > 2)
                return Math.Log(x);
            x *= 1.3;
        }
    }
}
