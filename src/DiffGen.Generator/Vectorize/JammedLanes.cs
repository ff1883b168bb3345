using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// <c>for (first = from; first &lt; to; first += lanes) { … }</c> becomes <c>for (…; first += blocks · lanes)</c> whose body runs so many iterations side by side: what is the same in
/// all of them is computed once, every vector becomes so many, and memory of vectors has so many for each element. A branch on a mark stands apart for each vector; other branches and
/// loops that differ between them are refused.
/// </summary>
internal sealed class JammedLanes
{
    /// <summary>The element of memory that has four vectors for each of the method's.</summary>
    private const string Block = "global::DiffGen.CompilerServices.VectorBlock<";

    /// <summary>How many vectors a <see cref="Block"/> has.</summary>
    public const int Blocks = 4;

    private readonly LaneShape _shape;
    private readonly IrBuilder _builder;
    private readonly ColumnValues _columns;

    /// <summary>What stands for a value: one where it is the same in all blocks, else one for each.</summary>
    private readonly Dictionary<int, Value[]> _copies = [];

    /// <summary>Truth values that are the same in all lanes of a vector.</summary>
    private readonly HashSet<int> _moves = [];

    /// <summary>The blocks that what is visited runs in.</summary>
    private int[] _blocks = s_all;

    private static readonly int[] s_all = [.. Enumerable.Range(0, Blocks)];

    private JammedLanes(LaneShape shape, ColumnValues columns, int nextId)
    {
        _shape = shape;
        _columns = columns;
        _builder = new IrBuilder(nextId);
    }

    /// <param name="kernel">The body of a kernel: a loop over lanes, and what stands before it.</param>
    /// <param name="from">Where the loop starts.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="nextId">The first value id that is free.</param>
    /// <exception cref="NotInLanesException">The iterations cannot run side by side.</exception>
    public static Region Run(Region kernel, Value from, LaneShape shape, ref int nextId)
    {
        For loop = kernel.Ops.OfType<For>().Single(l => l.Start.Equals(from));
        if (loop.Carried.Length > 0 || kernel.Ops.Any(o => o is not View && !ReferenceEquals(o, loop) && o.Results.Any(r => r.Type.IsBuffer)))
        {
            throw Refused(loop);
        }

        var pass = new JammedLanes(shape, new ColumnValues(loop, shape), nextId);
        if (IrRewriter.Walk(loop.Body).FirstOrDefault(o => !pass.CanJam(o)) is { } refused)
        {
            throw Refused(refused);
        }

        pass._builder.Open();
        pass._builder.AddRange(kernel.Ops.TakeWhile(o => !ReferenceEquals(o, loop)));
        Value step = pass._builder.Int(Blocks * shape.Count);
        pass._builder.Add(loop with { Step = step, Body = pass.Body(loop) });
        pass._builder.AddRange(kernel.Ops.SkipWhile(o => !ReferenceEquals(o, loop)).Skip(1));
        Region jammed = pass._builder.Close(kernel.Yields);
        nextId = pass._builder.NextId;
        return jammed;
    }

    private static NotInLanesException Refused(Op op) => new(op.Origin, "its columns cannot run side by side", "nothing: they run one vector at a time");

    private bool Varies(Value value) => _columns.Vary(value);

    private bool HoldsVectors(Value value) => _columns.HoldsVectors(value);

    /// <summary>Control is the same in all blocks, but for marks, and memory is written by one operation for all of them, or is theirs.</summary>
    private bool CanJam(Op op) => op switch
    {
        Remark => true,
        Constant constant => !constant.Result.Type.IsBuffer,
        Load load => !HoldsVectors(load.Buffer) || !Varies(load.Index),
        Store store => !Varies(store.Index) && (HoldsVectors(store.Buffer) || !Varies(store.Stored)),
        Fill fill => HoldsVectors(fill.Buffer) ? fill.Filler is null : fill.Filler is null || !Varies(fill.Filler),
        Copy copy => HoldsVectors(copy.Source) == HoldsVectors(copy.Destination),
        Allocate or View or Throw => !op.Operands.Any(Varies),
        If branch => !Varies(branch.Condition) || _moves.Contains(branch.Condition.Id),
        For loop => !Varies(loop.Start) && !Varies(loop.Bound) && !Varies(loop.Step) && (loop.Exit < 0 || !Varies(loop.Carried[loop.Exit])),
        While loop => !Varies(loop.Condition.Yields[0]),
        Apply => !op.Operands.Any(HoldsVectors),
        Opaque { Template: "{0}.Length" } => true,
        Opaque { Template: LaneTemplates.StoreColumn or LaneTemplates.Mark } => true,
        Opaque { Template: LaneTemplates.Moves, Result: { } moves } => _moves.Add(moves.Id),
        Opaque opaque => !op.Operands.Any(HoldsVectors) && (opaque.Result is not null || !op.Operands.Any(Varies)),
        _ => false,
    };

