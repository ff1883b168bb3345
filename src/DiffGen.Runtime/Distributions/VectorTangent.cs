using System;
using DiffGen.CompilerServices;

namespace DiffGen.Distributions;

/// <summary>A buffer, its tangent, and the buffer's name.</summary>
internal readonly ref struct VectorTangent<R>(ReadOnlySpan<R> primal, ReadOnlySpan<R> tangent, string name)
{
    public ReadOnlySpan<R> Primal { get; } = primal;

    public ReadOnlySpan<R> Tangent { get; } = tangent;

    private string Name { get; } = name;

    public void Check()
    {
        if (Tangent.Length != Primal.Length)
        {
            Arguments.SameLength(Tangent.Length, Primal.Length, Name + "Tangent", Name);
        }
    }
}
