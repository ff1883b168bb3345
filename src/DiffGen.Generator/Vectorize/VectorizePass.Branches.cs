using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>Branches: on a condition that all lanes share they stay branches; on one that differs, both arms run under their masks.</summary>
internal sealed partial class VectorizePass
{
    private void Visit(If branch)
    {
        if (!_variation.Varies(branch.Condition))
        {
            Together(branch);
            return;
        }

        if (branch.Outputs.FirstOrDefault(o => _shape.Of(o.Type) is null && _variation.Varies(o) && _used.Contains(o.Id)) is { } unfit)
        {
            throw new NotInLanesException(branch.Origin, unfit.Type.IsBuffer ? "which buffer is taken differs from call to call" : "a value of type '" + unfit.Type.Text.Replace("global::", "") + "' differs from call to call", "take the elements in the branch");
        }

        Value condition = Uniform(branch.Condition);
        Value? mask = _mask;
        if (branch.Then.EndsInThrow || branch.Else.EndsInThrow)
        {
            // if (c) throw …; behind it no lane that is on has c.
            Region stays = branch.Then.EndsInThrow ? branch.Else : branch.Then;
            LeaveWhere(And(mask, branch.Then.EndsInThrow ? condition : Not(condition)), branch.Origin);
            if (stays.EndsInThrow)
            {
                LeaveWhere(mask ?? AllOn(), branch.Origin);
                foreach (Value output in branch.Outputs)
                {
                    Define(output, Default(TypeOf(output, branch.Origin)));
                }

                return;
            }

            Run(stays);
            for (int i = 0; i < branch.Outputs.Length; i++)
            {
                if (_used.Contains(branch.Outputs[i].Id))
                {
                    Define(branch.Outputs[i], _variation.Varies(branch.Outputs[i]) ? Lane(stays.Yields[i]) : Uniform(stays.Yields[i]));
                }
            }

            return;
        }

        int[] used = Enumerable.Range(0, branch.Outputs.Length).Where(i => _used.Contains(branch.Outputs[i].Id)).ToArray();

        // What the arm that runs last has recorded lies on top: it is undone first.
        bool undoes = branch.Mirror < 0;
        ImmutableArray<Value> last = undoes ? Arm(branch.Else, used, condition, negated: true, mask) : ImmutableArray<Value>.Empty;
        ImmutableArray<Value> then = Arm(branch.Then, used, condition, negated: false, mask);
        ImmutableArray<Value> otherwise = undoes ? last : Arm(branch.Else, used, condition, negated: true, mask);
        _mask = mask;
        _builder.Origin = branch.Origin;
        for (int k = 0; k < used.Length; k++)
        {
            Value output = branch.Outputs[used[k]];
            Define(output, _variation.Varies(output) ? Meet(condition, then[k], otherwise[k], output) : Uniform(branch.Then.Yields[used[k]]));
        }
    }

    /// <summary>What the lanes have behind a branch; a truth value that one arm fixes needs no selection.</summary>
    private Value Meet(Value condition, Value then, Value otherwise, Value output)
    {
        if (output.Type.Text == "bool")
        {
            if (IsTruth(otherwise, "false"))
            {
                return Vector(_shape.Integers, "{0} & {1}", Precedences.And, output.Name, condition, then);
            }

            if (IsTruth(then, "true"))
            {
                return Vector(_shape.Integers, "{0} | {1}", Precedences.Or, output.Name, condition, otherwise);
            }
        }

        return Select(condition, then, otherwise, output.Name);
    }

    private bool IsTruth(Value vector, string text) =>
        _builder.Current.OfType<Constant>().Any(c => c.Result.Equals(vector) && c.Text == _shape.Spelled(ConstantVector(IrType.Bool, text)));

