using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// A loop over points, paths or examples, with loops inside, whose iterations meet in sums alone: as many iterations at a time as a vector has lanes, each lane with
/// its own scratch. What an iteration does is a function of its index and of what stands before the loop.
/// </summary>
internal sealed class OuterLoop
{
    private readonly For _loop;
    private readonly Region _body;
    private readonly LoopFacts _facts;
    private readonly IrFunction _function;
    private readonly Func<Value, Value, bool> _areApart;
    private readonly List<Allocate> _private = [];
    private readonly HashSet<int> _privateRoots = [];
    private readonly HashSet<int> _sumRoots = [];
    private readonly HashSet<int> _savedRoots = [];

    private OuterLoop(For loop, IrFunction function, LoopFacts facts, Func<Value, Value, bool> areApart)
    {
        _loop = loop;
        _function = function;
        _body = function.Body;
        _facts = facts;
        _areApart = areApart;
    }

    /// <summary>The precision of its numbers.</summary>
    public RealKind Real { get; private set; }

    /// <summary>One iteration: of the index and all that it uses, gives what it adds to each carried sum. The first operations make the memory that each lane has for itself.</summary>
    public IrFunction Iteration { get; private set; } = null!;

    /// <summary>How many operations of the iteration make memory, and stand before all iterations.</summary>
    public int Prologue { get; private set; }

    /// <summary>What it uses of what stands before the loop.</summary>
    public ImmutableArray<Value> Free { get; private set; }

    /// <summary>The buffers among that to which iterations only add.</summary>
    public ImmutableArray<Value> Sums { get; private set; }

    /// <summary>The buffers among that to which each iteration writes an element of its own, for the reverse sweep.</summary>
    public ImmutableArray<Value> Saved { get; private set; }

    /// <summary>Those of the sums of which no two iterations touch the same element.</summary>
    public ImmutableHashSet<int> Own { get; private set; } = ImmutableHashSet<int>.Empty;

    /// <summary>The operations that make what an iteration needs besides.</summary>
    private ImmutableArray<Op> _head;

    /// <summary>The iterations of a range as a method: of all that they use, and the range; it gives the sums.</summary>
    /// <param name="from">The first iteration: a value of its own.</param>
    /// <param name="to">The one behind the last: a value of its own.</param>
    public IrFunction Range(Value from, Value to)
    {
        int nextId = System.Math.Max(_function.NextId, System.Math.Max(from.Id, to.Id) + 1);
        var one = new Constant(-1, new Value(nextId++, IrType.Int, null), "1");
        Constant[] zeros = [.. _loop.Carried.Select(c => new Constant(-1, c with { Id = nextId++ }, "0"))];
        For loop = _loop with { Start = from, Bound = to, Step = one.Result, Initial = zeros.Select(z => z.Result).ToImmutableArray() };
        ImmutableArray<IrParameter> parameters = Free.Append(from).Append(to).Select(v => new IrParameter(v, v.Name ?? "value", "", null, true, false)).ToImmutableArray();
        return new IrFunction(_function.Key, _function.Name, parameters, null, new Region(_head.Add(one).AddRange(zeros).Add(loop), _loop.Outputs), nextId, _function.Origins);
    }

    /// <param name="loop">A loop of the method's outermost region.</param>
    /// <param name="function">The method, ready to be printed.</param>
    /// <param name="facts">The facts about its loops.</param>
    /// <param name="areApart">Whether two buffers among the parameters, one of which is written, are known to share no memory.</param>
    /// <returns>Null where iterations depend on one another, or may.</returns>
    public static OuterLoop? Of(For loop, IrFunction function, LoopFacts facts, Func<Value, Value, bool> areApart)
    {
        var outer = new OuterLoop(loop, function, facts, areApart);
        return outer.IsCounted() && outer.HasSumsAlone() && outer.HasIndependentMemory() ? outer.Extracted() : null;
    }

    private bool IsCounted() => _loop.Exit < 0 && _loop.Comparison == "<" && IsOne(_loop.Step) && IrRewriter.Walk(_loop.Body).All(o => o is not Call);

