using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using DiffGen.Generator.Simplify;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Inner loops whose iterations meet in sums alone, several iterations at a time: <c>if (all is in range) vectors, as many as there are; the rest one by
/// one</c>. Where something could be out of range, or two buffers overlap, all iterations run one by one, so that exceptions and what was written before
/// them are those of the loop as it stood.
/// </summary>
internal sealed class LoopVectorizer
{
    private static readonly int[] s_widths = [512, 256, 128];

    /// <summary>More operations than this, or functions of vectors, in one method cost the JIT's optimisation.</summary>
    private const int LargestBody = 4000, MostCalls = 20;

    /// <summary>What runs so few times gains nothing worth a word.</summary>
    private const int Few = 8;

    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Op> _definitions;
    private readonly MemoryParts _memory;
    private readonly Invariants _invariants = new();
    private readonly Func<int, bool> _isTaken;
    private readonly IReadOnlyCollection<Op> _left;
    private readonly List<NotInLanesException> _obstacles = [];
    private int _size;
    private bool _looksOnly;
    private int _calls;

    private LoopVectorizer(IrBuilder builder, MemoryParts memory, Dictionary<int, Op> definitions, int size, Func<int, bool> isTaken, IReadOnlyCollection<Op> left)
    {
        _left = left;
        _builder = builder;
        _memory = memory;
        _definitions = definitions;
        _isTaken = isTaken;
        _size = size;
    }

    /// <summary>Puts what tells of numbers, lengths and buffers into a table.</summary>
    private static void Define(ImmutableArray<Op> ops, Dictionary<int, Op> definitions)
    {
        foreach (Op op in ops)
        {
            if (op is Constant or Opaque { Template: "{0}.Length" or RecordedBlocks.Beside } or Allocate or View)
            {
                definitions[op.Results[0].Id] = op;
            }
        }
    }

    /// <param name="parameters">The parameters of the body.</param>
    /// <param name="body">The body of a method, ready to be printed.</param>
    /// <param name="areApart">Whether two buffers among the parameters, one of which is written, are known to share no memory.</param>
    /// <param name="isTaken">Whether the loop at an origin may be changed.</param>
    /// <param name="left">Loops that run few iterations, and stay as they are.</param>
    /// <returns>The body, and for each loop that stays as it was the reason.</returns>
    public static (Region Body, IReadOnlyList<NotInLanesException> Obstacles) Run(IEnumerable<Value> parameters, Region body, Func<Value, Value, bool> areApart, Func<int, bool> isTaken, IReadOnlyCollection<Op>? left = null)
    {
        if (!IrRewriter.Walk(body).Any(o => o is For or While))
        {
            return (body, []);
        }

        var definitions = new Dictionary<int, Op>();
        Define(body.Walked, definitions);
        var vectorizer = new LoopVectorizer(new IrBuilder(Regions.NextId(parameters, body)), new MemoryParts(parameters, body, areApart), definitions, body.Walked.Length, isTaken, left ?? []);
        Region changed = vectorizer.Visit(body, 0);
        if (ReferenceEquals(changed, body))
        {
            return (body, vectorizer._obstacles);
        }

        int nextId = vectorizer._builder.NextId;
        return (Simplifier.Run(changed, ref nextId, int.MaxValue), vectorizer._obstacles);
    }

    /// <summary>
    /// The loops in which a loop stays as it is: as <see cref="Run"/>, without the body that it gives, for each of some loops as if it stood alone among the operations of the body that hold none.
    /// </summary>
    public static HashSet<Op> WithObstacles(IReadOnlyList<Value> parameters, Region body, IEnumerable<For> loops, Func<Value, Value, bool> areApart, Func<int, bool> isTaken)
    {
        // Of the operations beside the loops some tell of numbers, few of memory.
        ImmutableArray<Op> beside = body.Ops.RemoveAll(o => !o.Regions.IsEmpty);
        ImmutableArray<Op> buffers = beside.RemoveAll(o => !o.Results.Any(r => r.Type.IsBuffer));
        var definitions = new Dictionary<int, Op>();
        Define(beside, definitions);
        int nextId = Regions.NextId(parameters, body);
        var found = new HashSet<Op>(ReferenceComparer.Instance);
        foreach (For loop in loops)
        {
            var alone = new Region(ImmutableArray.Create<Op>(loop), ImmutableArray<Value>.Empty);
            Define(alone.Walked, definitions);
            var memory = new MemoryParts(parameters, new Region(buffers.Add(loop), ImmutableArray<Value>.Empty), areApart);
            var vectorizer = new LoopVectorizer(new IrBuilder(nextId), memory, definitions, beside.Length + alone.Walked.Length, isTaken, []) { _looksOnly = true };
            vectorizer.Visit(alone, 0);
            if (vectorizer._obstacles.Count > 0)
            {
                found.Add(loop);
            }
        }

        return found;
    }

