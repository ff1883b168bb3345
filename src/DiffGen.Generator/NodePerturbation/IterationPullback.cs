using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator;

/// <summary>
/// The reverse of one iteration of a <see cref="CutLoop"/>, to stand at the end of its body: from a direction of 1 at the sites it gives e, from a cotangent of 1 at the loop's sum
/// it gives s; both add up from iteration to iteration, and behind the loop the gradient is D e + s̄ s.
/// </summary>
/// <remarks>
/// The two are one sweep: it is linear in the direction, so e is its tangent, at a direction of 0 and with a cotangent of 1 at the sum. Where iterations are examples, the direction of each is Dₙ, the
/// tangent of what it adds to the sum, and the gradient is s̄ Σ (Dₙ eₙ + sₙ): the sweep itself.
/// </remarks>
internal sealed class IterationPullback
{
    private readonly CutLoop _loop;
    private readonly Region _backward;
    private readonly ImmutableArray<Op> _before;
    private readonly ImmutableArray<(Value Yielded, Value Carried, Value Initial, Value Output)> _numbers;
    private readonly Beginning? _first;
    private readonly Examples? _examples;

    private IterationPullback(CutLoop loop, Region backward, ImmutableArray<Op> before, ImmutableArray<(Value, Value, Value, Value)> numbers, Beginning? first, Examples? examples, FinishedLoop finished)
    {
        _first = first;
        _examples = examples;
        _loop = loop;
        _backward = backward;
        _before = before;
        _numbers = numbers;
        Finished = finished;
    }

    /// <summary>What only the first iteration gives: the gradient of what a state begins with.</summary>
    /// <param name="Carried">That this is the first iteration.</param>
    /// <param name="Initial">The same before the loop.</param>
    /// <param name="Output">The same behind the loop: none has run.</param>
    /// <param name="Numbers">Gradients of numbers that are those of the first iteration, not sums over all.</param>
    /// <param name="Buffers">Gradients of buffers, of one iteration, and where those of the first are kept.</param>
    private sealed record Beginning(Value Carried, Value Initial, Value Output, ImmutableHashSet<Value> Numbers, ImmutableArray<(Value Gradient, Value First)> Buffers);

    /// <summary>What there is to a loop whose iterations are examples.</summary>
    /// <param name="Direction">The direction of an iteration, which its pullback does not define.</param>
    /// <param name="Noise">The noise of the sites.</param>
    /// <param name="FirstSite">The number of the loop's first site.</param>
    /// <param name="Sites">How many sites there are from that one to its last.</param>
    private sealed record Examples(Value Direction, Value Noise, int FirstSite, int Sites);

    /// <summary>What it leaves for the reverse sweep.</summary>
    public FinishedLoop Finished { get; }

    /// <summary>The number of the loop.</summary>
    public int Mirror => _loop.Loop.Mirror;

