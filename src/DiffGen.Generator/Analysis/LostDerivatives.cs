using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Where a derivative is zero for all arguments, proved and not guessed: an argument that no result depends on, one that the results are
/// flat in, an integer cast that is the only way of an active value to a result, and static state that a result depends on smoothly.
/// </summary>
internal sealed class LostDerivatives
{
    private readonly IrFunction _function;
    private readonly Activity _activity;
    private readonly Influence _smooth;
    private readonly Op[] _ops;

    /// <summary>For each value and root, the active parameters that it may depend on.</summary>
    private readonly Dictionary<int, HashSet<int>> _sources = [];

    private LostDerivatives(IrFunction function, Activity activity)
    {
        _function = function;
        _activity = activity;
        _smooth = Influence.Of(function, activity.Buffers, smooth: true);
        _ops = IrRewriter.Walk(function.Body).ToArray();
    }

    /// <summary>An argument whose gradient is always zero.</summary>
    /// <param name="Argument">The argument.</param>
    /// <param name="IsUsed">The results depend on it, though not smoothly.</param>
    public sealed record ZeroGradient(IrArgument Argument, bool IsUsed);

    /// <param name="Casts">The casts at which derivatives are lost.</param>
    /// <param name="States">The reads of static state that counts as a constant.</param>
    /// <param name="Arguments">The arguments whose gradients are zero for no such reason.</param>
    public sealed record Found(IReadOnlyList<Opaque> Casts, IReadOnlyList<Opaque> States, IReadOnlyList<ZeroGradient> Arguments);

    public static Found Of(IrFunction function, Activity activity) => new LostDerivatives(function, activity).Run();

    private Found Run()
    {
        Opaque[] states = _ops.OfType<Opaque>().Where(o => o.MutableState is not null && IsSmooth(o.Result!)).ToArray();
        Opaque[] casts = _ops.OfType<Opaque>().Where(o => o.IsIntegerCast && _activity.IsActive(o.Arguments[0]) && !_smooth.Has(o.Arguments[0])).ToArray();
        IrArgument[] zeros = _function.Arguments.Where(HasZeroGradient).ToArray();
        if (casts.Length == 0 && zeros.Length == 0)
        {
            return new Found([], states, []);
        }

        FindSources();
        casts = casts.Where(ReachesResult).ToArray();

        // What goes into Diff.Stop is meant to be lost, and what is lost at a cast is told there.
        var told = new HashSet<int>(_ops.OfType<Opaque>().Where(o => o is { Template: "{0}", Active: ActiveOperands.Flat } || casts.Contains(o)).SelectMany(o => o.Arguments).SelectMany(SourcesOf));
        Influence? any = zeros.Length == 0 ? null : Influence.Of(_function, _activity.Buffers, smooth: false);
        return new Found(casts, states, zeros
            .Where(a => !Leaves(a).Any(p => told.Contains(p.Value.Id)))
            .Select(a => new ZeroGradient(a, Leaves(a).Any(p => any!.Has(p.Value))))
            .ToArray());
    }

    /// <summary>A derivative could go through the value, or through one of the numbers that are taken from it.</summary>
    private bool IsSmooth(Value value) => value.Type.Real != RealKind.None ? _smooth.Has(value) : _ops.Any(o => o switch
    {
        Opaque { Result: { } part } opaque => (part.Type.Real != RealKind.None || (!part.Type.IsUnmanaged && opaque.Template.StartsWith("{0}.", System.StringComparison.Ordinal))) && opaque.Arguments.Contains(value) && IsSmooth(part),
        Load load => load.Buffer.Equals(value) && IsSmooth(load.Result),
        View view => view.Buffer.Equals(value) && IsSmooth(view.Result),
        _ => false,
    });

    private IEnumerable<IrParameter> Leaves(IrArgument argument) => _function.Parameters.Skip(argument.First).Take(argument.Count).Where(p => p.IsActive);

    /// <summary>What is passed by reference is a result itself; of a composite, all numbers are without effect.</summary>
    private bool HasZeroGradient(IrArgument argument) =>
        argument.Passing is Passing.Value or Passing.In && argument.Count > 0 && Leaves(argument).Any() && Leaves(argument).All(p => !_smooth.Has(p.Value));

