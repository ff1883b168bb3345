using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// Finds the loops whose iterations can be undone at once: <c>for (i …) s += f(x[i])</c>, where the gradient of s is known before the loop and the same in all
/// iterations. Then an iteration and its reverse are one body, and nothing is kept from one iteration to the next.
/// <para>
/// In the forward order of iterations, and before all that the reverse sweep does ahead of it, the loop that undoes must give the same: what it carries are sums; memory
/// it only adds to, or it is scratch, whose gradient is zero when an iteration begins and when it ends. What it needs of the reverse sweep ahead of it (the gradient of s,
/// cleared buffers) moves before the loop; that must not need what comes after.
/// </para>
/// </summary>
internal sealed class FusedReductions
{
    private readonly Dictionary<int, LoopFact> _facts = [];
    private readonly BufferRoots _roots;
    private readonly Dictionary<int, HashSet<int>> _primalRoots = [];
    private readonly Exceptions _exceptions;
    private readonly HashSet<int> _callersGradients = [];
    private readonly Sweeps _sweeps;
    private readonly bool _keepsGradients;
    private readonly LoopFacts _loops;
    private readonly HashSet<int> _staged = [];
    private readonly Dictionary<Op, Dictionary<int, bool>> _touched = new(ReferenceComparer.Instance);

    /// <summary>The operation of the reverse sweep that touches memory first, by its root.</summary>
    private Dictionary<int, Op>? _firstTouching;

    /// <param name="function">The method that was reversed.</param>
    /// <param name="sweeps">Its sweeps.</param>
    /// <param name="keepsGradients">An exception leaves the gradient buffers of the caller as they were.</param>
    public FusedReductions(IrFunction function, Sweeps sweeps, bool keepsGradients)
    {
        _sweeps = sweeps;
        _keepsGradients = keepsGradients;
        _loops = LoopFacts.Of(function);
        foreach (LoopFact fact in _loops.All)
        {
            _facts[fact.Loop.Mirror] = fact;
        }

        ImmutableArray<IrParameter> parameters = function.Parameters.AddRange(sweeps.Parameters.Select(p => new IrParameter(p.Value, p.Value.Name!, "", null, true, false)));
        var body = new Region(sweeps.Forward.Ops.AddRange(sweeps.Backward.Ops), ImmutableArray<Value>.Empty);
        _roots = new BufferRoots(new IrFunction(function.Key, function.Name, parameters, null, body, sweeps.NextId, function.Origins));
        foreach (KeyValuePair<int, Value> shadow in sweeps.Shadows)
        {
            int root = _roots.RootOf(shadow.Value);
            if (!_primalRoots.TryGetValue(root, out HashSet<int>? primal))
            {
                _primalRoots[root] = primal = [];
            }

            primal.Add(_loops.Buffers.RootOf(shadow.Value with { Id = shadow.Key }));
        }

        foreach (DerivativeParameter parameter in sweeps.Parameters.Where(p => p.Value.Type.IsBuffer))
        {
            _callersGradients.Add(_roots.RootOf(parameter.Value));
        }

        _exceptions = new Exceptions(_loops.Integers, function.Parameters.Where(p => p.IsActive).Select(p => p.Value));
    }

    /// <summary>There are loops, and none hands a buffer on: then memory has names that tell it.</summary>
    public bool IsPossible => _facts.Count > 0 && !_loops.Integers.HasCarriedBuffers;

    /// <summary>The gradient buffers of the caller that must be worked on aside, since something may throw when they have been written.</summary>
    public IEnumerable<DerivativeParameter> Staged => _sweeps.Parameters.Where(p => p.Value.Type.IsBuffer && _staged.Contains(_roots.RootOf(p.Value)));

    /// <summary>A loop that is undone at once.</summary>
    /// <param name="Undo">What undoes an iteration.</param>
    /// <param name="Ahead">The operations that move before the loop: pure ones of the forward sweep behind it, and what is needed of the reverse sweep.</param>
    public sealed record Fused(For Undo, ImmutableArray<Op> Ahead);

