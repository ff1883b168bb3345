using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

/// <summary>
/// The chain rule for functions of buffers: values, tangents and gradients of the caller's type, everything in between in double precision. A tangent or cotangent of exactly zero gives zero
/// whatever the partial.
/// </summary>
internal static class VectorChain
{
    public static R Value<R, F>(F function, ReadOnlySpan<R> a, ReadOnlySpan<R> b = default, ReadOnlySpan<R> c = default, ReadOnlySpan<R> d = default)
        where R : IFloatingPointIeee754<R>
        where F : IVectorFunction, allows ref struct
    {
        using Evaluation evaluation = Evaluation.Of(function, a, b, c, d);
        return Real.From<R>(evaluation.Value);
    }

    public static (R Value, R Tangent) Jvp<R, F>(F function, VectorTangent<R> a, VectorTangent<R> b = default, VectorTangent<R> c = default, VectorTangent<R> d = default)
        where R : IFloatingPointIeee754<R>
        where F : IVectorFunction, allows ref struct
    {
        a.Check();
        b.Check();
        c.Check();
        d.Check();
        using Evaluation evaluation = Evaluation.Of(function, a.Primal, b.Primal, c.Primal, d.Primal);
        Buffers partials = evaluation.Partials;
        double tangent = Dot(partials.A, a.Tangent) + Dot(partials.B, b.Tangent) + Dot(partials.C, c.Tangent) + Dot(partials.D, d.Tangent);
        return (Real.From<R>(evaluation.Value), Real.From<R>(tangent));
    }

    public static R Vjp<R, F>(F function, R valueGrad, VectorGrad<R> a, VectorGrad<R> b = default, VectorGrad<R> c = default, VectorGrad<R> d = default)
        where R : IFloatingPointIeee754<R>
        where F : IVectorFunction, allows ref struct
    {
        CheckGradients(a, b, c, d);
        using Evaluation evaluation = Evaluation.Of(function, a.Primal, b.Primal, c.Primal, d.Primal);
        Buffers partials = evaluation.Partials;
        double grad = Real.ToDouble(valueGrad);
        Add(grad, partials.A, a.Grad);
        Add(grad, partials.B, b.Grad);
        Add(grad, partials.C, c.Grad);
        Add(grad, partials.D, d.Grad);
        return Real.From<R>(evaluation.Value);
    }

    /// <summary>Gradient buffers are as long as their primals, and overlap neither a primal nor one another.</summary>
    public static void CheckGradients<R>(VectorGrad<R> a, VectorGrad<R> b = default, VectorGrad<R> c = default, VectorGrad<R> d = default)
    {
        a.Check();
        b.Check();
        c.Check();
        d.Check();
        Against(a, b, c, d);
        Against(b, a, c, d);
        Against(c, a, b, d);
        Against(d, a, b, c);

        static void Against(VectorGrad<R> own, VectorGrad<R> first, VectorGrad<R> second, VectorGrad<R> third)
        {
            own.Disjoint(first);
            own.Disjoint(second);
            own.Disjoint(third);
        }
    }

    private static double Dot<R>(ReadOnlySpan<double> partials, ReadOnlySpan<R> tangents)
        where R : IFloatingPointIeee754<R>
    {
        double sum = 0;
        for (int i = 0; i < partials.Length; i++)
        {
            sum += StrongZero.Multiply(Real.ToDouble(tangents[i]), partials[i]);
        }

        return sum;
    }

    private static void Add<R>(double grad, ReadOnlySpan<double> partials, Span<R> destination)
        where R : IFloatingPointIeee754<R>
    {
        for (int i = 0; i < partials.Length; i++)
        {
            destination[i] += Real.From<R>(StrongZero.Multiply(grad, partials[i]));
        }
    }

    /// <summary>Inputs in double precision, the value and the partials, in memory of the pool.</summary>
    private readonly ref struct Evaluation
    {
        private readonly Scratch _memory;

        private Evaluation(Scratch memory, double value, Buffers partials)
        {
            _memory = memory;
            Value = value;
            Partials = partials;
        }

        public double Value { get; }

        public Buffers Partials { get; }

        public static Evaluation Of<R, F>(F function, ReadOnlySpan<R> a, ReadOnlySpan<R> b, ReadOnlySpan<R> c, ReadOnlySpan<R> d)
            where R : IFloatingPointIeee754<R>
            where F : IVectorFunction, allows ref struct
        {
            int n = a.Length + b.Length + c.Length + d.Length;
            Scratch memory = new(2 * n);
            Buffers inputs = new(memory.Span[..n], a.Length, b.Length, c.Length), partials = new(memory.Span[n..], a.Length, b.Length, c.Length);
            Real.Copy(a, inputs.A);
            Real.Copy(b, inputs.B);
            Real.Copy(c, inputs.C);
            Real.Copy(d, inputs.D);
            return new(memory, function.Evaluate(inputs, partials), partials);
        }

        public void Dispose() => _memory.Dispose();
    }
}