    /// <param name="region">A region.</param>
    /// <param name="level">So many loops are around it.</param>
    private Region Visit(Region region, int level)
    {
        var ops = new List<Op>();
        bool changed = false;
        foreach (Op op in region.Ops)
        {
            Op visited = op;
            _invariants.Add(op, level);
            switch (op)
            {
                case For when _left.Contains(op):
                case For { IsOfSite: true }:
                    break;
                case If branch:
                    Region then = Visit(branch.Then, level), otherwise = Visit(branch.Else, level);
                    visited = ReferenceEquals(then, branch.Then) && ReferenceEquals(otherwise, branch.Else) ? op : branch with { Then = then, Else = otherwise };
                    break;
                case While loop:
                    if (_isTaken(loop.Origin) && !IrRewriter.Walk(loop.Body).Any(o => o is For or While))
                    {
                        _obstacles.Add(new NotInLanesException(loop.Origin, "how often it runs is not known before it", "count with a for loop whose bounds do not change"));
                    }

                    Region repeated = Repeated(loop.Body, loop.Carried.AddRange(loop.Condition.Ops.SelectMany(o => o.Results)), level, ops);
                    visited = ReferenceEquals(repeated, loop.Body) ? op : loop with { Body = repeated };
                    break;
                case For loop when !IrRewriter.Walk(loop.Body).Any(o => o is For or While):
                    if (_isTaken(loop.Origin) && Replaced(loop) is { } replaced)
                    {
                        ops.AddRange(replaced);
                        changed = true;
                        continue;
                    }

                    break;
                case For loop:
                    Region body = Repeated(loop.Body, loop.Carried.Add(loop.Index), level, ops);
                    visited = ReferenceEquals(body, loop.Body) ? op : loop with { Body = body };
                    break;
            }

            changed |= !ReferenceEquals(visited, op);
            ops.Add(visited);
        }

        return changed ? region with { Ops = ops.ToImmutableArray() } : region;
    }

    /// <summary>The body of a loop around others, with the values that the loop gives it; conditions that do not change in it go before it.</summary>
    private Region Repeated(Region body, ImmutableArray<Value> arguments, int level, List<Op> before)
    {
        _invariants.Add(arguments, level + 1);
        Region visited = Visit(body, level + 1);
        if (ReferenceEquals(visited, body))
        {
            return body;
        }

        (ImmutableArray<Op> taken, Region left) = _invariants.TakeOut(visited, arguments);
        before.AddRange(taken);
        return left;
    }

