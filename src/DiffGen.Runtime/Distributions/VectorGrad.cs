using System;
using DiffGen.CompilerServices;

namespace DiffGen.Distributions;

/// <summary>A buffer, its gradient, and the buffer's name.</summary>
internal readonly ref struct VectorGrad<R>(ReadOnlySpan<R> primal, Span<R> grad, string name)
{
    public ReadOnlySpan<R> Primal { get; } = primal;

    public Span<R> Grad { get; } = grad;

    private string Name { get; } = name;

    /// <summary>The gradient is as long as the buffer and does not overlap it.</summary>
    public void Check()
    {
        if (Grad.Length != Primal.Length)
        {
            Arguments.SameLength(Grad.Length, Primal.Length, Name + "Grad", Name);
        }

        if (Arguments.Overlap<R, R>(Grad, Primal))
        {
            Arguments.Disjoint<R, R>(Grad, Primal, Name + "Grad", Name);
        }
    }

    /// <summary>The gradient overlaps neither another buffer nor its gradient.</summary>
    public void Disjoint(VectorGrad<R> other)
    {
        if (Arguments.Overlap<R, R>(Grad, other.Primal) || Arguments.Overlap<R, R>(Grad, other.Grad))
        {
            Arguments.Disjoint<R, R>(Grad, other.Primal, Name + "Grad", other.Name);
            Arguments.Disjoint<R, R>(Grad, other.Grad, Name + "Grad", other.Name + "Grad");
        }
    }
}
