using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Which loads, repeated when the method has ended, give the same: nothing that may run after the load writes the memory, and the memory
/// is still there. A load in a loop runs again after what follows it in the loop. Likewise which buffers a call could be given again. In a loop
/// whose iterations are undone at once, a load is repeated when its iteration has ended, so that only this iteration's writes matter. Writes of other elements
/// of the memory (<see cref="LaterElements"/>) do not.
/// </summary>
internal sealed class StableLoads
{
    private readonly HashSet<int> _stable = [];
    private readonly Dictionary<int, Access> _loads = [];
    private readonly Dictionary<int, Access> _stores = [];
    private readonly HashSet<int> _lasting = [];
    private readonly Dictionary<int, (int First, int Last)> _extents = [];
    private readonly List<Access> _writes = [];
    private readonly Dictionary<int, List<(List<int> Loops, bool IsInBranch)>> _made = [];
    private readonly HashSet<int> _unknown = [];
    private readonly HashSet<(Call Call, int Argument)> _same = [];
    private readonly HashSet<int> _changed = [];
    private readonly bool _memoryLives;
    private readonly IrFunction _function;
    private readonly BufferRoots _buffers;
    private IntegerForms? _integers;
    private LaterElements? _elements;

    /// <summary>The memory that is read or written, where and in which loops, and the element where it is one of a memory that has one name.</summary>
    private sealed record Access(int Root, int Position, List<int> Loops, ElementPlace? Element);

    /// <param name="function">The method.</param>
    /// <param name="memoryLives">Whether parameters and top-level allocations still hold what they held; false for a method whose sweeps are apart.</param>
    /// <param name="calls">What the methods that it calls write.</param>
    public StableLoads(IrFunction function, bool memoryLives, Writes calls)
    {
        _memoryLives = memoryLives;
        _function = function;
        _buffers = new BufferRoots(function);
        if (!memoryLives)
        {
            return;
        }

        BufferRoots buffers = _buffers;
        List<Access> writes = _writes;
        var loads = new List<(Value Result, Access Access)>();
        var read = new List<(Opaque Op, int Root, int Position, List<int> Loops)>();
        var passed = new List<(Call Call, int Argument, int Root, int Position, List<int> Loops)>();
        var unavailable = new HashSet<int>();
        var outside = new HashSet<int>();
        int position = 0;
        bool unknown = false;
        Visit(function.Body, [], ImmutableArray<Op>.Empty, true, false);

        foreach (IrParameter parameter in function.Parameters)
        {
            outside.Add(buffers.RootOf(parameter.Value));
        }

        if (unknown)
        {
            _unknown.UnionWith(outside);
        }

        foreach ((Value result, Access load) in loads)
        {
            _loads[result.Id] = load;
            if (!IsWritten(load.Root, load.Position + 1, load.Loops, load.Element))
            {
                _stable.Add(result.Id);
            }
        }

        foreach (KeyValuePair<int, Access> store in _stores)
        {
            if (!IsWritten(store.Value.Root, store.Value.Position + 1, store.Value.Loops, store.Value.Element))
            {
                _lasting.Add(store.Key);
            }
        }

        foreach ((Opaque op, int root, int at, List<int> loops) in read.Where(r => IsWritten(r.Root, r.Position + 1, r.Loops)))
        {
            _changed.Add(op.Result!.Id);
        }

        // A call may itself write what it is given.
        foreach ((Call call, int argument, int root, int at, List<int> loops) in passed)
        {
            if (!IsWritten(root, at, loops))
            {
                _same.Add((call, argument));
            }
        }

        bool IsWritten(int root, int from, List<int> loops, ElementPlace? element = null) => unavailable.Contains(root)
            || (unknown && outside.Contains(root))
            || writes.Any(w => w.Root == root && (w.Position >= from || w.Loops.Intersect(loops).Any()) && !IsOther(element, w.Element, 0));

        void Visit(Region region, List<int> loops, ImmutableArray<Op> around, bool top, bool branch)
        {
            foreach (Op op in region.Ops)
            {
                position++;
                switch (op)
                {
                    case Load load:
                        loads.Add((load.Result, new Access(buffers.RootOf(load.Buffer), position, loops, new ElementPlace(load.Buffer, load.Index, position, around))));
                        break;
                    case Store store:
                        writes.Add(_stores[store.Mirror] = new Access(buffers.RootOf(store.Buffer), position, loops, new ElementPlace(store.Buffer, store.Index, position, around)));
                        break;
                    case Fill fill:
                        writes.Add(new Access(buffers.RootOf(fill.Buffer), position, loops, null));
                        break;
                    case Copy copy:
                        writes.Add(new Access(buffers.RootOf(copy.Destination), position, loops, null));
                        break;
                    case Call call:
                        for (int i = 0; i < call.Arguments.Length; i++)
                        {
                            if (call.Arguments[i].Type.IsBuffer)
                            {
                                passed.Add((call, i, buffers.RootOf(call.Arguments[i]), position, loops));
                                if (calls.IsWritten(call, i))
                                {
                                    writes.Add(new Access(buffers.RootOf(call.Arguments[i]), position, loops, null));
                                }
                            }
                        }

                        foreach (Value output in call.Outputs.Where(o => o.Type.IsBuffer && !top))
                        {
                            Unavailable(output);
                        }

                        break;
                    case Opaque opaque:
                        if (opaque is { Effect: Effect.Reads, Result: not null })
                        {
                            read.AddRange(opaque.Arguments.Where(a => a.Type.IsBuffer).Select(a => (opaque, buffers.RootOf(a), position, loops)));
                        }

                        unknown |= opaque is { Effect: Effect.Unknown, IsNewRow: false, WritesSpansOnly: false };
                        if (opaque is { Effect: Effect.Unknown, Result: { Type.IsBuffer: true } made } && !top)
                        {
                            Unavailable(made);
                        }

                        foreach (Value argument in opaque.Arguments.Where(a => a.Type.IsBuffer && opaque.Effect == Effect.Unknown && !(opaque.WritesSpansOnly && a.Type.Buffer == BufferKind.ReadOnlySpan)))
                        {
                            writes.Add(new Access(buffers.RootOf(argument), position, loops, null));
                        }

                        if (opaque.Result is { Type.IsBuffer: true } external)
                        {
                            outside.Add(buffers.RootOf(external));
                        }

                        break;
                    case Allocate allocate when !top:
                        Unavailable(allocate.Result);
                        break;
                    case If choice:
                        Visit(choice.Then, loops, around, false, true);
                        Visit(choice.Else, loops, around, false, true);
                        break;
                    case For loop:
                        int first = position;
                        Visit(loop.Body, [.. loops, first], around.Add(loop), false, false);
                        _extents[loop.Mirror] = (first, position);
                        break;
                    case While loop:
                        int head = position;
                        List<int> inner = [.. loops, head];
                        Visit(loop.Condition, inner, around.Add(loop), false, false);
                        Visit(loop.Body, inner, around.Add(loop), false, false);
                        _extents[loop.Mirror] = (head, position);
                        break;
                }

                void Unavailable(Value made)
                {
                    int root = buffers.RootOf(made);
                    unavailable.Add(root);
                    if (!_made.TryGetValue(root, out List<(List<int>, bool)>? places))
                    {
                        _made[root] = places = [];
                    }

                    places.Add((loops, branch));
                }
            }
        }
    }

