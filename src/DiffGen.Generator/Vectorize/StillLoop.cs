using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// A loop inside of another, <c>for (o …) for (l …) { ẏ += ẋ[f(l)] w }</c>, whose iterations add to tangents what is linear in tangents that the outer loop reads again and again, and does not
/// change: where these are zero, and each w is finite, an iteration changes no tangent. Where all that it adds has one and the same factor, <c>ẏ += (…) v[o, l]</c>, an iteration in which that is
/// zero changes none either, if no other number is so large that what is multiplied by it could overflow.
/// </summary>
internal sealed class StillLoop
{
    /// <summary>An iteration of less work on vectors is not worth a test.</summary>
    private const int LeastWork = 12;

    /// <summary>The iterations of a loop, where they are not known.</summary>
    private const int UnknownIterations = 8;

    /// <summary>One number in all lanes.</summary>
    public const string Broadcast = "{V}.Create({0})";

    private readonly ColumnValues _columns;
    private readonly LaneShape _shape;
    private readonly KernelMemory _memory;
    private readonly IReadOnlyDictionary<int, int> _constants;
    private readonly HashSet<int> _inOuter;
    private readonly HashSet<int> _inInner;
    private readonly HashSet<int> _written;
    private readonly HashSet<int> _zeros = [];

    /// <summary>What a value is where the tangents that are read are zero: another value.</summary>
    private readonly Dictionary<int, Value> _same = [];
    private readonly HashSet<int> _read = [];
    private readonly HashSet<Value> _factors = [];

    /// <summary>What is zero, instead of the tangents that are read; null where it is these.</summary>
    private readonly Value? _zero;
    private readonly TangentSizes _sizes;

    private StillLoop(For outer, For inner, ColumnValues columns, LaneShape shape, KernelMemory memory, HashSet<int> written, IReadOnlyDictionary<int, int> constants, Value? zero)
    {
        _zero = zero;
        _sizes = new TangentSizes(memory, shape, v => _read.Contains(v.Id) || IsFactor(v));
        (Inner, _columns, _shape, _memory, _written, _constants) = (inner, columns, shape, memory, written, constants);
        _inOuter = KernelMemory.DefinedIn(outer);
        _inInner = KernelMemory.DefinedIn(inner);
    }

    /// <summary>The inner loop.</summary>
    public For Inner { get; }

    /// <summary>Buffers and numbers that have to be finite.</summary>
    public IEnumerable<Value> Factors => _factors;

    /// <summary>A number that all that an iteration adds to tangents is multiplied by: where it is zero, and factors and tangents are of moderate size, it changes none; null where there is none.</summary>
    public Value? Weight { get; private set; }

    /// <summary>How what is the same for all columns is passed over where the weight is zero, too; null where it is not.</summary>
    public StillNumbers? Numbers { get; private set; }

    /// <summary>What an iteration does that is the same for all columns.</summary>
    public Region Shared { get; private set; } = Region.Empty;

    /// <summary>What it does with tangents, which it yields.</summary>
    public Region Columns { get; private set; } = Region.Empty;

    /// <summary>A mark for each element of tangents that it reads.</summary>
    public Region Marks { get; private set; } = Region.Empty;

    /// <param name="kernel">The body of the kernel.</param>
    /// <param name="outer">The outer loop.</param>
    /// <param name="inner">A loop in its body.</param>
    /// <param name="columns">What differs from column to column.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="memory">The memory of the kernel.</param>
    /// <param name="constants">The integer constants.</param>
    /// <param name="marks">The memory for marks.</param>
    /// <returns>The loop; null where it is none of this kind.</returns>
    public static StillLoop? Of(Region kernel, For outer, For inner, ColumnValues columns, LaneShape shape, KernelMemory memory, IReadOnlyDictionary<int, int> constants, Value marks)
    {
        if (memory.WrittenBy(outer.Body) is not { } written)
        {
            return null;
        }

        StillLoop With(Value? zero) => new(outer, inner, columns, shape, memory, written, constants, zero);
        StillLoop loop = With(null);
        if (!loop.IsStill())
        {
            return null;
        }

        foreach (Load load in inner.Body.Ops.OfType<Load>().Where(l => l.Result.Type.IsReal && l.Result.Type.Real == shape.Real && !columns.Vary(l.Result)))
        {
            StillLoop weighted = With(load.Result);
            if (weighted.IsStill())
            {
                loop.Weight = load.Result;
                loop._factors.UnionWith(weighted._factors);
                break;
            }
        }

        return loop.Split(kernel, marks) ? loop : null;
    }

