using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Calls that write memory which an <c>in</c> argument, or the receiver, is another name of.</summary>
public static partial class SharedMemory
{
    [Differentiable]
    public partial struct Vec
    {
        public double X;
        public double Y;

        public Vec(double x, double y)
        {
            X = x;
            Y = y;
        }

        public void Add(in Vec other)
        {
            X += other.X * other.Y;
            Y += other.X;
        }

        public void Scale(in double factor)
        {
            X *= factor;
            Y *= factor;
        }

        public double Dot(in Vec other) => X * other.X + Y * other.Y;

        public readonly void Push(Span<Vec> all)
        {
            for (int i = 0; i < all.Length; i++)
            {
                all[i].X += X * Y;
                all[i].Y *= X;
            }
        }

        public double Pull(Span<Vec> all)
        {
            double sum = 0;
            foreach (Vec one in all)
            {
                sum += Dot(one);
            }

            all[0].X *= X;
            return sum * X;
        }

        public readonly double Near(ReadOnlySpan<Vec> all) => X * all[0].X + Y * all[all.Length - 1].Y;
    }

    private static class Of<T>
    {
        public static void Divide(Span<double> a, in double by)
        {
            for (int i = 0; i < a.Length; i++)
            {
                a[i] /= by;
            }
        }
    }

    private static void Divide(Span<double> a, in double by)
    {
        for (int i = 0; i < a.Length; i++)
        {
            a[i] /= by;
        }
    }

    private static void Twice(ref double sum, in double v)
    {
        sum += v;
        sum *= v;
    }

    private static void Seen(ref double sum, ref readonly double v)
    {
        sum += v;
        sum *= v;
    }

    private static void Both(in double v, out double twice)
    {
        twice = 2 * v;
        twice += v;
    }

    private static double Sum(double[] a, in double v)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * v;
        }

        return sum;
    }

    private static double Tree(double[] values, ReadOnlySpan<double> x, in double at, int depth)
    {
        values[depth] += at * x[depth];
        return depth == 0 ? values[0] : Tree(values, x, at, depth - 1) + values[depth];
    }

    private static double[] Points(ReadOnlySpan<double> x) => x.ToArray();

    private static Vec[] Vectors(ReadOnlySpan<double> x)
    {
        var v = new Vec[x.Length - 1];
        for (int i = 0; i < v.Length; i++)
        {
            v[i] = new Vec(x[i], x[i + 1]);
        }

        return v;
    }

    private static double Total(Vec[] v)
    {
        double sum = 0;
        for (int i = 0; i < v.Length; i++)
        {
            sum += (i + 1) * v[i].X * v[i].Y;
        }

        return sum;
    }

    [Differentiable(Hvp = true)]
    public static double ElementAndBuffer(ReadOnlySpan<double> x)
    {
        double[] a = Points(x);
        Divide(a, in a[0]);
        Divide(a, a[2]);
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (i + 1) * a[i];
        }

        return sum;
    }

    [Differentiable]
    public static double ElementAndBufferInLoop(ReadOnlySpan<double> x)
    {
        double[] a = Points(x);
        double sum = 0;
        for (int k = 0; k < 2; k++)
        {
            Divide(a.AsSpan(k), in a[k + 1]);
            sum += a[k] * a[4];
        }

        return sum;
    }

    [Differentiable]
    public static double ElementOfGeneric(ReadOnlySpan<double> x)
    {
        double[] a = Points(x);
        Of<int>.Divide(a, in a[1]);
        return a[0] * a[4];
    }

    [Differentiable]
    public static double SameVariable(double x, double y)
    {
        Twice(ref x, in x);
        Twice(ref y, y);
        Seen(ref x, in x);
        Both(in y, out y);
        return x * y;
    }

    [Differentiable]
    public static double SameReference(double x, double y)
    {
        ref double z = ref x;
        Twice(ref x, in z);
        ref readonly double w = ref y;
        Twice(ref y, in w);
        return x * y * w;
    }

    [Differentiable]
    public static double Apart(ReadOnlySpan<double> x)
    {
        double[] a = x.ToArray(), b = x.ToArray();
        Divide(a, in b[1]);
        double other = a[2];
        Twice(ref a[0], in other);
        Twice(ref other, in a[3]);
        return Sum(a, in b[0]) + Sum(b, in b[1]) * other + Tree(a, x, in b[2], 3) + Tree(b, x, in x[1], 2);
    }

    [Differentiable]
    public static double Elements(ReadOnlySpan<double> x)
    {
        double[] a = Points(x);
        for (int i = 0; i < a.Length; i++)
        {
            Twice(ref a[i], in a[(i + 2) % 3]);
        }

        return a[0] * a[1] + a[2] * a[3] + a[4];
    }

    [Differentiable(Hvp = true)]
    public static double Receiver(double x, double y)
    {
        var v = new Vec(x, y);
        v.Add(in v);
        v.Add(v);
        v.Scale(in v.X);
        v.Scale(v.Y);
        return v.X * v.Y + v.Dot(v);
    }

    [Differentiable]
    public static double ReceiverInBuffer(ReadOnlySpan<double> x)
    {
        Vec[] v = Vectors(x);
        for (int i = 0; i < v.Length; i++)
        {
            v[i].Add(in v[(i * 2) % 3]);
            v[i].Scale(in v[1].X);
        }

        return Total(v) + v[0].Dot(in v[1]);
    }

    [Differentiable]
    public static double ReceiverAmongAll(ReadOnlySpan<double> x)
    {
        Vec[] v = Vectors(x);
        v[1].Push(v);
        double pulled = v[0].Pull(v) + v[2].Near(v);
        return Total(v) + pulled;
    }

    [Differentiable]
    public static double MemberOfElement(ReadOnlySpan<double> x)
    {
        Vec[] v = Vectors(x);
        Twice(ref v[0].X, in v[0].X);
        Twice(ref v[0].X, in v[0].Y);
        Twice(ref v[1].Y, in v[0].X);
        return Total(v);
    }

    [Differentiable]
    public static double Captured(ReadOnlySpan<double> x)
    {
        double sum = x[0];
        double[] a = Points(x);
        void Add(in double v)
        {
            sum += v;
            sum *= v;
        }

        void Move(in double v)
        {
            a[0] += v;
            a[1] *= v;
        }

        double Read(in double v) => v * v + sum;

        Add(in sum);
        Add(sum);
        Move(in a[0]);
        Move(a[1]);
        return sum + a[0] * a[1] + Read(in a[2]) + Read(sum);
    }

    [Differentiable]
    public static double AssignedBeside(double x, double y)
    {
        double sum = Sum([x, y], in x) + Later(in x, x = y * y);
        return sum * x;
    }

    private static double Later(in double v, double w) => v * w + v;

    [Differentiable]
    public partial struct Counter
    {
        public double Value;

        public double Add(double v)
        {
            Value += v;
            return Value * Value;
        }
    }

    [Differentiable]
    public partial struct Holder
    {
        public Counter Inner;
        public double Factor;

        public double Bump(double v)
        {
            Factor += v;
            return Inner.Add(v);
        }
    }

    [Differentiable]
    public static double CopiesInForeach(ReadOnlySpan<double> x)
    {
        var holders = new Holder[3];
        for (int i = 0; i < holders.Length; i++)
        {
            holders[i].Factor = x[i];
            holders[i].Inner.Value = x[i + 1];
        }

        double sum = 0;
        foreach (Holder one in holders)
        {
            sum += one.Inner.Add(x[0]);
            sum += one.Inner.Value;
            sum += one.Bump(x[1]) * one.Factor;
        }

        return sum + holders[1].Factor;
    }
}
