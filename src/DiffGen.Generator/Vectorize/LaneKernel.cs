using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator.Vectorize;

/// <summary>What one value of a scalar body is to a batch.</summary>
/// <param name="Scalar">The value: a parameter of the body, or one that it yields.</param>
/// <param name="Span">The span of one element per call that it is read from, or written to; null where it is summed over the batch.</param>
internal sealed record BatchValue(Value Scalar, Value? Span);

/// <summary>A body that runs calls together: <c>for (first = 0; first &lt; count; first += lanes)</c>, and the sums that it yields.</summary>
/// <param name="Body">The kernel's body.</param>
/// <param name="Count">Its parameter: how many calls, a multiple of the number of lanes; of the iterations of a loop, the index behind the last.</param>
/// <param name="First">Its parameter: the index of the first iteration; null for calls.</param>
/// <param name="MayThrow">It may leave with an exception; the batch then runs again call by call.</param>
internal sealed record LaneKernel(Region Body, Value Count, Value? First, bool MayThrow)
{
    /// <summary>The body with its parameters.</summary>
    private IrFunction Function { get; init; } = null!;

    private const string Reference = "global::System.Runtime.InteropServices.MemoryMarshal.GetReference";

    /// <summary>More operations than this in one method cost the JIT's optimisation.</summary>
    private const int LargestBody = 2500;

    /// <summary>The same where most operations are on vectors, each with a variable of its own.</summary>
    private const int LargestJammed = 1500;

