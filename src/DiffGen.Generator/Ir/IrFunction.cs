using System;
using System.Collections.Immutable;
using System.Linq;

namespace DiffGen.Generator.Ir;

/// <summary>How an argument is passed.</summary>
internal enum Passing
{
    Value,
    In,
    Ref,
    Out,
}

/// <summary>A parameter as C# declares it: it stands for one parameter of the IR, for several leaves, or, passed out, for none.</summary>
/// <param name="Name">Its name, as code spells it; <c>this</c> for the receiver.</param>
/// <param name="Text">Its declaration without a default.</param>
/// <param name="Default">Its default, or null.</param>
/// <param name="Type">Its type.</param>
/// <param name="Passing">How it is passed.</param>
/// <param name="First">The first of its parameters in the IR.</param>
/// <param name="Count">How many they are.</param>
/// <param name="NoDiff">It is a constant.</param>
internal sealed record IrArgument(string Name, string Text, string? Default, IrType Type, Passing Passing, int First, int Count, bool NoDiff)
{
    public bool IsReceiver => Name == "this";

    /// <summary>In a batch it has one value for all calls.</summary>
    public bool IsUniform { get; init; }

    /// <summary>It has a tangent and a gradient.</summary>
    public bool IsActive => !NoDiff && Type.HoldsReals;

    /// <summary>Its gradient lies in memory that the caller gives.</summary>
    public bool IsMemory => Type.IsBuffer || Type.IsModel;

    /// <summary>The method may write it: its cotangent is in-out.</summary>
    public bool IsWritable => Passing is Passing.Ref or Passing.Out || Type.IsModel || Type.Buffer is BufferKind.Span or BufferKind.Array or BufferKind.Matrix or BufferKind.Jagged;

    /// <summary>In the IR it is itself, under its own name.</summary>
    public bool IsPlain => Passing is Passing.Value or Passing.In && Type.Layout is null && !IsReceiver;

    /// <summary>Its leaves: itself, or those of its layout.</summary>
    public ImmutableArray<Leaf> Leaves => LeavesOf(Type, NoDiff);

    public static ImmutableArray<Leaf> LeavesOf(IrType type, bool noDiff) => type.IsComposite
        ? type.Layout!.Leaves.Select(l => l with { NoDiff = l.NoDiff || noDiff }).ToImmutableArray()
        : ImmutableArray.Create(new Leaf(ImmutableArray<CompositeField>.Empty, type, noDiff));
}

/// <summary>What a method gives: a leaf of its result, or of the final content of an argument passed by reference.</summary>
/// <param name="Type">The type of the leaf.</param>
/// <param name="Argument">The argument, or -1 for the result.</param>
/// <param name="Leaf">The number of the leaf.</param>
/// <param name="NoDiff">It is a constant.</param>
internal sealed record IrOutput(IrType Type, int Argument, int Leaf, bool NoDiff)
{
    /// <summary>What it is called where it has no argument to be named after.</summary>
    public string? Name { get; init; }

    /// <summary>It has a tangent and a cotangent.</summary>
    public bool IsActive => !NoDiff && Type.Real != RealKind.None;
}

/// <summary>A parameter of the IR. <paramref name="Text"/> is its C# declaration without a default.</summary>
internal sealed record IrParameter(Value Value, string Name, string Text, string? Default, bool NoDiff, bool IsOutput)
{
    /// <summary>What its tangent is called where that is not the parameter's name with "Tangent".</summary>
    public string? TangentName { get; init; }

    /// <summary>It has a tangent and a gradient.</summary>
    public bool IsActive => !NoDiff && Value.Type.Real != RealKind.None;

    /// <summary>The method may write its elements: its cotangent is in-out.</summary>
    public bool IsWritable => Value.Type.Buffer is BufferKind.Span or BufferKind.Array or BufferKind.Matrix or BufferKind.Jagged;
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
    private readonly string? _title;
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