    /// <param name="function">The method, numbered.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="functions">The methods that may be called.</param>
    /// <param name="noise">The noise of the sites.</param>
    /// <param name="nextId">The first free value id; afterwards the first free one again.</param>
    /// <param name="firstDerivative">Values from this id on were made by the compiler.</param>
    /// <param name="meeting">Where iterations are examples, the position of the sum in which they meet; otherwise -1.</param>
    public static IterationPullback Of(IrFunction function, CutLoop loop, IReadOnlyDictionary<string, IrFunction> functions, Value noise, ref int nextId, int firstDerivative, int meeting = -1)
    {
        int origin = loop.Loop.Origin;
        Value direction = new(nextId++, meeting < 0 ? function.ResultType! : loop.Carried[meeting].Type, "direction");
        IrFunction iteration = Iteration(function, loop, nextId);
        Sweeps sweeps = ReversePass.RunIteration(iteration, Activity.Of(iteration, NodeView.Ends), functions, new NodeCredit(direction, noise));
        nextId = sweeps.NextId;
        Region backward = sweeps.Backward;
        IrParameter[] numbers = [.. iteration.Parameters.Where(p => p.IsActive && !p.Value.Type.IsBuffer)];
        DerivativeParameter[] buffers = [.. sweeps.Parameters.Where(p => p.Of is not null)];
        DerivativeParameter? seed = sweeps.Parameters.FirstOrDefault(p => p.Output is not null);
        var credited = buffers.ToDictionary(b => b.Of!.Value, b => b.Value);
        var summed = new Dictionary<Value, Value>();
        ImmutableArray<Value> creditedNumbers = backward.Yields, summedNumbers = ImmutableArray<Value>.Empty;
        var constants = new List<Constant>();
        bool hasSums = meeting < 0 && seed is not null;
        if (meeting >= 0)
        {
            constants.AddRange(seed is null ? [] : [new(origin, seed.Value, "1")]);
        }
        else if (seed is null)
        {
            constants.Add(new(origin, direction, "1"));
        }
        else
        {
            IEnumerable<IrParameter> parameters = buffers.Select(b => Parameter(b.Value, isActive: true)).Append(Parameter(direction, isActive: true)).Append(Parameter(seed.Value, isActive: false));
            var pullback = new IrFunction(function.Key, function.Name, parameters.ToImmutableArray(), null, backward, nextId, function.Origins);
            Derivative both = ForwardPass.RunOverReverse(pullback, Activity.Of(pullback), functions);
            nextId = both.NextId;
            backward = both.Body;
            summed = credited;
            credited = buffers.ToDictionary(b => b.Of!.Value, b => both.Parameters.First(p => p.Of!.Value.Equals(b.Value)).Value);
            summedNumbers = both.Body.Yields.RemoveRange(numbers.Length, numbers.Length);
            creditedNumbers = both.Body.Yields.RemoveRange(0, numbers.Length);
            constants = [new(origin, direction, "0"), new(origin, both.Parameters.First(p => p.Of!.Value.Equals(direction)).Value, "1"), new(origin, seed.Value, "1")];
        }

        backward = backward with { Ops = backward.Ops.InsertRange(0, constants) };
        backward = backward with { Yields = creditedNumbers.AddRange(summedNumbers) };
        backward = NodeGradients.WithReplay(Simplifier.Run(backward, ref nextId, firstDerivative), noise);

        // Gradients of numbers are carried, those of buffers lie in zeros from before the loop.
        int next = nextId;
        var before = ImmutableArray.CreateBuilder<Op>();
        var carried = ImmutableArray.CreateBuilder<(Value, Value, Value, Value)>();
        var gradients = ImmutableArray.CreateBuilder<(Value, Value, Value?)>();
        var onlyFirst = ImmutableHashSet.CreateBuilder<Value>();
        var kept = ImmutableArray.CreateBuilder<(Value, Value)>();
        for (int i = 0; i < numbers.Length; i++)
        {
            bool isFirst = loop.First.Contains(numbers[i].Value);
            if (isFirst || loop.Outside.Contains(numbers[i].Value))
            {
                Value of = isFirst ? loop.Initial[loop.Carried.IndexOf(numbers[i].Value)] : numbers[i].Value;
                gradients.Add((of, Carry(backward.Yields[i], "Credited"), !hasSums ? null : Carry(backward.Yields[numbers.Length + i], "Summed")));
            }

            Value Carry(Value yielded, string suffix)
            {
                Value inside = New(numbers[i].Value.Type, numbers[i].Value.Name, suffix), initial = New(inside.Type, numbers[i].Value.Name, suffix), output = New(inside.Type, numbers[i].Value.Name, suffix);
                before.Add(new Constant(origin, initial, "0"));
                carried.Add((yielded, inside, initial, output));
                if (isFirst)
                {
                    onlyFirst.Add(inside);
                }

                return output;
            }
        }

        foreach (DerivativeParameter buffer in buffers)
        {
            Value of = buffer.Of!.Value, length = new(next++, IrType.Int, null);
            before.Add(new Opaque(origin, length, "{0}.Length", ImmutableArray.Create(of), Effect.Pure, Primitives.Precedences.Call));
            Value credit = credited[of] with { Name = DerivativeNames.Grad(of.Name ?? "buffer") + "Credited" };
            before.Add(new Allocate(origin, credit, Memory.Zeros, length));
            Value? sum = !hasSums ? null : summed[of] with { Name = DerivativeNames.Grad(of.Name ?? "buffer") + "Summed" };
            if (sum is not null)
            {
                before.Add(new Allocate(origin, sum, Memory.Zeros, length));
            }

            gradients.Add((of, Kept(credit), sum is null ? null : Kept(sum)));

            // The first iteration's gradient of what the buffer held before is kept aside; the others' is of nodes.
            Value Kept(Value gradient)
            {
                if (!loop.First.Contains(of))
                {
                    return gradient;
                }

                var first = new Value(next++, gradient.Type, gradient.Name + "First");
                before.Add(new Allocate(origin, first, Memory.Zeros, length));
                kept.Add((gradient, first));
                return first;
            }
        }

        Beginning? beginning = null;
        if (loop.First.Length > 0)
        {
            beginning = new Beginning(new(next++, IrType.Bool, "isFirst"), new(next++, IrType.Bool, "isFirst"), new(next++, IrType.Bool, "neverRan"), onlyFirst.ToImmutable(), kept.ToImmutable());
            before.Add(new Constant(origin, beginning.Initial, "true"));
        }

        nextId = next;
        ImmutableArray<Value> outputs = loop.Loop.Results, initials = loop.Loop is For counted ? counted.Initial : ((While)loop.Loop).Initial;
        int summedAt = meeting < 0 ? loop.Sum : meeting;
        var finished = new FinishedLoop(gradients.ToImmutable(), summedAt < 0 ? null : outputs[summedAt], summedAt < 0 ? null : initials[summedAt])
        {
            IsOfExamples = meeting >= 0,
            NeverRan = beginning?.Output,
            FirstNumbers = loop.First.Where(v => !v.Type.IsBuffer).Select(v => loop.Carried.IndexOf(v)).Select(k => (initials[k], outputs[k])).ToImmutableArray(),
            FirstBuffers = loop.First.Where(v => v.Type.IsBuffer).ToImmutableArray(),
        };
        int[] sites = IrRewriter.Walk(loop.Body).OfType<NodeSite>().Select(s => s.Number).ToArray();
        Examples? examples = meeting < 0 ? null : new Examples(direction, noise, sites.Min(), sites.Max() - sites.Min() + 1);
        return new IterationPullback(loop, backward, before.ToImmutable(), carried.ToImmutable(), beginning, examples, finished);

        Value New(IrType type, string? name, string suffix) => new(next++, type, name is null ? null : DerivativeNames.Grad(name) + suffix);
    }