    /// <summary>An arm under its mask: tested where it must not run for nothing, else computed for all lanes.</summary>
    private ImmutableArray<Value> Arm(Region arm, int[] used, Value condition, bool negated, Value? mask)
    {
        if (arm.Ops.IsEmpty)
        {
            _mask = mask;
            return Yields();
        }

        _mask = And(mask, negated ? Not(condition) : condition);
        if (!IsTested(arm))
        {
            Run(arm);
            return Yields();
        }

        int origin = _builder.Origin;
        Value any = Any(_mask);
        _builder.Open();
        Run(arm);
        ImmutableArray<Value> inside = Yields();
        Region then = _builder.Close(inside);
        _builder.Origin = origin;
        _builder.Open();
        ImmutableArray<Value> missing = inside.Select(v => Default(v.Type)).ToImmutableArray();
        Region otherwise = _builder.Close(missing);
        ImmutableArray<Value> outputs = used.Select((at, k) => _builder.New(inside[k].Type, arm.Yields[at].Name)).ToImmutableArray();
        _builder.Add(new If(origin, outputs, any, then, otherwise));
        return outputs;

        ImmutableArray<Value> Yields() => used.Select(i => Lane(arm.Yields[i])).ToImmutableArray();
    }

    /// <summary>
    /// The arm may throw, reads or writes memory, loops, records, or is dear: it runs only where a lane takes it. What the forward sweep records
    /// in such an arm its mirror takes out in one that is tested likewise.
    /// </summary>
    private bool IsTested(Region arm)
    {
        int dear = 0;
        foreach (Op op in IrRewriter.Walk(arm))
        {
            switch (op)
            {
                case Constant or Remark or If:
                    break;
                case Apply apply:
                    Primitive row = PrimitiveTable.Get(apply.Primitive);
                    if (_variation.Varies(apply.Result) ? row.Lanes is null || row.LanesThrow is not null : row.IntegerOperands.Length > 0 && row.Name != "FromInteger")
                    {
                        return true;
                    }

                    dear += row.IsCheap ? 0 : 1;
                    break;
                case Opaque { Result: { } result } opaque when LaneTemplates.IsSafe(opaque) && (!_variation.Varies(result) || LaneTemplates.Find(opaque, _shape) is not null):
                    break;
                default:
                    return true;
            }
        }

        return dear > LargestUntested;
    }

    private void Together(If branch)
    {
        Value condition = Uniform(branch.Condition);
        int[] kept = Enumerable.Range(0, branch.Outputs.Length).Where(i => _used.Contains(branch.Outputs[i].Id)).ToArray();
        Region then = Inside(branch.Then), otherwise = Inside(branch.Else);
        ImmutableArray<Value> outputs = kept.Select((i, k) => _builder.New(TypeOf(branch.Outputs[i], branch.Origin), branch.Outputs[i].Name)).ToImmutableArray();
        _builder.Add(new If(branch.Origin, outputs, condition, Matched(then, branch.Then), Matched(otherwise, branch.Else)) { Mirror = branch.Mirror });
        for (int k = 0; k < kept.Length; k++)
        {
            Define(branch.Outputs[kept[k]], outputs[k]);
        }

        Region Inside(Region arm)
        {
            Value? mask = _mask;
            _builder.Open();
            Run(arm);
            ImmutableArray<Value> yields = arm.EndsInThrow
                ? ImmutableArray<Value>.Empty
                : kept.Select(i => _variation.Varies(branch.Outputs[i]) ? Lane(arm.Yields[i]) : Uniform(arm.Yields[i])).ToImmutableArray();
            _mask = mask;
            return _builder.Close(yields);
        }

        // An arm that throws yields nothing; what stands in its place is never read.
        Region Matched(Region region, Region scalar)
        {
            if (!scalar.EndsInThrow)
            {
                return region;
            }

            Constant[] never = outputs.Select(o => new Constant(branch.Origin, _builder.New(o.Type), o.Type.IsReal ? "0" : "default(" + o.Type.Text + ")")).ToArray();
            return new Region(region.Ops.InsertRange(0, never), never.Select(n => n.Result).ToImmutableArray());
        }
    }
}
