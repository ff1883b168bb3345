using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Bounds 2ᵇ of what the numbers of an iteration may come to, for all that it is given: b of every value and of every buffer's elements, grown until nothing grows any more. A sum over a loop is no
/// larger than 2⁶⁰ of its terms: nothing happens more often. What grows without end, a recurrence, has no bound.
/// </summary>
internal abstract class SizeBounds
{
    public const int Unbounded = int.MaxValue;

    /// <summary>The logarithm of how often anything may happen.</summary>
    public const int Times = 60;

    /// <summary>What may be larger than two to this might overflow on the way.</summary>
    private const int Largest = 900;

    /// <summary>What still grows after so many rounds grows without end.</summary>
    private const int Rounds = 12;

    private readonly Dictionary<int, int> _values = [], _memory = [];

    /// <summary>The carried value that a sum starts from, of each value that it has on its way.</summary>
    private readonly Dictionary<int, int> _sumOf = [];

    /// <summary>What is added to a carried sum.</summary>
    private readonly Dictionary<int, List<Value>> _terms = [];

    private readonly Dictionary<int, Op> _definitions = [];
    private readonly HashSet<int> _carried = [];
    private readonly Region _body;
    private int _round;
    private bool _hasGrown;

    protected SizeBounds(IrFunction iteration, BufferRoots roots)
    {
        _body = iteration.Body;
        Roots = roots;
        foreach (Op op in _body.Walked)
        {
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
            }
        }

