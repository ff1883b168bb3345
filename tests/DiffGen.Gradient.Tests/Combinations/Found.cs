using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Programs that once went wrong, found by random programs and by reading.</summary>
public static partial class Found
{
    /// <summary>Indices near the ends of their type: the way back must not wrap round.</summary>
    [Differentiable]
    public static double HugeSteps(double x, [Sample(Values = "0 | -2000000000 | 5")] int start, [Sample(Values = "3 | 1000000000 | 2000000000")] int end)
    {
        for (int i = start; i < end; i += 1000000000)
        {
            x = Math.Sin(x);
        }

        return x;
    }

    [Differentiable]
    public static double BelowAndAbove(double x, [Sample(Values = "-3 | 0 | 4")] int n)
    {
        double s = x;
        for (int i = 0; i < n; i++)
        {
            s *= x;
        }

        for (int i = 0; i > n; i--)
        {
            s += x * i;
        }

        return s;
    }

    /// <summary>No iteration at all, at the least and the greatest integer.</summary>
    [Differentiable]
    public static double Never(ReadOnlySpan<double> x, [Sample(Values = "-2147483648")] int least, [Sample(Values = "2147483647")] int greatest)
    {
        double s = x[0] * x[1];
        for (int i = 0; i < least; i++)
        {
            s += x[i];
        }

        for (int i = 0; i > greatest; i--)
        {
            s += x[-i];
        }

        return s;
    }

    /// <summary>Real constants among themselves stay real: 1 / 2 would be 0.</summary>
    [Differentiable]
    public static double Constants(double x, int n) => x + (1.0 / (1.0 + Diff.Stop(1.0))) + (n / Diff.Stop(2.0)) + (7 / (2.0 * Diff.Stop(1.0)));

    [Differentiable]
    public static float ConstantsInSingle(float x) => x + (1f / (1f + Diff.Stop(1f)));

    /// <summary>A copy of constants becomes active later.</summary>
    [Differentiable]
    public static double[] Copies(ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> constants)
    {
        double[] copy = constants.ToArray();
        copy[0] = x[0] * x[1];
        return copy;
    }

    /// <summary>The length of the tail of an array made in a loop.</summary>
    [Differentiable(Hvp = true)]
    public static double Tail(double x, double y)
    {
        int rounds = 0;
        double r = 0;
        while (rounds < 5)
        {
            rounds++;
            Span<double> made = new double[3];
            made.Fill(x);
            Span<double> same = made;
            made[^1] *= 0.8 * Last(y, same.Slice(1));
            r += made[2] * same[1];
        }

        return r;
    }

    private static double Last(double x, Span<double> a) => double.Hypot(a[a.Length - 1], 2.5 + x) + 1.5;

    /// <summary>Scratch in a loop in a loop.</summary>
#pragma warning disable DG2005 // y only ends the loop.
    [Differentiable]
    public static double ScratchInScratch(double x, double y)
#pragma warning restore DG2005
    {
        double s = x;
        for (double t = 0.1; t < 1; t += 0.2 + Math.Abs(0.1 * Pair(new double[] { 0.5, y }, 0)))
        {
            for (int i = 1; i <= 4; i += 2)
            {
                s = (0.5 * Pair(new double[] { s, 0.1 }, 0.5)) + x;
            }
        }

        return s;
    }

    private static double Pair(Span<double> a, double k)
    {
        a[0] *= k;
        return a[0] + a[1];
    }

    /// <summary>A bound that is the lesser of two lengths.</summary>
    [Differentiable]
    public static double Lesser(ReadOnlySpan<double> x, [Sample(Length = 7)] ReadOnlySpan<double> y)
    {
        double s = 0;
        for (int i = 0; i < Math.Min(x.Length, y.Length); i += 2)
        {
            s = Math.Sin(s + x[i]) * y[i];
        }

        return s;
    }

    /// <summary>Early returns of copies made in branches.</summary>
    [Differentiable]
    public static double[] CopiesInBranches([Sample(Length = 3)] ReadOnlySpan<double> a, [Sample(Low = -1, High = 1, Values = "-1 | 1")] double x, [Sample(Values = "true | false")] bool flag)
    {
        Span<double> b = stackalloc double[] { a[0], 0, x };
        if (!(0 >= x))
        {
            return a.ToArray();
        }

        if (flag)
        {
            return b.ToArray();
        }

        double[] result = b.ToArray();
        result[1] = result[0] * a[1];
        return result;
    }