    /// <summary>Whether a load gives the same at the end of its iteration of a loop.</summary>
    /// <param name="load">A load in the loop.</param>
    /// <param name="fused">The numbers of the loops around it whose iterations are undone at once, the innermost last.</param>
    public bool Contains(Load load, IReadOnlyList<int> fused)
    {
        if (Contains(load) || fused.Count == 0)
        {
            return Contains(load);
        }

        return _loads.TryGetValue(load.Result.Id, out Access? at) && LastsIn(at, fused);
    }

    /// <summary>Whether an element holds at the end of its iteration of a loop, and of the method where there is none, what was stored.</summary>
    /// <param name="store">A store.</param>
    /// <param name="fused">The numbers of the loops around it whose iterations are undone at once, the innermost last.</param>
    public bool Contains(Store store, IReadOnlyList<int> fused) =>
        store.Mirror > 0 && (_lasting.Contains(store.Mirror) || (fused.Count > 0 && _stores.TryGetValue(store.Mirror, out Access? at) && LastsIn(at, fused)));

    private bool LastsIn(Access at, IReadOnlyList<int> fused)
    {
        (int first, int last) = _extents[fused[fused.Count - 1]];
        if (!at.Loops.Contains(first) || _unknown.Contains(at.Root))
        {
            return false;
        }

        // Made in an iteration that is still running, its memory is there.
        var running = new HashSet<int>(fused.Select(f => _extents[f].First));
        if (_made.TryGetValue(at.Root, out List<(List<int> Loops, bool IsInBranch)>? places) && places.Any(p => p.IsInBranch || p.Loops.Any(l => !running.Contains(l))))
        {
            return false;
        }

        int around = at.Loops.IndexOf(first) + 1;
        List<int> inner = at.Loops.Skip(around).ToList();
        return !_writes.Any(w => w.Root == at.Root && ((w.Position > at.Position && w.Position <= last) || w.Loops.Intersect(inner).Any()) && !IsOther(at.Element, w.Element, around));
    }

    /// <summary>Whether it is known that a write behind a read is of another element, in the iterations at hand of so many of the loops around it.</summary>
    private bool IsOther(ElementPlace? read, ElementPlace? write, int within)
    {
        if (read is null || write is null)
        {
            return false;
        }

        _integers ??= new IntegerForms(_function);
        return !_integers.HasCarriedBuffers && _buffers.Sources(_buffers.RootOf(read.Buffer)).Count() == 1 && (_elements ??= new LaterElements(_integers)).AreOthers(read, write, within);
    }

    public bool Contains(Load load) => _stable.Contains(load.Result.Id);

    /// <summary>Whether C# that reads buffers gives the same when the method has ended.</summary>
    public bool Contains(Opaque op) => op.Result is not null && (_memoryLives || !op.Arguments.Any(a => a.Type.IsBuffer)) && !_changed.Contains(op.Result.Id);

    /// <summary>Whether a buffer holds, when the method has ended, what it held when the call began.</summary>
    public bool Contains(Call call, int argument) => _same.Contains((call, argument));
}