    private bool IsStill()
    {
        if (Inner is not { Exit: < 0, Comparison: "<" } || !IsConstant(Inner.Start, 0) || !IsConstant(Inner.Step, 1) || _inOuter.Contains(Inner.Bound.Id))
        {
            return false;
        }

        return IsStill(Inner.Body) && _read.Count > 0 && Work(Inner.Body) >= LeastWork
            && Inner.Carried.Select((c, k) => !_columns.Vary(c) || Base(Inner.Body.Yields[k]).Equals(c)).All(isKept => isKept);
    }

    private bool IsConstant(Value value, int number) => _constants.TryGetValue(value.Id, out int constant) && constant == number;

    private bool IsZero(Value value) => _zeros.Contains(value.Id) || _memory.DefinitionOf(value) switch
    {
        Constant constant => constant.Text == _shape.Reals.Text + ".Zero",
        Opaque broadcast => broadcast.Template == _shape.Spelled(Broadcast) && broadcast.Arguments[0].Equals(_zero),
        _ => false,
    };

    private Value Base(Value value) => _same.TryGetValue(value.Id, out Value? same) ? same : value;

    /// <summary>Where the tangents that are read are zero, nothing that the region writes or hands on changes.</summary>
    private bool IsStill(Region region) => region.Ops.All(op => op switch
    {
        For loop when loop.Body.Walked.Any(_columns.Vary) => IsStill(loop),
        _ when !_columns.Vary(op) && !IrRewriter.Inside(op).Any(_columns.Vary) => true,
        Load load when _columns.HoldsVectors(load.Buffer) => Read(load),
        Store store when _columns.HoldsVectors(store.Buffer) => store.Adds ? IsZero(store.Stored) : IsElement(Base(store.Stored), store),
        View => true,
        Opaque { Result: { } result, Arguments.Length: > 0 } opaque => Follow(opaque, result),
        _ => false,
    });

    private bool IsStill(For loop)
    {
        if (loop.Exit >= 0 || new[] { loop.Start, loop.Bound, loop.Step }.Any(_columns.Vary))
        {
            return false;
        }

        int[] varying = [.. Enumerable.Range(0, loop.Carried.Length).Where(k => _columns.Vary(loop.Carried[k]))];
        foreach (int k in varying)
        {
            Become(loop.Carried[k], loop.Initial[k]);
            Become(loop.Outputs[k], loop.Initial[k]);
        }

        if (IsStill(loop.Body) && varying.All(k => IsZero(loop.Initial[k]) ? IsZero(loop.Body.Yields[k]) : Base(loop.Body.Yields[k]).Equals(Base(loop.Initial[k]))))
        {
            return true;
        }

        if (_zero is null)
        {
            return false;
        }

        // What the loop adds up may be multiplied by zero behind it.
        foreach (Value value in loop.RegionArguments.Concat(loop.Outputs).Concat(loop.Body.Walked.SelectMany(o => o.Results.Concat(o.RegionArguments))))
        {
            _zeros.Remove(value.Id);
            _same.Remove(value.Id);
        }

        return IsStill(loop.Body);
    }

    private void Become(Value value, Value other)
    {
        if (IsZero(other))
        {
            _zeros.Add(value.Id);
        }
        else
        {
            _same[value.Id] = Base(other);
        }
    }

    private bool Read(Load load)
    {
        if (_memory.RootOf(load.Buffer) is { } root && !_written.Contains(root.Id) && IsRepeatable(load.Buffer) && IsRepeatable(load.Index))
        {
            _read.Add(load.Result.Id);
            if (_zero is null)
            {
                _zeros.Add(load.Result.Id);
            }
        }

        return true;
    }