    /// <summary>Buffers made, written and chosen in branches: what was written to them before the choice counts.</summary>
    [Differentiable]
    public static double MadeInBranches([Sample(Length = 3)] ReadOnlySpan<double> x, [Sample(Values = "true | false")] bool first, [Sample(Values = "true | false")] bool second)
    {
        Span<double> chosen;
        if (first)
        {
            double[] made = new double[4];
            made[0] = x[0];
            made[1] = x[1] * x[2];
            chosen = made.AsSpan(1);
            made[2] = x[0] * 3;
        }
        else if (second)
        {
            Span<double> made = new double[3];
            made[1] = x[2];
            made[0] = made[1] * x[1];
            chosen = made;
            chosen[2] = x[0];
        }
        else
        {
            chosen = new double[] { x[0], x[1], x[2] };
        }

        double s = 0;
        for (int i = 0; i < 3; i++)
        {
            s += chosen[i] * chosen[i] * (i + 1);
        }

        return s;
    }

    /// <summary>The place of an element that a loop on vectors holds in a value is computed in the loop, beside a sum that it is not part of (random program 8920656).</summary>
    [Differentiable]
    public static double PlaceInLoop(Span<double> a, double x)
    {
        double sum = x;
        for (int i = 0; i < 5; i++)
        {
            sum += a[^1] = 0;
        }

        return sum * x * a[0];
    }

    /// <summary>A number that stands in a loop on vectors, in a method of its own, and behind it in a pattern, which takes constants only (random program 480654978).</summary>
    [Differentiable]
    public static double ConstantBehindLoop(double x, [NoDiff, Sample(Values = "0")] int n)
    {
        double sum = 0;
        for (int i = 0; i < 5; i++)
        {
            double y = Math.Cos(0.4 * i + 0.1);
            if (y >= 0)
            {
                sum -= 0.5 * Math.Exp(Math.Sin(0.3 * (x + y)));
            }

            sum -= 0.5 * Math.Exp(Math.Sin(0.25 * (y + x)) + Math.Tanh(y * x));
        }

        Span<double> quotients = stackalloc double[3];
        for (int i = 0; i < 3; i++)
        {
            quotients[i] = 1 / (1 + x * x);
        }

        return (n % 4) switch { 3 => 0, 1 or 2 => 0, _ => n < 1 || n % 2 == 0 ? quotients[^1] : x } + sum;
    }

    /// <summary>What a loop on vectors takes out of a sum depends on an element that it holds in a value: the gradient of <c>a[0]</c> (random program 9258466).</summary>
    [Differentiable]
    public static double ScaledByHeldElement(double x, [Sample(Length = 3)] Span<double> a, [NoDiff, Sample(Values = "9")] int n)
    {
        for (int i = 0; i < n; i++)
        {
            a[0] -= 0.4 * x;
        }

        double sum = 0;
        double[] unused = new double[3];
        for (int i = 0; i < n; i++)
        {
            unused[1] = 1 / (1 + a[1]);
            sum += 0.3 * x;
        }

        return 0.5 * sum;
    }

    /// <summary>Gradients that lie in a matrix, and in an array of arrays, are added up on one thread (random program 9023913).</summary>
    [Differentiable(Parallel = true)]
    public static double TablesInParts(double x, [Sample(Values = "200")] int n)
    {
        double[][] rows = [[0, 0], [x]];
        double[,] table = new double[2, 2];
        table[1, 1] = x * x;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += Math.Sin(rows[1][0] * i) + table[1, 1];
        }

        return sum;
    }

    /// <summary>A helper's variable of the same name, carried by a loop and live to the end.</summary>
#pragma warning disable DG2002 // y only goes into what is thrown away.
    [Differentiable]
    public static void SharedNames(double x0, double x1, double[] a, double y)
#pragma warning restore DG2002
    {
        a[0] += x0 * Math.Cos(x1);
        bool unused = Helper(y) >= 0.3;
    }

    private static double Helper(double x0)
    {
        for (int i = 0; i < 0; i++)
        {
            x0 /= 2;
            Write(new double[] { 0, x0 });
        }

        return 0;
    }

    private static void Write(Span<double> a) => a[0] = a[1];
}
