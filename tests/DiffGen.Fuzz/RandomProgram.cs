using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
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
    Jagged,
    Composite,
    Int,
    Bool,
}

internal enum Passing
{
    Value,
    In,
    Ref,
    Out,

    /// <summary>The receiver of an instance method.</summary>
    This,
}

/// <param name="Composite">The type of the parameter or of the elements of its buffer, where that is not a number.</param>
internal sealed record Parameter(string Name, Shape Shape, bool IsFloat, bool NoDiff, Passing Passing = Passing.Value, Composite? Composite = null)
{
    public bool IsBuffer => Shape is Shape.ReadOnlySpan or Shape.Span or Shape.Array or Shape.Matrix or Shape.Jagged;

    public bool IsReal => Shape is Shape.Real or Shape.Composite || IsBuffer;

    public bool IsActive => IsReal && !NoDiff;

    public bool IsOut => Passing == Passing.Out;

    /// <summary>By its type: its cotangent is in-out.</summary>
    public bool MayBeWritten => (Shape is Shape.Span or Shape.Array or Shape.Matrix or Shape.Jagged || Passing is Passing.Ref or Passing.Out) && !NoDiff;

    /// <summary>Its gradient is returned.</summary>
    public bool IsReturned => IsActive && !IsBuffer && Passing is not (Passing.Ref or Passing.Out);

    public string Real => IsFloat ? "float" : "double";
}

/// <summary>A program as a class named <see cref="ClassName"/>, which is replaced where it is compiled, with the method <c>F</c>.</summary>
/// <param name="Result">The type of F's result: double, float, arrays of them with one or two indices, arrays of arrays, void, or that of <paramref name="ResultType"/>.</param>
internal sealed record RandomProgram(
    ulong Seed, string Source, ImmutableArray<Parameter> Parameters, string Result, Composite? ResultType, bool UsesFloat, bool WantsHvp, bool WantsJacobian, IReadOnlyDictionary<string, int> Constructs)
{
    public const string ClassName = "P_";

    /// <summary>F has <c>Simd = false</c>: no loop on vectors, in what it calls neither. A marked method of another type that names private data there keeps its own vectors.</summary>
    public bool KeepsBits
    {
        get
        {
            ImmutableArray<MethodDeclarationSyntax> methods = [.. CSharpSyntaxTree.ParseText(Source, Batch.ParseOptions).GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()];
            MethodDeclarationSyntax f = methods.First(m => m.Identifier.Text == "F");
            return f.AttributeLists.ToString().Contains("Simd = false", StringComparison.Ordinal)
                && !methods.Any(m => TypeOf(m) != TypeOf(f) && m.ToString().Contains("s_table", StringComparison.Ordinal));

            static string TypeOf(MethodDeclarationSyntax method) => ((TypeDeclarationSyntax)method.Parent!).Identifier.Text;
        }
    }

    /// <summary>Something is run again in reverse.</summary>
    public bool UsesCheckpoint => Source.Contains("Checkpoint", StringComparison.Ordinal);

    public bool IsScalar => Result is "double" or "float";

    /// <summary>The receiver's parameter, if F is an instance method.</summary>
    public Parameter? Receiver => Parameters.FirstOrDefault(p => p.Passing == Passing.This);

    /// <summary>A program from its text, as it is written or as the shrinker prints it.</summary>
    public static RandomProgram Parse(string source, ulong seed, IReadOnlyDictionary<string, int>? constructs = null)
    {
        SyntaxNode root = CSharpSyntaxTree.ParseText(source, Batch.ParseOptions).GetRoot();
        MethodDeclarationSyntax method = root.DescendantNodes().OfType<MethodDeclarationSyntax>().First(m => m.Identifier.Text == "F");
        ImmutableArray<Parameter> parameters = [.. method.ParameterList.Parameters.Select(Of)];
        if (!method.Modifiers.Any(SyntaxKind.StaticKeyword) && method.Parent is TypeDeclarationSyntax and (StructDeclarationSyntax or RecordDeclarationSyntax))
        {
            Composite receiver = Composite.Declared((TypeDeclarationSyntax)method.Parent, root);
            parameters = parameters.Insert(0, new Parameter("this", Shape.Composite, receiver.IsFloat, false, Passing.This, receiver));
        }

        string attributes = method.AttributeLists.ToString();
        return new RandomProgram(
            seed,
            source,
            parameters,
            method.ReturnType.ToString(),
            Composite.Parse(method.ReturnType, root),
            source.Contains("float", StringComparison.Ordinal) || source.Contains("Vector3", StringComparison.Ordinal),
            attributes.Contains("Hvp = true", StringComparison.Ordinal),
            attributes.Contains("Jacobian = true", StringComparison.Ordinal),
            constructs ?? new SortedDictionary<string, int>());

        Parameter Of(ParameterSyntax parameter)
        {
            Passing passing = parameter.Modifiers.Any(SyntaxKind.RefKeyword) ? Passing.Ref : parameter.Modifiers.Any(SyntaxKind.OutKeyword) ? Passing.Out : parameter.Modifiers.Any(SyntaxKind.InKeyword) ? Passing.In : Passing.Value;
            TypeSyntax type = parameter.Type!, element = type;
            Shape? buffer = null;
            switch (type)
            {
                case GenericNameSyntax { Identifier.Text: "Span" or "ReadOnlySpan" } span:
                    buffer = span.Identifier.Text == "Span" ? Shape.Span : Shape.ReadOnlySpan;
                    element = span.TypeArgumentList.Arguments[0];
                    break;
                case ArrayTypeSyntax array:
                    buffer = array.RankSpecifiers.Count == 2 ? Shape.Jagged : array.RankSpecifiers[0].Rank == 2 ? Shape.Matrix : Shape.Array;
                    element = array.ElementType;
                    break;
            }

            Composite? composite = Composite.Parse(element, root);
            Shape shape = buffer ?? (composite is not null ? Shape.Composite : element.ToString() switch { "int" => Shape.Int, "bool" => Shape.Bool, _ => Shape.Real });
            return new Parameter(parameter.Identifier.Text, shape, composite?.IsFloat ?? element.ToString() == "float", parameter.AttributeLists.ToString().Contains("NoDiff", StringComparison.Ordinal), passing, composite);
        }
    }
}
