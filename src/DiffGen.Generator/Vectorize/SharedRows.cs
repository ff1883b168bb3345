using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// <c>for (c …) { for (j = 0; j &lt; n; j++) { … x[i * n + j] … } }</c>, with an iteration i in each lane, collects the same elements from all over the memory for each c. They are
/// collected once, <c>for (j …) { row[j] = x[i * n + j]; }</c>, into scratch with a vector for each j, and read from there: <c>for (c …) { for (j …) { … row[j] … } }</c>.
/// </summary>
internal sealed class SharedRows
{
    private readonly IrFunction _iteration;
    private readonly Value _index;
    private readonly IrBuilder _builder;
    private readonly BufferRoots _roots;
    private readonly HashSet<int> _written;
    private readonly HashSet<int> _known;
    private readonly List<Op> _made = [];

    /// <summary>The rows collected before the loop that is looked at.</summary>
    private readonly List<(Value Buffer, Region Index, Value Of, Value Bound, Value Row)> _rows = [];

    private SharedRows(IrFunction iteration, Value index, int prologue)
    {
        _iteration = iteration;
        _index = index;
        _builder = new IrBuilder(iteration.NextId);
        _roots = new BufferRoots(iteration);
        _written = [.. IrRewriter.Walk(iteration.Body).Where(o => o is Store or Fill or Copy or Call or Opaque { Effect: Effect.Unknown }).SelectMany(o => o.Operands).Where(v => v.Type.IsBuffer).Select(_roots.RootOf)];
        _known = [.. iteration.Parameters.Select(p => p.Value).Where(v => !v.Equals(index)).Concat(iteration.Body.Ops.Take(prologue).OfType<Constant>().Select(c => c.Result)).Select(v => v.Id)];
    }

    /// <param name="iteration">One iteration of an outer loop.</param>
    /// <param name="index">What tells iterations apart.</param>
    /// <param name="prologue">So many operations make memory, and run once for all iterations.</param>
    /// <returns>It, and how many operations make memory.</returns>
    public static (IrFunction Iteration, int Prologue) Run(IrFunction iteration, Value index, int prologue)
    {
        var rows = new SharedRows(iteration, index, prologue);
        var ops = new List<Op>();
        foreach (Op op in iteration.Body.Ops.Skip(prologue))
        {
            if (op is For nest && nest.Body.Walked.Any(o => o is For))
            {
                ops.AddRange(rows.Collected(nest));
            }
            else
            {
                ops.Add(op);
            }
        }

        return rows._made.Count == 0
            ? (iteration, prologue)
            : (iteration.With(iteration.Body with { Ops = iteration.Body.Ops.Take(prologue).Concat(rows._made).Concat(ops).ToImmutableArray() }, rows._builder.NextId), prologue + rows._made.Count);
    }

