using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>What becomes of a value that a loop hands from iteration to iteration, where iterations run together.</summary>
internal enum CarriedForm
{
    /// <summary>Each iteration adds to it: a sum in each lane, and one over the lanes behind the loop.</summary>
    Sum,

    /// <summary>The largest so far.</summary>
    Largest,

    /// <summary>The smallest so far.</summary>
    Smallest,

    /// <summary>It advances by one with the index.</summary>
    Counter,

    /// <summary>No iteration reads it: behind the loop it is that of the last.</summary>
    Last,
}

/// <summary>An element that each iteration reads or writes.</summary>
/// <param name="Buffer">The buffer, which is the same in all iterations.</param>
/// <param name="Index">Its index.</param>
/// <param name="Store">The operation that writes it; null where it is read.</param>
/// <param name="Origin">Where it stands.</param>
internal sealed record ElementAccess(Value Buffer, Affine Index, Store? Store, int Origin);

/// <summary>
/// A loop whose iterations touch one another in sums alone, so that they may run together: its index goes up or down by one, and each iteration reads and
/// writes its own elements of a buffer, or adds to one element that they share.
/// </summary>
internal sealed partial class InnerLoop
{
    private readonly HashSet<int> _varying = [];
    private readonly HashSet<int> _inside = [];
    private readonly HashSet<int> _held = [];
    private readonly Dictionary<int, Affine> _affine = [];
    private readonly Dictionary<Op, ElementAccess> _accesses = new(ByReference.Instance);
    private readonly List<Load> _shared = [];
    private readonly List<Value> _divisors = [];
    private readonly List<(Affine Written, Affine Other)> _distant = [];
    private readonly List<ElementAccess> _meeting = [];
    private readonly IReadOnlyDictionary<int, Op> _definitions;
    private readonly MemoryParts _memory;
    private RealKind _real;

    private InnerLoop(For loop, IReadOnlyDictionary<int, Op> definitions, MemoryParts memory)
    {
        Loop = loop;
        _definitions = definitions;
        _memory = memory;
        foreach (Op op in IrRewriter.Walk(loop.Body))
        {
            _inside.UnionWith(op.Results.Concat(IrRewriter.RegionArguments(op)).Select(v => v.Id));
        }
    }

    public For Loop { get; }

    /// <summary>The index goes down.</summary>
    public bool Descends { get; private set; }

    /// <summary>The bound is the last index rather than the first behind it.</summary>
    public bool IncludesBound => Loop.Comparison.Length == 2;

    /// <summary>The forms of what it carries, in order.</summary>
    public ImmutableArray<CarriedForm> Forms { get; private set; }

    /// <summary>The lanes.</summary>
    public RealKind Real => _real;

    /// <summary>Elements that all iterations read, in order.</summary>
    public IReadOnlyList<Load> Shared => _shared;

    /// <summary>Elements that iterations read or write, each once.</summary>
    public IReadOnlyList<ElementAccess> Ranges { get; private set; } = [];

    /// <summary>Pairs of buffers that must not overlap; which is to be seen as the loop is entered.</summary>
    public IReadOnlyList<(Value, Value)> Apart { get; private set; } = [];

    /// <summary>Pairs of indices of one buffer, one of which is written: no iteration may take at the one what another takes at the other.</summary>
    public IReadOnlyList<(Affine Written, Affine Other)> Distant => _distant;

    /// <summary>How many iterations there are, where that is known.</summary>
    public long? Count { get; private set; }

    /// <param name="loop">A loop without loops inside.</param>
    /// <param name="elements">Elements that it holds in values.</param>
    /// <param name="definitions">The constants and lengths of the body that holds it.</param>
    /// <param name="memory">Where its buffers lie.</param>
    /// <exception cref="NotInLanesException">Iterations cannot run together.</exception>
    public static InnerLoop Of(For loop, IReadOnlyList<PromotedElement> elements, IReadOnlyDictionary<int, Op> definitions, MemoryParts memory)
    {
        var inner = new InnerLoop(loop, definitions, memory);
        inner.ReadHead();
        inner.ReadCarried();
        inner.Visit(loop.Body);
        inner._held.UnionWith(elements.Select(e => e.Element).OfType<Value>().Select(e => e.Id));
        foreach (PromotedElement element in elements)
        {
            var store = new Store(element.Origin, element.Buffer, element.Index, loop.Index, Adds: false);
            inner._accesses[store] = inner.Access(element.Buffer, element.Index, store, element.Origin);
        }

        inner.FindDependences();
        foreach (Value value in loop.Body.Yields.Concat(inner.Varying(IrRewriter.Walk(loop.Body).SelectMany(o => o.Results))))
        {
            inner.Fit(value, loop.Origin);
        }

        return inner;
    }

