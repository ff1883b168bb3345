using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>What an access does to an element of memory.</summary>
internal enum AccessKind
{
    Read,
    Write,

    /// <summary><c>a[i] += x</c>: in any order the same, but for rounding.</summary>
    Add,
}

/// <summary>An access to memory inside a loop.</summary>
/// <param name="Op">What makes it.</param>
/// <param name="Buffer">The buffer by the name that it has there.</param>
/// <param name="Root">The memory (see <see cref="BufferRoots"/>).</param>
/// <param name="Kind">What it does.</param>
/// <param name="Index">The element, counted from the start of the memory; null where it is not known, or where there are several.</param>
internal sealed record MemoryAccess(Op Op, Value Buffer, int Root, AccessKind Kind, IntegerForm? Index);

/// <summary>How iterations of a loop depend on one another.</summary>
internal enum LoopDependence
{
    /// <summary>Not at all: they could run in any order, or at once.</summary>
    None,

    /// <summary>They meet in sums, products, minima and maxima only.</summary>
    Accumulations,

    /// <summary>An iteration needs a value that the one before it left.</summary>
    Recurrence,

    /// <summary>An iteration may read or write an element that another writes.</summary>
    Memory,

    /// <summary>An iteration may end the loop.</summary>
    Exit,

    /// <summary>An iteration may do something whose order is seen from outside.</summary>
    Effect,
}

/// <summary>What is known of one loop.</summary>
/// <param name="Loop">The loop, a <see cref="For"/> or a <see cref="While"/>.</param>
/// <param name="TripCount">How often it runs, where that is not negative; null where it is not known before the loop.</param>
/// <param name="Carries">How each carried value is made.</param>
/// <param name="Steps">What an iteration adds to each carried value that is an <see cref="CarryKind.Induction"/>; null for others.</param>
/// <param name="Accesses">The accesses to memory in it, those of inner loops too.</param>
/// <param name="Scratch">The memory that each iteration overwrites before it reads it, as far as it reads it.</param>
/// <param name="Dependence">How its iterations depend on one another.</param>
internal sealed record LoopFact(
    Op Loop,
    IntegerForm? TripCount,
    ImmutableArray<CarryKind> Carries,
    ImmutableArray<IntegerForm?> Steps,
    ImmutableArray<MemoryAccess> Accesses,
    ImmutableHashSet<int> Scratch,
    LoopDependence Dependence);

/// <summary>
/// Facts about the loops of a method: trip counts, indices as forms of what the loops count (running indices too), sums and other accumulations, scratch memory, and
/// whether iterations depend on one another. A side table: the IR stays as it is.
/// </summary>
internal sealed class LoopFacts
{
    private readonly Dictionary<Op, LoopFact> _facts = new(ReferenceComparer.Instance);

    private readonly List<MemoryAccess> _reads = [];

    private LoopFacts(BufferRoots buffers, IntegerForms integers)
    {
        Buffers = buffers;
        Integers = integers;
    }

    /// <summary>Which memory a buffer value may mean.</summary>
    public BufferRoots Buffers { get; }

    /// <summary>The integers of the method as forms.</summary>
    public IntegerForms Integers { get; }

    /// <summary>All of them, an outer loop before its inner ones.</summary>
    public IEnumerable<LoopFact> All => _facts.Values;

    /// <summary>The facts of one loop of the method.</summary>
    public LoopFact this[Op loop] => _facts[loop];

    public static LoopFacts Of(IrFunction function)
    {
        var buffers = new BufferRoots(function);
        var facts = new LoopFacts(buffers, new IntegerForms(function));
        facts._reads.AddRange(IrRewriter.Walk(function.Body).SelectMany(facts.AccessesOf).Where(a => a.Kind == AccessKind.Read));
        foreach (Op loop in IrRewriter.Walk(function.Body).Where(o => o is For or While))
        {
            facts._facts[loop] = facts.Of(loop);
        }

        return facts;
    }

    private LoopFact Of(Op loop)
    {
        (ImmutableArray<Value> carried, Region body) = loop is For counted ? (counted.Carried, counted.Body) : (((While)loop).Carried, ((While)loop).Body);
        ImmutableArray<IntegerForm?> steps = carried.Select((c, i) => Integers.StepOf(c)).ToImmutableArray();
        ImmutableArray<CarryKind> carries = carried.Select((c, i) => body.Yields[i].Equals(c) ? CarryKind.Invariant : steps[i] is not null ? CarryKind.Induction : Accumulations.Of(body, c, i)).ToImmutableArray();
        ImmutableArray<MemoryAccess> accesses = IrRewriter.Walk(body).SelectMany(AccessesOf).ToImmutableArray();
        ImmutableHashSet<int> scratch = new OverwrittenMemory(Buffers, Integers).In(loop, accesses);
        return new LoopFact(loop, loop is For f ? Integers.TripCountOf(f) : null, carries, steps, accesses, scratch, DependenceOf(loop, body, carries, accesses, scratch));
    }

