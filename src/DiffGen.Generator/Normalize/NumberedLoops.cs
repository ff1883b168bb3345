using System.Collections.Immutable;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// Numbers loops, branches and stores of numbers, so that the reverse sweep can name what it undoes, and lets each loop whose trip count is not known from
/// its bounds count its iterations.
/// </summary>
internal static class NumberedLoops
{
    public static Region Run(Region body, ref int nextId)
    {
        var builder = new IrBuilder(nextId);
        int number = 0;
        Region result = Visit(body);
        nextId = builder.NextId;
        return result;

        Region Visit(Region region)
        {
            builder.Open();
            foreach (Op op in region.Ops)
            {
                builder.Origin = op.Origin;
                switch (op)
                {
                    case If branch:
                        builder.Add(branch with { Mirror = ++number, Then = Visit(branch.Then), Else = Visit(branch.Else) });
                        break;
                    case For { Exit: < 0 } loop when Steps.IsUnit(body, loop.Step):
                        builder.Add(loop with { Mirror = ++number, Body = Visit(loop.Body) });
                        break;
                    case For loop:
                        {
                            Value zero = builder.Int(0);
                            (Value carried, Value output, Region counted) = Count(Visit(loop.Body));
                            builder.Add(loop with { Mirror = ++number, Body = counted, Initial = loop.Initial.Add(zero), Carried = loop.Carried.Add(carried), Outputs = loop.Outputs.Add(output) });
                            break;
                        }

                    case While loop:
                        {
                            Value zero = builder.Int(0);
                            (Value carried, Value output, Region counted) = Count(Visit(loop.Body));
                            builder.Add(loop with { Mirror = ++number, Body = counted, Initial = loop.Initial.Add(zero), Carried = loop.Carried.Add(carried), Outputs = loop.Outputs.Add(output) });
                            break;
                        }

                    case Store { IsDifferentiable: true }:
                        builder.Add(op with { Mirror = ++number });
                        break;
                    default:
                        builder.Add(op);
                        break;
                }
            }

            return builder.Close(region.Yields);
        }

        (Value Carried, Value Output, Region Body) Count(Region loopBody)
        {
            Value carried = builder.New(IrType.Int, "iterations"), output = builder.New(IrType.Int, "iterations");
            builder.Open();
            Value one = builder.Int(1);
            Value next = builder.New(IrType.Int, "iterations");
            builder.Add(new Opaque(builder.Origin, next, "{0} + {1}", ImmutableArray.Create(carried, one), Effect.Pure, Precedences.Additive));
            Region tail = builder.Close();
            return (carried, output, new Region(loopBody.Ops.AddRange(tail.Ops), loopBody.Yields.Add(next)));
        }
    }
}