    /// <summary>What comments call it: <c>operator +</c>, <c>new Spot</c>.</summary>
    public string Title { get => _title ?? Name; init => _title = value; }

    public ImmutableArray<IrParameter> Parameters { get; }

    /// <summary>The type of the result, or null for <c>void</c>.</summary>
    public IrType? ResultType { get; }

    /// <summary>The parameters as C# declares them, the receiver of a marked type first.</summary>
    public ImmutableArray<IrArgument> Arguments { get; init; } = ImmutableArray<IrArgument>.Empty;

    /// <summary>What the body yields, in order: the leaves of the result, then those of arguments passed by reference.</summary>
    public ImmutableArray<IrOutput> Outputs { get; init; } = ImmutableArray<IrOutput>.Empty;

    /// <summary>Its C# signature is its signature in the IR: it may be called by its own name.</summary>
    public bool IsPlain => Arguments.All(a => a.IsPlain) && ResultType is not { Layout: not null };

    /// <summary>Yields the outputs.</summary>
    public Region Body { get; }

    /// <summary>The first value id that is free.</summary>
    public int NextId { get; }

    public ImmutableArray<OriginText> Origins { get; }

    /// <summary>The text of the statement that a piece of source is, or is a part of; nothing where there is none.</summary>
    public string StatementOf(int origin)
    {
        while (origin >= 0 && origin < Origins.Length && Origins[origin].Statement.Length == 0)
        {
            origin = Origins[origin].Parent;
        }

        return origin >= 0 && origin < Origins.Length ? Origins[origin].Statement : "";
    }

    /// <summary>How a caller spells the method itself: <c>global::Space.Type.Name</c>.</summary>
    public string CallName { get; init; } = "";

    /// <summary>The type that declares it, fully qualified.</summary>
    public string DeclaringType { get; init; } = "";

    /// <summary>Its body names members that only the declaring type can see, or calls what does and cannot be called from elsewhere: it stands in that type alone.</summary>
    public bool NamesPrivateMembers { get; init; }

    /// <summary>Every part of the project may call it by its name.</summary>
    public bool IsVisible { get; init; }

    /// <summary>It is marked <c>[Differentiable]</c>, so that it has companions.</summary>
    public bool IsMarked { get; init; }

    /// <summary>It is marked <c>[Checkpoint]</c>.</summary>
    public bool IsCheckpoint { get; init; }

    /// <summary>It is marked <c>Simd = false</c>: its loops stay as they are.</summary>
    public bool IsScalar { get; init; }

    /// <summary>It is marked <c>Parallel = true</c>: loops and batches may run in parts, on several threads.</summary>
    public bool IsParallel { get; init; }

    /// <summary>The key of the method that holds the loop which this is a part of; null for a method of the user's.</summary>
    public string? LoopOf { get; init; }

    /// <summary>In reverse a call of it is run again instead of being recorded; a reverse rule by hand does so by itself.</summary>
    public bool RunsAgain => IsCheckpoint && Rule is not { IsReverse: true };

    /// <summary>The key of the method that it is or overrides, the first that is marked; null where it is not virtual. Its members are named after it.</summary>
    public string? VirtualRoot { get; init; }

    /// <summary>Its members, where it stands in another assembly; null for a method of this project.</summary>
    public IrForeign? Foreign { get; init; }

    /// <summary>Its body is not here: calls go through members that stand elsewhere.</summary>
    public bool IsElsewhere => VirtualRoot is not null || Foreign is not null;

    /// <summary>Its Hessian-vector product is asked for.</summary>
    public bool WantsHvp { get; init; }

    /// <summary>A comparison of the strategies of its sites is asked for.</summary>
    public bool WantsLab { get; init; }

    /// <summary>Second derivatives of the expectation are asked for.</summary>
    public bool WantsExpectationHvp { get; init; }

    /// <summary>A node gradient by the difference of two runs is asked for.</summary>
    public bool WantsNodeDifference { get; init; }

