using System.Collections.Generic;
using System.Collections.Immutable;

namespace DiffGen.Fuzz;

internal enum Shape
{
    Real,
    ReadOnlySpan,
    Span,
    Array,
    Int,
    Bool,
}

internal sealed record Parameter(string Name, Shape Shape, bool IsFloat, bool NoDiff)
{
    public bool IsBuffer => Shape is Shape.ReadOnlySpan or Shape.Span or Shape.Array;

    public bool IsReal => Shape is Shape.Real || IsBuffer;

    public bool IsActive => IsReal && !NoDiff;

    /// <summary>By its type: its cotangent is in-out.</summary>
    public bool MayBeWritten => Shape is Shape.Span or Shape.Array && !NoDiff;

    public string Real => IsFloat ? "float" : "double";

    public string Type => Shape switch
    {
        Shape.Real => Real,
        Shape.ReadOnlySpan => $"ReadOnlySpan<{Real}>",
        Shape.Span => $"Span<{Real}>",
        Shape.Array => Real + "[]",
        Shape.Int => "int",
        _ => "bool",
    };
}

/// <summary>A program as a class named <see cref="ClassName"/>, which is replaced where it is compiled, with the method <c>F</c>.</summary>
/// <param name="Result">The type of F's result: double, float, double[], float[] or void.</param>
internal sealed record RandomProgram(ulong Seed, string Source, ImmutableArray<Parameter> Parameters, string Result, bool UsesFloat, bool WantsHvp, IReadOnlyDictionary<string, int> Constructs)
{
    public const string ClassName = "P_";
}