    /// <param name="forward">A region of the forward sweep.</param>
    /// <param name="at">The position of a loop in it.</param>
    /// <param name="backward">The region that undoes it, behind it and run as often as it.</param>
    /// <param name="isOutermost">No loop around it is undone at once.</param>
    /// <returns>Null where it cannot be.</returns>
    public Fused? Of(Region forward, int at, Region backward, bool isOutermost)
    {
        Op loop = forward.Ops[at];
        Region body = loop is For counted ? counted.Body : ((While)loop).Body;
        if (backward.Ops.OfType<For>().FirstOrDefault(o => o.Mirror == -loop.Mirror) is not { } undo || !_facts.TryGetValue(loop.Mirror, out LoopFact? fact)
            || IrRewriter.Walk(body).Any(o => o is Push or Pop or Call { Mode: not CallMode.Primal }) || IrRewriter.Walk(undo.Body).Any(o => o is Call or Push or Pop)
            || undo.Carried.Where((c, k) => Accumulations.Of(undo.Body, c, k) != CarryKind.Sum).Any())
        {
            return null;
        }

        int undoAt = backward.Ops.TakeWhile(o => !ReferenceEquals(o, undo)).Count();

        // What it does to gradient buffers that outlive an iteration.
        Dictionary<int, bool> touched = Touched(undo);
        foreach (KeyValuePair<int, bool> memory in touched)
        {
            if (!memory.Value && !IsScratch(fact, memory.Key))
            {
                return null;
            }
        }

        if (Ahead(undo, backward, undoAt, fact, touched) is not { } ahead)
        {
            return null;
        }

        var late = new IdSet();
        foreach (Op op in backward.Ops.Where((o, i) => !ahead.Contains(i)).Append(loop))
        {
            foreach (Value result in op.Results)
            {
                late.Add(result.Id);
            }
        }

        Dictionary<int, int>? behind = null;
        var early = new SortedSet<int>();
        if (!Regions.Free(undo.Body).Concat(ahead.SelectMany(i => backward.Ops[i].Operands)).All(v => IsEarly(v)) || (isOutermost && !Stage(forward, at, backward, undo, ahead)))
        {
            return null;
        }

        return new Fused(undo, early.Select(i => forward.Ops[i]).Concat(ahead.OrderBy(i => i).Select(i => backward.Ops[i])).ToImmutableArray());

        // Known before the loop, or computed behind it of what is known before it: s / n needs the number n.
        bool IsEarly(Value value)
        {
            if (late.Contains(value.Id))
            {
                return false;
            }

            behind ??= Behind();
            if (!behind.TryGetValue(value.Id, out int position))
            {
                return true;
            }

            Op definition = forward.Ops[position];
            if (definition is Constant or Apply or Opaque { Effect: Effect.Pure } && !_exceptions.MayThrow(definition) && definition.Operands.All(IsEarly))
            {
                early.Add(position);
                return true;
            }

            return false;
        }

        // Where the values behind the loop are defined.
        Dictionary<int, int> Behind()
        {
            var positions = new Dictionary<int, int>();
            for (int i = at + 1; i < forward.Ops.Length; i++)
            {
                foreach (Value result in forward.Ops[i].Results)
                {
                    positions[result.Id] = i;
                }
            }

            return positions;
        }
    }