    private LoopDependence DependenceOf(Op loop, Region body, ImmutableArray<CarryKind> carries, ImmutableArray<MemoryAccess> accesses, ImmutableHashSet<int> scratch)
    {
        if (IrRewriter.Walk(body).Any(o => o is Opaque { Effect: Effect.Unknown } or Call or Push or Pop))
        {
            return LoopDependence.Effect;
        }

        if (loop is While or For { Exit: >= 0 })
        {
            return LoopDependence.Exit;
        }

        if (carries.Contains(CarryKind.Recurrence))
        {
            return LoopDependence.Recurrence;
        }

        bool adds = false;
        foreach (IGrouping<int, MemoryAccess> memory in accesses.GroupBy(a => a.Root))
        {
            if (memory.All(a => a.Kind == AccessKind.Read && !Integers.HasCarriedBuffers) || (scratch.Contains(memory.Key) && IsPrivate(memory)))
            {
                continue;
            }

            if (IsDisjoint((For)loop, memory))
            {
                continue;
            }

            if (!memory.All(a => a.Kind == AccessKind.Add))
            {
                return LoopDependence.Memory;
            }

            adds = true;
        }

        return adds || carries.Any(c => c is not (CarryKind.Invariant or CarryKind.Induction)) ? LoopDependence.Accumulations : LoopDependence.None;
    }

    /// <summary>Memory of the method's own that only these accesses read: what the last iteration leaves there is not seen.</summary>
    private bool IsPrivate(IGrouping<int, MemoryAccess> memory) => Buffers.Sources(memory.Key).All(s => s is Allocate) && _reads.Where(r => r.Root == memory.Key).All(r => memory.Any(a => ReferenceEquals(a.Op, r.Op)));

    /// <summary>
    /// Whether no two iterations touch the same of these elements: all indices are <c>± i + r</c> with one r that is the same in all iterations, or lie in rows
    /// <c>s·i … s·i + s − 1</c>.
    /// </summary>
    public bool IsDisjoint(For loop, IEnumerable<MemoryAccess> accesses)
    {
        if (Integers.UnitStep(loop) is null || Integers.HasCarriedBuffers || accesses.Any(a => a.Index is null || Buffers.Sources(a.Root).Count() != 1))
        {
            return false;
        }

        IntegerForm[] indices = accesses.Select(a => a.Index!).ToArray();
        var factors = indices.Select(i => i.FactorOf(loop.Index.Id)).ToArray();
        if (factors[0] is not { } stride || stride.Equals(IntegerForm.Zero) || factors.Any(f => !stride.Equals(f)) || stride.Values.Any(v => Integers.VariesIn(loop, v)))
        {
            return false;
        }

        IntegerForm?[] rests = indices.Select(i => i.With(loop.Index.Id, IntegerForm.Zero)).ToArray();
        if (stride.Number is 1 or -1 && rests.All(r => r is not null && r.Equals(rests[0]) && !r.Values.Any(v => Integers.VariesIn(loop, v))))
        {
            return true;
        }

        return rests.All(r => r is not null && Integers.IsNotNegative(r) && stride - r is { } above && above - IntegerForm.Constant(1) is { } left && Integers.IsNotNegative(left));
    }

    private IEnumerable<MemoryAccess> AccessesOf(Op op)
    {
        switch (op)
        {
            case Load load:
                yield return At(load.Buffer, AccessKind.Read, load.Index);
                break;
            case Store store:
                yield return At(store.Buffer, store.Adds ? AccessKind.Add : AccessKind.Write, store.Index);
                break;
            case Fill fill:
                yield return At(fill.Buffer, AccessKind.Write, null);
                break;
            case Copy copy:
                yield return At(copy.Source, AccessKind.Read, null);
                yield return At(copy.Destination, AccessKind.Write, null);
                break;
            case Call or Opaque { Effect: not Effect.Pure } or Push { IsContent: true }:
                foreach (Value buffer in op.Operands.Where(o => o.Type.IsBuffer))
                {
                    yield return At(buffer, AccessKind.Read, null);
                    if (op is not Push)
                    {
                        yield return At(buffer, AccessKind.Write, null);
                    }
                }

                break;
            case Opaque opaque when !IntegerForms.IsLength(opaque):
                foreach (Value buffer in opaque.Arguments.Where(o => o.Type.IsBuffer))
                {
                    yield return At(buffer, AccessKind.Read, null);
                }

                break;
        }

        MemoryAccess At(Value buffer, AccessKind kind, Value? index) => new(op, buffer, Buffers.RootOf(buffer), kind, index is null ? null : Integers.ElementOf(buffer, index));
    }
}
