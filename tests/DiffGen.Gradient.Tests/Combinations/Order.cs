using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Expressions that change something while they are evaluated.</summary>
public static partial class Order
{
    [Differentiable(Hvp = true)]
    public static double IndexMoves(Span<double> x)
    {
        int i = 0;
        x[i++] += x[i] * 2;
        x[i++] *= x[i] + x[i - 1];
        x[++i] = x[i - 1] + x[i--] * x[i];
        return x[i] + x[0] * x[1] - x[3];
    }

    [Differentiable(Hvp = true)]
    public static double OldAndNew(double x, double y)
    {
        double a = x;
        double b = a + (a = y * a) * a + (a += x);
        double c = a * (b -= 1) + b;
        return a > 2 ? b * c : c - (a = b) * a;
    }

    [Differentiable(Hvp = true)]
    public static double ArmsAssign([Sample(Values = "0.4 | 1.4")] double x, double y)
    {
        double a = 0;
        double b = x > 1 ? (a = x * y) : (a = x - y) * 2;
        bool large = x > 0.5 && (a += 0.3) > y || (a *= 1.5) < -5;
        return large ? a * b : a + b;
    }

    [Differentiable(Hvp = true)]
    public static double CallsInside(double x, double y)
    {
        Span<double> log = stackalloc double[4];
        log[0] = x;
        double first = Store(log, 1, y) + log[1] * Store(log, 1, x * y) - log[1];
        return first * log[0] + log[1];
    }

    private static double Store(Span<double> log, int place, double value)
    {
        log[place] += value;
        log[0] *= 1.1;
        return log[place] * log[0];
    }

    /// <summary>Names that come again in other scopes, and with other types.</summary>
    [Differentiable(Hvp = true)]
    public static double Scopes(double x, int n)
    {
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double t = x * i;
            { double u = t * t; sum += u; }
            { float u = 2; sum += u * x; }
        }

        for (long i = 3; i > 0; i--)
        {
            int t = (int)i;
            sum += t * x * sum;
        }

        { double t = sum; sum = t * x; }
        return sum;
    }

    [Differentiable(Hvp = true)]
    public static double IntegersSteer(double x, [Sample(Values = "1 | 5 | 12")] int seed)
    {
        uint state = (uint)seed;
        double sum = 0;
        int odd = 0;
        for (int i = 0; i < 8; i++)
        {
            state = unchecked(state * 1664525u + 1013904223u);
            int k = (int)(state >> 28);
            if ((k & 1) == 1)
            {
                odd++;
                sum += x * k;
            }
            else
            {
                sum *= 1 - 0.02 * k * x;
            }
        }

        return sum / (odd + 1);
    }

    [Differentiable]
    public static double NestedTargetsBeforeValues([Sample(Length = 4)] double[] x, double v)
    {
        int i = 0;
        double last;
        ((i, x[i]), last) = ((2, v * v), x[1]);
        ((x[i + 1], i), x[i]) = ((x[0] * v, 1), last * x[3]);
        return x[0] + 2 * x[1] + 3 * x[2] * x[3] + i * last;
    }

    [Differentiable]
    public static double TargetsBeforeCall([Sample(Length = 4)] double[] x)
    {
        int i = 0;
        (x[i], x[i + 1]) = Step(x[2]);
        (double first, (x[i], double second)) = (x[i], Step(x[3]));
        return x[0] + 2 * x[1] + 3 * x[2] * x[3] + first * second;

        (double, double) Step(double t)
        {
            i += 2;
            return (t * t, t * 3);
        }
    }
}
