using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>REBAR: the cost at a relaxed draw as control variate of its score.</summary>
internal sealed partial class Alternatives
{
    private const string Relaxation = Services + "Rebar.";

    /// <summary>
    /// [c(x) − k(s̃)] s + ∂k(s)/∂θ − ∂k(s̃)/∂θ, with the score s of the draw, the relaxed draw s and one s̃ that is distributed as s is where it is rounded to x (Tucker, Mnih, Maddison, Lawson and Sohl-Dickstein,
    /// "REBAR", NeurIPS 2017). As one expression: c + stop(c − k(s̃)) log p + k(s) − k(s̃), of the last three the value being taken to be 0. k is the cost as an expansion computes it, with later draws at their means
    /// and nothing else that has a derivative; the mean of k(s̃) given x makes up for that of k(s) whatever k is, as long as it is continuous: ∂k/∂s misses what jumps.
    /// </summary>
    private Value Contrasted(Value cost)
    {
        ImmutableArray<Op> needed = _slice.Needed(cost, values: true);
        ImmutableArray<Value> parameters = _site.Arguments.RemoveAt(_site.Arguments.Length - 1);
        IrType real = Parameter.Type, type = cost.Type;
        var soft = new SoftDraw(_builder, _site) { Expansion = needed };
        RequireContinuous(needed, soft, [_site.Result!.Id], [_site.Result!.Id]);
        Value logit = LogitOf(soft), score = ScoreOf(SiteChoices.Row(_site), parameters, real);
        Value free = Relaxed("Relaxed", 0, logit, Stream), given = Relaxed("Conditional", 1, _site.Result!, logit, Stream);
        Value control = At(free), conditional = At(given);
        Value left = _builder.Apply("Multiply", type, Stopped(_builder.Apply("Subtract", type, cost, conditional)), Partials.Converted(_builder, score, type));
        Value contrast = _builder.Apply("Subtract", type, DerivativeOf(control), DerivativeOf(conditional));
        return _builder.Apply("Add", type, _builder.Apply("Add", type, cost, left), contrast);

        Value At(Value number)
        {
            var relaxed = new SoftDraw(_builder, _site) { Expansion = needed };
            relaxed.Numbers[_site.Result!.Id] = number;
            var renamed = new Dictionary<int, Value>();
            Again(needed, renamed, new World(_site.Result.Id, 2), relaxed);
            return renamed.TryGetValue(cost.Id, out Value? value) ? value : throw relaxed.Unknown();
        }
    }

    /// <summary>A relaxed draw, with its derivative by the logit.</summary>
    private Value Relaxed(string method, int differentiated, params Value[] operands)
    {
        IrType real = Parameter.Type;
        string holes = string.Join(", ", Enumerable.Range(0, operands.Length).Select(i => "{" + i + "}"));
        return _builder.Add(new Opaque(_builder.Origin, _builder.New(real), Relaxation + method + "<" + real.Text + ">(" + holes + ")", operands.ToImmutableArray(), Effect.Pure, Precedences.Call)
        {
            Pullback = new IrPullback(Relaxation + method + "Grad<" + real.Text + ">(" + holes + ", {" + operands.Length + "})", operands.Select((_, k) => k == differentiated ? "{0}" : null).ToImmutableArray(), real, Effect.Pure) { IsDensity = true },
        }).Result!;
    }

    /// <summary>Between the values of the draw the cost has no jump, and a derivative that is the whole one.</summary>
    /// <param name="ops">What is run again.</param>
    /// <param name="soft">The draw.</param>
    /// <param name="dependent">The values that depend on it; those of the operations are added.</param>
    /// <param name="chosen">The truth values and integers that a real number stands for.</param>
    private void RequireContinuous(IEnumerable<Op> ops, SoftDraw soft, HashSet<int> dependent, HashSet<int> chosen)
    {
        foreach (Op op in ops)
        {
            if (op is If branch)
            {
                bool chooses = chosen.Contains(branch.Condition.Id);
                if (!chooses && dependent.Contains(branch.Condition.Id))
                {
                    throw Jumps();
                }

                RequireContinuous(branch.Then.Ops, soft, dependent, chosen);
                RequireContinuous(branch.Else.Ops, soft, dependent, chosen);
                for (int k = 0; k < branch.Outputs.Length; k++)
                {
                    if (chooses || new[] { branch.Then, branch.Else }.Any(r => !r.EndsInThrow && dependent.Contains(r.Yields[k].Id)))
                    {
                        dependent.Add(branch.Outputs[k].Id);
                        _ = !branch.Outputs[k].Type.IsReal && chosen.Add(branch.Outputs[k].Id);
                    }
                }

                continue;
            }

            if (op is For or While ? !IrRewriter.Inside(op).Prepend(op).SelectMany(o => o.Operands.Concat(IrRewriter.RegionsOf(o).SelectMany(r => r.Yields))).Any(v => dependent.Contains(v.Id)) : !op.Operands.Any(v => dependent.Contains(v.Id)))
            {
                continue;
            }

            bool isContinuous = op switch
            {
                Apply { Primitive: PrimitiveTable.Attach } => true,
                Apply { Primitive: "FromInteger" } convert => chosen.Contains(convert.Arguments[0].Id),
                Apply apply => apply.Arguments.Select((a, k) => !dependent.Contains(a.Id) || !Dependence.Jumps(apply.Primitive, k)).All(c => c),
                Opaque { Template: "!{0}" } negation => chosen.Contains(negation.Arguments[0].Id) && chosen.Add(negation.Result!.Id),
                Opaque { Site: not null } site => SiteChoices.Row(site) is { } row && (row.IsDiscrete ? row.Name != "Categorical" && soft.MayStandFor(site.Result!) && chosen.Add(site.Result!.Id) : !row.IsCircular),
                Opaque { Effect: Effect.Pure, Result: { } stream } => stream.Type.Text == StreamUse.Stream,
                _ => false,
            };
            if (!isContinuous)
            {
                throw Jumps();
            }

            dependent.UnionWith(op.Results.Select(r => r.Id));
        }
    }

    private UnsupportedException Jumps() => _slice.Refused("A cost that may jump between the values of the draw, or that is not known there (a comparison, an index, a loop, a rounding, Diff.Stop), behind a draw", "take Strategy.MuProp, or Strategy.Score");
}
