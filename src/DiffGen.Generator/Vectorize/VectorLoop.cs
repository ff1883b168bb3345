using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Writes an inner loop as <c>if (512 bits and enough iterations) …; if (256, of those that are left) …; if (128) …</c>, each with a loop over vectors, and the scalar loop
/// for the iteration that is left, at most.
/// </summary>
internal sealed class VectorLoop
{
    private const string Runtime = "global::DiffGen.CompilerServices.Loops.";

    private readonly InnerLoop _inner;
    private readonly For _original;
    private readonly For _loop;
    private readonly ImmutableArray<PromotedElement> _elements;
    private readonly ImmutableArray<FactoredSum> _factored;
    private readonly OverlappingSums _overlapping;
    private readonly IrBuilder _builder;
    private readonly Invariants _invariants;

    /// <summary>What stands for values that are computed in the loop, and are the same in all iterations, and for arrays.</summary>
    private readonly Dictionary<int, Value> _outside = [];

    /// <param name="original">The loop.</param>
    /// <param name="inner">What is known of it, with elements held in values.</param>
    /// <param name="elements">These elements.</param>
    /// <param name="factored">Sums that are put together behind it.</param>
    /// <param name="builder">Takes the operations.</param>
    /// <param name="invariants">What changes in which loops around it.</param>
    public VectorLoop(For original, InnerLoop inner, ImmutableArray<PromotedElement> elements, ImmutableArray<FactoredSum> factored, IrBuilder builder, Invariants invariants)
    {
        _invariants = invariants;
        _original = original;
        _elements = elements;
        _factored = factored;
        _inner = inner;
        _loop = inner.Loop;
        _overlapping = OverlappingSums.Of(inner);
        _builder = builder;
    }

    /// <summary>
    /// Of a row whose ends change with the loops around it, fewer elements than this run one by one: what the row before wrote on vectors lies in parts of two of them, and cannot be read before it is in the cache.
    /// </summary>
    private const int LeastOfShifting = 8;

    /// <summary>Divisors that are the same in all iterations: vectors are multiplied by their reciprocals.</summary>
    private readonly List<Value> _reciprocals = [];

    /// <summary>What is the same in all iterations and multiplies, or divides, a sum behind the loop.</summary>
    private readonly List<(Value Value, bool Divides)> _scales = [];

    /// <param name="widths">The widths of vectors to choose from, widest first.</param>
    /// <param name="isInRange">All elements are known to be in range, and buffers to lie apart.</param>
    /// <returns>The operations in place of the loop.</returns>
    public ImmutableArray<Op> Write(IReadOnlyList<int> widths, bool isInRange)
    {
        _builder.Open();
        _builder.Origin = -1;
        Value? guard = Guard(isInRange);
        ImmutableArray<Value> start = _original.Initial.Insert(0, _loop.Start);
        ImmutableArray<Value> chosen = widths.Aggregate(start, (reached, bits) => Choice(bits, guard, reached));
        _builder.Add(_original with { Start = chosen[0], Initial = chosen.RemoveAt(0) });
        return _builder.Close().Ops;
    }

    /// <summary>Computes ahead of the loop what is the same in all iterations and its vectors need.</summary>
    private void TakeOut()
    {
        foreach (ElementAccess access in _inner.Ranges)
        {
            if (access.Buffer.Type.Buffer == BufferKind.Array && !_outside.ContainsKey(access.Buffer.Id))
            {
                IrType span = IrType.BufferOf(BufferKind.Span, access.Buffer.Type.Element, access.Buffer.Type.Real);
                _outside[access.Buffer.Id] = _builder.Add(new View(-1, _builder.New(span, (access.Buffer.Name ?? "array").TrimStart('@') + "Span"), access.Buffer, null, null)).Result;
            }

            foreach ((Value term, bool _) in access.Index.Terms)
            {
                Outside(term);
            }
        }

        foreach (PromotedElement element in _elements)
        {
            Outside(element.Index);
        }

        foreach (Value term in Enumerable.Range(0, _inner.Forms.Length).Where(k => _inner.Forms[k] == CarriedForm.Counter).SelectMany(k => _inner.AffineOf(_loop.Carried[k])!.Terms.Select(t => t.Value)))
        {
            Outside(term);
        }

        foreach (Value divisor in _inner.Divisors.Where(_inner.IsPure))
        {
            Outside(divisor);
            _reciprocals.Add(divisor);
        }

        foreach (Monomial monomial in _factored.SelectMany(f => f.Terms).Select(t => t.Monomial))
        {
            foreach ((Value value, bool divides, bool _) in monomial.Scales)
            {
                Outside(value);
                if (monomial.Factors.Length > 0 && !_scales.Contains((value, divides)))
                {
                    _scales.Add((value, divides));
                }
            }
        }

    }