    /// <param name="function">The body for one call, with all its parameters.</param>
    /// <param name="inputs">The parameters of which each call has its own.</param>
    /// <param name="outputs">What becomes of each value that the body yields; null where nothing does.</param>
    /// <param name="sums">The buffers that the calls add to.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="index">The parameter that counts calls, which are iterations of a loop; null where nothing does.</param>
    /// <param name="prologue">So many operations of the body make memory that lies apart in the lanes, once for all calls.</param>
    /// <param name="isJammed">Several vectors of calls run side by side: what is the same in all of them is computed once.</param>
    /// <param name="saved">For iterations of a loop, the buffers to which each writes elements of its own; their sums are rounded in another order anyhow, so that products are added to them at once.</param>
    /// <param name="leftOut">What the iterations leave out of the sums, to which nothing is added where one could tell.</param>
    /// <exception cref="NotInLanesException">The body cannot run in lanes.</exception>
    public static LaneKernel Of(IrFunction function, IReadOnlyList<BatchValue> inputs, IReadOnlyList<BatchValue?> outputs, IReadOnlyList<Value> sums, LaneShape shape, Value? index = null, int prologue = 0, bool isJammed = false, IReadOnlyList<Value>? saved = null, LeftOut? leftOut = null)
    {
        Variation variation = Variation.Of(function, inputs.Select(i => i.Scalar).Concat(index is null ? [] : new[] { index }), sums, saved);
        var builder = new IrBuilder(function.NextId);
        var pass = new VectorizePass(shape, variation, builder, function.Body) { FusesSums = isJammed || saved is not null };
        foreach (IrParameter parameter in function.Parameters.Where(p => !p.Value.Equals(index) && !inputs.Any(i => i.Scalar.Equals(p.Value))))
        {
            pass.Define(parameter.Value, parameter.Value);
        }

        builder.Open();
        builder.Origin = -1;
        Value count = builder.New(IrType.Int, index is null ? "count" : "to"), first = builder.New(IrType.Int, index is null ? "first" : index.Name);
        Value? from = index is null ? null : builder.New(IrType.Int, "from");
        Value zero = builder.Int(0), step = builder.Int(shape.Count);
        BatchValue[] summed = outputs.Where(o => o is { Span: null }).Select(o => o!).ToArray();
        ImmutableArray<Value> initial = summed.Select(_ => builder.Constant(shape.Reals, shape.Reals.Text + ".Zero")).ToImmutableArray();
        ImmutableArray<Value> carried = summed.Select(s => builder.New(shape.Reals, "sum")).ToImmutableArray(), results = summed.Select(s => builder.New(shape.Reals, "sum")).ToImmutableArray();

        // What lanes add to in a loop has a vector for each element, which is summed once, behind the batch. Iterations of a loop that are given up run again one by one,
        // so that what they add stays aside until all have run: at places of their own in a buffer of the same length.
        bool isLoop = index is not null;
        Value[] addable = sums.Where(s => s.Type.Buffer == BufferKind.Span && s.Type.Real == shape.Real).ToArray();
        (Value Sum, Value Lanes)[] wide = addable.Where(s => IsAdded(function.Body, s, variation, varies: false, isInLoop: isLoop)).Select(s => (s, Aside(s, shape.Reals.Text, RealKind.None, "Lanes"))).ToArray();
        (Value Sum, Value Apart)[] apart = !isLoop ? [] : addable.Where(s => IsAdded(function.Body, s, variation, varies: true, isInLoop: true)).Select(s => (s, Aside(s, s.Type.Element, s.Type.Real, "Apart"))).ToArray();
        pass.AddAside(wide, apart, isLoop);
        pass.Run(function.Body with { Ops = function.Body.Ops.Take(prologue).ToImmutableArray() });
        builder.Origin = -1;
        builder.Open();
        foreach (BatchValue input in inputs)
        {
            pass.Define(input.Scalar, Loaded(builder, input, first, shape));
        }

        if (index is not null)
        {
            pass.DefineIndex(index, first);
        }

        pass.Run(function.Body with { Ops = function.Body.Ops.Skip(prologue).ToImmutableArray() });
        builder.Origin = -1;
        foreach (BatchValue output in outputs.Where(o => o is { Span: not null }).Select(o => o!))
        {
            builder.Add(new Opaque(-1, null, shape.Spelled("{V}.StoreUnsafe({0}, ref " + Reference + "({1}), (nuint){2});"), ImmutableArray.Create(pass.Lane(output.Scalar), output.Span!, first), Effect.Unknown, Precedences.Call));
        }

        ImmutableArray<Value> next = summed.Select((s, k) => Sum(pass.Lane(s.Scalar), carried[k])).ToImmutableArray();
        Region body = builder.Close(next);
        builder.Add(new For(-1, results, first, from ?? zero, count, "<", step, initial, carried, body, -1));
        builder.Open();
        foreach ((Value sum, Value lanes) in wide)
        {
            Total(sum, lanes, shape.Reals, shape.Spelled("{V}.Sum({0})"));
        }

        foreach ((Value sum, Value own) in apart)
        {
            Total(sum, own, sum.Type.ElementType, null);
        }

        Region added = builder.Close();
        if (leftOut is null)
        {
            builder.AddRange(added.Ops);
        }
        else
        {
            AddSeen(leftOut, added);
        }

        ImmutableArray<Value> totals = results.Select((r, k) => builder.Pure(summed[k].Scalar.Type, shape.Spelled("{V}.Sum({0})"), Precedences.Call, r)).ToImmutableArray();
        Region whole = builder.Close(totals);
        RequireRoom(whole, LargestBody);
        if (!RecordingOrder.IsKept(whole))
        {
            throw new NotInLanesException(-1, "what its branches record cannot be taken out in the same order by all lanes", "nothing: the calls run one by one");
        }

        int nextId = builder.NextId;
        IrParameter[] spans = inputs.Concat(outputs.Where(o => o is not null).Select(o => o!)).Where(v => v.Span is not null).Select(v => v.Span!).Append(count).Concat(from is null ? [] : new[] { from }).Select(v => new IrParameter(v, v.Name!, "", null, true, false)).ToArray();
        IrFunction kernel = new(function.Key, function.Name, function.Parameters.Where(p => !p.Value.Equals(index) && !inputs.Any(i => i.Scalar.Equals(p.Value))).Concat(spans).ToImmutableArray(), function.ResultType, whole, nextId, function.Origins);
        IrVerifier.Check(kernel, "Vectorize");
        Region simplified = Hoist.Run(Simplifier.Run(whole, ref nextId, int.MaxValue));
        simplified = Simplifier.Run(simplified, ref nextId, int.MaxValue);
        if (isJammed)
        {
            Region marked = Jammed(StillColumns.Run(simplified, from!, shape, ref nextId));
            simplified = IrRewriter.Walk(marked).Length > LargestJammed ? Jammed(simplified) : marked;
            RequireRoom(simplified, LargestJammed);
        }

        kernel = kernel.With(simplified, nextId);
        IrVerifier.Check(kernel, "Vectorize");
        return new LaneKernel(simplified, count, from, pass.MayThrow) { Function = kernel };

        Region Jammed(Region region)
        {
            if (region.Ops.Any(o => o is not View && o.Results.Any(r => r.Type.IsBuffer)))
            {
                throw new NotInLanesException(-1, "all of its columns share memory", "nothing: they run one vector at a time");
            }

            region = Simplifier.Run(Hoist.Run(region), ref nextId, int.MaxValue);
            region = Simplifier.Run(ReadOnce.Run(region), ref nextId, int.MaxValue);
            region = Simplifier.Run(Windows.Run(region, ref nextId), ref nextId, int.MaxValue);
            return JammedLanes.Run(region, from!, shape, ref nextId).Body;
        }

        Value Aside(Value sum, string element, RealKind real, string suffix) =>
            builder.Add(new Allocate(-1, builder.New(IrType.BufferOf(BufferKind.Span, element, real), sum.Name + suffix), Memory.Zeros, builder.LengthOf(sum))).Result;

        // for (j = 0; j < sum.Length; j++) sum[j] += Sum(lanes[j])
        void Total(Value sum, Value aside, IrType type, string? total)
        {
            Value index = builder.New(IrType.Int, "j"), length = builder.LengthOf(sum), one = builder.Int(1);
            builder.Open();
            Value element = builder.Add(new Load(-1, builder.New(type), aside, index)).Result;
            Value added = total is null ? element : builder.Pure(sum.Type.ElementType, total, Precedences.Call, element);
            builder.Add(new Store(-1, sum, index, added, Adds: true));
            builder.Add(new For(-1, ImmutableArray<Value>.Empty, index, zero, length, "<", one, ImmutableArray<Value>.Empty, ImmutableArray<Value>.Empty, builder.Close(), -1));
        }

        // if (nothing was left out || (inputs have the sizes that were assumed && what was left out is far below every element)) { add } else { repeat }
        void AddSeen(LeftOut left, Region added)
        {
            var operands = new List<Value> { left.State };
            string name(Value value)
            {
                operands.Add(value);
                return "{" + (operands.Count - 1).ToString(CultureInfo.InvariantCulture) + "}";
            }

            IEnumerable<string> moderate = left.Inputs.Select(i => LaneTemplates.Negligible + "AreAtMost(" + name(i.Input) + ", " + i.Most.ToString(CultureInfo.InvariantCulture) + ")").ToArray();
            IEnumerable<string> seen = left.Seen.Select(s => LaneTemplates.Negligible + "AreAtLeast(" + name(wide.Single(w => w.Sum.Equals(s.Sum)).Lanes) + ", " + s.Least.ToString(CultureInfo.InvariantCulture) + ")").ToArray();
            Value isKept = builder.New(IrType.Bool);
            builder.Add(new Opaque(-1, isKept, LaneTemplates.HasKept + " || (" + string.Join(" && ", moderate.Concat(seen)) + ")", operands.ToImmutableArray(), Effect.Reads, Precedences.Or));
            builder.Open();
            builder.Add(new Opaque(-1, null, "{0}[0] = " + LaneTemplates.Negligible + "Again;", ImmutableArray.Create(left.State), Effect.Unknown, Precedences.Call));
            builder.Add(new If(-1, ImmutableArray<Value>.Empty, isKept, added, builder.Close()));
        }

        Value Sum(Value value, Value before)
        {
            Value sum = builder.New(shape.Reals, "sum");
            builder.Add(new Opaque(-1, sum, "{0} + {1}", ImmutableArray.Create(before, value), Effect.Pure, Precedences.Additive));
            return sum;
        }
    }