    /// <summary>It is the element that is written, as an iteration finds it.</summary>
    private bool IsElement(Value value, Store store) =>
        _inInner.Contains(value.Id) && _memory.DefinitionOf(value) is Load load && load.Buffer.Equals(store.Buffer) && load.Index.Equals(store.Index);

    private bool Follow(Opaque opaque, Value result)
    {
        Value a = opaque.Arguments[0], b = opaque.Arguments.Length > 1 ? opaque.Arguments[1] : a;
        bool isProductZero = (IsZero(a) && (IsZero(b) || IsFinite(b))) || (IsZero(b) && IsFinite(a));
        switch (opaque.Template)
        {
            case "{0} * {1}" when isProductZero:
            case "-{0}" when IsZero(a):
            case LaneTemplates.StrongMultiply when IsZero(a):
                _zeros.Add(result.Id);
                break;
            case "{0} + {1}" or "{0} - {1}" when IsZero(b):
                Become(result, a);
                break;
            case "{0} + {1}" when IsZero(a):
                Become(result, b);
                break;
            case { } template when isProductZero && (template == _shape.Spelled(LaneTemplates.MultiplyAdd) || template == _shape.Spelled(LaneTemplates.MultiplySubtract)):
                Become(result, opaque.Arguments[2]);
                break;
        }

        return true;
    }

    /// <summary>It is finite, if what is noted is.</summary>
    private bool IsFinite(Value vector) => _zero is null ? IsFactor(vector) : _sizes.IsBounded(vector);

    /// <summary>The same number in all lanes, which is noted: an element of a buffer that the outer loop does not write, or a number from outside of it.</summary>
    private bool IsFactor(Value vector)
    {
        if (_memory.DefinitionOf(vector) is not Opaque broadcast || broadcast.Template != _shape.Spelled(Broadcast) || !broadcast.Arguments[0].Type.IsReal)
        {
            return false;
        }

        return IsFactorNumber(broadcast.Arguments[0]);
    }

    /// <summary>A number that is noted: an element of a buffer that the outer loop does not write, or a number from outside of it.</summary>
    public bool IsFactorNumber(Value number)
    {
        if (!number.Type.IsReal || number.Type.Real != _shape.Real)
        {
            return false;
        }

        if (!_inOuter.Contains(number.Id))
        {
            _factors.Add(number);
            return true;
        }

        if (_memory.DefinitionOf(number) is Load load
            && _memory.RootOf(load.Buffer) is { Type: { Buffer: BufferKind.Span or BufferKind.ReadOnlySpan or BufferKind.Array, Layout: null, Members: null } } root && root.Type.Real == _shape.Real
            && !_inOuter.Contains(root.Id) && !_written.Contains(root.Id))
        {
            _factors.Add(root);
            return true;
        }

        return false;
    }

    /// <summary>It differs from column to column.</summary>
    public bool Varies(Value value) => _columns.Vary(value);

    /// <summary>An element that can be read before the outer loop, for each iteration of the inner one, and is the same then.</summary>
    public bool IsRepeatableRead(Load load) => load.Result.Type.Real == _shape.Real && _memory.RootOf(load.Buffer) is { } root && !_written.Contains(root.Id) && IsRepeatable(load.Buffer) && IsRepeatable(load.Index);

    /// <summary>It can be computed before the outer loop, for each iteration of the inner one.</summary>
    private bool IsRepeatable(Value value) => !_inOuter.Contains(value.Id) || value.Equals(Inner.Index)
        || (_inInner.Contains(value.Id) && _memory.DefinitionOf(value) switch
        {
            Constant or View => _memory.DefinitionOf(value)!.Operands.All(IsRepeatable),
            Opaque opaque => LaneTemplates.IsSafe(opaque) && opaque.Operands.All(IsRepeatable),
            For loop => value.Equals(loop.Index) && loop.Exit < 0 && new[] { loop.Start, loop.Bound, loop.Step }.All(IsRepeatable),
            _ => false,
        });

    /// <summary>Operations on vectors in an iteration.</summary>
    private int Work(Region region) => region.Ops.Sum(op => op is For loop ? Math.Min(LeastWork, Work(loop.Body)) * Iterations(loop) : op is Opaque && _columns.Vary(op) ? 1 : 0);