    /// <summary>Vectors of one width, where the processor has them and one can be filled: the index of the first iteration left, then what the loop carries.</summary>
    /// <param name="bits">The width.</param>
    /// <param name="guard">What has to hold for vectors.</param>
    /// <param name="reached">Where the loop stands: the index of the next iteration, then what it carries.</param>
    private ImmutableArray<Value> Choice(int bits, Value? guard, ImmutableArray<Value> reached)
    {
        var shape = new LaneShape(bits, _inner.Real);
        Value enough = Enough(shape.Count, reached[0]);
        Value condition = _builder.Pure(IrType.Bool, shape.Class + ".IsHardwareAccelerated && {0}", Precedences.And, guard is null ? enough : And(enough, guard));
        _builder.Open();
        ImmutableArray<Value> vectors = Vectors(shape, reached);
        Region then = Hoist.Run(_builder.Close(vectors));
        Region otherwise = new(ImmutableArray<Op>.Empty, reached);
        ImmutableArray<Value> outputs = Outputs();
        _builder.Add(new If(-1, outputs, condition, then, otherwise));
        return outputs;
    }

    /// <summary>There are at least so many iterations, from an index on.</summary>
    /// <param name="iterations">How many.</param>
    /// <param name="from">The index.</param>
    /// <param name="isTakenOut">It may be asked before the loops around, where the answer does not change in them.</param>
    private Value Enough(int iterations, Value from, bool isTakenOut = false)
    {
        int least = _inner.IncludesBound ? iterations - 1 : iterations;
        (Value high, Value low) = _inner.Descends ? (from, _loop.Bound) : (_loop.Bound, from);
        if (_inner.Number(low) == 0)
        {
            return _builder.Pure(IrType.Bool, "{0} >= {1}", Precedences.Relational, high, _builder.Int(least));
        }

        Value difference = _builder.Pure(IrType.Long, "(long){0} - {1}", Precedences.Additive, high, low);
        return _builder.Pure(IrType.Bool, "{0} >= {1}", Precedences.Relational, isTakenOut ? _invariants.Condition(difference) : difference, _builder.Int(least));
    }

