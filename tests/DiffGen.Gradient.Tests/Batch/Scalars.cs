using System;
using Golden;

namespace DiffGen.Gradient.Tests.Batch;

/// <summary>Methods of two numbers of each call and one of the batch.</summary>
internal static partial class Scalars
{
    public const int Limit = 12;

    [Differentiable(Batch = true)]
    public static double Straight(double x, double y, [Uniform] double u) => x * Math.Exp(0.3 * y) + u * Math.Sin(x * y) - Math.Log(x * x + 3) / (1 + y * y) + Math.Exp(-u);

    [Differentiable(Batch = true)]
    public static double WithoutUniform(double x, double y, [Uniform] double u) => x / (1 + y * y) + 0 * u;

    /// <summary>A constant stays a real number where it is the same for all calls (random program 9520554).</summary>
    [Differentiable(Batch = true)]
    public static double StoppedConstant(double x, double y, [Uniform] double u) => x * (Math.Sin(y) * Diff.Stop(2.0)) + u;

    [Differentiable(Batch = true)]
    public static double OfUniform(double x, double y, [Uniform] double u)
    {
        double scale = 0;
        for (int i = 0; i < 5; i++)
        {
            scale += u * Math.Sin(i * u);
        }

        return x * y > 1 ? scale + y : u * x;
    }

    [Differentiable(Batch = true)]
    public static double Poles(double x, double y, [Uniform] double u)
    {
        if (x <= u)
        {
            return x < 0 ? Math.Sqrt(-x) * y : u * x;
        }

        double root = Math.Sqrt(x - u);
        double value = y > 0.9 ? Math.Log(y) / root : 1 / (y + 4) + root;
        return value > 0.1 ? value * value : Math.Pow(Math.Abs(value), 1.5) + Math.Cbrt(x);
    }

    [Differentiable(Batch = true)]
    public static double Kinks(double x, double y, [Uniform] double u) =>
        Math.Max(x, y) * Math.Min(x * y, u) + Math.Abs(x - y) + Math.Clamp(y, -u, u) * Math.Floor(3 * x) + Math.Round(x * 2) * y + Math.Ceiling(y) - Math.Truncate(x) + Math.CopySign(y, x);

    [Differentiable(Batch = true)]
    public static double Functions(double x, double y, [Uniform] double u) =>
        Math.Tanh(x) + Math.Cosh(0.2 * y) + Math.Sinh(0.1 * x) + Math.Atan2(y, x) + double.Hypot(x, y) + Math.Atan(x * u) + Math.Tan(0.1 * y) + Math.Asin(x / 20) + Math.Acos(y / 20)
        + Math.Cbrt(x) + Math.Log2(y * y + 1) + Math.Log10(x * x + 2) + Math.Pow(x * x + 0.1, y) + double.ExpM1(x) + double.LogP1(x * x) + Math.Cos(y) + Math.FusedMultiplyAdd(x, y, u) + x % 0.7;

    [Differentiable(Batch = true)]
    public static double MoreFunctions(double x, double y, [Uniform] double u) =>
        Math.Asinh(x) + Math.Acosh(1 + x * x) + Math.Atanh(x / 20) + Math.Pow(x, 2) + Math.Pow(Math.Abs(y), u) + Math.Pow(u, x) + Math.Pow(x * x, y * y) + Math.Pow(y, 3) * Math.Pow(x, 0) + Math.Atan2(x, u) + double.Hypot(x * y, u);

    [Differentiable(Batch = true)]
    [Sample(Values = "1.5 | 0.4")]
    public static double Trips(double x, double y, [Uniform] double u)
    {
        double sum = 0;
        int count = 0;
        while (x < 8 && count < 30)
        {
            x = x * (1.2 + 0.1 * y * y) + 0.05 * Math.Abs(x) + 0.3;
            if (count % 3 == 1)
            {
                count++;
                continue;
            }

            sum += u * x / (1 + count);
            if (sum > 6)
            {
                break;
            }

            count += 1 + (count & 1);
        }

        return sum + x * y + count;
    }

    [Differentiable(Batch = true)]
    public static double OwnBounds(double x, double y, [Uniform] double u)
    {
        double sum = 0;
        int outer = (int)Math.Abs(3 * x) % 6, first = Math.Max((int)(2 * y), -3);
        for (int i = 0; i < outer; i++)
        {
            for (int j = i; j < 4; j++)
            {
                sum += Math.Sin(x * i + y * j) * u;
            }

            for (int j = first; j < outer + 2; j++)
            {
                sum = 0.9 * sum + 0.1 * j * x * y;
                if (sum > 3)
                {
                    break;
                }
            }

            for (int j = outer; j > i; j--)
            {
                sum += 0.01 * j * sum * y;
            }

            for (int j = first; j <= 9; j += 2)
            {
                sum += 0.02 * j * x;
            }
        }

        return sum;
    }

    [Differentiable(Batch = true)]
    public static double Newton(double x, double y, [Uniform] double u)
    {
        double a = x * x + 0.1, root = a + 0.5;
        int steps = 0;
        do
        {
            double before = root;
            root = 0.5 * (root + a / root);
            if (Math.Abs(root - before) < 1e-14)
            {
                break;
            }

            steps++;
        }
        while (steps < 40);
        return root * y + u * a;
    }

    [Differentiable(Batch = true)]
    public static double Scratch(double x, double y, [Uniform] double u)
    {
        Span<double> bins = stackalloc double[5];
        double[] other = new double[3];
        for (int i = 0; i < 12; i++)
        {
            int at = (int)Math.Abs(7 * Math.Sin(i * x)) % 5;
            if (i % 4 != 3)
            {
                bins[at] += x * i + y;
            }
            else if (y > 0.5)
            {
                bins[at] = bins[(at + 1) % 5] * u;
            }

            other[i % 3] = bins[at] * 0.5 + other[(i + 1) % 3];
        }

        double sum = 0;
        foreach (double bin in bins)
        {
            sum = sum * 0.7 + bin * bin;
        }

        bins[1..3].Clear();
        other.CopyTo(bins[2..]);
        return sum + other[0] * bins[3] + bins[1] + bins[4];
    }

