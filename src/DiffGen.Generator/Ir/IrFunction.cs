using System;
using System.Collections.Immutable;

namespace DiffGen.Generator.Ir;

/// <summary>A parameter of a method. <paramref name="Text"/> is its C# declaration without a default.</summary>
internal sealed record IrParameter(Value Value, string Name, string Text, string? Default, bool NoDiff, bool IsOutput)
{
    /// <summary>What its tangent is called where that is not the parameter's name with "Tangent".</summary>
    public string? TangentName { get; init; }

    /// <summary>It has a tangent and a gradient.</summary>
    public bool IsActive => !NoDiff && Value.Type.Real != RealKind.None;

    /// <summary>The method may write its elements: its cotangent is in-out.</summary>
    public bool IsWritable => Value.Type.Buffer is BufferKind.Span or BufferKind.Array or BufferKind.Matrix;
}

/// <summary>What a piece of source is called in comments: the statement, without trivia. Its place is kept apart, outside the IR.</summary>
/// <param name="Statement">The statement's text, or nothing for a part of one.</param>
/// <param name="Parent">The origin of the statement that this is a part of, or -1.</param>
/// <param name="Function">The key of the method it was written in.</param>
/// <param name="Ordinal">Its number there.</param>
internal sealed record OriginText(string Statement, int Parent, string Function, int Ordinal);

/// <summary>
/// A method in structured SSA: regions instead of blocks, each value defined once, buffers as memory in program order.
/// Equal where its printed form is equal, so that an edit which leaves the printed form alone redoes nothing.
/// </summary>
internal sealed class IrFunction : IEquatable<IrFunction>
{
    private string? _printed;

    public IrFunction(string key, string name, ImmutableArray<IrParameter> parameters, IrType? result, Region body, int nextId, ImmutableArray<OriginText> origins)
    {
        Key = key;
        Name = name;
        Parameters = parameters;
        ResultType = result;
        Body = body;
        NextId = nextId;
        Origins = origins;
    }

    /// <summary>The documentation id of the method.</summary>
    public string Key { get; }

    /// <summary>The method's simple name.</summary>
    public string Name { get; }

    public ImmutableArray<IrParameter> Parameters { get; }

    /// <summary>The type of the result, or null for <c>void</c>.</summary>
    public IrType? ResultType { get; }

    /// <summary>Yields the result, where there is one.</summary>
    public Region Body { get; }

    /// <summary>The first value id that is free.</summary>
    public int NextId { get; }

    public ImmutableArray<OriginText> Origins { get; }

    /// <summary>How a caller spells the method itself: <c>global::Space.Type.Name</c>.</summary>
    public string CallName { get; init; } = "";

    /// <summary>The type that declares it, fully qualified.</summary>
    public string DeclaringType { get; init; } = "";

    /// <summary>Its body names members that only the declaring type can see.</summary>
    public bool NamesPrivateMembers { get; init; }

    /// <summary>It is marked <c>[Differentiable]</c>, so that it has companions.</summary>
    public bool IsMarked { get; init; }

    /// <summary>Its Hessian-vector product is asked for.</summary>
    public bool WantsHvp { get; init; }

    public IrFunction With(Region body, int nextId, bool? wantsHvp = null) => new(Key, Name, Parameters, ResultType, body, nextId, Origins)
    {
        CallName = CallName,
        DeclaringType = DeclaringType,
        NamesPrivateMembers = NamesPrivateMembers,
        IsMarked = IsMarked,
        WantsHvp = wantsHvp ?? WantsHvp,
    };

    public string Printed => _printed ??= IrPrinter.Print(this);

    public bool Equals(IrFunction? other) => other is not null && (ReferenceEquals(this, other) || Printed == other.Printed);

    public override bool Equals(object? obj) => Equals(obj as IrFunction);

    public override int GetHashCode() => Printed.GetHashCode();
}