    /// <summary>The same for several vectors of iterations side by side: what is the same in all of them is computed once, what they add to memory is added up at once.</summary>
    /// <param name="shape">The vectors.</param>
    /// <exception cref="NotInLanesException">They cannot run side by side.</exception>
    public LaneKernel Jammed(LaneShape shape)
    {
        Value[] parameters = [.. Function.Parameters.Select(p => p.Value)];
        Region body = RecordedBlocks.Run(Body, parameters);
        int nextId = Math.Max(Function.NextId, Regions.NextId(parameters, body));
        body = RecordedNests.Run(body, ref nextId);
        (Region jammed, HashSet<int> sums) = JammedLanes.Run(body, First!, shape, ref nextId, requiresSharing: true);
        jammed = FusedLaneSums.Run(jammed, shape, sums);
        RequireRoom(jammed, LargestJammed);
        IrFunction kernel = Function.With(jammed, nextId);
        IrVerifier.Check(kernel, "Vectorize");
        return this with { Body = jammed, Function = kernel };
    }

    private static void RequireRoom(Region body, int largest)
    {
        if (IrRewriter.Walk(body).Length > largest)
        {
            throw new NotInLanesException(-1, "it is too large for one method", "move parts of it into methods of their own, or let the batch run call by call");
        }
    }

    /// <summary>A loop adds to the buffer, or to a part of it, at places that all lanes share, or that vary.</summary>
    private static bool IsAdded(Region region, Value sum, Variation variation, bool varies, bool isInLoop) => region.Ops.Any(op =>
        (isInLoop && op is Store store && variation.IsSameMemory(store.Buffer, sum) && variation.Varies(store.Index) == varies)
        || IrRewriter.RegionsOf(op).Any(r => IsAdded(r, sum, variation, varies, isInLoop || op is For or While)));

    private static Value Loaded(IrBuilder builder, BatchValue input, Value first, LaneShape shape)
    {
        IrType type = input.Scalar.Type;
        IrType vector = shape.Of(type) ?? throw new NotInLanesException(-1, type.IsReal ? "it computes in double and in float" : "a parameter of type '" + type.Text.Replace("global::", "") + "' differs from call to call", type.IsReal ? "use one of the two" : "mark it [Uniform], or pass a number");
        string element(int lane) => "{0}[{1}" + (lane == 0 ? "" : " + " + lane) + "]";
        string template = type.IsReal || type.Text == shape.Integer
            ? "{V}.LoadUnsafe(ref " + Reference + "({0}), (nuint){1})"
            : "{V}.Create(" + string.Join(", ", Enumerable.Range(0, shape.Count).Select(lane => type.Text == "bool" ? element(lane) + " ? ({I})-1 : 0" : "({I})" + element(lane))) + ")";
        Value result = builder.New(vector, input.Scalar.Name);
        builder.Add(new Opaque(-1, result, shape.Spelled(template), ImmutableArray.Create(input.Span!, first), Effect.Pure, Precedences.Call));
        return result;
    }
}
