using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Paths through loops, switches and recursion that leave early, come back, or write what others read.</summary>
public static partial class Paths
{
    /// <summary>A switch in a loop in a loop: break, continue and return aim at different ones.</summary>
    [Differentiable]
    public static double Exits(ReadOnlySpan<double> x, double limit, [Sample(Values = "0 | 1 | 3")] int mode)
    {
        double s = 0;
        for (int i = x.Length - 1; i >= 0; i -= 2)
        {
            for (int j = 0; j <= i; j += 3)
            {
                switch (mode)
                {
                    case 0:
                        s += x[i] * x[j];
                        break;
                    case 1:
                        if (x[j] > limit + 10)
                        {
                            return (s * limit) + x[i];
                        }

                        s += x[j];
                        break;
                    default:
                        s -= x[j] * limit;
                        if (j == 3)
                        {
                            continue;
                        }

                        s *= 0.9;
                        break;
                }

                s += 0.01 * i;
            }

            if (s > 50)
            {
                break;
            }
        }

        return s * s;
    }

    /// <summary>Sections that go on in others.</summary>
    [Differentiable]
    public static double GotoCase(double x, [Sample(Values = "0 | 1 | 2 | 3")] int mode)
    {
        double s = 1;
        for (int i = 0; i < 6; i++)
        {
            switch (mode + i)
            {
                case 0:
                    s += x;
                    if (i == 0)
                    {
                        goto case 2;
                    }

                    break;
                case 1:
                    s *= x;
                    goto default;
                case 2:
                    s -= x * x;
                    break;
                case 5:
                    continue;
                default:
                    s = Math.Sin(s) + x;
                    if (i > 3)
                    {
                        break;
                    }

                    s *= 2;
                    break;
            }

            s += 0.1;
        }

        return s * s;
    }

    /// <summary>Recursion into slices of scratch, with a loop at each level and results written back.</summary>
    [Differentiable]
    public static double Tree([Sample(Length = 8)] Span<double> x, double k, [Sample(Values = "0 | 1 | 2")] int depth)
    {
        if (depth == 0 || x.Length < 2)
        {
            x[0] = Math.Tanh(x[0] * k);
            return x[0];
        }

        Span<double> part = stackalloc double[x.Length];
        x.CopyTo(part);
        double s = 0;
        for (int c = 0; c < 2; c++)
        {
            int half = x.Length / 2;
            double r = Tree(part.Slice(c * half, half), k + (0.1 * c), depth - 1);
            s += r * x[c];
            x[c] = s * r;
        }

        for (int i = 0; i < x.Length; i++)
        {
            x[i] += part[i] * s;
        }

        return s + k;
    }

    /// <summary>An early return out of a void method, behind writes that stand.</summary>
    [Differentiable]
    public static void Early(ReadOnlySpan<double> x, Span<double> y, [Sample(Values = "-1 | 0 | 2 | 4")] int n)
    {
        y.Fill(x[0] * x[1]);
        if (n < 0)
        {
            return;
        }

        for (int i = 0; i < n; i++)
        {
            if (i == 2)
            {
                y[i] = 0;
                return;
            }

            y[i] -= x[i] * y[i + 1];
        }

        y[0] = 7;
    }

    private static readonly double[] Table = [0.5, 1.5, -2, 3, 1];

    /// <summary>One of three buffers, two of them constant; and each is read under its own name besides.</summary>
    [Differentiable]
    public static double Pick(ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> data, [Sample(Values = "0 | 1 | 2")] int which)
    {
        ReadOnlySpan<double> chosen = which == 0 ? x : which == 1 ? data : Table;
        double s = 0;
        for (int i = 0; i < chosen.Length; i++)
        {
            s += chosen[i] * chosen[i] * x[i];
        }

        return s;
    }

    /// <summary>Second derivatives through a loop of unknown length inside a counted one.</summary>
    [Differentiable(Hvp = true)]
    public static double Relaxed(ReadOnlySpan<double> x, double k, [Sample(Values = "0 | 1 | 3")] int n)
    {
        Span<double> s = stackalloc double[x.Length];
        x.CopyTo(s);
        double r = 0;
        for (int t = 0; t < n; t++)
        {
            int i = 0;
            while (i < s.Length && r < 1e6)
            {
                s[i] = Math.Sin(s[i] * k) + (i > 0 ? s[i - 1] : 0.1);
                r += s[i] * s[i] * k;
                i++;
            }
        }

        s.Slice(1).Fill(r * k);
        return r + (s[1] * s[0]);
    }
}
