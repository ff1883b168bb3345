using System;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>A parameter of a marked method, seen through the contract; or the receiver of a method of a marked struct.</summary>
internal sealed class MarkedParameter
{
    private readonly ParameterInfo? _info;

    public MarkedParameter(ParameterInfo info)
        : this(info.Name!, info.ParameterType.IsByRef ? info.ParameterType.GetElementType()! : info.ParameterType, PassingOf(info), info.IsDefined(typeof(NoDiffAttribute), false))
    {
        _info = info;
    }

    private MarkedParameter(string name, Type type, Passing passing, bool isConstant)
    {
        Name = name;
        Type = type;
        Passing = passing;
        bool isSpan = Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(Span<>);
        bool isReadOnlySpan = Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(ReadOnlySpan<>);
        IsArray = Type.IsArray;
        IsMatrix = IsArray && Type.GetArrayRank() == 2;
        IsJagged = IsArray && Type.GetElementType()!.IsArray;
        IsBuffer = isSpan || isReadOnlySpan || IsArray;
        IsWritable = isSpan || IsArray || passing is Passing.Ref or Passing.Out;
        Element = IsJagged ? Type.GetElementType()!.GetElementType()! : IsArray ? Type.GetElementType()! : IsBuffer ? Type.GenericTypeArguments[0] : Type;
        IsActive = Values.HoldsReals(Element) && !isConstant;
    }

    /// <summary>Where it is sampled; null for what its method says.</summary>
    public Golden.SampleAttribute? Sample => _info?.GetCustomAttribute<Golden.SampleAttribute>();

    public string Name { get; }

    /// <summary>Its type; that of the value for one that is passed by reference.</summary>
    public Type Type { get; }

    public Passing Passing { get; }

    /// <summary>The type of the value, or of the elements.</summary>
    public Type Element { get; }

    public bool IsBuffer { get; }

    public bool IsArray { get; }

    /// <summary>It is a two-dimensional array, and so are its tangent and its gradient.</summary>
    public bool IsMatrix { get; }

    /// <summary>It is an array of arrays, and so are its tangent and its gradient.</summary>
    public bool IsJagged { get; }

    /// <summary>The method may write it, by its type or by how it is passed.</summary>
    public bool IsWritable { get; }

    /// <summary>It carries derivatives.</summary>
    public bool IsActive { get; }

    /// <summary>The method may depend on what it holds.</summary>
    public bool IsInput => Passing != Passing.Out;

    /// <summary>Its gradient comes back in a parameter; else it is an element of the result.</summary>
    public bool HasGradientParameter => IsBuffer || Passing == Passing.Ref;

    /// <summary>The type of its tangent parameter.</summary>
    public Type TangentType => Passed(IsArray && !IsMatrix && !IsJagged ? SpanOf(Element) : Type);

    /// <summary>The type of its gradient parameter, if it has one.</summary>
    public Type GradientType => !IsBuffer ? (Passing == Passing.Ref ? Type.MakeByRefType() : Type) : IsMatrix || IsJagged ? Type : SpanOf(Element);

    /// <summary>The name of its gradient in a result tuple.</summary>
    public string GradientElement => (char.IsLower(Name[0]) ? char.ToUpperInvariant(Name[0]) + Name[1..] : Name) + "Grad";

    /// <summary>The receiver of a method of a struct.</summary>
    public static MarkedParameter Receiver(MethodInfo method) => new(
        "this",
        method.DeclaringType!,
        method.DeclaringType!.IsDefined(typeof(IsReadOnlyAttribute), false) || method.IsDefined(typeof(IsReadOnlyAttribute), false) ? Passing.Value : Passing.Ref,
        isConstant: false);

    private Type Passed(Type type) => Passing is Passing.Ref or Passing.Out ? type.MakeByRefType() : type;

    private static Passing PassingOf(ParameterInfo info) => !info.ParameterType.IsByRef ? Passing.Value : info.IsOut ? Passing.Out : info.IsIn ? Passing.In : Passing.Ref;

    private static Type SpanOf(Type element) => typeof(Span<>).MakeGenericType(element);
}