    /// <param name="loop">A loop without loops inside.</param>
    /// <param name="isInRange">Its elements are known to be in range, and its buffers to be apart.</param>
    private ImmutableArray<Op>? Replaced(For loop, bool isInRange = false)
    {
        InnerLoop inner;
        ImmutableArray<PromotedElement> elements;
        try
        {
            (For promoted, elements) = PromotedElements.Run(loop, _builder, _definitions);
            inner = InnerLoop.Of(promoted, elements, _definitions, _memory);
        }
        catch (NotInLanesException obstacle)
        {
            if (InnerLoop.CountOf(loop, _definitions) is not < Few)
            {
                // Told at the loop: sweeps and companions may meet several in it.
                _obstacles.Add(new NotInLanesException(loop.Origin, obstacle.Obstacle, obstacle.Instead));
            }

            return null;
        }

        if (!_looksOnly && elements.IsEmpty && _size + (6 * loop.Body.Walked.Length) <= LargestBody && GatheredSums.Of(inner, _builder) is { } gathered)
        {
            return Gathered(loop, inner, gathered);
        }

        ImmutableArray<FactoredSum> factored = ImmutableArray<FactoredSum>.Empty;
        if (FactoredSums.Run(inner, elements, _definitions, _builder) is { } sums && InnerLoop.Of(sums.Loop, elements, _definitions, _memory) is var shorter && FactoredSums.IsWorthwhile(inner, shorter))
        {
            (inner, factored) = (shorter, sums.Sums);
        }

        int[] widths = s_widths.Where(bits => inner.Count is not { } count || count >= new LaneShape(bits, inner.Real).Count).ToArray();
        if (widths.Length == 0)
        {
            return null;
        }

        // Functions of vectors are inlined, of which the JIT takes so many in one method.
        int calls = IrRewriter.Walk(loop.Body).OfType<Apply>().Count(a => inner.Varies(a.Result) && !PrimitiveTable.Get(a.Primitive).IsCheap), ops = 20 + (2 * IrRewriter.Walk(loop.Body).Length);
        if (_calls + (widths.Length * calls) > MostCalls || _size + (widths.Length * ops) > LargestBody)
        {
            widths = [.. widths.Take(2)];
        }

        if (_size + (widths.Length * ops) > LargestBody)
        {
            _obstacles.Add(new NotInLanesException(loop.Origin, "the method is too large", "move the loop into a method of its own"));
            return null;
        }

        _calls += widths.Length * calls;
        _size += widths.Length * ops;
        return _looksOnly ? ImmutableArray.Create<Op>(loop) : new VectorLoop(loop, inner, elements, factored, _builder, _invariants).Write(widths, isInRange);
    }

    /// <summary><c>if (all is in range, and there are enough iterations) { sums that elements gather; the rest of the loop } else the loop as it stood</c></summary>
    private ImmutableArray<Op> Gathered(For loop, InnerLoop inner, GatheredSums gathered)
    {
        _builder.Open();
        _builder.Origin = -1;
        Value? guard = new VectorLoop(loop, inner, ImmutableArray<PromotedElement>.Empty, ImmutableArray<FactoredSum>.Empty, _builder, _invariants).Guard();
        (Value low, Value high) = gathered.Ends();
        Value? enough = inner.Count is not null ? null : _builder.Pure(IrType.Bool, "{0} >= {1}", Precedences.Relational, inner.Number(low) == 0 ? high : _builder.Pure(IrType.Long, "(long){0} - {1}", Precedences.Additive, high, low), _builder.Int(gathered.Least));
        Value? condition = enough is null ? guard : guard is null ? enough : _builder.Pure(IrType.Bool, "{0} && {1}", Precedences.And, enough, guard);

        _builder.Open();
        For sums = gathered.Gathered(low, high), rest = Renewed(loop with { Body = gathered.Rest });
        Define(sums.Body.Ops, _definitions);
        Define(rest.Body.Walked, _definitions);
        Define(_builder.Current.ToImmutableArray(), _definitions);
        _builder.AddRange(Replaced(sums, isInRange: true) ?? ImmutableArray.Create<Op>(sums));
        _builder.Origin = -1;
        gathered.WriteEnds(low, high);
        if (!rest.Outputs.IsEmpty || rest.Body.Walked.Any(o => o is Store))
        {
            _builder.AddRange(Replaced(rest, isInRange: true) ?? ImmutableArray.Create<Op>(rest));
        }

        Region then = _builder.Close(rest.Outputs);
        if (condition is null)
        {
            _builder.AddRange(IrRewriter.Substitute(then, rest.Outputs.Zip(loop.Outputs, (made, known) => (made, known)).ToDictionary(o => o.made, o => o.known)).Ops);
            return _builder.Close().Ops;
        }

        For one = loop with { Outputs = loop.Outputs.Select(o => _builder.New(o.Type, o.Name)).ToImmutableArray() };
        _builder.Add(new If(-1, loop.Outputs, condition, then, new Region(ImmutableArray.Create<Op>(one), one.Outputs)));
        return _builder.Close().Ops;
    }

    /// <summary>The loop with values of its own.</summary>
    private For Renewed(For loop)
    {
        var values = new Dictionary<Value, Value>();
        foreach (Value value in loop.Outputs.Add(loop.Index).AddRange(loop.Carried).Concat(loop.Body.Walked.SelectMany(o => o.Results.Concat(o.RegionArguments))))
        {
            values[value] = _builder.New(value.Type, value.Name);
        }

        return (For)IrRewriter.Substitute(new Region(ImmutableArray.Create<Op>(loop), ImmutableArray<Value>.Empty), values).Ops[0];
    }
}
