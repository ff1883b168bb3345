using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// Gradients of scratch memory that an iteration takes in the end and leaves zero for the next: <c>for (j …) g[j] += u; …; for (j …) { t = g[j]; g[j] = 0; … }</c> becomes
/// <c>for (j …) g[j] = u; …; for (j …) t = g[j]</c>, where both go over the whole buffer and nothing else sees it.
/// </summary>
internal sealed class RecycledScratch
{
    private readonly Region _body;
    private readonly WholeBuffers _whole;
    private readonly IntegerForms _integers;
    private readonly HashSet<int> _zeros;
    private readonly Dictionary<Op, Op[]> _changed = new(ReferenceComparer.Instance);

    /// <summary>What an element held and has been given since, in the place of what is read of it.</summary>
    private readonly Dictionary<Value, Value> _read = [];
    private readonly IrBuilder _builder;

    private RecycledScratch(IrFunction function, IntegerForms integers)
    {
        _body = function.Body;
        _integers = integers;
        _whole = new WholeBuffers(new BufferRoots(function), integers);
        _zeros = [.. IrRewriter.Walk(_body).OfType<Constant>().Where(c => c.Text == "0").Select(c => c.Result.Id)];
        _builder = new IrBuilder(function.NextId);
    }

    /// <param name="function">A companion: all its parameters, its body ready to be printed.</param>
    /// <param name="firstDerivative">Values from this id on were made by the compiler: no gradient buffer has one below it.</param>
    public static Region Run(IrFunction function, int firstDerivative)
    {
        Allocate[] made = [.. IrRewriter.Walk(function.Body).OfType<Allocate>().Where(a => a is { Memory: Memory.Zeros, Result.Type: { Buffer: BufferKind.Span, Members: null, Layout: null } } && a.Result.Type.IsRealBuffer && a.Result.Id >= firstDerivative)];
        if (made.Length == 0 || new IntegerForms(function) is not { HasCarriedBuffers: false } integers)
        {
            return function.Body;
        }

        var scratch = new RecycledScratch(function, integers);
        foreach (Allocate allocate in made)
        {
            scratch.Recycle(allocate.Result);
        }

        return scratch._changed.Count == 0 ? function.Body : IrRewriter.Substitute(scratch.Visit(function.Body), scratch._read);
    }

    private void Recycle(Value buffer)
    {
        if (_integers.LengthOf(buffer) is not { } length || IrRewriter.Walk(_body).Any(o => Escapes(o, buffer)) || Innermost(_body, buffer) is not { } region)
        {
            return;
        }

        Op[] touching = [.. region.Ops.Where(o => _whole.Touches(o, buffer))];
        if (touching.Length < 2 || touching[0] is not For added || touching[touching.Length - 1] is not For taken || _changed.ContainsKey(added) || _changed.ContainsKey(taken)
            || _whole.Accesses(added, buffer, length) is not { } additions || additions[0] is not Store { Adds: true } first || !Holds(added, first)
            || _whole.Accesses(taken, buffer, length) is not { } takings || takings[takings.Length - 1] is not Store { Adds: false } cleared || !Holds(taken, cleared) || !_zeros.Contains(cleared.Stored.Id)
            || _changed.ContainsKey(first) || takings.Any(_changed.ContainsKey))
        {
            return;
        }

        _changed[first] = [first with { Adds = false }];
        _changed[cleared] = [];
        if (takings.All(t => Holds(taken, t) && IndexOf(t).Equals(cleared.Index)))
        {
            Keep(takings.RemoveAt(takings.Length - 1));
        }
    }

    /// <summary>What is written to an element whose content nobody sees afterwards is not written: <c>g[j] += u; t = g[j]</c> becomes <c>t = g[j] + u</c>.</summary>
    private void Keep(ImmutableArray<Op> accesses)
    {
        Value? held = null;
        foreach (Op access in accesses)
        {
            switch (access)
            {
                case Load load when held is null:
                    held = load.Result;
                    break;
                case Load load:
                    _read[load.Result] = held;
                    _changed[load] = [];
                    break;
                case Store { Adds: false } store:
                    held = store.Stored;
                    _changed[store] = [];
                    break;
                case Store store:
                    Value before = held ?? _builder.New(store.Stored.Type), sum = _builder.New(store.Stored.Type);
                    var add = new Apply(store.Origin, sum, "Add", ImmutableArray.Create(before, store.Stored));
                    _changed[store] = held is null ? [new Load(store.Origin, before, store.Buffer, store.Index), add] : [add];
                    held = sum;
                    break;
            }
        }
    }

    private static Value IndexOf(Op access) => access is Load load ? load.Index : ((Store)access).Index;

    private static bool Holds(For loop, Op op) => loop.Body.Ops.Any(o => ReferenceEquals(o, op));

    /// <summary>The memory goes by another name, or whole to something else.</summary>
    private bool Escapes(Op op, Value buffer) => (_whole.Accesses(op, buffer) && op is not (Load or Store or Fill or Copy)) || (op is View or If && op.Operands.Concat(op.Regions.SelectMany(r => r.Yields)).Contains(buffer));

    /// <summary>The innermost region that holds all accesses to a buffer.</summary>
    private Region? Innermost(Region region, Value buffer)
    {
        Op[] touching = [.. region.Ops.Where(o => _whole.Touches(o, buffer))];
        if (touching.Length != 1)
        {
            return touching.Length == 0 ? null : region;
        }

        Region[] inside = [.. touching[0].Regions.Where(r => IrRewriter.Walk(r).Any(o => _whole.Accesses(o, buffer)))];
        return inside.Length == 1 && touching[0] is For or If or While ? Innermost(inside[0], buffer) : null;
    }

    private Region Visit(Region region) => region with { Ops = region.Ops.SelectMany(Visit).ToImmutableArray() };

    private Op[] Visit(Op op) => _changed.TryGetValue(op, out Op[]? others) ? others : [op switch
    {
        If branch => branch with { Then = Visit(branch.Then), Else = Visit(branch.Else) },
        For loop => loop with { Body = Visit(loop.Body) },
        While loop => loop with { Body = Visit(loop.Body) },
        _ => op,
    }];
}