    private ImmutableArray<Value> Vectors(LaneShape shape, ImmutableArray<Value> reached)
    {
        var outside = _outside.ToDictionary(o => o.Key, o => o.Value);
        foreach (Load shared in _inner.Shared)
        {
            ElementAccess access = _inner.AccessOf(shared);
            outside[shared.Result.Id] = _builder.Add(new Load(-1, _builder.New(shared.Result.Type, shared.Result.Name), Mapped(access.Buffer), new LoopLanes(_inner, shape, _builder, outside).Emitted(access.Index))).Result;
        }

        ImmutableArray<Value> before = reached.RemoveAt(0).AddRange(_loop.Initial.Skip(_original.Carried.Length));
        foreach (PromotedElement element in _elements)
        {
            Value held = _builder.Add(new Load(-1, _builder.New(element.Buffer.Type.ElementType, (element.Buffer.Name ?? "element") + "At"), Mapped(element.Buffer), At(element))).Result;
            if (element.Element is { } same)
            {
                outside[same.Id] = held;
            }
            else
            {
                before = before.SetItem(element.Carried, held);
            }
        }

        var reciprocals = new Dictionary<int, Value>();
        foreach (Value divisor in _reciprocals)
        {
            Value reciprocal = _builder.Apply("Divide", divisor.Type, _builder.Constant(divisor.Type, "1"), Mapped(divisor));
            reciprocals[divisor.Id] = _builder.Pure(shape.Of(divisor.Type)!, shape.Spelled("{V}.Create({0})"), Precedences.Call, reciprocal);
        }

        // Sums start at nothing in each lane; what came before is added behind the loop.
        var totals = new List<Total>();
        for (int k = 0; k < _loop.Carried.Length; k++)
        {
            if (_inner.Forms[k] != CarriedForm.Counter && _factored.All(f => f.Carried != k || f.HasRest))
            {
                IrType type = shape.Of(_loop.Carried[k].Type)!;
                bool isExtreme = _inner.Forms[k] is CarriedForm.Largest or CarriedForm.Smallest;
                Value initial = isExtreme ? _builder.Pure(type, shape.Spelled("{V}.Create({0})"), Precedences.Call, before[k]) : Zero(type);
                totals.Add(new Total(k, null, type, LoopLanes.Named(_loop.Carried[k].Name), initial));
            }
        }

        foreach (Store store in _inner.SharedSums)
        {
            IrType type = shape.Of(store.Stored.Type)!;
            totals.Add(new Total(-1, store, type, LoopLanes.Named(store.Buffer.Name ?? "sum"), Zero(type)));
        }

        Value start = reached[0], done = Done(shape.Count, start), from = start;
        ImmutableArray<Value> sums = totals.Select(t => t.Initial).ToImmutableArray();
        foreach (Region alone in _overlapping.Alone)
        {
            Repeated(shape, outside, reciprocals, [], 1, from, done, [ImmutableArray<Value>.Empty], alone);
        }

        int copies = Copies(shape);
        if (copies > 1)
        {
            // blocks = start + ((done - start) & -(copies * lanes)), down alike
            Value whole = _builder.Int(-copies * shape.Count), blocks;
            if (!_inner.Descends && _inner.Number(start) == 0)
            {
                blocks = Named(_builder.New(IrType.Int, "blocks"), "{0} & {1}", Precedences.And, done, whole);
            }
            else
            {
                (string to, string away) = _inner.Descends ? ("{1} - {0}", "{0} - {1}") : ("{0} - {1}", "{0} + {1}");
                Value passed = _builder.Pure(IrType.Int, "{0} & {1}", Precedences.And, _inner.Descends ? _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, start, done) : _builder.Pure(IrType.Int, to, Precedences.Additive, done, start), whole);
                blocks = Named(_builder.New(IrType.Int, "blocks"), away, Precedences.Additive, start, passed);
            }

            ImmutableArray<Value>[] parts = Repeated(shape, outside, reciprocals, totals, copies, from, blocks, Enumerable.Repeat(sums, copies).ToArray(), _overlapping.Rest);
            sums = totals.Select((t, i) => t.Carried >= 0 && _inner.Forms[t.Carried] == CarriedForm.Last ? parts[copies - 1][i] : parts.Select(p => p[i]).Aggregate((x, y) => Met(t, shape, x, y))).ToImmutableArray();
            from = blocks;
        }

        sums = Repeated(shape, outside, reciprocals, totals, 1, from, done, [sums], _overlapping.Rest)[0];
        Value? Lanes(int k) => totals.FindIndex(t => t.Carried == k) is var at and >= 0 ? sums[at] : null;
        var taken = new TakenOut(_inner, shape, _builder, Mapped, Lanes, start, done);
        if (taken.Hold(_factored) is not { } hold)
        {
            return Behind();
        }

        _builder.Open();
        Region together = _builder.Close(Behind());
        ImmutableArray<Value> outputs = Outputs();
        _builder.Add(new If(-1, outputs, hold, together, new Region(ImmutableArray<Op>.Empty, reached)));
        return outputs;

