using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>A method that runs iterations of an outer loop together.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kernel">Its body, which yields the sums.</param>
/// <param name="Free">Its parameters before the range of iterations.</param>
/// <param name="Sum">The type of each sum.</param>
/// <param name="Count">How many there are.</param>
/// <param name="Lanes">How many iterations run together.</param>
/// <param name="LeftOut">What they leave out of the sums; null where that is nothing.</param>
internal sealed record OuterKernel(string Name, LaneKernel Kernel, ImmutableArray<Value> Free, IrType Sum, int Count, int Lanes, LeftOut? LeftOut);

/// <summary>
/// Outer loops whose iterations meet in sums alone, as many iterations at a time as a vector has lanes: where inner loops cannot run on vectors themselves.
/// <c>if (512 bits and enough iterations) { (ok, sums) = kernel(…); } else if (256) … else if (128) …</c>, and the loop for the iterations that are left, or for all of them where
/// one throws. Before it the same with several vectors side by side, where they can run so.
/// </summary>
internal sealed class OuterLoopVectorizer
{
    private static readonly int[] s_widths = [512, 256, 128], s_jammedWidths = [512, 256];

    private readonly IrBuilder _builder;
    private readonly IrFunction _function;
    private readonly Func<Value, Value, bool> _areApart;
    private readonly Func<int, bool> _isTaken;
    private readonly Func<int, int, int, string> _name;
    private readonly string _typeParameters;
    private readonly List<OuterKernel> _kernels = [];
    private readonly HashSet<Op> _left = new(ReferenceComparer.Instance);
    private int _loops;

    private OuterLoopVectorizer(IrFunction function, Func<Value, Value, bool> areApart, Func<int, bool> isTaken, Func<int, int, int, string> name, string typeParameters)
    {
        _function = function;
        _areApart = areApart;
        _isTaken = isTaken;
        _name = name;
        _typeParameters = typeParameters;
        _builder = new IrBuilder(function.NextId);
    }

    /// <param name="function">A companion: all its parameters, its body ready to be printed.</param>
    /// <param name="areApart">Whether two buffers among the parameters, one of which is written, are known to share no memory.</param>
    /// <param name="isTaken">Whether the loop at an origin may be changed.</param>
    /// <param name="name">The name of a kernel: which loop, how many vectors, of how many bits.</param>
    /// <param name="typeParameters">The type parameters of the method, as code spells them.</param>
    /// <returns>The body, the methods that it calls, and the loops in it that are left for the iterations that do not fill a vector.</returns>
    public static (Region Body, IReadOnlyList<OuterKernel> Kernels, HashSet<Op> Left) Run(IrFunction function, Func<Value, Value, bool> areApart, Func<int, bool> isTaken, Func<int, int, int, string> name, string typeParameters)
    {
        var vectorizer = new OuterLoopVectorizer(function, areApart, isTaken, name, typeParameters);
        return (vectorizer.Run(), vectorizer._kernels, vectorizer._left);
    }

    private Region Run()
    {
        For[] outers = _function.Body.Ops.OfType<For>().Where(l => _isTaken(l.Origin) && IrRewriter.Walk(l.Body).Any(o => o is For or While)).ToArray();
        if (outers.Length == 0)
        {
            return _function.Body;
        }

        HashSet<Op> scalar = LoopVectorizer.WithObstacles(_function.Parameters.Select(p => p.Value).ToArray(), _function.Body, outers, _areApart, _isTaken);
        For[] candidates = outers.Where(l => scalar.Contains(l) || IsNest(l)).ToArray();
        if (candidates.Length == 0)
        {
            return _function.Body;
        }

        LoopFacts facts = LoopFacts.Of(_function);
        _builder.Open();
        foreach (Op op in _function.Body.Ops)
        {
            if (op is For loop && candidates.Contains(loop) && OuterLoop.Of(loop, _function, facts, _areApart) is { } outer && (!IsNest(loop) || scalar.Contains(loop) || ReadsRows(outer)) && Kernels(outer) is { } kernels)
            {
                Replace(loop, kernels);
            }
            else
            {
                _builder.Add(op);
            }
        }

        return _builder.Close(_function.Body.Yields);
    }