    /// <summary>The value differs from iteration to iteration.</summary>
    public bool Varies(Value value) => _varying.Contains(value.Id);

    public bool IsInside(Value value) => _inside.Contains(value.Id);

    /// <summary>It can be computed before the loop, whatever the loop reads. An element that the loop holds in a value is read where it is known to be in range.</summary>
    public bool IsPure(Value value) => !_held.Contains(value.Id)
        && (!IsInside(value) || (IrRewriter.Walk(Loop.Body).FirstOrDefault(o => o.Results.Contains(value)) is (Constant or Apply or Opaque { Effect: Effect.Pure }) and { } op && op.Operands.All(IsPure)));

    public Affine? AffineOf(Value value) => _affine.TryGetValue(value.Id, out Affine? affine) ? affine : null;

    /// <summary>Stores that add to an element that all iterations share.</summary>
    public IEnumerable<Store> SharedSums => _accesses.Values.Where(a => a is { Store.Adds: true, Index.IsAlong: false }).Select(a => a.Store!);

    /// <summary>Divisors that are the same in all iterations.</summary>
    public IReadOnlyList<Value> Divisors => _divisors;

    public ElementAccess AccessOf(Op op) => _accesses[op];

    /// <summary>Nothing else that an iteration reads or writes may be this element, by another name or index.</summary>
    public bool IsAlone(ElementAccess access) => !_meeting.Any(m => IsSame(m, access));

    private static bool IsSame(ElementAccess a, ElementAccess b) => a.Buffer.Equals(b.Buffer) && a.Index.IsSame(b.Index);

    private IEnumerable<Value> Varying(IEnumerable<Value> values) => values.Where(Varies);

    private void ReadHead()
    {
        if (Loop.Exit >= 0)
        {
            throw Obstacle(Loop.Origin, "an iteration may leave it", "let it run to its end, or look for the end in a loop before it");
        }

        string? step = Text(Loop.Step);
        Descends = step == "-1";
        if (step is not ("1" or "-1") || Loop.Index.Type.Text != "int" || Loop.Bound.Type.Text != "int" || (Descends ? Loop.Comparison is not (">" or ">=") : Loop.Comparison is not ("<" or "<=")))
        {
            throw Obstacle(Loop.Origin, "its index does not go up or down by one", "count the iterations, and compute the index from the count");
        }

        Count = CountOf(Loop, _definitions);
        _inside.Add(Loop.Index.Id);
        _inside.UnionWith(Loop.Carried.Select(c => c.Id));
        _varying.Add(Loop.Index.Id);
        _affine[Loop.Index.Id] = Affine.Index;
    }

    /// <summary>How often a loop with a step of one runs, where its bounds are constants.</summary>
    public static long? CountOf(For loop, IReadOnlyDictionary<int, Op> definitions) => Integer(loop.Start, definitions) is { } start && Integer(loop.Bound, definitions) is { } bound
        ? System.Math.Max(0, System.Math.Abs((long)bound - start) + (loop.Comparison.Length == 2 ? 1 : 0))
        : null;

    private void Visit(Region region)
    {
        foreach (Op op in region.Ops)
        {
            Visit(op);
        }
    }

    private void Visit(Op op)
    {
        switch (op)
        {
            case Constant or Remark:
                return;
            case Load load:
                Visit(load);
                return;
            case Store store:
                Visit(store);
                return;
            case If branch:
                Visit(branch);
                return;
            case Apply apply:
                Visit(apply);
                return;
            case Opaque { Result: { } result, Effect: Effect.Pure } opaque:
                Visit(opaque, result);
                return;
            case Push or Pop:
                throw Obstacle(op.Origin, "what it saves for the reverse sweep lies on a stack", "compute in a form that need not be saved, or in a loop that no other loop holds");
            case Throw:
                throw Obstacle(op.Origin, "an iteration may throw", "check in a loop before it");
            case Call:
                throw Obstacle(op.Origin, "it calls a method that is not written out in it (a recursive or large one, one of another assembly, or one with a rule by hand)", "write its body into a smaller method");
            case Allocate or View or Fill or Copy:
                throw Obstacle(op.Origin, "each iteration takes or moves a buffer", "take it before the loop");
            default:
                throw Obstacle(op.Origin, "it reads what may change, or has an effect besides its results", "read it before the loop, and leave effects out of it");
        }
    }