    /// <summary>The loops that collect rows, and the nest that reads them.</summary>
    private ImmutableArray<Op> Collected(For nest)
    {
        _rows.Clear();
        var definitions = new Dictionary<int, Op>();
        foreach (Op op in nest.Body.Walked)
        {
            foreach (Value result in op.Results)
            {
                definitions[result.Id] = op;
            }
        }

        var inside = new HashSet<int>(definitions.Keys.Concat(nest.RegionArguments.Concat(nest.Body.Walked.SelectMany(o => o.RegionArguments)).Select(v => v.Id)));
        _builder.Open();
        For read = nest with { Body = Visit(nest.Body, null) };
        return _builder.Close().Ops.Add(read);

        Region Visit(Region region, For? around) => region with
        {
            Ops = region.Ops.Select(op => op switch
            {
                Load load when around is not null && RowOf(load, around) is { } row => load with { Buffer = row, Index = around.Index },
                For loop => loop with { Body = Visit(loop.Body, loop) },
                _ => op,
            }).ToImmutableArray(),
        };

        Value? RowOf(Load load, For around)
        {
            if (!load.Result.Type.IsReal || load.Leaf >= 0 || load.Buffer.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged || !_iteration.Parameters.Any(p => p.Value.Equals(load.Buffer)) || _written.Contains(_roots.RootOf(load.Buffer))
                || around is not { Exit: < 0, Comparison: "<" } || !IsConstant(around.Start, "0") || !IsConstant(around.Step, "1") || !_known.Contains(around.Bound.Id))
            {
                return null;
            }

            var slice = new List<Op>();
            bool varies = false;
            if (!Needs(load.Index, around, slice, ref varies) || !varies || load.Index.Equals(around.Index))
            {
                return null;
            }

            var index = new Region(slice.ToImmutableArray(), ImmutableArray.Create(load.Index));
            if (_rows.FirstOrDefault(r => r.Buffer.Equals(load.Buffer) && r.Bound.Equals(around.Bound) && IsSame(r.Index, r.Of, index, around.Index)).Row is { } known)
            {
                return known;
            }

            Value row = Row(load, around, index);
            _rows.Add((load.Buffer, index, around.Index, around.Bound, row));
            return row;
        }

        // The operations of the nest that the index takes, of what is the same for all of its iterations and of the inner loop's index.
        bool Needs(Value value, For around, List<Op> slice, ref bool varies)
        {
            if (value.Equals(around.Index))
            {
                return true;
            }

            if (!inside.Contains(value.Id))
            {
                // What stands before the nest is taken to differ from iteration to iteration, but for what is known before the loop.
                varies |= !_known.Contains(value.Id);
                return true;
            }

            if (!definitions.TryGetValue(value.Id, out Op? op) || op is not (Constant or Opaque { Effect: Effect.Pure }))
            {
                return false;
            }

            foreach (Value operand in op.Operands)
            {
                if (!Needs(operand, around, slice, ref varies))
                {
                    return false;
                }
            }

            if (!slice.Contains(op))
            {
                slice.Add(op);
            }

            return true;
        }
    }

    private bool IsConstant(Value value, string text) => _iteration.Body.Walked.Any(o => o is Constant constant && constant.Result.Equals(value) && constant.Text == text);

    private static bool IsSame(Region a, Value ofA, Region b, Value ofB)
    {
        var same = new Dictionary<int, Value> { [ofA.Id] = ofB };
        Value Mapped(Value v) => same.TryGetValue(v.Id, out Value? other) ? other : v;
        if (a.Ops.Length != b.Ops.Length)
        {
            return false;
        }

        for (int i = 0; i < a.Ops.Length; i++)
        {
            bool isSame = (a.Ops[i], b.Ops[i]) switch
            {
                (Constant x, Constant y) => x.Text == y.Text,
                (Opaque x, Opaque y) => x.Template == y.Template && x.Arguments.Select(Mapped).SequenceEqual(y.Arguments),
                _ => false,
            };
            if (!isSame)
            {
                return false;
            }

            same[a.Ops[i].Results[0].Id] = b.Ops[i].Results[0];
        }

        return Mapped(a.Yields[0]).Equals(b.Yields[0]);
    }

    /// <summary>Scratch for a row, and the loop that fills it.</summary>
    private Value Row(Load load, For around, Region index)
    {
        string name = (load.Buffer.Name ?? "x").TrimStart('@') + "Row";
        IrType type = IrType.BufferOf(BufferKind.Span, load.Result.Type.Text, load.Result.Type.Real);
        Value length = _builder.New(IrType.Int), row = _builder.New(type, name), zero = _builder.New(IrType.Int);
        _made.Add(new Constant(-1, zero, "0"));
        _made.Add(new Opaque(-1, length, "global::System.Math.Max({0}, {1})", ImmutableArray.Create(zero, around.Bound), Effect.Pure, Precedences.Call));
        _made.Add(new Allocate(-1, row, Memory.Tape, length));

        Value j = _builder.New(around.Index.Type, around.Index.Name);
        var renamed = index.Ops.SelectMany(o => o.Results).ToDictionary(v => v, v => _builder.New(v.Type, v.Name));
        renamed[around.Index] = j;
        Region at = IrRewriter.Substitute(index, renamed);
        Value element = _builder.New(load.Result.Type, load.Result.Name);
        Region body = new(at.Ops.Add(load with { Result = element, Index = at.Yields[0] }).Add(new Store(load.Origin, row, j, element, Adds: false)), ImmutableArray<Value>.Empty);
        _builder.Add(around with { Outputs = ImmutableArray<Value>.Empty, Index = j, Initial = ImmutableArray<Value>.Empty, Carried = ImmutableArray<Value>.Empty, Body = body, Mirror = 0 });
        return row;
    }
}