    /// <summary>A loop of loops of loops.</summary>
    private static bool IsNest(For loop) => loop.Body.Walked.OfType<For>().Any(l => l.Body.Walked.Any(o => o is For));

    /// <summary>
    /// A nest that goes over the same rows again and again, and adds to nothing but sums of its own: each inner loop would add up the lanes of a vector in its end, for one number.
    /// </summary>
    private static bool ReadsRows(OuterLoop outer)
    {
        (IrFunction iteration, int prologue) = SharedRows.Run(outer.Iteration, outer.Iteration.Parameters.Last().Value, outer.Prologue);
        if (prologue == outer.Prologue || outer.Sums.Length > 0)
        {
            return false;
        }

        try
        {
            Variation variation = VariationOf(outer, iteration);
            return iteration.Body.Ops.OfType<For>().SelectMany(l => l.Body.Ops.OfType<For>()).SelectMany(l => l.Body.Walked).OfType<Load>().All(l => !variation.Varies(l.Index));
        }
        catch (NotInLanesException)
        {
            return false;
        }
    }

    private static Variation VariationOf(OuterLoop outer, IrFunction iteration) => Variation.Of(iteration, [iteration.Parameters.Last().Value], outer.Sums, outer.Saved);

    /// <summary>The kernels, several vectors of iterations side by side first where they can run so, then one vector at a time; widest first.</summary>
    private List<(LaneShape Shape, OuterKernel Kernel)>[]? Kernels(OuterLoop outer)
    {
        (IrFunction iteration, int prologue) = SharedRows.Run(outer.Iteration, outer.Iteration.Parameters.Last().Value, outer.Prologue);
        var kernels = new List<(LaneShape Shape, OuterKernel Kernel)>();
        BatchValue[] outputs = iteration.Body.Yields.Select(y => new BatchValue(y, null)).ToArray();
        IrType sum = outer.Real == RealKind.Float ? IrType.Float : IrType.Double;
        bool areJammed;
        try
        {
            IrFunction jammedLoops = JammedLoops.Run(iteration, VariationOf(outer, iteration));
            areJammed = !ReferenceEquals(jammedLoops, iteration);
            (iteration, LeftOut? leftOut) = NegligibleLanes.Run(outer, jammedLoops, VariationOf(outer, jammedLoops));
            foreach (int bits in s_widths)
            {
                var shape = new LaneShape(bits, outer.Real);
                LaneKernel kernel = LaneKernel.Of(iteration, [], outputs, outer.Sums, shape, iteration.Parameters.Last().Value, prologue, saved: outer.Saved, leftOut: leftOut);
                kernels.Add((shape, new OuterKernel(_name(_loops, 1, bits), kernel, outer.Free, sum, outputs.Length, shape.Count, leftOut)));
            }
        }
        catch (NotInLanesException)
        {
            return null;
        }

        // Inner loops that run side by side already keep all registers.
        List<(LaneShape, OuterKernel)> jammed = areJammed ? [] : Jammed(kernels);
        _loops++;
        _kernels.AddRange(jammed.Concat(kernels).Select(k => k.Item2));
        return jammed.Count == 0 ? [kernels] : [jammed, kernels];
    }

    private List<(LaneShape, OuterKernel)> Jammed(List<(LaneShape Shape, OuterKernel Kernel)> kernels)
    {
        try
        {
            return [.. kernels.Where(k => s_jammedWidths.Contains(k.Shape.Bits)).Select(k =>
                (k.Shape, k.Kernel with { Name = _name(_loops, JammedLanes.Blocks, k.Shape.Bits), Kernel = k.Kernel.Kernel.Jammed(k.Shape), Lanes = JammedLanes.Blocks * k.Shape.Count }))];
        }
        catch (NotInLanesException)
        {
            return [];
        }
    }