    private void Visit(Apply apply)
    {
        if (!apply.Arguments.Any(Varies))
        {
            if (PrimitiveTable.Get(apply.Primitive) is { LanesThrow: not null } or { Name: "ClampNative" or "RoundTo" or "RoundToBy" })
            {
                Vary(apply.Result, apply.Origin);
                throw NoForm(apply);
            }

            return;
        }

        if (apply.Arguments.Any(a => a.Type.IsReal && a.Type != apply.Result.Type))
        {
            throw Mixed(apply.Origin);
        }

        Primitive row = PrimitiveTable.Get(apply.Primitive);
        if (row.Lanes is null || row.LanesThrow is not null)
        {
            throw NoForm(apply);
        }

        foreach (Value argument in apply.Arguments)
        {
            Fit(argument, apply.Origin);
        }

        if (apply.Primitive == "Divide" && !Varies(apply.Arguments[1]) && !_divisors.Contains(apply.Arguments[1]))
        {
            _divisors.Add(apply.Arguments[1]);
        }

        Vary(apply.Result, apply.Origin);
    }

    private static NotInLanesException NoForm(Apply apply) => Obstacle(apply.Origin, "'" + apply.Primitive + "' has no form on vectors, or may throw", "take it out of the loop, or write it in functions that have one (docs/primitives.md)");

    private void Visit(Opaque opaque, Value result)
    {
        if (!opaque.Arguments.Any(Varies))
        {
            if (!LaneTemplates.IsSafe(opaque) && opaque.Template is not ("{0}.GetLength(0)" or "{0}.GetLength(1)"))
            {
                throw Obstacle(opaque.Origin, "it computes what may throw", "compute it before the loop");
            }

            return;
        }

        if (result.Type.Text == "int" && opaque.Arguments.All(a => a.Type.Text == "int"))
        {
            Affine? affine = (opaque.Template, AffineOrTerm(opaque.Arguments[0])) switch
            {
                ("{0} + {1}", { } a) when AffineOrTerm(opaque.Arguments[1]) is { } b => Affine.Sum(a, b),
                ("{0} - {1}", { } a) when AffineOrTerm(opaque.Arguments[1]) is { } b => Affine.Difference(a, b),
                ("{0}", { } a) => a,
                _ => null,
            };
            if (affine is not null)
            {
                _affine[result.Id] = affine;
            }
        }

        if (opaque.Arguments.Any(a => a.Type.IsBuffer))
        {
            throw Obstacle(opaque.Origin, "it hands on a buffer", "write the loop over its elements");
        }

        foreach (Value argument in opaque.Arguments)
        {
            Fit(argument, opaque.Origin, real: result.Type.Real);
        }

        Vary(result, opaque.Origin);
        if (_real == RealKind.None)
        {
            // The lanes are not known before the first real number; integers fit those of double, and are looked at again.
            _unseen.Add(opaque);
        }
        else
        {
            RequireForm(opaque);
        }
    }

    private readonly List<Opaque> _unseen = [];

    private void RequireForm(Opaque opaque)
    {
        var shape = new LaneShape(512, _real);
        if (LaneTemplates.Find(opaque, shape) is null || shape.Of(opaque.Result!.Type) is null || opaque.Arguments.Any(a => shape.Of(a.Type) is null))
        {
            throw Obstacle(opaque.Origin, "it computes with integers or truth values in a way that has no form on vectors", "compute it before the loop, or in real numbers");
        }
    }

    private void Visit(If branch)
    {
        Fit(branch.Condition, branch.Origin);
        Visit(branch.Then);
        Visit(branch.Else);
        foreach (Value output in branch.Outputs)
        {
            if (output.Type.IsBuffer)
            {
                throw Obstacle(branch.Origin, "which buffer is taken differs from iteration to iteration", "take the elements in the branch");
            }

            Vary(output, branch.Origin);
        }
    }