    [Differentiable(Batch = true)]
    public static double Recurrence(double x, double y, [Uniform] double u)
    {
        double a = x, b = y;
        for (int i = 0; i < Limit; i++)
        {
            (a, b) = (Math.Sin(a) + u * b, Math.Cos(b) * a);
            if (a > b)
            {
                a -= 0.1 * b * b;
            }
        }

        return a * b;
    }

    [Differentiable(Batch = true)]
    [Sample(ByHand = true)]
    public static double Integers(double x, double y, [Uniform] double u)
    {
        int n = (int)(Diff.Stop(x) * 1000), m = (int)(Diff.Stop(y) * 10) + 40;
        long big = (long)(Diff.Stop(x) * 1e12);
        int hash = unchecked(n * 1103515245 + 12345);
        int mixed = hash / m + (hash % m) + (hash >> 3) + (hash << 2) + (n ^ m) + (n & 15) + (m | 3) + Math.Max(n, m) - ~n;
        short narrow = (short)(mixed * 3);
        double fraction = (mixed & 1023) / 1024.0 + big % 7 + narrow % 5;
        bool odd = (mixed & 1) == 1, large = n > m;
        if (odd != large || (odd && m is > 30 and < 50))
        {
            fraction += 0.5;
        }

        return x * y * fraction + u * fraction;
    }

    [Differentiable(Batch = true)]
    public static double Sawtooth(double x, double y, [Uniform] double u) => (x - (int)x) * y + u * (y - Math.Floor(y)) * (double.IsNaN(x) ? 0 : 1);

    [Differentiable(Batch = true)]
    public static double ShortCircuit(double x, double y, [Uniform] double u)
    {
        Span<double> table = stackalloc double[3] { 1, u, 3 };
        int i = (int)(4 * x);
        double sum = 0;
        while (i >= 0 && i < table.Length && table[i] < 10)
        {
            sum += table[i] * y;
            table[i] += 4 * Math.Abs(x) + 0.5;
            i = i == 2 && y > 1 ? 0 : i + 1;
        }

        return i > 1 || (y > 0 && 1 / y > 2) ? sum : sum * x;
    }

    /// <summary>Throws where x is below −1; indexes out of range where y is above 2; divides by zero where x is 0.</summary>
    [Differentiable(Batch = true)]
    public static double Throwing(double x, double y, [Uniform] double u)
    {
        if (x < -1)
        {
            throw new ArgumentOutOfRangeException(nameof(x), "of " + x);
        }

        ReadOnlySpan<double> table = [1, 2, 3];
        int index = (int)y;
        double taken = y > -5 ? table[Math.Abs(index)] : 0;
        int half = x > -0.5 && x < 0.5 ? 7 / (int)(100 * Diff.Stop(x)) : 1;
        return x * taken * u + half * y;
    }

    [Differentiable(Batch = true)]
    public static double Recursive(double x, double y, [Uniform] double u) => x > 2 ? Recursive(x - 1, y, u) * y : x * y + u;

    [Differentiable(Batch = true)]
    [Sample(InSingle = true)]
    public static double Mixed(double x, double y, [Uniform] double u) => (float)(x * y) * x + u;

    [Differentiable(Batch = true, Simd = false)]
    public static double OneByOne(double x, double y, [Uniform] double u) => x * Math.Exp(y) + u;

    /// <summary>Both arms of a branch record, and so do three ways of a switch and an early return: lanes run them all, and undo them the other way round (random programs 9540341, 9540786).</summary>
    [Differentiable(Batch = true)]
    public static double RecordingArms(double x, double y, [Uniform] double u)
    {
        double level = x;
        if (x * y > 0.3)
        {
            for (int i = 0; i < 4; i++)
            {
                level = Math.Sin(level * y) + u;
            }
        }
        else
        {
            for (int i = 0; i < 3; i++)
            {
                level = Math.Cos(level + y * i);
            }
        }

        switch ((int)(10 * Math.Abs(y)) % 3)
        {
            case 0:
                for (int i = 0; i < 2; i++)
                {
                    level *= Math.Tanh(level * x);
                }

                break;
            case 1:
                while (Math.Abs(level) > 0.4)
                {
                    level = 0.5 * Math.Sin(level * u);
                }

                break;
            default:
                for (int i = 0; i < 3; i++)
                {
                    level = Math.Atan(level * y) * level;
                }

                break;
        }

        if (level > 0.2)
        {
            for (int i = 0; i < 3; i++)
            {
                level = Math.Exp(-level * x);
            }

            return level * u;
        }

        for (int i = 0; i < 2; i++)
        {
            level = Math.Sqrt(1 + level * level * y * y);
        }

        return level;
    }

    /// <summary>A constant member without derivative that one arm of a branch chooses (random program 9547317).</summary>
    [Differentiable(Batch = true)]
    public static double ChosenMembers(double x, double y, [Uniform] double u)
    {
        Weighted chosen = x > y ? new Weighted { Weight = 0.5, Value = Math.Sin(x) } : new Weighted { Weight = 1.0, Value = x * y + Math.Exp(u) / (1 + u * u) };
        return chosen.Value * chosen.Weight + y * chosen.Weight;
    }

    /// <summary>A number with a weight that has no derivative.</summary>
    [Differentiable]
    public partial struct Weighted
    {
        [NoDiff]
        public double Weight;

        public double Value;
    }
}