        foreach (Op op in _body.Walked)
        {
            if (op is For loop)
            {
                FindSums(loop.Body, loop.Carried);
            }
            else if (op is While repeated)
            {
                FindSums(repeated.Body, repeated.Carried);
            }
        }
    }

    protected BufferRoots Roots { get; }

    /// <summary>Null where there is nothing of what is looked for in it.</summary>
    public int? Of(Value value) => _values.TryGetValue(value.Id, out int bits) ? bits : null;

    /// <summary>Of the elements of a buffer.</summary>
    public int? OfElements(Value buffer) => _memory.TryGetValue(Roots.RootOf(buffer), out int bits) ? bits : null;

    /// <summary>Of what an operation gives that is no memory's and hands nothing on: a constant, an operation on numbers, what is taken from the recording.</summary>
    protected abstract int? Given(Op op, Value result);

    /// <summary>The operation that gives a value; null for what the iteration is given, or what loops hand on.</summary>
    protected Op? DefinitionOf(Value value) => _definitions.TryGetValue(value.Id, out Op? op) ? op : null;

    protected void Grow(Value value, int? bits)
    {
        if (bits is { } least && value.Type.IsReal)
        {
            Grow(_values, value.Id, least);
        }
    }

    protected void GrowElements(Value buffer, int? bits)
    {
        if (bits is { } least)
        {
            Grow(_memory, Roots.RootOf(buffer), least);
        }
    }

    protected void Run()
    {
        do
        {
            _hasGrown = false;
            _round++;
            Visit(_body);
        }
        while (_hasGrown);
    }

    /// <summary>Of a product of what has these bounds.</summary>
    protected static int? Product(int? a, int? b) => a is null || b is null ? null : a == Unbounded || b == Unbounded || a + b > Largest ? Unbounded : a + b;

    /// <summary>Of what is at most so many powers of two times larger.</summary>
    protected static int? Larger(int? a, int by) => Product(a, by);

    protected static int? Max(int? a, int? b) => a is null ? b : b is null ? a : Math.Max(a.Value, b.Value);

    private void Grow(Dictionary<int, int> bounds, int id, int bits)
    {
        if (!bounds.TryGetValue(id, out int before) || bits > before)
        {
            bounds[id] = _round > Rounds ? Unbounded : bits;
            _hasGrown = true;
        }
    }

    private void FindSums(Region body, ImmutableArray<Value> carried)
    {
        for (int k = 0; k < carried.Length; k++)
        {
            Value sum = carried[k];
            if (!sum.Type.IsReal || _sumOf.ContainsKey(sum.Id) || Accumulations.Of(body, sum, k) != CarryKind.Sum)
            {
                continue;
            }

            _carried.Add(sum.Id);
            _sumOf[sum.Id] = sum.Id;
            List<Value> terms = _terms[sum.Id] = [];
            bool hasGrown;
            do
            {
                hasGrown = false;
                foreach (Op op in body.Walked)
                {
                    hasGrown |= Follow(op, sum.Id, terms);
                }
            }
            while (hasGrown);
        }
    }

    /// <summary>Whether an operation takes a sum on its way further.</summary>
    private bool Follow(Op op, int sum, List<Value> terms)
    {
        bool isOn(Value value) => _sumOf.TryGetValue(value.Id, out int of) && of == sum;
        switch (op)
        {
            case Apply { Primitive: "Add" or "Subtract" } add when add.Arguments.Any(isOn) && !isOn(add.Result):
                terms.AddRange(add.Arguments.Where(a => !isOn(a)));
                _sumOf[add.Result.Id] = sum;
                return true;
            case For or While when op.Results.Any(r => !isOn(r)):
                ImmutableArray<Value> initial = op is For counted ? counted.Initial : ((While)op).Initial, carried = op is For loop ? loop.Carried : ((While)op).Carried;
                return On(initial.Select((v, k) => (v, new[] { carried[k], op.Results[k] })));
            case If branch:
                return On(branch.Outputs.SelectMany((o, k) => new[] { (branch.Then.Yields[k], new[] { o }), (branch.Else.Yields[k], new[] { o }) }));
            default:
                return false;
        }

        bool On(IEnumerable<(Value From, Value[] To)> ways)
        {
            bool isNew = false;
            foreach (Value to in ways.Where(w => isOn(w.From)).SelectMany(w => w.To).Where(v => !isOn(v)).ToArray())
            {
                _sumOf[to.Id] = sum;
                isNew = true;
            }

            return isNew;
        }
    }

    private void Visit(Region region)
    {
        foreach (Op op in region.Ops)
        {
            Visit(op);
        }
    }

    private void Visit(Op op)
    {
        switch (op)
        {
            case Load load:
                Grow(load.Result, load.Leaf < 0 ? OfElements(load.Buffer) : Unbounded);
                break;
            case Store store:
                GrowElements(store.Buffer, store.Adds ? Larger(Of(store.Stored), Times + 1)
                    : Added(store.Stored, Roots.RootOf(store.Buffer)) is { } terms ? terms.Aggregate((int?)null, (most, t) => Max(most, Larger(Of(t), Times + 1)))
                    : Larger(Of(store.Stored), 1));
                break;
            case Fill fill:
                GrowElements(fill.Buffer, fill.Filler is null ? null : Larger(Of(fill.Filler), 1));
                break;
            case Copy copy:
                GrowElements(copy.Destination, Larger(OfElements(copy.Source), 1));
                break;
            case If branch:
                Visit(branch.Then);
                Visit(branch.Else);
                for (int k = 0; k < branch.Outputs.Length; k++)
                {
                    Hand(branch.Then.Yields[k], branch.Outputs[k]);
                    Hand(branch.Else.Yields[k], branch.Outputs[k]);
                }

                break;
            case For loop:
                Enter(loop.Initial, loop.Carried);
                Visit(loop.Body);
                Leave(loop.Carried, loop.Body.Yields, loop.Outputs);
                break;
            case While loop:
                Enter(loop.Initial, loop.Carried);
                Visit(loop.Condition);
                Visit(loop.Body);
                Leave(loop.Carried, loop.Body.Yields, loop.Outputs);
                break;
            default:
                foreach (Value result in op.Results)
                {
                    Grow(result, _sumOf.TryGetValue(result.Id, out int sum) ? Sum(sum) : Given(op, result));
                }

                break;
        }
    }

    private void Enter(ImmutableArray<Value> initial, ImmutableArray<Value> carried)
    {
        for (int k = 0; k < carried.Length; k++)
        {
            if (_carried.Contains(carried[k].Id))
            {
                Grow(carried[k], _terms[carried[k].Id].Aggregate(Larger(Of(initial[k]), 1), (most, t) => Max(most, Larger(Of(t), Times + 1))));
            }
            else
            {
                Hand(initial[k], carried[k]);
            }
        }
    }

    private void Leave(ImmutableArray<Value> carried, ImmutableArray<Value> yields, ImmutableArray<Value> outputs)
    {
        for (int k = 0; k < carried.Length; k++)
        {
            if (!_carried.Contains(carried[k].Id))
            {
                Hand(yields[k], carried[k]);
            }

            Hand(carried[k], outputs[k]);
        }
    }

    private void Hand(Value from, Value to) => Grow(to, _sumOf.TryGetValue(to.Id, out int sum) ? Sum(sum) : Of(from));

    private int? Sum(int carried) => _values.TryGetValue(carried, out int bits) ? bits : null;

    /// <summary>What is added to an element of the same memory, where a stored value is that: no element grows by more.</summary>
    private List<Value>? Added(Value stored, int root)
    {
        Op? made = DefinitionOf(stored);
        if (made is Load load && Roots.RootOf(load.Buffer) == root)
        {
            return [];
        }

        if (made is not Apply { Primitive: "Add" or "Subtract" } sum)
        {
            return null;
        }

        (Value a, Value b) = (sum.Arguments[0], sum.Arguments[1]);
        if (Added(a, root) is { } first)
        {
            first.Add(b);
            return first;
        }

        if (sum.Primitive == "Add" && Added(b, root) is { } second)
        {
            second.Add(a);
            return second;
        }

        return null;
    }
}
