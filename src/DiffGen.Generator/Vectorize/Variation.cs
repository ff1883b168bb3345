using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Which values differ from call to call, and which memory each call must have for itself: the smallest sets closed under the rules below.
/// Everything else is the same in all calls of a batch: it is computed once and stays scalar.
/// </summary>
internal sealed class Variation
{
    private readonly HashSet<int> _varying = [];
    private readonly HashSet<int> _ownMemory = [];
    private readonly HashSet<int> _sums;
    private readonly HashSet<int> _saved;
    private readonly BufferRoots _roots;
    private readonly Dictionary<int, Push> _pushOf = [];
    private readonly Region _body;
    private bool _changed;

    private Variation(IrFunction function, IEnumerable<Value> perCall, IEnumerable<Value> sums, IEnumerable<Value> saved)
    {
        _body = function.Body;
        _roots = new BufferRoots(function);
        _sums = [.. sums.Select(s => _roots.RootOf(s))];
        _saved = [.. saved.Select(s => _roots.RootOf(s))];
        foreach (Value value in perCall)
        {
            _varying.Add(value.Id);
        }
    }

    /// <param name="function">A body with all its parameters.</param>
    /// <param name="perCall">The parameters of which each call has its own.</param>
    /// <param name="sums">The buffers that calls only add to: gradients of uniform buffers.</param>
    /// <param name="saved">The buffers to which each call writes elements of its own.</param>
    public static Variation Of(IrFunction function, IEnumerable<Value> perCall, IEnumerable<Value> sums, IEnumerable<Value>? saved = null)
    {
        var variation = new Variation(function, perCall, sums, saved ?? []);
        variation.PairRecordings();
        do
        {
            variation._changed = false;
            variation.Visit(function.Body, isMasked: false);
        }
        while (variation._changed);
        return variation;
    }

    public bool Varies(Value value) => _varying.Contains(value.Id);

    /// <summary>The memory holds a vector for each element.</summary>
    public bool IsOwn(Value buffer) => _ownMemory.Contains(_roots.RootOf(buffer));

    /// <summary>The gradient of a uniform buffer, or a part of it: what the lanes add is summed.</summary>
    public bool IsSum(Value buffer) => _sums.Contains(_roots.RootOf(buffer));

    /// <summary>Each call writes elements of its own to the buffer, which is the same for all.</summary>
    public bool IsSaved(Value buffer) => _saved.Contains(_roots.RootOf(buffer));

    /// <summary>The operations that make the memory; null among them stands for a parameter.</summary>
    public IEnumerable<Op?> Sources(Value buffer) => _roots.Sources(_roots.RootOf(buffer));

    /// <summary>What the forward sweep put where this is taken from; null where that is not known.</summary>
    public Value? SavedBy(Pop pop) => _pushOf.TryGetValue(pop.Result.Id, out Push? push) ? push.Saved : null;

    public bool IsSameMemory(Value a, Value b) => _roots.RootOf(a) == _roots.RootOf(b);

    public LoopForm FormOf(For loop)
    {
        bool exits = loop.Exit >= 0 && Varies(loop.Carried[loop.Exit]);
        if (!exits && !Varies(loop.Start) && !Varies(loop.Bound) && !Varies(loop.Step))
        {
            return LoopForm.Uniform;
        }

        return loop.Mirror < 0
            ? Varies(loop.Bound) || Varies(loop.Step) ? LoopForm.ToEndOwnIndex : LoopForm.ToEnd
            : Varies(loop.Start) || Varies(loop.Step) ? LoopForm.FromStartOwnIndex : LoopForm.FromStart;
    }

    public LoopForm FormOf(While loop) => Varies(loop.Condition.Yields[0]) ? LoopForm.FromStart : LoopForm.Uniform;

    private void Vary(Value value) => _changed |= _varying.Add(value.Id);

    private void Vary(IEnumerable<Value> values)
    {
        foreach (Value value in values)
        {
            Vary(value);
        }
    }

    private void Own(Value buffer)
    {
        int root = _roots.RootOf(buffer);
        if (!_sums.Contains(root) && !_saved.Contains(root))
        {
            _changed |= _ownMemory.Add(root);
        }
    }

    private void Visit(Region region, bool isMasked)
    {
        foreach (Op op in region.Ops)
        {
            Visit(op, isMasked);
        }
    }