    private Region Body(For loop)
    {
        _builder.Open();
        _builder.Origin = -1;
        _copies[loop.Index.Id] = [loop.Index, .. Enumerable.Range(1, Blocks - 1).Select(k => _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, loop.Index, _builder.Int(k * _shape.Count)))];
        Visit(loop.Body);
        return _builder.Close();
    }

    /// <summary>What stands for a value in a block.</summary>
    private Value In(int block, Value value) => !_copies.TryGetValue(value.Id, out Value[]? copies) ? value : copies.Length == 1 ? copies[0] : copies[block];

    private Value Same(Value value) => In(0, value);

    /// <summary>New values for one that an operation defines.</summary>
    private Value[] Define(Value value)
    {
        IrType type = HoldsVectors(value) ? IrType.BufferOf(BufferKind.Span, Block + value.Type.Element + ">", RealKind.None) : value.Type;
        return _copies[value.Id] = [.. BlocksOf(value).Select(_ => _builder.New(type, value.Name))];
    }

    private ImmutableArray<Value> Define(ImmutableArray<Value> values) => values.SelectMany(Define).ToImmutableArray();

    /// <summary>What is handed to places, one value to each of theirs.</summary>
    private ImmutableArray<Value> Hand(ImmutableArray<Value> values, ImmutableArray<Value> places) =>
        values.SelectMany((v, i) => BlocksOf(places[i]).Select(k => In(k, v))).ToImmutableArray();

    /// <summary>The blocks that a value is computed in: one stands for all where it is the same in them.</summary>
    private int[] BlocksOf(Value value) => Varies(value) ? _blocks : [_blocks[0]];

    private Region Visit(Region region, ImmutableArray<Value> places)
    {
        _builder.Open();
        Visit(region);
        return _builder.Close(Hand(region.Yields, places));
    }

    private void Visit(Region region)
    {
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            Visit(op);
        }
    }

    private void Visit(Op op)
    {
        switch (op)
        {
            case If branch when Varies(branch.Condition):
                {
                    Value[][] outputs = [.. branch.Outputs.Select(Define)];
                    int[] blocks = _blocks;
                    foreach (int k in blocks)
                    {
                        _blocks = [k];
                        Region then = Visit(branch.Then, branch.Outputs), otherwise = Visit(branch.Else, branch.Outputs);
                        _builder.Add(branch with { Outputs = outputs.Select(o => o.Length == 1 ? o[0] : o[k]).ToImmutableArray(), Condition = In(k, branch.Condition), Then = then, Else = otherwise });
                    }

                    _blocks = blocks;
                    break;
                }

            case If branch:
                {
                    Value condition = Same(branch.Condition);
                    Region then = Visit(branch.Then, branch.Outputs), otherwise = Visit(branch.Else, branch.Outputs);
                    _builder.Add(branch with { Outputs = Define(branch.Outputs), Condition = condition, Then = then, Else = otherwise });
                    break;
                }

            case For loop:
                {
                    ImmutableArray<Value> initial = Hand(loop.Initial, loop.Carried), carried = Define(loop.Carried);
                    Value index = Define(loop.Index)[0], start = Same(loop.Start), bound = Same(loop.Bound), step = Same(loop.Step);
                    int exit = loop.Exit < 0 ? -1 : loop.Carried.Take(loop.Exit).Sum(c => BlocksOf(c).Length);
                    Region body = Visit(loop.Body, loop.Carried);
                    _builder.Add(loop with { Outputs = Define(loop.Outputs), Index = index, Start = start, Bound = bound, Step = step, Initial = initial, Carried = carried, Body = body, Exit = exit });
                    break;
                }

            case While loop:
                {
                    ImmutableArray<Value> initial = Hand(loop.Initial, loop.Carried), carried = Define(loop.Carried);
                    Region condition = Visit(loop.Condition, loop.Condition.Yields), body = Visit(loop.Body, loop.Carried);
                    _builder.Add(loop with { Outputs = Define(loop.Outputs), Initial = initial, Carried = carried, Condition = condition, Body = body });
                    break;
                }

            case Load load when HoldsVectors(load.Buffer):
                {
                    Value buffer = Same(load.Buffer), index = Same(load.Index);
                    Define(load.Result);
                    foreach (int k in _blocks)
                    {
                        _builder.Add(new Opaque(load.Origin, In(k, load.Result), Element(k), ImmutableArray.Create(buffer, index), Effect.Reads, Precedences.Call));
                    }

                    break;
                }

            case Store store when HoldsVectors(store.Buffer):
                foreach (int k in _blocks)
                {
                    _builder.Add(new Opaque(store.Origin, null, Element(k) + (store.Adds ? " += {2};" : " = {2};"), ImmutableArray.Create(Same(store.Buffer), Same(store.Index), In(k, store.Stored)), Effect.Unknown, Precedences.Call));
                }

                break;
            case Opaque { Template: LaneTemplates.Moves } moves:
                Define(moves.Result!);
                foreach (int k in _blocks)
                {
                    _builder.Add(new Opaque(-1, In(k, moves.Result!), "({0} & " + Number(1 << k) + ") != 0", ImmutableArray.Create(Same(moves.Arguments[0])), Effect.Pure, Precedences.Equality));
                }

                break;
            default:
                foreach (Value result in op.Results)
                {
                    Define(result);
                }

                foreach (int k in op.Operands.Any(Varies) || op.Results.Any(Varies) ? _blocks : [_blocks[0]])
                {
                    _builder.Add(IrRewriter.Map(op, v => In(k, v), r => r));
                }

                break;
        }
    }

    private static string Element(int block) => "{0}[{1}].V" + Number(block);

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
