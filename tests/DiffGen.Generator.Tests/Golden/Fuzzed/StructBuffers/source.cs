using System;
using DiffGen;

namespace Golden.Fuzzed;

/// <summary>Random programs over buffers of structs: those of one number are no buffers of numbers.</summary>
public static partial class StructBuffers
{
    [Differentiable]
    public readonly partial record struct One(double A);

    [Differentiable]
    public partial struct Two
    {
        public double A;
        public double B;
        public One C;
    }

    [Differentiable]
    public static double Read(int n, double x, Span<One> a, ReadOnlySpan<One> b) => (a[0].A * x) + (b[n - n].A * a[1].A);

    [Differentiable]
    public static void Write(Span<One> a, double x)
    {
        a[0] = new One(a[1].A * x);
        a[1] = a[0] with { A = x };
    }

    [Differentiable]
    public static Two FromNew(double x)
    {
        One[] ones = new One[2];
        ones[1] = new One(x * x);
        return new Two { A = x, B = ones[0].A, C = ones[1] };
    }

    [Differentiable]
    public static double Unused(double[] a, double x)
    {
        One[] unused = { new One(0), new One(x) };
        double[] copy = (double[])a.Clone();
        copy[0] *= unused[1].A;
        return copy[0] * copy[1];
    }
}
