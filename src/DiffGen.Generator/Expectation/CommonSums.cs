using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Branches on a draw that add to the same sum: <c>s' = b ? s + x : s + y</c> is <c>Attach(b ? s + x : s + y, s + (b ? x : y))</c>, so that what the draw decides is a term beside the sum so far.
/// </summary>
internal sealed class CommonSums
{
    private readonly IrBuilder _builder;
    private readonly Dictionary<int, Op> _definitions = [];

    private CommonSums(IrFunction function)
    {
        _builder = new IrBuilder(function.NextId);
        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
            }
        }
    }

    /// <summary>The method with the branches behind a site, in its region, taken apart.</summary>
    public static IrFunction Apart(IrFunction function, Opaque site)
    {
        DrawSlice slice = DrawSlice.Of(function, site, new BufferRoots(function));
        var sums = new CommonSums(function);
        var branches = new HashSet<Op>(slice.Ops.OfType<If>().Where(b => !b.Then.EndsInThrow && !b.Else.EndsInThrow && IrRewriter.Inside(b).All(CanRepeat)));
        Region Go(Region region) => ReferenceEquals(region, slice.Home)
            ? sums.Apart(region, branches)
            : new Region(region.Ops.Select(o => o is If or For or While ? IrRewriter.Map(o, v => v, Go) : o).ToImmutableArray(), region.Yields);

        return branches.Count == 0 ? function : function.With(Go(function.Body), sums._builder.NextId);
    }

    private static bool CanRepeat(Op op) => op is not (Store or Fill or Copy or Allocate or Call or Throw or Opaque { Effect: not Effect.Pure });

    private Region Apart(Region region, HashSet<Op> branches)
    {
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            if (!branches.Contains(op))
            {
                _builder.Add(op);
                continue;
            }

            var branch = (If)op;
            Value?[] bases = branch.Outputs.Select((o, k) => o.Type.IsReal ? Base(branch, k) : null).ToArray();
            _builder.Add(branch with { Outputs = branch.Outputs.Select((o, k) => bases[k] is null ? o : _builder.New(o.Type, o.Name)).ToImmutableArray() });
            var renewed = (If)_builder.Current[_builder.Current.Count - 1];
            for (int k = 0; k < bases.Length; k++)
            {
                if (bases[k] is { } common)
                {
                    Value difference = Difference(branch, k, common, []);
                    Value sum = _builder.Apply("Add", common.Type, common, difference);
                    _builder.Add(new Apply(op.Origin, branch.Outputs[k], PrimitiveTable.Attach, ImmutableArray.Create(renewed.Outputs[k], sum)));
                }
            }
        }

        return _builder.Close(region.Yields);
    }

    /// <summary>The value that both arms add to, each once.</summary>
    private Value? Base(If branch, int k)
    {
        List<Value> then = Bases(branch.Then.Yields[k], branch.Then), otherwise = Bases(branch.Else.Yields[k], branch.Else);
        return then.FirstOrDefault(v => v.Type.Equals(branch.Outputs[k].Type) && then.Count(w => w.Equals(v)) == 1 && otherwise.Count(w => w.Equals(v)) == 1 && !(_definitions.TryGetValue(v.Id, out Op? op) && op is Constant));
    }

    private List<Value> Bases(Value value, Region region)
    {
        if (!_definitions.TryGetValue(value.Id, out Op? op) || !region.Ops.Any(o => ReferenceEquals(o, op)))
        {
            return [value];
        }

        return op switch
        {
            Apply { Primitive: "Add" } add => [.. Bases(add.Arguments[0], region), .. Bases(add.Arguments[1], region)],
            Apply { Primitive: "Subtract" } subtract => Bases(subtract.Arguments[0], region),
            If branch when !branch.Then.EndsInThrow && !branch.Else.EndsInThrow && Base(branch, branch.Outputs.IndexOf(value)) is { } inner => Bases(inner, region),
            _ => [],
        };
    }

    /// <summary>A branch on the same condition whose arms give what they add.</summary>
    private Value Difference(If branch, int k, Value common, Dictionary<int, Value> renamed)
    {
        Value Of(Value v) => renamed.TryGetValue(v.Id, out Value? other) ? other : v;

        Region Arm(Region region)
        {
            _builder.Open();
            foreach (Op op in region.Ops)
            {
                _builder.Add(Again(op, renamed));
            }

            Value? rest = Rest(region.Yields[k], region, common, renamed);
            return _builder.Close(rest ?? _builder.Zero(common.Type));
        }

        Region then = Arm(branch.Then), otherwise = Arm(branch.Else);
        Value output = _builder.New(common.Type);
        _builder.Add(branch with { Condition = Of(branch.Condition), Outputs = ImmutableArray.Create(output), Then = then, Else = otherwise });
        return output;
    }

    /// <summary>A sum without the common value; null: nothing is left.</summary>
    private Value? Rest(Value value, Region region, Value common, Dictionary<int, Value> renamed)
    {
        Value Of(Value v) => renamed.TryGetValue(v.Id, out Value? other) ? other : v;

        if (value.Equals(common))
        {
            return null;
        }

        switch (_definitions[value.Id])
        {
            case Apply { Primitive: "Add" } add:
                int at = Bases(add.Arguments[0], region).Contains(common) ? 0 : 1;
                return Rest(add.Arguments[at], region, common, renamed) is { } rest ? _builder.Apply("Add", value.Type, rest, Of(add.Arguments[1 - at])) : Of(add.Arguments[1 - at]);
            case Apply { Primitive: "Subtract" } subtract:
                Value less = Of(subtract.Arguments[1]);
                return Rest(subtract.Arguments[0], region, common, renamed) is { } before ? _builder.Apply("Subtract", value.Type, before, less) : _builder.Apply("Negate", value.Type, less);
            case var op:
                var branch = (If)op;
                int k = branch.Outputs.IndexOf(value);
                Value inner = Base(branch, k)!, difference = Difference(branch, k, inner, renamed);
                return Rest(inner, region, common, renamed) is { } outer ? _builder.Apply("Add", value.Type, outer, difference) : difference;
        }
    }

    private Op Again(Op op, Dictionary<int, Value> renamed)
    {
        foreach (Value value in op.Results.Concat(IrRewriter.RegionArguments(op)))
        {
            renamed[value.Id] = _builder.New(value.Type, value.Name);
        }

        Value Of(Value v) => renamed.TryGetValue(v.Id, out Value? other) ? other : v;

        return IrRewriter.Map(op, Of, r => new Region(r.Ops.Select(o => Again(o, renamed)).ToImmutableArray(), r.Yields.Select(Of).ToImmutableArray()));
    }
}