        ImmutableArray<Value> Behind()
        {
            var results = new List<Value> { done };
            for (int k = 0; k < _loop.Carried.Length; k++)
            {
                FactoredSum? factored = _factored.FirstOrDefault(f => f.Carried == k);
                Value whole() => factored is { HasRest: false } ? before[k] : Result(k, shape, before[k], start, done, Lanes(k));
                if (k < _original.Carried.Length)
                {
                    results.Add(factored is null ? whole() : taken.AddedTo(whole(), factored));
                }
                else if (_elements.FirstOrDefault(e => e.Carried == k) is { } element)
                {
                    _builder.Add(new Store(-1, Mapped(element.Buffer), At(element), factored is null ? whole() : taken.AddedTo(whole(), factored), Adds: false));
                }
            }

            foreach (Total total in totals.Where(t => t.Store is not null))
            {
                ElementAccess access = _inner.AccessOf(total.Store!);
                Value sum = _builder.Pure(total.Store!.Stored.Type, shape.Spelled("{V}.Sum({0})"), Precedences.Call, sums[totals.IndexOf(total)]);
                _builder.Add(new Store(-1, Mapped(access.Buffer), new LoopLanes(_inner, shape, _builder, outside).Emitted(access.Index), sum, Adds: true));
            }

            return results.ToImmutableArray();
        }
    }

    /// <summary>The index of the first iteration left, and what the loop carries.</summary>
    private ImmutableArray<Value> Outputs() => _original.Carried.Select(c => _builder.New(c.Type, c.Name)).ToImmutableArray().Insert(0, _builder.New(IrType.Int, "done"));

    /// <summary>What lanes hold from iteration to iteration: a carried value, or the sum that a store adds to.</summary>
    private sealed record Total(int Carried, Store? Store, IrType Type, string? Name, Value Initial);

    /// <summary>Short bodies are repeated, each with sums of its own, so that one addition need not wait for the one before.</summary>
    private int Copies(LaneShape shape) =>
        shape.Bits > 128 && (_inner.SharedSums.Any() || _inner.Forms.Any(f => f is CarriedForm.Sum or CarriedForm.Largest or CarriedForm.Smallest))
        && (_inner.Count is not { } count || count >= 2 * MostCopies * shape.Count)
        && IsShort(LargestRepeated)
            ? MostCopies
            : 1;

    /// <summary>An iteration is so many cheap operations at most.</summary>
    private bool IsShort(int most) => IrRewriter.Walk(_loop.Body).Count(o => o is Store or If || o.Results.Any(_inner.Varies)) <= most
        && IrRewriter.Walk(_loop.Body).OfType<Apply>().All(a => !_inner.Varies(a.Result) || PrimitiveTable.Get(a.Primitive).IsCheap);

    private const int MostCopies = 4, LargestRepeated = 8;

    /// <summary>A loop over vectors that runs the iteration, or a part of it: so many vectors in each of its own, each with its own totals.</summary>
    private ImmutableArray<Value>[] Repeated(LaneShape shape, IReadOnlyDictionary<int, Value> outside, IReadOnlyDictionary<int, Value> reciprocals, IReadOnlyList<Total> totals, int copies, Value from, Value to, ImmutableArray<Value>[] initial, Region iteration)
    {
        ImmutableArray<Value>[] carried = initial.Select(_ => totals.Select(t => _builder.New(t.Type, t.Name)).ToImmutableArray()).ToArray();
        Value index = _builder.New(IrType.Int, _loop.Index.Name), step = _builder.Int((_inner.Descends ? -copies : copies) * shape.Count);
        _builder.Open();
        var next = new List<Value>();
        SharedQuestion? question = copies > 1 ? SharedQuestion.Of(iteration, _inner) : null;
        var all = new List<(LoopLanes Lanes, Value First)>();
        for (int copy = 0; copy < copies; copy++)
        {
            var lanes = new LoopLanes(_inner, shape, _builder, outside) { Reciprocals = reciprocals };
            for (int i = 0; i < totals.Count; i++)
            {
                if (totals[i].Store is { } store)
                {
                    lanes.Add(store, carried[copy][i]);
                }
                else
                {
                    lanes.Define(_loop.Carried[totals[i].Carried], carried[copy][i]);
                }
            }

            int offset = _inner.Descends ? -((copy + 1) * shape.Count) + 1 : copy * shape.Count;
            Value first = offset == 0 ? index : _builder.Pure(IrType.Int, offset < 0 ? "{0} - {1}" : "{0} + {1}", Precedences.Additive, index, _builder.Int(Math.Abs(offset)));
            all.Add((lanes, first));
            lanes.Run(first, question?.Before ?? iteration);
            if (question is null)
            {
                Hand(lanes);
            }
        }

        if (question is not null)
        {
            Value any = question.Asked(_builder, shape, all.Select(a => a.Lanes));
            _builder.Open();
            foreach ((LoopLanes lanes, Value first) in all)
            {
                lanes.Run(first, question.Asking);
                Hand(lanes);
            }

            Region then = _builder.Close(next.ToImmutableArray());
            next = [.. next.Select(v => _builder.New(v.Type, v.Name))];
            _builder.Add(new If(-1, next.ToImmutableArray(), any, then, Region.Empty with { Yields = carried.SelectMany(c => c).ToImmutableArray() }));
        }

        Region body = _builder.Close(next.ToImmutableArray());
        ImmutableArray<Value>[] outputs = carried.Select(c => c.Select(v => _builder.New(v.Type, v.Name)).ToImmutableArray()).ToArray();
        _builder.Add(new For(-1, outputs.SelectMany(o => o).ToImmutableArray(), index, from, to, _inner.Descends ? ">" : "<", step, initial.SelectMany(i => i).ToImmutableArray(), carried.SelectMany(c => c).ToImmutableArray(), body, -1));
        return outputs;

        void Hand(LoopLanes lanes)
        {
            next.AddRange(totals.Where(t => t.Store is null).Select(t => lanes.Lane(_loop.Body.Yields[t.Carried])));
            next.AddRange(lanes.Sums);
        }
    }

    private Value Met(Total total, LaneShape shape, Value x, Value y)
    {
        CarriedForm form = total.Store is null ? _inner.Forms[total.Carried] : CarriedForm.Sum;
        return form == CarriedForm.Sum
            ? _builder.Pure(total.Type, "{0} + {1}", Precedences.Additive, x, y)
            : _builder.Pure(total.Type, shape.Spelled(form == CarriedForm.Largest ? "{V}.Max({0}, {1})" : "{V}.Min({0}, {1})"), Precedences.Call, x, y);
    }

    /// <summary>What the loop carries behind the vectors.</summary>
    private Value Result(int k, LaneShape shape, Value before, Value start, Value done, Value? lanes)
    {
        IrType type = _loop.Carried[k].Type;
        switch (_inner.Forms[k])
        {
            case CarriedForm.Counter:
                // p₀ + (i - i₀)
                Value passed = _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, done, start);
                return _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, before, passed);
            case CarriedForm.Last:
                string element = "{0}[" + (_inner.Descends ? 0 : shape.Count - 1) + "]";
                string template = type.IsReal || type.Text == shape.Integer ? element : type.Text == "bool" ? element + " != 0" : "(" + type.Text + ")" + element;
                return _builder.Pure(type, template, type.Text == "bool" ? Precedences.Equality : template[0] == '(' ? Precedences.Unary : Precedences.Call, lanes!);
            case CarriedForm.Sum:
                Value sum = _builder.Pure(type, shape.Spelled("{V}.Sum({0})"), Precedences.Call, lanes!);
                return _inner.IsZero(before) ? sum : _builder.Apply("Add", type, before, sum);
            default:
                return _builder.Pure(type, Runtime + (_inner.Forms[k] == CarriedForm.Largest ? "Largest({0})" : "Smallest({0})"), Precedences.Call, lanes!);
        }
    }

    private Value Zero(IrType type) => _builder.Constant(type, type.Text + ".Zero");

    /// <summary>The index of the first iteration that is left for the scalar loop: as many are as do not fill a vector.</summary>
    private Value Done(int lanes, Value start)
    {
        Value bound = _loop.Bound, mask = _builder.Int(lanes - 1);
        if (!_inner.Descends)
        {
            // end - ((end - start) & (lanes - 1))
            Value end = _inner.IncludesBound ? _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, bound, _builder.Int(1)) : bound;
            if (_inner.Number(start) == 0)
            {
                return Named(_builder.New(IrType.Int, "done"), "{0} & {1}", Precedences.And, end, _builder.Int(-lanes));
            }

            Value left = _builder.Pure(IrType.Int, "{0} & {1}", Precedences.And, _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, end, start), mask);
            return Named(_builder.New(IrType.Int, "done"), "{0} - {1}", Precedences.Additive, end, left);
        }

        // low - 1 + ((start - low + 1) & (lanes - 1)), low the last index
        if (_inner.IncludesBound && _inner.Number(bound) == 0)
        {
            Value left = _builder.Pure(IrType.Int, "{0} & {1}", Precedences.And, _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, start, _builder.Int(1)), mask);
            return Named(_builder.New(IrType.Int, "done"), "{0} - {1}", Precedences.Additive, left, _builder.Int(1));
        }

        Value below = _inner.IncludesBound ? _inner.Number(bound) is { } number ? _builder.Int(unchecked(number - 1)) : _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, bound, _builder.Int(1)) : bound;
        Value count = _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, start, below);
        Value rest = _builder.Pure(IrType.Int, "{0} & {1}", Precedences.And, count, mask);
        return Named(_builder.New(IrType.Int, "done"), "{0} + {1}", Precedences.Additive, below, rest);
    }

    private Value Named(Value value, string template, int precedence, params Value[] arguments)
    {
        _builder.Add(new Opaque(-1, value, template, arguments.ToImmutableArray(), Effect.Pure, precedence));
        return value;
    }

    /// <summary>Every element is in range, buffers lie apart, no index wraps round, and factors can be taken out; null where that is known.</summary>
    /// <param name="isInRange">The first three are known.</param>
    public Value? Guard(bool isInRange = false)
    {
        TakeOut();
        var conditions = new List<Value>();
        if (_inner.Count is null && (_invariants.LevelOf(_loop.Start) > 0 || _invariants.LevelOf(_loop.Bound) > 0))
        {
            conditions.Add(Enough(LeastOfShifting, _loop.Start, isTakenOut: true));
        }

        if (!isInRange)
        {
            AddRanges(conditions);
        }

        foreach (Value divisor in _reciprocals)
        {
            conditions.Add(_builder.Pure(IrType.Bool, Runtime + "HasReciprocal({0})", Precedences.Call, Mapped(divisor)));
        }

        foreach ((Affine written, Affine other) in isInRange ? [] : _inner.Distant)
        {
            conditions.Add(Distant(written, other));
        }

        foreach ((Value value, bool divides) in _scales)
        {
            conditions.Add(_builder.Pure(IrType.Bool, Runtime + (divides ? "IsScale(1 / {0})" : "IsScale({0})"), Precedences.Call, Mapped(value)));
        }

        foreach ((Value a, Value b) in isInRange ? [] : _inner.Apart)
        {
            conditions.Add(_builder.Pure(IrType.Bool, Runtime + "Apart<" + a.Type.Element + ">({0}, {1})", Precedences.Call, Mapped(a), Mapped(b)));
        }

        return conditions.Count == 0 ? null : _invariants.Ordered(conditions, _builder.Current).Aggregate((a, b) => _invariants.Condition(And(a, b)));
    }

    /// <summary>Adds what has to hold that every element is in range and no index wraps round.</summary>
    private void AddRanges(List<Value> conditions)
    {
        if (_inner.IncludesBound && _inner.Number(_loop.Bound) is null)
        {
            conditions.Add(_builder.Pure(IrType.Bool, "{0} " + (_inner.Descends ? ">" : "<") + " {1}", Precedences.Relational, _loop.Bound, _builder.Constant(IrType.Int, _inner.Descends ? "int.MinValue" : "int.MaxValue")));
        }

        // Blocks that were taken from the recording at once are of one length.
        var ranges = new List<ElementAccess>(_inner.Ranges.Where(a => !IsKnown(a)).Select(a => _inner.SizedLike(a.Buffer) is { Type.IsSpan: true } like ? a with { Buffer = like } : a));
        while (ranges.Count > 0)
        {
            // x[i - 1], x[i], x[i + 1]: the lowest index and the highest.
            ElementAccess first = ranges[0], lowest = first;
            int beyond = 0;
            foreach (ElementAccess other in ranges.Where(r => Distance(first, r) is not null))
            {
                lowest = Distance(lowest, other) < 0 ? other : lowest;
                beyond = Math.Max(beyond, Distance(first, other)!.Value);
            }

            conditions.Add(InRange(lowest, beyond - Distance(first, lowest)!.Value));
            ranges.RemoveAll(r => Distance(first, r) is not null);
        }
    }

    /// <summary>How many places the second element lies behind the first in all iterations, in its buffer or one as long; null where that is not known, or far.</summary>
    private int? Distance(ElementAccess a, ElementAccess b) =>
        Sized(a).Equals(Sized(b)) && a.Index.IsAlong == b.Index.IsAlong && Affine.Difference(b.Index, a.Index) is { Terms.IsEmpty: true, Constant: > -Far and < Far and var distance } && (a.Index.IsAlong || distance == 0)
            ? distance
            : null;

    /// <summary>Buffers with the same are of one length.</summary>
    private Value Sized(ElementAccess access) => _inner.LengthOf(access.Buffer) ?? access.Buffer;

    private const int Far = 1 << 16;

    /// <summary>for (i = 0; i &lt; x.Length; i++) … x[i] …</summary>
    private bool IsKnown(ElementAccess access) => access.Index.IsIndex && !_inner.Descends && !_inner.IncludesBound && _inner.Number(_loop.Start) is >= 0 && _inner.IsLengthOf(_loop.Bound, access.Buffer);

    /// <param name="access">An element.</param>
    /// <param name="beyond">So many that follow are read, too.</param>
    private Value InRange(ElementAccess access, int beyond)
    {
        Value buffer = Mapped(access.Buffer);
        Affine offset = access.Index with { IsAlong = false };
        var outside = new LoopLanes(_inner, new LaneShape(512, _inner.Real), _builder, _outside);
        if (!access.Index.IsAlong)
        {
            return _builder.Pure(IrType.Bool, "(uint){0} < (uint){1}.Length", Precedences.Relational, outside.Emitted(offset), buffer);
        }

        // What a slice was said to be long, it is.
        (Value length, string part) = (buffer, ".Length" + (beyond == 0 ? "" : " - " + beyond.ToString(CultureInfo.InvariantCulture)));
        if (_inner.LengthOf(access.Buffer) is { } known)
        {
            (length, part) = (beyond == 0 ? known : _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, known, _builder.Int(beyond)), "");
        }

        (Value low, bool includesLow, Value high, bool includesHigh) = Ends();
        if (access.Index.IsIndex && includesLow && _inner.Number(low) is >= 0)
        {
            return _builder.Pure(IrType.Bool, (includesHigh ? "{0} < {1}" : "{0} <= {1}") + part, Precedences.Relational, high, length);
        }

        (Value first, Value last) = FirstAndLast();
        return _builder.Pure(IrType.Bool, Runtime + "InRange({0}, {1}, {2}, {3}" + part + ")", Precedences.Call, outside.Emitted(offset), first, last, length);
    }

    /// <summary>No iteration takes at one index what another takes at the other.</summary>
    private Value Distant(Affine written, Affine other)
    {
        var outside = new LoopLanes(_inner, new LaneShape(512, _inner.Real), _builder, _outside);
        (Value first, Value last) = FirstAndLast();
        return _builder.Pure(IrType.Bool, Runtime + (other.IsAlong ? "AreDistant({0}, {1}, {2}, {3})" : "IsBeside({0}, {1}, {2}, {3})"), Precedences.Call, outside.Emitted(written with { IsAlong = false }), outside.Emitted(other with { IsAlong = false }), first, last);
    }

    private (Value Low, bool IncludesLow, Value High, bool IncludesHigh) Ends() => _inner.Descends
        ? (_loop.Bound, _inner.IncludesBound, _loop.Start, true)
        : (_loop.Start, true, _loop.Bound, _inner.IncludesBound);

    /// <summary>The lowest and the highest index of the loop.</summary>
    private (Value First, Value Last) FirstAndLast()
    {
        (Value low, bool includesLow, Value high, bool includesHigh) = Ends();
        return (
            includesLow ? low : _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, low, _builder.Int(1)),
            includesHigh ? high : _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, high, _builder.Int(1)));
    }

    private Value And(Value a, Value b) => _builder.Pure(IrType.Bool, "{0} && {1}", Precedences.And, a, b);

    private Value At(PromotedElement element) => Mapped(element.Index);

    private Value Mapped(Value value) => _outside.TryGetValue(value.Id, out Value? mapped) ? mapped : value;

    /// <summary>A value that is the same in all iterations, computed before the loop.</summary>
    private Value Outside(Value value)
    {
        if (!_inner.IsInside(value))
        {
            return value;
        }

        if (_outside.TryGetValue(value.Id, out Value? done))
        {
            return done;
        }

        Op definition = IrRewriter.Walk(_loop.Body).First(o => o.Results.Contains(value));
        foreach (Value operand in definition.Operands)
        {
            Outside(operand);
        }

        Value result = _builder.New(value.Type, value.Name);
        _builder.Add(IrRewriter.Map(definition, v => v.Equals(value) ? result : Mapped(v), r => r) with { Origin = -1 });
        _outside[value.Id] = result;
        return result;
    }
}