    /// <summary>The loop, with its tangents, behind what it needs, and with this at the end of its body.</summary>
    /// <param name="function">The method.</param>
    /// <param name="loop">The loop in the forward sweep.</param>
    /// <param name="same">What has been replaced in the forward sweep.</param>
    /// <param name="nextId">The first free value id; afterwards the first free one again.</param>
    /// <param name="writes">What the methods that it calls write.</param>
    public IEnumerable<Op> Applied(IrFunction function, Op loop, IReadOnlyDictionary<Value, Value> same, ref int nextId, Writes writes)
    {
        Region body = loop is For counted ? counted.Body : ((While)loop).Body, pullback = IrRewriter.Substitute(_backward, same);
        if (_examples is not null)
        {
            (body, Value own) = Apart(body, CarriedBy(loop)[body.Yields.Length - 1], loop.Origin, ref nextId);
            pullback = IrRewriter.Substitute(pullback, new Dictionary<Value, Value> { [_examples.Direction] = own });
        }

        ImmutableArray<Value> yields = body.Yields;
        (Region forward, Region backward) = CheckpointPass.RunIteration(function, body, pullback, ref nextId, writes);
        var ops = forward.Ops.Add(new Remark(-1, Remarks.UndoToSites)).ToBuilder();
        if (_examples is not null)
        {
            ops.Insert(0, Noise(NodeNoiseText.NextExample(_examples.FirstSite, _examples.Sites)));
        }

        foreach ((Value gradient, _) in _first?.Buffers ?? ImmutableArray<(Value, Value)>.Empty)
        {
            ops.Add(new Fill(loop.Origin, gradient, null));
        }

        ops.AddRange(backward.Ops);
        foreach ((Value gradient, Value first) in _first?.Buffers ?? ImmutableArray<(Value, Value)>.Empty)
        {
            ops.Add(new Opaque(loop.Origin, null, "global::DiffGen.CompilerServices.Buffers.CopyIf<" + gradient.Type.Element + ">({0}, {1}, {2});", ImmutableArray.Create(_first!.Carried, gradient, first), Effect.Unknown, Primitives.Precedences.Call));
        }

        // The yields of the backward region are those of the numbers, in order.
        var numbers = new List<Value>();
        foreach ((Value yielded, Value inside, _, _) in _numbers)
        {
            var sum = new Value(nextId++, inside.Type, inside.Name);
            ops.Add(_first?.Numbers.Contains(inside) == true
                ? new Opaque(loop.Origin, sum, "{0} ? {1} : {2}", ImmutableArray.Create(_first.Carried, Now(yielded), inside), Effect.Pure, Primitives.Precedences.Conditional)
                : new Apply(loop.Origin, sum, "Add", ImmutableArray.Create(inside, Now(yielded))));
            numbers.Add(sum);
        }

        ImmutableArray<Value> outputs = _numbers.Select(n => n.Output).ToImmutableArray(), initial = _numbers.Select(n => n.Initial).ToImmutableArray(), carried = _numbers.Select(n => n.Carried).ToImmutableArray();
        if (_first is not null)
        {
            var never = new Value(nextId++, IrType.Bool, null);
            ops.Add(new Constant(loop.Origin, never, "false"));
            numbers.Add(never);
            (outputs, initial, carried) = (outputs.Add(_first.Output), initial.Add(_first.Initial), carried.Add(_first.Carried));
        }

        body = new Region(ops.ToImmutable(), yields.AddRange(numbers));
        Op whole = loop is For f
            ? f with { Outputs = f.Outputs.AddRange(outputs), Initial = f.Initial.AddRange(initial), Carried = f.Carried.AddRange(carried), Body = body }
            : ((While)loop) with { Outputs = ((While)loop).Outputs.AddRange(outputs), Initial = ((While)loop).Initial.AddRange(initial), Carried = ((While)loop).Carried.AddRange(carried), Body = body };
        return _before.Append(whole).Concat(_examples is null ? [] : [Noise(NodeNoiseText.EndExamples)]);

        Value Now(Value yielded) => backward.Yields[_backward.Yields.IndexOf(yielded)];

        Opaque Noise(string text) => new(loop.Origin, null, text, ImmutableArray.Create(_examples!.Noise), Effect.Unknown, Primitives.Precedences.Call);
    }