    private bool IsOne(Value value) => IrRewriter.Walk(_body).OfType<Constant>().Any(c => c.Result.Equals(value) && c.Text == "1");

    private bool HasSumsAlone()
    {
        RealKind[] kinds = IrRewriter.Walk(_loop.Body).SelectMany(o => o.Results).Concat(_loop.Carried).Select(v => v.Type.IsBuffer ? RealKind.None : v.Type.Real).Where(r => r != RealKind.None).Distinct().ToArray();
        if (kinds.Length != 1 || kinds[0] is not (RealKind.Double or RealKind.Float))
        {
            return false;
        }

        Real = kinds[0];
        return _loop.Carried.Select((c, k) => c.Type.IsReal && Accumulations.Of(_loop.Body, c, k) == CarryKind.Sum).All(isSum => isSum);
    }

    private bool HasIndependentMemory()
    {
        BufferRoots roots = _facts.Buffers;
        LoopFact fact = _facts[_loop];
        var inside = new HashSet<int>(IrRewriter.Walk(_loop.Body).OfType<Allocate>().Select(a => roots.RootOf(a.Result)));
        HashSet<Op> ops = new(IrRewriter.Walk(_loop.Body), ReferenceComparer.Instance);
        bool isUndone = _loop.Body.Ops.Any(o => o is Remark { Text: Remarks.UndoIteration });
        HashSet<int> primal = new(Primal(_loop.Body).SelectMany(Buffers).Select(roots.RootOf));
        HashSet<int> elsewhere = new(IrRewriter.Walk(_body).Where(o => !ops.Contains(o)).SelectMany(Buffers).Concat(_body.Yields.Where(y => y.Type.IsBuffer)).Select(roots.RootOf));
        HashSet<int> behind = new(Behind().SelectMany(Buffers).Concat(_body.Yields.Where(y => y.Type.IsBuffer)).Select(roots.RootOf));
        if (_facts.Integers.HasCarriedBuffers || IrRewriter.Walk(_loop.Body).Any(o => o is Opaque { Effect: Effect.Unknown }))
        {
            return false;
        }

        foreach (IGrouping<int, MemoryAccess> memory in fact.Accesses.GroupBy(a => a.Root))
        {
            Op?[] sources = roots.Sources(memory.Key).ToArray();
            bool isMadeBefore = sources.Length > 0 && sources.All(s => s is Allocate made && _body.Ops.Contains(made, (IEqualityComparer<Op>)ReferenceComparer.Instance));
            if (inside.Contains(memory.Key) || memory.All(a => a.Kind == AccessKind.Read))
            {
                continue;
            }

            if (memory.All(a => a.Kind == AccessKind.Add && a.Op is Store))
            {
                _sumRoots.Add(memory.Key);
            }
            else if (sources.Length > 0 && sources.All(s => s is Allocate { Memory: Memory.Tape }) && memory.All(a => a.Kind == AccessKind.Write && a.Op is Store) && _facts.IsDisjoint(_loop, memory))
            {
                _savedRoots.Add(memory.Key);
            }
            else if (isMadeBefore && (IsTape(sources, memory.Key, elsewhere) || (primal.Contains(memory.Key) ? fact.Scratch.Contains(memory.Key) && !behind.Contains(memory.Key) : isUndone && sources.All(s => s is Allocate { Memory: Memory.Zeros }))))
            {
                _privateRoots.Add(memory.Key);
                _private.AddRange(sources.Cast<Allocate>());
            }
            else
            {
                return false;
            }
        }

        return AreApart();
    }

    private static bool IsTape(Op?[] sources, int root, HashSet<int> elsewhere) => sources.All(s => s is Allocate { Memory: Memory.Tape }) && !elsewhere.Contains(root);

    /// <summary>What is added to shares no memory with what is read.</summary>
    private bool AreApart()
    {
        BufferRoots roots = _facts.Buffers;
        Value[] used = _function.Parameters.Select(p => p.Value).Where(v => v.Type.IsBuffer && _facts[_loop].Accesses.Any(a => a.Root == roots.RootOf(v))).ToArray();
        return used.Where(v => _sumRoots.Contains(roots.RootOf(v))).All(sum => used.All(other => other.Equals(sum) || _sumRoots.Contains(roots.RootOf(other)) || _areApart(sum, other)));
    }

