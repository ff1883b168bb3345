using System;
using System.Reflection;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>A parameter of a marked method, seen through the contract.</summary>
internal sealed class MarkedParameter
{
    public MarkedParameter(ParameterInfo info)
    {
        Info = info;
        Type = info.ParameterType.IsByRef ? info.ParameterType.GetElementType()! : info.ParameterType;
        bool isSpan = Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(Span<>);
        bool isReadOnlySpan = Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>);
        IsArray = Type.IsArray;
        IsMatrix = IsArray && Type.GetArrayRank() == 2;
        IsBuffer = isSpan || isReadOnlySpan || IsArray;
        IsWritable = isSpan || IsArray;
        Number = IsArray ? Type.GetElementType()! : IsBuffer ? Type.GenericTypeArguments[0] : Type;
        IsActive = IsReal(Number) && !info.IsDefined(typeof(NoDiffAttribute), false);
    }

    public ParameterInfo Info { get; }

    /// <summary>Its type; that of the value for an <c>in</c> parameter.</summary>
    public Type Type { get; }

    /// <summary>The type of the value, or of the elements.</summary>
    public Type Number { get; }

    public bool IsBuffer { get; }

    public bool IsArray { get; }

    /// <summary>It is a two-dimensional array, and so are its tangent and its gradient.</summary>
    public bool IsMatrix { get; }

    /// <summary>The method may write it, by its type.</summary>
    public bool IsWritable { get; }

    /// <summary>It carries derivatives.</summary>
    public bool IsActive { get; }

    public string Name => Info.Name!;

    /// <summary>The type of its tangent parameter.</summary>
    public Type TangentType => IsArray && !IsMatrix ? SpanOf(Number) : Type;

    /// <summary>The type of its gradient parameter, if it is a buffer.</summary>
    public Type GradientType => IsMatrix ? Type : SpanOf(Number);

    /// <summary>The name of its gradient in a result tuple.</summary>
    public string GradientElement => (char.IsLower(Name[0]) ? char.ToUpperInvariant(Name[0]) + Name[1..] : Name) + "Grad";

    public static bool IsReal(Type type) => type == typeof(double) || type == typeof(float);

    private static Type SpanOf(Type element) => typeof(Span<>).MakeGenericType(element);
}
