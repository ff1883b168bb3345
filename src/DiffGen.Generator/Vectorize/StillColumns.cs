using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Passes over the tangents that are zero in all columns of a vector, where a loop reads them again and again:
/// <code>
/// for (o …) for (l …) { y += x[l] * w[o, l]; ẏ += ẋ[l] * w[o, l]; }
/// </code>
/// becomes
/// <code>
/// for (l …) marks[l] = ẋ[l] ≠ 0;          // or true, where a w is not finite
/// for (o …) for (l …) { y += x[l] * w[o, l]; if (marks[l]) ẏ += ẋ[l] * w[o, l]; }
/// </code>
/// and, where all that is added has one factor, over iterations in which that is zero: <c>if (w[o, l] ≠ 0 &amp;&amp; marks[l])</c>, with y += x[l] * w[o, l] where that changes nothing then. A mark of less than zero
/// says that a number is so large that it must not be.
/// Of a sparse method each part of the input moves a few of the numbers that come of it: most of the tangents are zero.
/// </summary>
internal sealed class StillColumns
{
    private readonly Region _kernel;
    private readonly LaneShape _shape;
    private readonly ColumnValues _columns;
    private readonly IrBuilder _builder;
    private readonly KernelMemory _memory;
    private readonly Dictionary<int, int> _constants;

    private StillColumns(Region kernel, For lanes, LaneShape shape, int nextId)
    {
        _kernel = kernel;
        _shape = shape;
        _columns = new ColumnValues(lanes, shape);
        _builder = new IrBuilder(nextId) { Origin = -1 };
        _constants = HeldElements.PlacesOf(kernel);
        _memory = new KernelMemory(kernel);
    }

    /// <param name="kernel">The body of a kernel of columns: a loop over lanes, and what stands before it.</param>
    /// <param name="from">Where the loop starts.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="nextId">The first value id that is free.</param>
    public static Region Run(Region kernel, Value from, LaneShape shape, ref int nextId)
    {
        For lanes = kernel.Ops.OfType<For>().Single(l => l.Start.Equals(from));
        var pass = new StillColumns(kernel, lanes, shape, nextId);
        Region body = pass.Visit(lanes.Body);
        nextId = pass._builder.NextId;
        return kernel with { Ops = kernel.Ops.Replace(lanes, lanes with { Body = body }) };
    }

    private Region Visit(Region region)
    {
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            if (op is For outer && Taken(outer) is { } taken)
            {
                _builder.Add(taken);
            }
            else
            {
                _builder.Add(IrRewriter.Map(op, v => v, Visit));
            }
        }