    private int Iterations(For loop) => _constants.TryGetValue(loop.Bound.Id, out int bound) && IsConstant(loop.Start, 0) && IsConstant(loop.Step, 1) ? Math.Min(bound, LeastWork) : UnknownIterations;

    /// <summary>The body in parts.</summary>
    private bool Split(Region kernel, Value marks)
    {
        Shared = SharedOf(Inner.Body);
        if (Weight is not null)
        {
            Value[] factors = [.. _factors];
            Numbers = StillNumbers.Of(kernel, this, Shared, Weight, _memory, _shape);
            if (Numbers is null)
            {
                _factors.IntersectWith(factors);
            }
        }

        Columns = DeadCode.Remove(ColumnsOf(Inner.Body) with { Yields = Inner.Body.Yields.Where((_, k) => _columns.Vary(Inner.Carried[k])).ToImmutableArray() }, firstDerivative: 0);
        Marks = DeadCode.Remove(MarksOf(Inner.Body, marks), firstDerivative: 0);
        return new[] { Shared with { Yields = ImmutableArray<Value>.Empty }, Columns }.SelectMany(Regions.Free).All(v => !_inInner.Contains(v.Id) || v.Equals(Inner.Index) || Inner.Carried.Contains(v))
            && Regions.Free(Marks).All(v => !_inOuter.Contains(v.Id) || v.Equals(Inner.Index))
            && Columns.Walked.OfType<Load>().All(l => _columns.HoldsVectors(l.Buffer) || (_memory.RootOf(l.Buffer) is { } root && !_written.Contains(root.Id)));
    }

    private Region SharedOf(Region region) => new(
        region.Ops.Where(o => !_columns.Vary(o) || o is For).Select(o => o is For loop && loop.Body.Walked.Any(_columns.Vary) ? WithoutColumns(loop, SharedOf(loop.Body)) : o).ToImmutableArray(),
        region.Yields);

    private Region ColumnsOf(Region region) => new(
        region.Ops.Where(o => _columns.Vary(o) || o is not (Remark or Store or Fill or Copy or Throw or Opaque { Effect: Effect.Unknown })).Select(o => IrRewriter.Map(o, v => v, ColumnsOf)).ToImmutableArray(),
        region.Yields);

    private Region MarksOf(Region region, Value marks)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case Load load when _read.Contains(load.Result.Id):
                    ops.Add(new Opaque(load.Origin, null, Weight is null ? LaneTemplates.Mark : LaneTemplates.MarkModerate, ImmutableArray.Create(marks, Inner.Index, load.Buffer, load.Index), Effect.Unknown, Primitives.Precedences.Call));
                    break;
                case Load load when Numbers is not null && Numbers.Read.Contains(load.Result.Id):
                    ops.Add(new Opaque(load.Origin, null, LaneTemplates.MarkNumber, ImmutableArray.Create(marks, Inner.Index, load.Buffer, load.Index), Effect.Unknown, Primitives.Precedences.Call));
                    break;
                case For loop:
                    ops.Add(loop with { Outputs = ImmutableArray<Value>.Empty, Initial = ImmutableArray<Value>.Empty, Carried = ImmutableArray<Value>.Empty, Body = MarksOf(loop.Body, marks) });
                    break;
                case View:
                case Constant or Opaque { Effect: Effect.Pure } when !_columns.Vary(op):
                    ops.Add(op);
                    break;
            }
        }

        return new Region(ops.ToImmutableArray(), ImmutableArray<Value>.Empty);
    }

    /// <summary>A loop that hands on what is the same for all columns alone.</summary>
    private For WithoutColumns(For loop, Region body)
    {
        int[] kept = [.. Enumerable.Range(0, loop.Carried.Length).Where(k => !_columns.Vary(loop.Carried[k]))];
        ImmutableArray<Value> Kept(ImmutableArray<Value> values) => kept.Select(k => values[k]).ToImmutableArray();
        return loop with { Outputs = Kept(loop.Outputs), Initial = Kept(loop.Initial), Carried = Kept(loop.Carried), Body = body with { Yields = Kept(body.Yields) } };
    }
}