    /// <summary>
    /// The number that the cast makes goes as a real number into a result, otherwise than as what is taken off a value of the same origin:
    /// <c>t − (int)t</c>, <c>i + 1 − t</c>, <c>x − (origin + cell · width)</c>.
    /// </summary>
    private bool ReachesResult(Opaque cast)
    {
        HashSet<int> origin = SourcesOf(cast.Arguments[0]);
        var lost = new HashSet<int> { cast.Result!.Id };
        Spread(lost, op => op is Apply { Primitive: "Subtract" } difference && difference.Arguments.Count(a => lost.Contains(KeyOf(a))) == 1
            && SourcesOf(difference.Arguments.First(a => !lost.Contains(KeyOf(a)))).Overlaps(origin));
        return _function.Body.Yields.Where((y, i) => _function.Outputs[i].IsActive && lost.Contains(KeyOf(y))).Any()
            || _ops.Any(o => (o is Store or Fill or Copy or Call) && o.Operands.Any(v => v.Type.Real != RealKind.None && lost.Contains(KeyOf(v))) && (o is Call || o.Operands.Any(v => v.Type.IsRealBuffer && _smooth.Has(v))));
    }

    /// <summary>All that numbers of the set go into as numbers, added to it: not as an index, a condition or a bound.</summary>
    private void Spread(HashSet<int> set, System.Func<Op, bool> isExcused)
    {
        int before;
        do
        {
            before = set.Count;
            foreach (Op op in _ops)
            {
                foreach ((Value from, Value to) in Flows(op))
                {
                    if (set.Contains(KeyOf(from)) && to.Type.Text != "bool" && !isExcused(op))
                    {
                        set.Add(KeyOf(to));
                    }
                }
            }
        }
        while (set.Count != before);
    }

    private void FindSources()
    {
        foreach (IrParameter parameter in _function.Parameters.Where(p => p.IsActive))
        {
            SourcesOf(parameter.Value).Add(parameter.Value.Id);
        }

        bool changed;
        do
        {
            changed = false;
            foreach (Op op in _ops)
            {
                foreach ((Value from, Value to) in Flows(op))
                {
                    HashSet<int> target = SourcesOf(to);
                    int before = target.Count;
                    target.UnionWith(SourcesOf(from));
                    changed |= target.Count != before;
                }
            }
        }
        while (changed);
    }

    private HashSet<int> SourcesOf(Value value)
    {
        int key = KeyOf(value);
        return _sources.TryGetValue(key, out HashSet<int>? sources) ? sources : _sources[key] = [];
    }

    /// <summary>A value by its id; a buffer by its root, which is the id of one of its values.</summary>
    private int KeyOf(Value value) => value.Type.IsBuffer ? _activity.Buffers.RootOf(value) : value.Id;

    /// <summary>From where to where numbers go in an operation.</summary>
    private static IEnumerable<(Value From, Value To)> Flows(Op op)
    {
        switch (op)
        {
            case Load load:
                return [(load.Buffer, load.Result)];
            case Store store:
                return [(store.Stored, store.Buffer)];
            case Fill { Filler: { } filler } fill:
                return [(filler, fill.Buffer)];
            case Copy copy:
                return [(copy.Source, copy.Destination)];
            case Apply or Opaque { Result: not null }:
                return op.Operands.SelectMany(a => op.Results.Select(r => (a, r)));
            case Call call:
                return call.Arguments.SelectMany(a => call.Outputs.Concat(call.Arguments.Where(b => b.Type.IsBuffer)).Select(r => (a, r)));
            case If branch:
                return branch.Outputs.SelectMany((o, k) => new[] { (branch.Then.Yields[k], o), (branch.Else.Yields[k], o) });
            case For loop:
                return Carried(loop.Outputs, loop.Initial, loop.Carried, loop.Body);
            case While loop:
                return Carried(loop.Outputs, loop.Initial, loop.Carried, loop.Body);
            default:
                return [];
        }
    }

    private static IEnumerable<(Value From, Value To)> Carried(IReadOnlyList<Value> outputs, IReadOnlyList<Value> initial, IReadOnlyList<Value> carried, Region body) =>
        outputs.SelectMany((o, k) => new[] { (initial[k], carried[k]), (body.Yields[k], carried[k]), (carried[k], o) });
}
