using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Fuzz;

internal enum Shape
{
    Real,
    ReadOnlySpan,
    Span,
    Array,
    Matrix,
    Int,
    Bool,
}

internal sealed record Parameter(string Name, Shape Shape, bool IsFloat, bool NoDiff)
{
    public bool IsBuffer => Shape is Shape.ReadOnlySpan or Shape.Span or Shape.Array or Shape.Matrix;

    public bool IsReal => Shape is Shape.Real || IsBuffer;

    public bool IsActive => IsReal && !NoDiff;

    /// <summary>By its type: its cotangent is in-out.</summary>
    public bool MayBeWritten => Shape is Shape.Span or Shape.Array or Shape.Matrix && !NoDiff;

    public string Real => IsFloat ? "float" : "double";

    public string Type => Shape switch
    {
        Shape.Real => Real,
        Shape.ReadOnlySpan => $"ReadOnlySpan<{Real}>",
        Shape.Span => $"Span<{Real}>",
        Shape.Array => Real + "[]",
        Shape.Matrix => Real + "[,]",
        Shape.Int => "int",
        _ => "bool",
    };
}

/// <summary>A program as a class named <see cref="ClassName"/>, which is replaced where it is compiled, with the method <c>F</c>.</summary>
/// <param name="Result">The type of F's result: double, float, double[], float[] or void.</param>
internal sealed record RandomProgram(ulong Seed, string Source, ImmutableArray<Parameter> Parameters, string Result, bool UsesFloat, bool WantsHvp, IReadOnlyDictionary<string, int> Constructs)
{
    public const string ClassName = "P_";

    /// <summary>A program from its text, as the shrinker prints it.</summary>
    public static RandomProgram Parse(string source, ulong seed)
    {
        MethodDeclarationSyntax method = CSharpSyntaxTree.ParseText(source, Batch.ParseOptions).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().First(m => m.Identifier.Text == "F");
        ImmutableArray<Parameter> parameters = method.ParameterList.Parameters.Select(p =>
        {
            string type = p.Type!.ToString();
            Shape shape = type.StartsWith("ReadOnlySpan", StringComparison.Ordinal) ? Shape.ReadOnlySpan
                : type.StartsWith("Span", StringComparison.Ordinal) ? Shape.Span
                : type.EndsWith("[,]", StringComparison.Ordinal) ? Shape.Matrix
                : type.EndsWith("[]", StringComparison.Ordinal) ? Shape.Array
                : type == "int" ? Shape.Int
                : type == "bool" ? Shape.Bool
                : Shape.Real;
            return new Parameter(p.Identifier.Text, shape, type.Contains("float", StringComparison.Ordinal), p.AttributeLists.ToString().Contains("NoDiff", StringComparison.Ordinal));
        }).ToImmutableArray();
        return new RandomProgram(seed, source, parameters, method.ReturnType.ToString(), source.Contains("float", StringComparison.Ordinal), method.AttributeLists.ToString().Contains("Hvp", StringComparison.Ordinal), new SortedDictionary<string, int>());
    }
}