    private void Vary(Value value, int origin)
    {
        _varying.Add(value.Id);
        Fit(value, origin);
    }

    /// <summary>A value that becomes a vector: its type has one, with lanes as wide as those of the loop's real numbers.</summary>
    private void Fit(Value value, int origin, RealKind real = RealKind.None)
    {
        IrType type = value.Type;
        if (type.IsReal)
        {
            if (type.Real == RealKind.Generic)
            {
                throw Obstacle(origin, "its numbers are of a type parameter", "mark a method of double or of float");
            }

            if (_real == RealKind.None)
            {
                _real = type.Real;
                Opaque[] unseen = _unseen.ToArray();
                _unseen.Clear();
                foreach (Opaque opaque in unseen)
                {
                    RequireForm(opaque);
                }
            }
            else if (_real != type.Real)
            {
                throw Mixed(origin);
            }
        }
        else if (new LaneShape(512, _real == RealKind.Float || real == RealKind.Float ? RealKind.Float : RealKind.Double).Of(type) is null)
        {
            throw Obstacle(origin, "a value of type '" + type.Text.Replace("global::", "") + "' differs from iteration to iteration", "use a number that is no wider than the real numbers of the loop");
        }
    }

    private static NotInLanesException Mixed(int origin) => Obstacle(origin, "it computes in double and in float", "use one of the two");

    /// <summary>An integer as an index; an invariant one counts as a term.</summary>
    private Affine? AffineOrTerm(Value value) => _affine.TryGetValue(value.Id, out Affine? affine) ? affine
        : Varies(value) ? null
        : Number(value) is { } number ? Affine.Of(number)
        : Affine.Of(value);

    private string? Text(Value value) => Text(value, _definitions);

    private static string? Text(Value value, IReadOnlyDictionary<int, Op> definitions) => definitions.TryGetValue(value.Id, out Op? op) && op is Constant constant ? constant.Text : null;

    /// <summary>The constant zero.</summary>
    public bool IsZero(Value value) => Text(value) == "0";

    /// <summary>The value is the length of the buffer.</summary>
    public bool IsLengthOf(Value value, Value buffer)
    {
        Value sized = SizedLike(buffer);
        return (Definition(value) is Opaque { Template: "{0}.Length" } lengthOf && SizedLike(lengthOf.Arguments[0]).Equals(sized))
            || (Definition(sized) is Allocate { Result.Type.Layout: null } made && made.Length.Equals(value))
            || (LengthOf(sized) is { } length && length.Equals(value));
    }

    /// <summary>The buffer that this one is the whole of, or was taken from the recording beside: it is as long.</summary>
    public Value SizedLike(Value buffer)
    {
        while (Definition(buffer) is View { Start: null, Length: null, Buffer.Type: { Layout: null, Buffer: BufferKind.Array or BufferKind.Span or BufferKind.ReadOnlySpan } } or Opaque { Template: RecordedBlocks.Beside })
        {
            buffer = Definition(buffer)!.Operands[0];
        }

        return buffer;
    }

    /// <summary>The number of elements of a part, as the slice has it; null where the buffer is none.</summary>
    public Value? LengthOf(Value buffer) => Definition(SizedLike(buffer)) is View { Length: { } length, Result.Type: { Layout: null, IsSpan: true }, Buffer.Type: { Layout: null, Buffer: BufferKind.Array or BufferKind.Span or BufferKind.ReadOnlySpan } } ? length : null;

    private Op? Definition(Value value) => _definitions.TryGetValue(value.Id, out Op? op) ? op : null;

    /// <summary>A constant integer.</summary>
    public int? Number(Value value) => Integer(value, _definitions);

    private static int? Integer(Value value, IReadOnlyDictionary<int, Op> definitions) => Text(value, definitions) is { } text && int.TryParse(text, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out int number) ? number : null;

    private static NotInLanesException Obstacle(int origin, string obstacle, string instead) => new(origin, obstacle, instead);

    private sealed class ByReference : IEqualityComparer<Op>
    {
        public static readonly ByReference Instance = new();

        public bool Equals(Op x, Op y) => ReferenceEquals(x, y);

        public int GetHashCode(Op op) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(op);
    }
}