    /// <summary>
    /// The positions of what the loop needs of the reverse sweep ahead of it, and of what must stay before that; null where something among it cannot move before the loop.
    /// </summary>
    private HashSet<int>? Ahead(For undo, Region backward, int undoAt, LoopFact fact, Dictionary<int, bool> touched)
    {
        var ahead = new HashSet<int>();
        var used = new HashSet<int>(Regions.Free(undo.Body).Select(v => v.Id));
        var memory = new Dictionary<int, bool>(touched);
        for (int i = undoAt - 1; i >= 0; i--)
        {
            Op op = backward.Ops[i];
            bool isClear = op is Fill { Filler: null } or Allocate { Memory: Memory.Zeros };
            Dictionary<int, bool> here = Touched(op);
            bool isInTheWay = here.Any(m => memory.TryGetValue(m.Key, out bool adds) && !(adds && m.Value) && !(op is For other && _facts.TryGetValue(-other.Mirror, out LoopFact? otherFact) && IsScratch(otherFact, m.Key) && IsScratch(fact, m.Key)));
            if (!op.Results.Any(r => used.Contains(r.Id)) && !isInTheWay)
            {
                continue;
            }

            if (!(isClear || op is Constant or Apply or View or Opaque { Effect: Effect.Pure }))
            {
                return null;
            }

            ahead.Add(i);
            used.UnionWith(op.Operands.Select(o => o.Id));
            foreach (KeyValuePair<int, bool> m in here)
            {
                memory[m.Key] = memory.TryGetValue(m.Key, out bool adds) && adds && m.Value;
            }
        }

        return ahead;
    }

    /// <summary>The memory that each iteration of a loop overwrites before it reads it; its gradient is zero before and after an iteration is undone, if it is so before the loop is.</summary>
    private bool IsScratch(LoopFact fact, int shadowRoot) => _primalRoots.TryGetValue(shadowRoot, out HashSet<int>? primal) && primal.All(fact.Scratch.Contains) && IsZeroFirst(shadowRoot);

    /// <summary>New memory of the recording, or the caller's that is cleared first of all: the reverse sweep begins with zeros in it.</summary>
    private bool IsZeroFirst(int shadowRoot) => _roots.Sources(shadowRoot).All(s => s is Allocate { Memory: Memory.Zeros }
        || (s is null && IsClearedFirst(shadowRoot)));

    /// <summary>The reverse sweep clears the caller's memory before it does anything else with it. A method that clears its buffer has that undone by clearing the gradient later on.</summary>
    private bool IsClearedFirst(int root)
    {
        if (_firstTouching is null)
        {
            _firstTouching = [];
            foreach (Op op in _sweeps.Backward.Ops)
            {
                foreach (int touched in Touched(op).Keys)
                {
                    if (!_firstTouching.ContainsKey(touched))
                    {
                        _firstTouching[touched] = op;
                    }
                }
            }
        }

        return _firstTouching.TryGetValue(root, out Op? first) && first is Fill { Filler: null } fill && fill.Buffer.Id == root;
    }

    /// <summary>It is cleared first, and never again.</summary>
    private bool IsClearedOnce(int root) => IsClearedFirst(root) && IrRewriter.Walk(_sweeps.Backward).Count(o => o is Fill fill && _roots.RootOf(fill.Buffer) == root) == 1;

    /// <summary>The memory that an operation reads or writes, other than what it makes itself; true where it only adds to it.</summary>
    private Dictionary<int, bool> Touched(Op op)
    {
        if (!_touched.TryGetValue(op, out Dictionary<int, bool>? touched))
        {
            _touched[op] = touched = TouchedBy(op);
        }

        return touched;
    }

    private Dictionary<int, bool> TouchedBy(Op op)
    {
        var touched = new Dictionary<int, bool>();
        foreach (Op inner in IrRewriter.Inside(op).Prepend(op))
        {
            IEnumerable<Value> buffers = inner switch
            {
                Load load => [load.Buffer],
                Store store => [store.Buffer],
                Fill fill => [fill.Buffer],
                Copy copy => [copy.Source, copy.Destination],
                Call or Opaque when !IntegerForms.IsLength(inner) => inner.Operands.Where(o => o.Type.IsBuffer),
                _ => [],
            };
            foreach (Value buffer in buffers)
            {
                int root = _roots.RootOf(buffer);
                touched[root] = inner is Store { Adds: true } && (!touched.TryGetValue(root, out bool adds) || adds);
            }
        }

        if (touched.Count == 0 || op.Regions.IsEmpty)
        {
            return touched;
        }

        // Memory that may be what stands before the operation, too, is not its own.
        HashSet<Op> made = new(IrRewriter.Inside(op).Where(o => o is Allocate), ReferenceComparer.Instance);
        foreach (int root in touched.Keys.ToArray().Where(r => _roots.Sources(r).Any() && _roots.Sources(r).All(s => s is not null && made.Contains(s))))
        {
            touched.Remove(root);
        }

        return touched;
    }

