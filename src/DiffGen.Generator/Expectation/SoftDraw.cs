using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Emit;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>A discrete draw for which a real number stands: which values are that number, or numbers chosen by it, and what may be done with them.</summary>
internal sealed class SoftDraw(IrBuilder builder, Opaque site)
{
    /// <summary>The numbers that stand for truth values and integers, by the ids of those.</summary>
    public Dictionary<int, Value> Numbers { get; } = [];

    /// <summary>A number in the spelling of its type.</summary>
    public Value Constant(IrType type, double number) => builder.Constant(type, type.Real == RealKind.Float ? Literals.Real((float)number) : Literals.Real(number));

    /// <summary>Where an expansion around the mean is made: the operations that are run at the mean, all of them; else null.</summary>
    public ImmutableArray<Op>? Expansion { get; init; }

    /// <summary>A draw as a real number of this type.</summary>
    public Value Number(Value drawn, IrType real) => drawn.Type == IrType.Bool ? Chosen(drawn, Constant(real, 1), Constant(real, 0)) : builder.Apply("FromInteger", real, drawn);

    /// <summary>μ(θ); or 0, with its derivative.</summary>
    public Value Mean(Distribution row, ImmutableArray<Value> parameters, bool isZero)
    {
        IrType real = parameters.First(p => p.Type.IsReal).Type;
        string[] parts = parameters.Select((p, k) => p.Type.IsReal ? char.ToUpperInvariant(row.Parameters[k][0]) + row.Parameters[k].Substring(1) + "Grad" : "").ToArray();
        var type = new IrType("(" + real.Text + " Value, " + string.Join(", ", parts.Where(p => p.Length > 0).Select(p => real.Text + " " + p)) + ")", RealKind.None, BufferKind.None, "", true);
        string call = "global::DiffGen.Distributions." + row.Name + ".Mean", holes = string.Join(", ", Enumerable.Range(0, parameters.Length).Select(i => "{" + i + "}"));
        string zero = real.Real == RealKind.Generic ? real.Text + ".Zero" : "0";
        return builder.Add(new Opaque(builder.Origin, builder.New(real), isZero ? zero : call + "<" + real.Text + ">(" + holes + ")", parameters, Effect.Pure, Precedences.Call)
        {
            Pullback = new IrPullback(call + "Vjp<" + real.Text + ">(" + holes + ", {" + parameters.Length + "})", parts.Select(p => p.Length == 0 ? null : "{0}." + p).ToImmutableArray(), type, Effect.Pure) { IsDensity = !isZero },
        }).Result!;
    }

    /// <summary>Whether a number can stand for a draw wherever the expansion uses it.</summary>
    public bool MayStandFor(Value drawn)
    {
        HashSet<int> numbers = [drawn.Id];
        Op[] all = Expansion!.Value.SelectMany(o => IrRewriter.Inside(o).Prepend(o)).ToArray();
        foreach (Op op in all)
        {
            switch (op)
            {
                case Apply { Primitive: "FromInteger" }:
                    break;
                case Opaque { Template: "!{0}" } negation when numbers.Contains(negation.Arguments[0].Id):
                    numbers.Add(negation.Result!.Id);
                    break;
                case If branch when numbers.Contains(branch.Condition.Id):
                    if (DoesMore(branch))
                    {
                        return false;
                    }

                    numbers.UnionWith(branch.Outputs.Where(o => !o.Type.IsReal).Select(o => o.Id));
                    break;
                default:
                    if (op.Operands.Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Yields)).Any(v => numbers.Contains(v.Id)))
                    {
                        return false;
                    }

                    break;
            }
        }

        return true;
    }

    public Value Not(Value truth) => builder.Apply("Subtract", truth.Type, Constant(truth.Type, 1), truth);

    /// <summary><c>condition ? first : second</c></summary>
    public Value Chosen(Value condition, Value first, Value second)
    {
        Value output = builder.New(first.Type);
        builder.Add(new If(builder.Origin, ImmutableArray.Create(output), condition, new Region(ImmutableArray<Op>.Empty, ImmutableArray.Create(first)), new Region(ImmutableArray<Op>.Empty, ImmutableArray.Create(second))));
        return output;
    }

    /// <summary>v + s (u − v); of integers, the real number between them.</summary>
    public Value Between(Value chosen, Value first, Value second)
    {
        IrType type = first.Type.IsReal ? first.Type : chosen.Type;
        Value u = Real(first, type), v = Real(second, type), s = Differentiate.Partials.Converted(builder, chosen, type);
        return builder.Apply("Add", type, v, builder.Apply("Multiply", type, s, builder.Apply("Subtract", type, u, v)));
    }

    /// <summary>Nothing else may be done with what a number stands for: its derivative would be lost.</summary>
    public void RequireNone(IEnumerable<Value> values)
    {
        if (values.Any(v => Numbers.ContainsKey(v.Id)))
        {
            throw Refused("what is neither a real number made of it nor a choice between numbers");
        }
    }

    /// <summary>A branch on the draw does nothing but give numbers.</summary>
    public void RequireNumbers(If branch)
    {
        if (DoesMore(branch))
        {
            throw Refused("a branch that does more than choose between numbers");
        }
    }

    private static bool DoesMore(If branch) => branch.Then.EndsInThrow || branch.Else.EndsInThrow || branch.Outputs.Any(o => !o.Type.IsReal && o.Type != IrType.Int)
        || IrRewriter.Inside(branch).Any(o => o is Store or Fill or Copy or Allocate or Call or Throw or Opaque { Effect: Effect.Unknown });

    /// <summary>A cost in which the number has no part.</summary>
    public UnsupportedException Unknown() => Refused("a cost by a way that is not known");

    private Value Real(Value value, IrType type) => Numbers.TryGetValue(value.Id, out Value? number) ? Differentiate.Partials.Converted(builder, number, type) : value.Type.IsReal ? value : builder.Apply("FromInteger", type, value);

    private UnsupportedException Refused(string use) => new(site.Origin, "A draw of Sample." + site.Site!.Name + " with Strategy." + site.Site.Strategy + ", which enters " + use + ",", "write 'b ? u : v' of a coin and '(double)n' of a count, or take another strategy");
}
