using System;
using System.Numerics;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Arguments passed by reference.</summary>
public static partial class References
{
    [Differentiable(Hvp = true)]
    public static double Ref(ref double x, double y)
    {
        x *= y;
        y += x;
        return x * y;
    }

    [Differentiable]
    public static void Out(double x, double y, out double sum, out double product)
    {
        sum = x + y;
        product = sum * x;
        sum *= y;
    }

    [Differentiable]
    public static bool TryRoot([Sample(Values = "0.5 | 2 | 0.7")] double a, double x, out double root)
    {
        if (a > 1)
        {
            root = x;
            return false;
        }

        root = Math.Sqrt(a * x);
        return true;
    }

    [Differentiable(Hvp = true)]
    public static double OutInBranches([Sample(Values = "0.6 | 2 | 0.3")] double a, double x)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        {
            if (TryRoot(a * (i + 1), x, out double root))
            {
                sum += root * root * root;
            }
            else
            {
                sum -= root * a;
            }
        }

        if (!TryHalf(sum, out var half) || half > 100)
        {
            return half;
        }

        return half * sum;
    }

    private static bool TryHalf(double x, out double half)
    {
        half = x / 2;
        return x < 1;
    }

    /// <summary>One variable passed twice: one and the same.</summary>
    [Differentiable]
    public static double SameTwice(double x, double y)
    {
        Mix(ref x, ref x, y);
        Mix(ref x, ref y, x);
        return x * y;
    }

    private static void Mix(ref double a, ref double b, double c)
    {
        a *= 2;
        b += a * c;
        a -= b * b;
    }

    [Differentiable]
    public static double Elements([Sample(Length = 4)] Span<double> a, [Sample(Values = "0 | 1 | 2")] int i, [Sample(Values = "0 | 2 | 2")] int j)
    {
        Mix(ref a[i], ref a[j], a[3]);
        Mix(ref a[3], ref a[i], 2);
        return a[i] * a[j];
    }

    [Differentiable]
    public static double ElementAndBuffer([Sample(Length = 3)] double[] a, [Sample(Values = "0 | 1 | 2")] int i)
    {
        WriteBoth(ref a[i], a);
        return a[0] * a[1] * a[2];
    }

    private static void WriteBoth(ref double x, Span<double> a)
    {
        a[0] *= 3;
        x *= x;
        a[1] += x;
    }

    [Differentiable]
    public static double Fields(Body p, double x)
    {
        Mix(ref p.Position.X, ref p.Velocity.Y, x);
        Mix(ref p.Mass, ref p.Mass, p.Position.X);
        Turn(ref p.Position, p.Mass);
        return p.Position.Dot(p.Velocity) + p.Mass;
    }

    private static void Turn(ref Place s, double by)
    {
        s.Turn(by);
        s.X += by;
    }

    /// <summary>A struct, and a part of it.</summary>
    [Differentiable]
    public static double WholeAndPart(Place s, double x)
    {
        Both(ref s, ref s.Y, x);
        return s.X * s.Y;
    }

    private static void Both(ref Place s, ref double y, double x)
    {
        y *= x;
        s.X += s.Y;
        s = new Place { X = s.Y, Y = s.X };
        y += s.Y;
    }

    [Differentiable]
    public static void RefStruct(ref Particle p, double dt)
    {
        p.Kick(dt);
        p.Move(dt);
        if (p.Kind == Kind.Held)
        {
            p = new Particle { Mass = p.Mass, Charge = p.Charge };
        }
    }

    [Differentiable]
    public static void OutStruct(double x, [Sample(Values = "true | false")] bool far, out Spot s)
    {
        if (far)
        {
            s = new Spot(x, x * x);
            return;
        }

        s = default;
        s.Y = x;
    }

    [Differentiable]
    public static double ElementsOfStructs([Sample(Length = 3)] Span<Place> a, double x, [Sample(Values = "0 | 1 | 2")] int i)
    {
        Turn(ref a[i], x);
        Mix(ref a[i].X, ref a[0].X, a[2].Y);
        return a[0].Dot(a[i]);
    }

    /// <summary>Recursion with a reference.</summary>
    [Differentiable]
    public static double Recursive(double x, int n)
    {
        double sum = x;
        Descend(ref sum, n, x);
        return sum;
    }

    [Differentiable]
    public static void Descend(ref double sum, int n, double x)
    {
        if (n > 0)
        {
            sum += Math.Sin(x * n);
            Descend(ref sum, n - 1, sum * 0.5);
            sum *= x;
        }
    }

    [Differentiable]
    public static double RecursiveStruct(Spot s, int n)
    {
        Spiral(ref s, n, out double length);
        return length * s.X;
    }

    private static void Spiral(ref Spot s, int n, out double length)
    {
        if (n == 0)
        {
            length = s.Norm;
            return;
        }

        s.Turn(0.3 * n);
        Spot before = s;
        Spiral(ref s, n - 1, out double inner);
        length = inner + (before * s);
    }

    [Differentiable]
    public static double RefLocals([Sample(Length = 3)] Span<double> a, double x, [Sample(Values = "0 | 1 | 2")] int i)
    {
        ref double slot = ref a[i];
        slot *= x;
        a[0] += slot;
        slot = slot * slot;
        ref double other = ref slot;
        other += 1;
        return a[i] * a[0];
    }

    [Differentiable]
    public static double RefLocalsOfStructs([Sample(Length = 3)] Span<Place> a, double x)
    {
        for (int i = 0; i < a.Length; i++)
        {
            ref Place slot = ref a[i];
            slot.X *= x;
            slot.Turn(slot.Y);
            ref double y = ref slot.Y;
            y += x;
        }

        double local = x;
        ref double again = ref local;
        again *= 2;
        return a[0].Dot(a[1]) + (local * again);
    }

    /// <summary>A reference stays where it was taken.</summary>
    [Differentiable]
    public static double RefLocalsStay([Sample(Length = 2)] double[] a, [Sample(Length = 2)] double[] b, double x)
    {
        int i = 0;
        ref double first = ref a[i];
        i = 1;
        a = b;
        first *= x;
        ref double second = ref a[i];
        second += first;
        return (a[0] * a[1]) + (first * second);
    }

    /// <summary>The order of evaluation: a reference is taken before the arguments behind it, and read when the call begins.</summary>
    [Differentiable]
    public static double Order([Sample(Length = 3)] Span<double> a, double x)
    {
        int i = 0;
        Mix(ref a[i++], ref a[i++], a[i] * (a[0] = x));
        double y = x;
        Mix(ref y, ref x, y *= 3);
        return a[0] + (a[1] * y) + x;
    }

    [Differentiable]
    public static void RefTuple(ref (double A, double B) pair, double x) => pair = (pair.B * x, pair.A + pair.B);

    [Differentiable]
    public static void RefVector(ref Vector3 v, float x)
    {
        v *= x;
        v.Y += v.X;
    }

    [Differentiable]
    public static void RefSingle(ref float x, in float y, out float z)
    {
        z = x * y;
        x = z + y;
    }

    /// <summary>References of what is inactive.</summary>
    [Differentiable]
    public static double Counted(double x, ref int count, out string name)
    {
        count++;
        Advance(ref count);
        name = "n" + count;
        return x * x * count;
    }

    private static void Advance(ref int count) => count *= 2;

    [Differentiable]
    public static double LocalFunctions(double x, double y)
    {
        Halve(ref x);
        Halve(ref y);
        Give(out double z, out _);
        return x * y * z;

        void Halve(ref double v)
        {
            v /= 2;
            y += v;
        }

        void Give(out double v, out double w)
        {
            v = x * y;
            w = v * v;
        }
    }

    [Differentiable]
    public static void NoDiffRef([NoDiff] ref double counter, double x, out double y)
    {
        counter += 1;
        y = x * counter;
    }

    [Differentiable]
    public static double Swapped(double x, double y, int n)
    {
        for (int i = 0; i < n; i++)
        {
            Swap(ref x, ref y);
            x = Math.Sin(x) * y;
        }

        return x - (2 * y);
    }

    private static void Swap<T>(ref T a, ref T b) => (a, b) = (b, a);
}
