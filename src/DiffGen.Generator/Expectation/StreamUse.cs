using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Each draw is to be from a place of its stream that nothing else is drawn from: otherwise two sites draw the same, and the density of what they draw together is not the product of
/// theirs. So each place is used up once on each way through the method: by a draw, or by handing it on. Looking at it, to split it or to step behind it, does not use it up.
/// </summary>
internal sealed class StreamUse
{
    public const string Stream = "global::DiffGen.Noise";

    private int? _origin;

    private StreamUse()
    {
    }

    /// <summary>The origin of the first draw, or of what hands a stream on, from where another, or an earlier iteration, has drawn; null where there is none.</summary>
    public static int? Repeated(IrFunction function)
    {
        var use = new StreamUse();
        HashSet<int> used = [], made = [.. function.Parameters.Select(p => p.Value.Id)];
        use.Visit(function.Body, used, made);
        use.TakeAll(function.Body.Yields, used, made, -1);
        return use._origin;
    }

    /// <param name="region">The region.</param>
    /// <param name="used">The places that are used up: grows.</param>
    /// <param name="made">The streams that are new in this iteration of the innermost loop: grows.</param>
    private void Visit(Region region, HashSet<int> used, HashSet<int> made)
    {
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case Opaque { Site: not null } site:
                    Take(site.Arguments[site.Arguments.Length - 1], used, made, op.Origin);
                    break;
                case Opaque { Effect: Effect.Pure } pure:
                    if (pure.Arguments.Any(a => made.Contains(a.Id)))
                    {
                        made.Add(pure.Result!.Id);
                    }

                    break;
                case If branch:
                    HashSet<int> otherwise = [.. used];
                    Visit(branch.Then, used, made);
                    TakeAll(branch.Then.EndsInThrow ? ImmutableArray<Value>.Empty : branch.Then.Yields, used, made, op.Origin);
                    Visit(branch.Else, otherwise, made);
                    TakeAll(branch.Else.EndsInThrow ? ImmutableArray<Value>.Empty : branch.Else.Yields, otherwise, made, op.Origin);
                    used.UnionWith(otherwise);
                    made.UnionWith(op.Results.Select(r => r.Id));
                    break;
                case For loop:
                    TakeAll(loop.Initial, used, made, op.Origin);
                    Turn(op, loop.Body, made);
                    break;
                case While loop:
                    TakeAll(loop.Initial, used, made, op.Origin);
                    Turn(op, loop.Body, made);
                    break;
                default:
                    TakeAll(op.Operands, used, made, op.Origin);
                    made.UnionWith(op.Results.Select(r => r.Id));
                    break;
            }
        }
    }

    /// <summary>One iteration: what is from outside of it is there in each.</summary>
    private void Turn(Op loop, Region body, HashSet<int> made)
    {
        HashSet<int> used = [], own = [.. IrRewriter.RegionArguments(loop).Select(v => v.Id)];
        Visit(body, used, own);
        if (!body.EndsInThrow)
        {
            TakeAll(body.Yields, used, own, loop.Origin);
        }

        made.UnionWith(loop.Results.Select(r => r.Id));
    }

    private void TakeAll(ImmutableArray<Value> values, HashSet<int> used, HashSet<int> made, int origin)
    {
        foreach (Value value in values.Where(v => v.Type.Text == Stream))
        {
            Take(value, used, made, origin);
        }
    }

    private void Take(Value stream, HashSet<int> used, HashSet<int> made, int origin)
    {
        if (!used.Add(stream.Id) || !made.Contains(stream.Id))
        {
            _origin ??= origin;
        }
    }
}