    /// <summary>The iterations of the loop with its node sites are examples.</summary>
    public bool HasNodeExamples { get; init; }

    /// <summary>How often a call may run what depends on a draw again, for each site that is enumerated unasked.</summary>
    public int EnumerationBudget { get; init; } = 4096;

    /// <summary>Its batch companions, where they are asked for.</summary>
    public IrBatch? Batch { get; init; }

    /// <summary>Its Jacobian, where it is asked for.</summary>
    public IrJacobian? Jacobian { get; init; }

    /// <summary>Its rule by hand; null where it is derived from its body.</summary>
    public IrRule? Rule { get; init; }

    public IrFunction With(Region body, int nextId, bool? wantsHvp = null, ImmutableArray<OriginText> origins = default, IrJacobian? jacobian = null, IrBatch? batch = null, bool? wantsLab = null, bool? wantsNodeDifference = null, bool? hasNodeExamples = null, int? enumerationBudget = null, bool? wantsExpectationHvp = null, bool? namesPrivateMembers = null) => new(Key, Name, Parameters, ResultType, body, nextId, origins.IsDefault ? Origins : origins)
    {
        Title = Title,
        Arguments = Arguments,
        Outputs = Outputs,
        CallName = CallName,
        DeclaringType = DeclaringType,
        NamesPrivateMembers = namesPrivateMembers ?? NamesPrivateMembers,
        IsVisible = IsVisible,
        Rule = Rule,
        IsMarked = IsMarked,
        IsCheckpoint = IsCheckpoint,
        IsScalar = IsScalar,
        IsParallel = IsParallel,
        LoopOf = LoopOf,
        VirtualRoot = VirtualRoot,
        Foreign = Foreign,
        WantsHvp = wantsHvp ?? WantsHvp,
        WantsLab = wantsLab ?? WantsLab,
        WantsExpectationHvp = wantsExpectationHvp ?? WantsExpectationHvp,
        WantsNodeDifference = wantsNodeDifference ?? WantsNodeDifference,
        HasNodeExamples = hasNodeExamples ?? HasNodeExamples,
        EnumerationBudget = enumerationBudget ?? EnumerationBudget,
        Jacobian = jacobian ?? Jacobian,
        Batch = batch ?? Batch,
    };

    public IrFunction With(IrRule? rule)
    {
        IrFunction copy = With(Body, NextId);
        return new IrFunction(Key, Name, Parameters, ResultType, Body, NextId, Origins)
        {
            Title = copy.Title,
            Arguments = copy.Arguments,
            Outputs = copy.Outputs,
            CallName = copy.CallName,
            DeclaringType = copy.DeclaringType,
            NamesPrivateMembers = copy.NamesPrivateMembers,
            IsVisible = copy.IsVisible,
            IsMarked = copy.IsMarked,
            IsCheckpoint = copy.IsCheckpoint,
            IsScalar = copy.IsScalar,
            IsParallel = copy.IsParallel,
            LoopOf = copy.LoopOf,
            VirtualRoot = copy.VirtualRoot,
            Foreign = copy.Foreign,
            WantsHvp = copy.WantsHvp,
            WantsLab = copy.WantsLab,
            WantsExpectationHvp = copy.WantsExpectationHvp,
            WantsNodeDifference = copy.WantsNodeDifference,
            HasNodeExamples = copy.HasNodeExamples,
            EnumerationBudget = copy.EnumerationBudget,
            Jacobian = copy.Jacobian,
            Batch = copy.Batch,
            Rule = rule,
        };
    }

    public string Printed => _printed ??= IrPrinter.Print(this);

    public bool Equals(IrFunction? other) => other is not null && (ReferenceEquals(this, other) || Printed == other.Printed);

    public override bool Equals(object? obj) => Equals(obj as IrFunction);

    public override int GetHashCode() => Printed.GetHashCode();
}