    private void Replace(For loop, IReadOnlyList<(LaneShape Shape, OuterKernel Kernel)>[] stages)
    {
        _builder.Origin = -1;
        For left = loop;
        foreach (IReadOnlyList<(LaneShape, OuterKernel)> kernels in stages)
        {
            ImmutableArray<Value> chosen = Choice(left, kernels, 0);
            left = left with { Start = chosen[0], Initial = chosen.RemoveAt(0) };
        }

        _left.Add(left);
        _builder.Add(left);
    }

    /// <summary>The index of the first iteration that is left, and the sums so far.</summary>
    private ImmutableArray<Value> Choice(For loop, IReadOnlyList<(LaneShape Shape, OuterKernel Kernel)> kernels, int at)
    {
        if (at == kernels.Count)
        {
            return loop.Initial.Insert(0, loop.Start);
        }

        (LaneShape shape, OuterKernel kernel) = kernels[at];
        bool fromZero = IsZero(loop.Start);
        string enough = fromZero ? "{1} >= " : "{0} >= 0 && (long){1} - {0} >= ";
        Value condition = _builder.Pure(IrType.Bool, shape.Class + ".IsHardwareAccelerated && " + enough + kernel.Lanes, Precedences.And, loop.Start, loop.Bound);
        _builder.Open();
        Value to = Whole(loop, fromZero, kernel.Lanes);
        Value[] arguments = [.. kernel.Free, loop.Start, to];
        string template = kernel.Name + _typeParameters + "(" + string.Join(", ", arguments.Select((_, i) => "{" + i + "}")) + ")";
        Value sums = _builder.Add(new Opaque(-1, _builder.New(ResultType(kernel.Count, kernel.Sum), "lanes"), template, arguments.ToImmutableArray(), Effect.Unknown, Precedences.Call)).Result!;
        Value ended = kernel.Count == 0 ? sums : Item(sums, IrType.Bool, 1);
        Value done = _builder.Pure(IrType.Int, "{0} ? {1} : {2}", Precedences.Conditional, ended, to, loop.Start);
        var results = new List<Value> { done };
        for (int k = 0; k < kernel.Count; k++)
        {
            Value sum = Item(sums, kernel.Sum, k + 2);
            results.Add(IsZero(loop.Initial[k]) ? sum : _builder.Apply("Add", kernel.Sum, loop.Initial[k], sum));
        }

        Region then = _builder.Close(results.ToImmutableArray());
        _builder.Open();
        ImmutableArray<Value> narrower = Choice(loop, kernels, at + 1);
        Region otherwise = _builder.Close(narrower);
        ImmutableArray<Value> outputs = loop.Carried.Select(c => _builder.New(c.Type, c.Name)).ToImmutableArray().Insert(0, _builder.New(IrType.Int, "done"));
        _builder.Add(new If(-1, outputs, condition, then, otherwise));
        return outputs;
    }

    /// <summary>The index behind the iterations that fill vectors.</summary>
    private Value Whole(For loop, bool fromZero, int lanes)
    {
        Value mask = _builder.Int(-lanes);
        if (fromZero)
        {
            return _builder.Pure(IrType.Int, "{0} & {1}", Precedences.And, loop.Bound, mask);
        }

        Value passed = _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, loop.Bound, loop.Start);
        Value whole = _builder.Pure(IrType.Int, "{0} & {1}", Precedences.And, passed, mask);
        return _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, loop.Start, whole);
    }

    private Value Item(Value tuple, IrType type, int position) => _builder.Pure(type, "{0}.Item" + position.ToString(System.Globalization.CultureInfo.InvariantCulture), Precedences.Call, tuple);

    private bool IsZero(Value value) => _function.Body.Ops.Any(o => o is Constant { Text: "0" } constant && constant.Result.Equals(value));

    /// <summary>Whether all went well, and the sums.</summary>
    public static IrType ResultType(int sums, IrType sum) => sums == 0 ? IrType.Bool : new IrType("(bool, " + string.Join(", ", Enumerable.Repeat(sum.Text, sums)) + ")", RealKind.None, BufferKind.None, "", true);
}