    private static ImmutableArray<Value> CarriedBy(Op loop) => loop is For counted ? counted.Carried : ((While)loop).Carried;

    /// <summary>An iteration that adds the tangent of its own addend, <c>ṡ ← ṡ + Dₙ</c>, in the place of <c>ṡ ← (ṡ + …) + …</c>, and that tangent.</summary>
    /// <param name="body">The iteration, which yields the tangent of the sum last: nothing else that it hands on has one.</param>
    /// <param name="before">The tangent of the sum before it.</param>
    /// <param name="origin">The loop's.</param>
    /// <param name="nextId">The first free value id; afterwards the first free one again.</param>
    private static (Region Body, Value Own) Apart(Region body, Value before, int origin, ref int nextId)
    {
        Value zero = new(nextId++, before.Type, null), after = new(nextId++, before.Type, before.Name);
        body = IrRewriter.Substitute(body, new Dictionary<Value, Value> { [before] = zero });
        Value own = body.Yields[body.Yields.Length - 1];
        ImmutableArray<Op> ops = body.Ops.Insert(0, new Constant(origin, zero, "0")).Add(new Apply(origin, after, "Add", ImmutableArray.Create(before, own)));
        return (new Region(ops, body.Yields.SetItem(body.Yields.Length - 1, after)), own);
    }

    /// <summary>An iteration as a method of what it reads from outside, what it is handed, and its index.</summary>
    private static IrFunction Iteration(IrFunction function, CutLoop loop, int nextId)
    {
        ImmutableArray<IrParameter> parameters = loop.Free.Concat(IrRewriter.RegionArguments(loop.Loop))
            .Select(v => Parameter(v, loop.Outside.Contains(v) || loop.First.Contains(v) || (loop.Sum >= 0 && v.Equals(loop.Carried[loop.Sum])))).ToImmutableArray();
        ImmutableArray<Value> yields = loop.Sum < 0 ? ImmutableArray<Value>.Empty : ImmutableArray.Create(loop.Body.Yields[loop.Sum]);
        return new IrFunction(function.Key, function.Name, parameters, null, new Region(loop.Body.Ops.InsertRange(0, loop.Prefix), yields), nextId, function.Origins)
        {
            Outputs = yields.Select(y => new IrOutput(y.Type, -1, 0, NoDiff: false) { Name = "sum" }).ToImmutableArray(),
        };
    }

    private static IrParameter Parameter(Value value, bool isActive) => new(value, value.Name ?? "value", "", null, NoDiff: !isActive, IsOutput: false);
}