        return _builder.Close(region.Yields);
    }

    /// <summary>The outer loop with marks in its inner loops, which are set before it; null where it has none that needs them.</summary>
    private For? Taken(For outer)
    {
        var ops = new List<Op>();
        bool isTaken = false;
        foreach (Op op in outer.Body.Ops)
        {
            Value marks = _builder.New(IrType.BufferOf(BufferKind.Span, "int", RealKind.None), "marks");
            if (op is For inner && StillLoop.Of(_kernel, outer, inner, _columns, _shape, _memory, _constants, marks) is { } still)
            {
                Mark(outer, still, marks);
                ops.Add(Passing(still, marks));
                isTaken = true;
            }
            else
            {
                ops.Add(op);
            }
        }

        return isTaken ? outer with { Body = outer.Body with { Ops = ops.ToImmutableArray() } } : null;
    }

    /// <summary><c>marks = new int[count]; if (all factors are finite, or moderate) for (l …) Mark(…) else marks.Fill(-1)</c></summary>
    private void Mark(For outer, StillLoop still, Value marks)
    {
        Value count = _builder.Pure(IrType.Int, "global::System.Math.Max(0, {0})", Precedences.Call, still.Inner.Bound);
        _builder.Add(new Allocate(-1, marks, Memory.Zeros, count));
        Value[] factors = [.. still.Factors];
        string[] checks = [.. factors.Select((f, k) => Check(f, Argument(k + 3), isModerate: still.Weight is not null))];
        Value pays = _builder.Add(new Opaque(-1, _builder.New(IrType.Bool), string.Join(" && ", checks.DefaultIfEmpty("true")), ImmutableArray.Create(outer.Start, outer.Bound, count).AddRange(factors), Effect.Reads, Precedences.And)).Result!;
        Value index = _builder.New(IrType.Int, still.Inner.Index.Name), one = _builder.Int(1);
        _builder.Open();
        _builder.Open();
        new Jam(_builder, [new Dictionary<int, Value> { [still.Inner.Index.Id] = index }]).Run(still.Marks.Ops);
        Region body = _builder.Close();
        _builder.Add(new For(-1, ImmutableArray<Value>.Empty, index, still.Inner.Start, still.Inner.Bound, "<", one, ImmutableArray<Value>.Empty, ImmutableArray<Value>.Empty, body, -1));
        Region then = _builder.Close();
        _builder.Open();
        _builder.Add(new Fill(-1, marks, _builder.Constant(IrType.Int, "-1")));
        _builder.Add(new If(-1, ImmutableArray<Value>.Empty, pays, then, _builder.Close()));
    }

    /// <summary>A factor is finite, or of moderate size.</summary>
    private static string Check(Value factor, string argument, bool isModerate) => factor.Type.IsBuffer ? LaneTemplates.Jacobians + (isModerate ? "AreModerate(" : "AreFinite(") + argument + ", {0}, {1}, {2})"
        : isModerate ? LaneTemplates.Jacobians + "IsModerate(" + argument + ")"
        : factor.Type.Text + ".IsFinite(" + argument + ")";

    private static string Argument(int number) => "{" + number.ToString(CultureInfo.InvariantCulture) + "}";

    /// <summary>The inner loop, whose tangents stand behind what is the same in all columns, where a mark is set.</summary>
    private For Passing(StillLoop still, Value marks)
    {
        For inner = still.Inner;
        _builder.Open();
        if (still is not { Numbers: { } numbers, Weight: { } weight })
        {
            ImmutableArray<Value> yields = Columns(still, marks, still.Shared.Ops);
            return inner with { Body = _builder.Close(yields) };
        }

        _builder.AddRange(numbers.Before);
        Value mark = _builder.Load(marks, inner.Index);
        Value isWhole = _builder.Pure(IrType.Bool, "{0} < 0 || {1} != 0 || {2} == {3}", Precedences.Or, mark, weight, inner.Index, inner.Start);
        _builder.Open();
        ImmutableArray<Value> changed = Columns(still, marks, numbers.Behind);
        Region then = _builder.Close(changed);
        ImmutableArray<Value> outputs = inner.Carried.Select(c => _builder.New(c.Type, c.Name)).ToImmutableArray();
        _builder.Add(new If(-1, outputs, isWhole, then, new Region(ImmutableArray<Op>.Empty, inner.Carried)));
        return inner with { Body = _builder.Close(outputs) };
    }

    /// <summary>What is the same in all columns, and the tangents behind it, where a mark is set; gives what the inner loop hands on.</summary>
    private ImmutableArray<Value> Columns(StillLoop still, Value marks, ImmutableArray<Op> sharedOps)
    {
        For inner = still.Inner;
        Region shared = ShortLoops.Run(still.Shared with { Ops = sharedOps }, _constants, _builder);
        _builder.AddRange(shared.Ops);
        Value mark = _builder.Load(marks, inner.Index);
        if (still.Weight is { } weight)
        {
            mark = _builder.Pure(IrType.Int, "{0} < 0 || {1} != 0 ? {0} : 0", Precedences.Conditional, mark, weight);
        }

        Value moves = _builder.Pure(IrType.Bool, LaneTemplates.Moves, Precedences.Call, mark);
        _builder.Open();
        Region columns = ShortLoops.Run(still.Columns, _constants, _builder);
        var copy = new Jam(_builder, [[]]);
        copy.Run(columns.Ops);
        Region then = _builder.Close(columns.Yields.Select(y => copy.Of(y, 0)).ToImmutableArray());
        int[] varying = [.. Enumerable.Range(0, inner.Carried.Length).Where(k => _columns.Vary(inner.Carried[k]))];
        Value[] outputs = [.. varying.Select(k => _builder.New(inner.Carried[k].Type, inner.Carried[k].Name))];
        _builder.Add(new If(-1, outputs.ToImmutableArray(), moves, then, new Region(ImmutableArray<Op>.Empty, varying.Select(k => inner.Carried[k]).ToImmutableArray())));
        return shared.Yields.Select((y, k) => Array.IndexOf(varying, k) is >= 0 and var at ? outputs[at] : y).ToImmutableArray();
    }
}