    /// <summary>The operations of a region but those that undo iterations.</summary>
    private static IEnumerable<Op> Primal(Region region)
    {
        foreach (Op op in region.Ops.TakeWhile(o => o is not Remark { Text: Remarks.UndoIteration }))
        {
            yield return op;
            foreach (Op inner in IrRewriter.RegionsOf(op).SelectMany(Primal))
            {
                yield return inner;
            }
        }
    }

    /// <summary>The buffers that an operation reads or writes.</summary>
    private static IEnumerable<Value> Buffers(Op op) => op is Allocate or View || IntegerForms.IsLength(op) ? [] : op.Operands.Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Yields)).Where(o => o.Type.IsBuffer);

    private IEnumerable<Op> Behind() => _body.Ops.SkipWhile(o => !ReferenceEquals(o, _loop)).Skip(1).SelectMany(o => IrRewriter.Inside(o).Prepend(o));

    private OuterLoop? Extracted()
    {
        BufferRoots roots = _facts.Buffers;
        int nextId = _function.NextId;
        var constants = _body.Ops.OfType<Constant>().ToDictionary(c => c.Result.Id);
        var made = new HashSet<int>(_private.Select(a => a.Result.Id));
        View[] parts = _body.Ops.TakeWhile(o => !ReferenceEquals(o, _loop)).OfType<View>().Where(v => made.Contains(v.Buffer.Id) && made.Add(v.Result.Id)).ToArray();
        Value[] used = Regions.Free(_loop.Body).Concat(_private.Select(a => a.Length)).Concat(parts.SelectMany(v => v.Operands)).Where(v => !v.Equals(_loop.Index) && !_loop.Carried.Contains(v)).GroupBy(v => v.Id).Select(g => g.First()).ToArray();

        // Scratch memory that is chosen before the loop would have to be chosen in each lane.
        if (used.Any(v => v.Type.IsBuffer && _privateRoots.Contains(roots.RootOf(v)) && !made.Contains(v.Id)) || _private.Any(a => a.Length.Type.Text != "int" || a.Result.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged)
            || used.Any(v => v.Type.Layout is not null || v.Type.Members is not null || v.Type.Element.Contains("Vector512")))
        {
            return null;
        }

        Op[] cloned = used.Where(v => constants.ContainsKey(v.Id)).Select(v => (Op)constants[v.Id]).ToArray();
        Op[] zeros = _loop.Carried.Select(c => (Op)new Constant(-1, c, "0")).ToArray();
        Free = used.Where(v => !constants.ContainsKey(v.Id) && !made.Contains(v.Id)).ToImmutableArray();
        Sums = Free.Where(v => v.Type.IsBuffer && _sumRoots.Contains(roots.RootOf(v))).ToImmutableArray();
        Saved = Free.Where(v => v.Type.IsBuffer && _savedRoots.Contains(roots.RootOf(v))).ToImmutableArray();
        Own = Sums.Where(v => _facts.IsDisjoint(_loop, _facts[_loop].Accesses.Where(a => a.Root == roots.RootOf(v)))).Select(v => v.Id).ToImmutableHashSet();
        _head = cloned.Concat(_private).Concat(parts).ToImmutableArray();
        Prologue = cloned.Length + _private.Count + parts.Length;
        ImmutableArray<IrParameter> parameters = Free.Select(v => new IrParameter(v, v.Name ?? "value", "", null, true, false)).Append(new IrParameter(_loop.Index, _loop.Index.Name ?? "i", "", null, false, false)).ToImmutableArray();
        Iteration = new IrFunction(_function.Key, _function.Name, parameters, null, new Region(_head.Concat(zeros).Concat(_loop.Body.Ops).ToImmutableArray(), _loop.Body.Yields), nextId, _function.Origins);
        return this;
    }
}
