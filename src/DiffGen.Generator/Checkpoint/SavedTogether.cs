using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Checkpoint;

/// <summary>
/// A method that is called and pulled back by members of its own saves many numbers of one type in a block: <c>Push(a); Push(b); …</c> with <c>… b = Pop(); a = Pop();</c>
/// becomes <c>block = PushBlock(n); block[0] = a; block[1] = b; …</c> with <c>block = PopSpan(); … b = block[1]; a = block[0];</c>. The recording is asked for room once.
/// </summary>
internal sealed class SavedTogether
{
    /// <summary>Fewer pushes take less time than the call that takes the room.</summary>
    private const int Fewest = 8;

    private readonly IrBuilder _builder;

    private SavedTogether(int nextId) => _builder = new IrBuilder(nextId);

    /// <param name="forward">The forward sweep.</param>
    /// <param name="backward">The reverse sweep, which takes what the forward sweep has recorded, the last first.</param>
    /// <param name="parameters">The parameters of both.</param>
    public static (Region Forward, Region Backward) Run(Region forward, Region backward, IEnumerable<Value> parameters)
    {
        // What is pushed behind all else that records, and popped before it.
        Push[] pushes = [.. forward.Ops.Reverse().TakeWhile(o => o is Push { IsContent: false } || !Records(o)).OfType<Push>().Reverse()];
        if (pushes.Length < Fewest)
        {
            return (forward, backward);
        }

        Pop[] pops = [.. backward.Ops.TakeWhile(o => o is Pop { IsContent: false } || !Records(o)).OfType<Pop>()];
        bool isMirrored = pushes.Length == pops.Length && pushes.Zip(pops.Reverse(), static (push, pop) => push.Saved.Type.Text == pop.Result.Type.Text).All(static same => same);

        // What has been taken from the recording can be read until something is pushed again.
        bool pushesAgain = IrRewriter.Walk(backward).Any(o => o is Push or Allocate { Memory: Memory.Pushed });
        if (!isMirrored || pushesAgain)
        {
            return (forward, backward);
        }

        Value[] known = [.. parameters];
        var together = new SavedTogether(System.Math.Max(Regions.NextId(known, forward), Regions.NextId(known, backward)));
        for (int from = 0, to; from < pushes.Length; from = to)
        {
            IrType type = pushes[from].Saved.Type;
            to = from + 1;
            while (to < pushes.Length && pushes[to].Saved.Type.Text == type.Text)
            {
                to++;
            }

            if (to - from >= Fewest && type.IsUnmanaged)
            {
                forward = together.Saving(forward, pushes.Skip(from).Take(to - from).ToArray());
                backward = together.Taking(backward, pops.Skip(pops.Length - to).Take(to - from).ToArray());
            }
        }

        return (forward, backward);
    }

    private static bool Records(Op op) => op is Push or Pop or Allocate { Memory: Memory.Pushed } or Call { Mode: not CallMode.Primal } || IrRewriter.Inside(op).Any(Records);

    private Region Saving(Region forward, Push[] pushes)
    {
        Value? block = null;
        int at = 0;
        var ops = new List<Op>();
        foreach (Op op in forward.Ops)
        {
            if (at == pushes.Length || !ReferenceEquals(op, pushes[at]))
            {
                ops.Add(op);
                continue;
            }

            _builder.Open();
            _builder.Origin = op.Origin;
            block ??= _builder.Add(new Allocate(op.Origin, Block(pushes[0].Saved.Type), Memory.Pushed, _builder.Int(pushes.Length))).Result;
            _builder.Add(new Store(op.Origin, block, _builder.Int(at), pushes[at].Saved, Adds: false));
            ops.AddRange(_builder.Close().Ops);
            at++;
        }

        return forward with { Ops = ops.ToImmutableArray() };
    }

    private Region Taking(Region backward, Pop[] pops)
    {
        Value? block = null;
        int at = 0;
        var ops = new List<Op>();
        foreach (Op op in backward.Ops)
        {
            if (at == pops.Length || !ReferenceEquals(op, pops[at]))
            {
                ops.Add(op);
                continue;
            }

            _builder.Open();
            _builder.Origin = op.Origin;
            block ??= _builder.Add(new Pop(op.Origin, Block(pops[0].Result.Type)) { IsContent = true, IsBlock = true }).Result;
            at++;
            _builder.Add(new Load(op.Origin, pops[at - 1].Result, block, _builder.Int(pops.Length - at)));
            ops.AddRange(_builder.Close().Ops);
        }

        return backward with { Ops = ops.ToImmutableArray() };
    }

    private Value Block(IrType element) => _builder.New(IrType.BufferOf(BufferKind.Span, element.Text, element.Real), "saved");
}
