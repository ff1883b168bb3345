using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// <c>part = c ? x[a..b] : y</c> in a loop becomes a branch that gives a, b and nothing of a buffer, the slice behind it, and a choice that
/// does nothing else: the reverse sweep can slice and choose again. A part that is not taken is sliced from 0, with length 0.
/// </summary>
internal static class ChosenViews
{
    public static Region Run(Region body, ref int nextId)
    {
        var builder = new IrBuilder(nextId);
        Region result = Visit(body, inLoop: false);
        nextId = builder.NextId;
        return result;

        Region Visit(Region region, bool inLoop) => region with
        {
            Ops = region.Ops.SelectMany(op => op switch
            {
                If branch => Branch(branch with { Then = Visit(branch.Then, inLoop), Else = Visit(branch.Else, inLoop) }, inLoop),
                For loop => [loop with { Body = Visit(loop.Body, true) }],
                While loop => [loop with { Body = Visit(loop.Body, true) }],
                _ => (IEnumerable<Op>)[op],
            }).ToImmutableArray(),
        };

        IEnumerable<Op> Branch(If branch, bool inLoop)
        {
            if (!inLoop || IsChoice(branch) || !branch.Outputs.Any(o => o.Type.IsBuffer))
            {
                return [branch];
            }

            var then = new Arm(builder, branch.Then, branch.Origin);
            var otherwise = new Arm(builder, branch.Else, branch.Origin);
            var kept = new List<int>();
            var choices = new List<Op>();
            for (int i = 0; i < branch.Outputs.Length; i++)
            {
                Value output = branch.Outputs[i];
                if (output.Type.IsBuffer && then.Hoist(branch.Then.Yields[i]) is { } a && otherwise.Hoist(branch.Else.Yields[i]) is { } b)
                {
                    choices.Add(new If(branch.Origin, ImmutableArray.Create(output), branch.Condition, Region.Empty with { Yields = ImmutableArray.Create(a) }, Region.Empty with { Yields = ImmutableArray.Create(b) }));
                }
                else
                {
                    kept.Add(i);
                }
            }

            if (choices.Count == 0)
            {
                return [branch];
            }

            ImmutableArray<Value> handed = then.Handed.Concat(otherwise.Handed).Select(h => h.Output).ToImmutableArray();
            var slim = branch with
            {
                Outputs = kept.Select(i => branch.Outputs[i]).Concat(handed).ToImmutableArray(),
                Then = Slim(branch.Then, then, otherwise, isFirst: true),
                Else = Slim(branch.Else, otherwise, then, isFirst: false),
            };
            return [slim, .. then.Behind, .. otherwise.Behind, .. choices];

            Region Slim(Region arm, Arm own, Arm other, bool isFirst)
            {
                Constant[] missing = other.Handed.Select(h => new Constant(branch.Origin, builder.New(h.Output.Type), h.Output.Type.Text == "bool" ? "false" : "0")).ToArray();
                IEnumerable<Value> given = own.Handed.Select(h => h.Inner), absent = missing.Select(m => m.Result);
                return new Region(arm.Ops.InsertRange(0, missing), kept.Select(i => arm.Yields[i]).Concat(isFirst ? given.Concat(absent) : absent.Concat(given)).ToImmutableArray());
            }
        }
    }

    /// <summary>A branch that chooses among values from outside, and does nothing else.</summary>
    public static bool IsChoice(If branch) => branch.Then.Ops.IsEmpty && branch.Else.Ops.IsEmpty;

    /// <summary>One arm: the views that leave it, made again behind the branch of numbers that leave it.</summary>
    private sealed class Arm(IrBuilder builder, Region region, int origin)
    {
        public List<(Value Inner, Value Output)> Handed { get; } = [];

        public List<Op> Behind { get; } = [];

        /// <summary>The buffer as a value behind the branch; null where it is made in the arm.</summary>
        public Value? Hoist(Value buffer)
        {
            int handed = Handed.Count, behind = Behind.Count;
            Value? hoisted = Try(buffer);
            if (hoisted is null)
            {
                Handed.RemoveRange(handed, Handed.Count - handed);
                Behind.RemoveRange(behind, Behind.Count - behind);
            }

            return hoisted;
        }

        private Value? Try(Value buffer)
        {
            switch (region.Ops.FirstOrDefault(o => o.Results.Contains(buffer)))
            {
                case null:
                    return buffer;
                case Constant constant:
                    return Add(constant with { Result = builder.New(buffer.Type) }).Result;
                case View { Buffer.Type.Buffer: not BufferKind.Jagged } view when Try(view.Buffer) is { } whole:
                    return Add(view with { Result = builder.New(buffer.Type), Buffer = whole, Start = HandOut(view.Start), Length = HandOut(view.Length) }).Result;
                case If choice when IsChoice(choice) && choice.Outputs.Length == 1 && Try(choice.Then.Yields[0]) is { } then && Try(choice.Else.Yields[0]) is { } otherwise:
                    return Add(choice with
                    {
                        Outputs = ImmutableArray.Create(builder.New(buffer.Type)),
                        Condition = HandOut(choice.Condition)!,
                        Then = choice.Then with { Yields = ImmutableArray.Create(then) },
                        Else = choice.Else with { Yields = ImmutableArray.Create(otherwise) },
                    }).Outputs[0];
                default:
                    return null;
            }
        }

        private T Add<T>(T op)
            where T : Op
        {
            Behind.Add(op with { Origin = origin });
            return op;
        }

        /// <summary>Numbers from outside, too: they may be right in this arm only.</summary>
        private Value? HandOut(Value? number)
        {
            if (number is null)
            {
                return null;
            }

            Value output = builder.New(number.Type);
            Handed.Add((number, output));
            return output;
        }
    }
}