    /// <summary>
    /// Where the method may throw when the loop has written to gradient buffers of the caller, those are worked on aside, in memory of the recording. That pays where all
    /// iterations write the same elements; where each writes elements of its own, the loop is better left as it is, unless the user asks that nothing of it be kept.
    /// </summary>
    private bool Stage(Region forward, int at, Region backward, For undo, HashSet<int> ahead)
    {
        var written = new HashSet<int>(ahead.Select(i => backward.Ops[i]).Append(undo).SelectMany(o => Touched(o).Keys).Where(_callersGradients.Contains));
        if (!_keepsGradients || written.Count == 0 || !(forward.Ops.Skip(at).Any(_exceptions.MayThrow) || backward.Ops.Any(o => o is Opaque { Effect: Effect.Unknown, IsLinear: false })))
        {
            return true;
        }

        foreach (int root in written)
        {
            DerivativeParameter parameter = _sweeps.Parameters.First(p => p.Value.Type.IsBuffer && _roots.RootOf(p.Value) == root);
            if (parameter.Value.Type.Buffer != BufferKind.Span || _sweeps.Parameters.Count(p => p.Value.Type.IsBuffer && _roots.RootOf(p.Value) == root) > 1 || !(IsClearedOnce(root) || OnlyAdds(root)) || !(forward.Ops[at].IsCheckpointed || WritesTheSame(root, forward.Ops[at], undo)))
            {
                return false;
            }
        }

        _staged.UnionWith(written);
        return true;
    }

    private bool OnlyAdds(int root) => _sweeps.Backward.Ops.Select(Touched).All(t => !t.TryGetValue(root, out bool adds) || adds);

    /// <summary>Whether iterations of the loop write the same elements, those that no value of an iteration chooses.</summary>
    private bool WritesTheSame(int root, Op loop, For undo)
    {
        var chosen = new HashSet<int>(IrRewriter.RegionArguments(loop).Select(v => v.Id)) { undo.Index.Id };
        IrRewriter.RegionsOf(loop).ToList().ForEach(Follow);
        Follow(undo.Body);
        return IrRewriter.Walk(undo.Body).All(o => o switch
        {
            Store store => _roots.RootOf(store.Buffer) != root || !(chosen.Contains(store.Index.Id) || chosen.Contains(store.Buffer.Id)),
            Load load => _roots.RootOf(load.Buffer) != root || !(chosen.Contains(load.Index.Id) || chosen.Contains(load.Buffer.Id)),
            _ => true,
        });

        // What an inner loop counts is the same in all iterations where its bounds are, and so is what it carries where that is made of such numbers: p++.
        void Carry(For inner)
        {
            int known;
            do
            {
                known = chosen.Count;
                for (int k = 0; k < inner.Carried.Length; k++)
                {
                    if (chosen.Contains(inner.Initial[k].Id) || chosen.Contains(inner.Body.Yields[k].Id))
                    {
                        chosen.Add(inner.Carried[k].Id);
                        chosen.Add(inner.Outputs[k].Id);
                    }
                }

                Follow(inner.Body);
            }
            while (chosen.Count != known);
        }

        void Follow(Region region)
        {
            foreach (Op op in region.Ops)
            {
                if (op is Load or If or While or Opaque { Effect: not Effect.Pure } || op.Operands.Any(o => chosen.Contains(o.Id)))
                {
                    chosen.UnionWith(op.Results.Select(r => r.Id));
                }

                if (op is For inner && !inner.Operands.Take(3).Any(o => chosen.Contains(o.Id)))
                {
                    Carry(inner);
                    continue;
                }

                chosen.UnionWith(IrRewriter.RegionArguments(op).Select(v => v.Id));
                IrRewriter.RegionsOf(op).ToList().ForEach(Follow);
            }
        }
    }
}
