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
/// all of them is computed once, every vector becomes so many, and memory of vectors has so many for each element. What is added to memory behind the loop is added up in the
/// order of the blocks, <c>sum[j] = sum[j] + v₀ + v₁ + v₂ + v₃</c>, or over the lanes, too: <c>sum[j] += total(v₀ + v₁ + v₂ + v₃)</c>. A branch on a mark stands apart for each vector; other branches and loops that differ between them are refused.
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

    /// <summary>Memory that is read behind the loop, to which all blocks add, and parts of it.</summary>
    private readonly HashSet<int> _shared;

    /// <summary>Memory that is not read in the loop.</summary>
    private readonly HashSet<int> _written = [];

    /// <summary>Of the shared memory, that which has a number in the place of a vector: what is added to it is added up over the lanes at once.</summary>
    private readonly HashSet<int> _totals = [];

    /// <summary>The additions to an element of memory that all blocks add to.</summary>
    private readonly HashSet<int> _sums = [];

    /// <summary>What stands for a value: one where it is the same in all blocks, else one for each.</summary>
    private readonly Dictionary<int, Value[]> _copies = [];

    /// <summary>Truth values that are the same in all lanes of a vector.</summary>
    private readonly HashSet<int> _moves = [];

    /// <summary>The blocks that what is visited runs in.</summary>
    private int[] _blocks = s_all;

    private static readonly int[] s_all = [.. Enumerable.Range(0, Blocks)];

    private JammedLanes(LaneShape shape, HashSet<int> shared, For loop, int nextId)
    {
        _shape = shape;
        _shared = shared;
        _columns = new ColumnValues(loop, shape, shared);
        _builder = new IrBuilder(nextId);
    }

    /// <param name="kernel">The body of a kernel: a loop over lanes, and what stands before and behind it.</param>
    /// <param name="from">Where the loop starts.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="nextId">The first value id that is free.</param>
    /// <param name="requiresSharing">Only where inner loops read or add to what all blocks share: what each block has for itself takes four times the memory.</param>
    /// <returns>The body, and the additions to memory to which all blocks add.</returns>
    /// <exception cref="NotInLanesException">The iterations cannot run side by side.</exception>
    public static (Region Body, HashSet<int> Sums) Run(Region kernel, Value from, LaneShape shape, ref int nextId, bool requiresSharing = false)
    {
        For loop = kernel.Ops.OfType<For>().Single(l => l.Start.Equals(from));
        Op[] before = [.. kernel.Ops.TakeWhile(o => !ReferenceEquals(o, loop))], behind = [.. kernel.Ops.Skip(before.Length + 1)];
        var pass = new JammedLanes(shape, Shared(kernel, behind), loop, nextId);
        pass.FindWritten(kernel, loop);
        if (IrRewriter.Walk(loop.Body).FirstOrDefault(o => !pass.CanJam(o)) is { } refused)
        {
            throw Refused(refused);
        }

        if (requiresSharing && !loop.Body.Walked.Where(o => o is For or While).SelectMany(IrRewriter.Inside).Any(pass.IsOfAll))
        {
            throw Refused(loop);
        }

        if (requiresSharing)
        {
            pass._totals.UnionWith(SharedTotals.Find(kernel, behind, pass._shared, shape));
        }

        pass._builder.Open();
        foreach (Op op in before)
        {
            pass.Before(op);
        }

        Value step = pass._builder.Int(Blocks * shape.Count);
        ImmutableArray<Value> initial = pass.Hand(loop.Initial, loop.Carried), carried = pass.Define(loop.Carried);
        ImmutableArray<Value> outputs = carried.Select(c => pass._builder.New(c.Type, c.Name)).ToImmutableArray();
        pass._builder.Add(loop with { Step = step, Initial = initial, Carried = carried, Outputs = outputs, Body = pass.Body(loop) });
        for (int i = 0; i < loop.Outputs.Length; i++)
        {
            pass._builder.Add(new Opaque(-1, loop.Outputs[i], "{0} + {1} + ({2} + {3})", outputs.Skip(Blocks * i).Take(Blocks).ToImmutableArray(), Effect.Pure, Precedences.Additive));
        }

        pass._builder.AddRange(SharedTotals.Behind(behind, pass._totals, pass.Same, shape, pass._builder));
        Region jammed = pass._builder.Close(kernel.Yields);
        nextId = pass._builder.NextId;
        return (jammed, pass._sums);
    }

    /// <summary>What stands before the loop is the same for all blocks, but for memory that each has for itself.</summary>
    private void Before(Op op)
    {
        if (op is Allocate or View && op.Results.Any(r => HoldsVectors(r) || IsTotal(r)))
        {
            Visit(op);
        }
        else if (op.Operands.Any(HoldsVectors))
        {
            throw Refused(op);
        }
        else
        {
            _builder.Add(op);
        }
    }

    /// <summary>Memory that is made before the loop and read behind it is that of sums; with what is part of it.</summary>
    private static HashSet<int> Shared(Region kernel, IEnumerable<Op> behind)
    {
        var made = new HashSet<int>(kernel.Ops.OfType<Allocate>().Select(a => a.Result.Id));
        var shared = new HashSet<int>(behind.SelectMany(o => IrRewriter.Inside(o).Prepend(o)).SelectMany(o => o.Operands).Where(v => made.Contains(v.Id)).Select(v => v.Id));
        foreach (View view in kernel.Walked.OfType<View>().Where(v => shared.Contains(v.Buffer.Id)))
        {
            shared.Add(view.Result.Id);
        }

        return shared;
    }

    private void FindWritten(Region kernel, For loop)
    {
        var roots = new Dictionary<int, int>();
        foreach (View view in kernel.Walked.OfType<View>())
        {
            roots[view.Result.Id] = Root(view.Buffer);
        }

        var read = new HashSet<int>(loop.Body.Walked.Where(o => o is not (Store or View or Opaque { Template: "{0}.Length" })).SelectMany(o => o.Operands).Where(v => v.Type.IsBuffer).Select(Root));
        _written.UnionWith(loop.Body.Walked.OfType<Store>().Select(s => s.Buffer).Where(b => !read.Contains(Root(b))).Select(b => b.Id));

        int Root(Value buffer) => roots.TryGetValue(buffer.Id, out int root) ? root : buffer.Id;
    }

    private static NotInLanesException Refused(Op op) => new(op.Origin, "its columns cannot run side by side", "nothing: they run one vector at a time");

    private bool Varies(Value value) => _columns.Vary(value);

    private bool HoldsVectors(Value value) => _columns.HoldsVectors(value);

    private bool IsVector(Value value) => _columns.IsVector(value);

    private bool IsTotal(Value value) => _totals.Contains(value.Id);

    /// <summary>Reads a number that is the same in all blocks, or adds to memory that all of them share.</summary>
    private bool IsOfAll(Op op) => op is Load { Result.Type.IsReal: true } load ? !Varies(load.Index) : op is Store store && _shared.Contains(store.Buffer.Id) && IsVector(store.Stored);

    /// <summary>Control is the same in all blocks, but for marks, and memory is written by one operation for all of them, or is theirs.</summary>
    private bool CanJam(Op op) => op switch
    {
        Remark => true,
        Constant constant => !constant.Result.Type.IsBuffer,
        Load load => !_shared.Contains(load.Buffer.Id) && (!HoldsVectors(load.Buffer) || !Varies(load.Index)),
        Store store when _shared.Contains(store.Buffer.Id) => store.Adds && (!IsVector(store.Stored) || !Varies(store.Index)),
        Store store when HoldsVectors(store.Buffer) => !Varies(store.Index),
        Store store => Varies(store.Index) ? !store.Adds && _written.Contains(store.Buffer.Id) : !Varies(store.Stored),
        Push push => !push.IsContent && (IsVector(push.Saved) || !(push.Saved.Type.IsBuffer || Varies(push.Saved))),
        Pop pop => pop.IsBlock || !pop.IsContent,
        Fill or Copy when op.Operands.Any(o => _shared.Contains(o.Id)) => false,
        Fill fill => HoldsVectors(fill.Buffer) ? fill.Filler is null : fill.Filler is null || !Varies(fill.Filler),
        Copy copy => HoldsVectors(copy.Source) == HoldsVectors(copy.Destination),
        Allocate or View or Throw => !op.Operands.Any(Varies),
        If branch => !Varies(branch.Condition) || _moves.Contains(branch.Condition.Id),
        For loop => !Varies(loop.Start) && !Varies(loop.Bound) && !Varies(loop.Step) && (loop.Exit < 0 || !Varies(loop.Carried[loop.Exit])),
        While loop => !Varies(loop.Condition.Yields[0]),
        Apply => !op.Operands.Any(o => HoldsVectors(o) || _shared.Contains(o.Id)),
        Opaque { Template: "{0}.Length" } => true,
        Opaque when op.Operands.Any(o => _shared.Contains(o.Id)) => false,
        Opaque { Template: LaneTemplates.StoreColumn or LaneTemplates.Mark or LaneTemplates.MarkModerate } => true,
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
        return _builder.Close(Hand(loop.Body.Yields, loop.Carried));
    }

    /// <summary>What stands for a value in a block.</summary>
    private Value In(int block, Value value) => !_copies.TryGetValue(value.Id, out Value[]? copies) ? value : copies.Length == 1 ? copies[0] : copies[block];

    private Value Same(Value value) => In(0, value);

    /// <summary>New values for one that an operation defines.</summary>
    private Value[] Define(Value value)
    {
        IrType type = IsTotal(value) ? SharedTotals.Numbers(_shape) : HoldsVectors(value) ? IrType.BufferOf(BufferKind.Span, Block + value.Type.Element + ">", RealKind.None) : value.Type;
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

            case Store store when _shared.Contains(store.Buffer.Id) && !IsVector(store.Stored):
                for (int k = 0; k < Blocks; k++)
                {
                    _builder.Add(store with { Buffer = Same(store.Buffer), Index = In(k, store.Index), Stored = In(k, store.Stored) });
                }

                break;
            case Store store when IsTotal(store.Buffer):
                {
                    Value sum = In(0, store.Stored);
                    for (int k = 1; k < Blocks; k++)
                    {
                        sum = _builder.Pure(store.Stored.Type, "{0} + {1}", Precedences.Additive, sum, In(k, store.Stored));
                        _sums.Add(sum.Id);
                    }

                    Value total = _builder.Pure(SharedTotals.Numbers(_shape).ElementType, SharedTotals.Total, Precedences.Call, sum);
                    _builder.Add(new Store(store.Origin, Same(store.Buffer), Same(store.Index), total, Adds: true));
                    break;
                }

            case Store store when _shared.Contains(store.Buffer.Id):
                {
                    Value buffer = Same(store.Buffer), index = Same(store.Index);
                    Value sum = _builder.Add(new Load(store.Origin, _builder.New(store.Stored.Type), buffer, index)).Result;
                    for (int k = 0; k < Blocks; k++)
                    {
                        sum = _builder.Pure(store.Stored.Type, "{0} + {1}", Precedences.Additive, sum, In(k, store.Stored));
                        _sums.Add(sum.Id);
                    }

                    _builder.Add(new Store(store.Origin, buffer, index, sum, Adds: false));
                    break;
                }

            case Push push when IsVector(push.Saved):
                for (int k = 0; k < Blocks; k++)
                {
                    _builder.Add(push with { Saved = In(k, push.Saved) });
                }

                break;
            case Pop pop when IsVector(pop.Result):
                foreach (Value result in Enumerable.Reverse(Define(pop.Result)))
                {
                    _builder.Add(pop with { Result = result });
                }

                break;
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
