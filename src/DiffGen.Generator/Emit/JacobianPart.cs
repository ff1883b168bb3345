using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The result or an argument of a method, and its place in the Jacobian.</summary>
/// <param name="Argument">The argument; null for the result.</param>
/// <param name="Type">Its type.</param>
/// <param name="IsWritten">The method may write it, so that it is put back before another run.</param>
/// <param name="Rows">How many rows its final content has.</param>
/// <param name="Columns">How many columns its initial content has.</param>
/// <param name="FirstRow">The number of rows before it.</param>
/// <param name="FirstColumn">The number of columns before it.</param>
internal sealed record JacobianPart(IrArgument? Argument, IrType Type, bool IsWritten, Extent Rows, Extent Columns, Extent FirstRow, Extent FirstColumn)
{
    /// <summary>It has numbers with a tangent.</summary>
    public bool IsActive => Argument?.IsActive ?? Type.HoldsReals;

    /// <summary>It is a buffer or a model.</summary>
    public bool IsMemory => Argument is { IsMemory: true };

    public bool HasRows { get; init; }

    public bool HasColumns { get; init; }

    /// <summary>How many numbers it has, where it is a buffer or a model.</summary>
    public Extent Numbers { get; init; }

    /// <summary>The numbers of its leaves that are differentiated, where it is neither buffer nor model.</summary>
    public ImmutableArray<int> ActiveLeaves { get; init; }

    /// <summary>The parts of a method in their order: the result, then the arguments.</summary>
    /// <param name="function">The method as its companions are made of it.</param>
    /// <param name="original">The method as it was lowered.</param>
    /// <param name="writes">What methods write.</param>
    /// <param name="count">The expression that counts the elements of an argument.</param>
    public static ImmutableArray<JacobianPart> Of(IrFunction function, IrFunction original, Writes writes, System.Func<IrArgument, string> count)
    {
        var parts = ImmutableArray.CreateBuilder<JacobianPart>();
        Extent rows = Extent.Of(0), columns = Extent.Of(0);
        if (function.ResultType is { } result)
        {
            Add(null, result, true, true, false);
        }

        foreach (IrArgument argument in function.Arguments)
        {
            bool isSpan = argument.Type is { Buffer: BufferKind.Span, IsDeclaredArray: false };
            bool isOutput = argument.Count > 0 && function.Parameters[argument.First].IsOutput && argument.Type.Buffer != BufferKind.ReadOnlySpan;
            bool isWritten = argument.IsMemory
                ? Enumerable.Range(argument.First, argument.Count).Any(k => original.Parameters[k].Value.Type.IsBuffer && writes.Reach(original, k))
                : argument.Passing == Passing.Out || (argument.Passing == Passing.Ref && (!argument.IsReceiver || !IsKept(function, argument)));
            Add(
                argument,
                argument.Type,
                isWritten,
                argument.IsActive && (argument.IsMemory ? isSpan || isOutput || isWritten : isWritten),
                argument.IsActive && argument.Passing != Passing.Out && !isOutput && (!isSpan || function.Jacobian!.ReadSpans.Contains(argument.Name)));
        }

        return parts.ToImmutable();

        void Add(IrArgument? argument, IrType type, bool isWritten, bool hasRows, bool hasColumns)
        {
            bool isMemory = argument is { IsMemory: true };
            ImmutableArray<Leaf> leaves = isMemory ? ImmutableArray<Leaf>.Empty : IrArgument.LeavesOf(type, argument is { NoDiff: true });
            ImmutableArray<int> active = Enumerable.Range(0, leaves.Length).Where(k => leaves[k].IsActive).ToImmutableArray();
            Extent numbers = isMemory ? Extent.Of(type.IsBuffer ? type.Stride : 1, count(argument!)) : Extent.Of(active.Length);
            var part = new JacobianPart(argument, type, isWritten, hasRows ? numbers : Extent.Of(0), hasColumns ? numbers : Extent.Of(0), rows, columns)
            {
                HasRows = hasRows && (isMemory || active.Length > 0),
                HasColumns = hasColumns && (isMemory || active.Length > 0),
                Numbers = numbers,
                ActiveLeaves = active,
            };
            parts.Add(part);
            rows += part.Rows;
            columns += part.Columns;
        }
    }

    /// <summary>What is passed by reference comes out as it went in.</summary>
    private static bool IsKept(IrFunction function, IrArgument argument)
    {
        int at = function.Arguments.IndexOf(argument);
        return Enumerable.Range(0, function.Outputs.Length).Where(k => function.Outputs[k].Argument == at)
            .All(k => function.Body.Yields[k].Equals(function.Parameters[argument.First + function.Outputs[k].Leaf].Value));
    }
}