    private void Visit(Op op, bool isMasked)
    {
        switch (op)
        {
            case Load load:
                if (Varies(load.Index) || IsOwn(load.Buffer))
                {
                    Vary(load.Result);
                }

                break;
            case Store store:
                if (isMasked || Varies(store.Index) || Varies(store.Stored))
                {
                    Own(store.Buffer);
                }

                break;
            case Fill fill:
                if (isMasked || (fill.Filler is not null && Varies(fill.Filler)))
                {
                    Own(fill.Buffer);
                }

                break;
            case Copy copy:
                if (isMasked || IsOwn(copy.Source))
                {
                    Own(copy.Destination);
                }

                break;
            case Opaque { Template: LaneTemplates.ReverseCopy } undone:
                if (isMasked || undone.Arguments.Any(IsOwn))
                {
                    Own(undone.Arguments[0]);
                    Own(undone.Arguments[1]);
                }

                break;
            case Opaque { Result: { } sum } cleared when cleared.Template.StartsWith(LaneTemplates.SumAndClear, System.StringComparison.Ordinal):
                if (isMasked || IsOwn(cleared.Arguments[0]))
                {
                    Own(cleared.Arguments[0]);
                    Vary(sum);
                }

                break;
            case Pop pop:
                if (!_pushOf.TryGetValue(pop.Result.Id, out Push? push) || Varies(push.Saved))
                {
                    Vary(pop.Result);
                }

                break;
            case If branch:
                Visit(branch, isMasked);
                break;
            case For loop:
                Visit(loop, isMasked);
                break;
            case While loop:
                bool leaves = FormOf(loop) != LoopForm.Uniform;
                Carry(loop.Outputs, loop.Initial, loop.Carried, loop.Body.Yields, leaves, joins: false);
                Visit(loop.Condition, isMasked || leaves);
                Visit(loop.Body, isMasked || leaves);
                break;
            default:
                if (op.Operands.Any(Varies))
                {
                    Vary(op.Results);
                }

                break;
        }
    }

    private void Visit(If branch, bool isMasked)
    {
        bool splits = Varies(branch.Condition);
        Visit(branch.Then, isMasked || splits);
        Visit(branch.Else, isMasked || splits);
        for (int i = 0; i < branch.Outputs.Length; i++)
        {
            Value a = branch.Then.Yields[i], b = branch.Else.Yields[i];
            bool fromThen = !branch.Then.EndsInThrow, fromElse = !branch.Else.EndsInThrow;
            if ((fromThen && Varies(a)) || (fromElse && Varies(b)) || (splits && fromThen && fromElse && !a.Equals(b)))
            {
                Vary(branch.Outputs[i]);
            }
        }
    }

    private void Visit(For loop, bool isMasked)
    {
        LoopForm form = FormOf(loop);
        if (form is LoopForm.FromStartOwnIndex or LoopForm.ToEndOwnIndex)
        {
            Vary(loop.Index);
        }

        Carry(loop.Outputs, loop.Initial, loop.Carried, loop.Body.Yields, leaves: form != LoopForm.Uniform, joins: form is LoopForm.ToEnd or LoopForm.ToEndOwnIndex);
        Visit(loop.Body, isMasked || form != LoopForm.Uniform);
    }

    /// <summary>
    /// Lanes that start together have the same value of what does not depend on the call, for as long as they stay; where lanes leave, or
    /// enter, one by one, each ends with its own.
    /// </summary>
    private void Carry(ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried, ImmutableArray<Value> yields, bool leaves, bool joins)
    {
        for (int i = 0; i < carried.Length; i++)
        {
            if (joins || Varies(initial[i]) || Varies(yields[i]))
            {
                Vary(carried[i]);
            }

            if (leaves || Varies(carried[i]))
            {
                Vary(outputs[i]);
            }
        }
    }

    /// <summary>
    /// What an iteration pushes, the iteration that undoes it pops, in the opposite order: so a popped value varies exactly where the pushed
    /// one does. Where the two lists do not match, what is popped counts as varying.
    /// </summary>
    private void PairRecordings()
    {
        var pushes = new Dictionary<int, Push[]>();
        var pops = new Dictionary<int, Pop[]>();
        foreach (Op loop in IrRewriter.Walk(_body).Where(o => o is For or While && o.Mirror != 0))
        {
            Region body = loop is For counted ? counted.Body : ((While)loop).Body;
            if (loop.Mirror > 0)
            {
                pushes[loop.Mirror] = body.Ops.OfType<Push>().ToArray();
            }
            else
            {
                pops[-loop.Mirror] = body.Ops.OfType<Pop>().ToArray();
            }
        }

        int paired = 0;
        foreach (KeyValuePair<int, Pop[]> entry in pops)
        {
            Push[] saved = pushes.TryGetValue(entry.Key, out Push[]? found) ? found : [];
            if (saved.Length != entry.Value.Length)
            {
                throw Unpaired();
            }

            for (int i = 0; i < saved.Length; i++)
            {
                _pushOf[entry.Value[i].Result.Id] = saved[saved.Length - 1 - i];
                paired++;
            }
        }

        if (IrRewriter.Walk(_body).Count(o => o is Push) != paired || IrRewriter.Walk(_body).Count(o => o is Pop) != paired)
        {
            throw Unpaired();
        }
    }

    private static NotInLanesException Unpaired() => new(-1, "its recording is not of one shape in both sweeps", "please report it with the method");
}
