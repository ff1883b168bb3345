using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// Memory whose elements are read and written at places known when the code is written, and in no loop, needs no memory: <c>y[0] = a; y[1] += y[0]</c> becomes
/// <c>y₀ = a; y₁ = y₁ + y₀</c>.
/// </summary>
internal sealed class HeldElements
{
    /// <summary>Beyond so many elements there are no registers for them.</summary>
    private const int MostPlaces = 32;

    private readonly IrBuilder _builder;
    private readonly IReadOnlyDictionary<int, int> _places;
    private readonly HashSet<int> _zeros = [];
    private readonly Dictionary<(int Buffer, int Place), Value> _current = [];
    private readonly Dictionary<int, Value> _same = [];

    private HeldElements(IrBuilder builder, IReadOnlyDictionary<int, int> places)
    {
        _builder = builder;
        _places = places;
    }

    /// <summary>The integer constants of a body.</summary>
    public static Dictionary<int, int> PlacesOf(Region body)
    {
        var places = new Dictionary<int, int>();
        foreach (Constant constant in IrRewriter.Walk(body).OfType<Constant>().Where(c => c.Result.Type.Text == "int"))
        {
            if (int.TryParse(constant.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int place))
            {
                places[constant.Result.Id] = place;
            }
        }

        return places;
    }

    /// <summary>How many elements of a buffer a body reads and writes: all below the number; -1 where it does more with it, or does it in a loop.</summary>
    public static int Count(Region body, Value buffer, IReadOnlyDictionary<int, int> places)
    {
        int count = 0;
        return Visit(body, isInLoop: false) && count <= MostPlaces ? count : -1;

        bool Visit(Region region, bool isInLoop) => !region.Yields.Contains(buffer) && region.Ops.All(op => op switch
        {
            Load { Leaf: < 0 } load when load.Buffer.Equals(buffer) => !isInLoop && IsPlace(load.Index),
            Store { Leaf: < 0 } store when store.Buffer.Equals(buffer) => !isInLoop && IsPlace(store.Index),
            _ => !op.Operands.Contains(buffer) && IrRewriter.RegionsOf(op).All(r => Visit(r, isInLoop || op is For or While)),
        });

        bool IsPlace(Value index)
        {
            if (!places.TryGetValue(index.Id, out int place))
            {
                return false;
            }

            count = Math.Max(count, place < MostPlaces ? place + 1 : MostPlaces + 1);
            return true;
        }
    }

    /// <summary>How long a buffer is at least where a body has come to its end.</summary>
    public static int KnownLength(Region body, Value buffer, IReadOnlyDictionary<int, int> places)
    {
        int length = 0;
        foreach (Op op in body.Ops)
        {
            Value? index = op switch
            {
                Load load when load.Buffer.Equals(buffer) => load.Index,
                Store store when store.Buffer.Equals(buffer) => store.Index,
                _ => null,
            };
            if (index is not null && places.TryGetValue(index.Id, out int place) && place >= length)
            {
                length = place < int.MaxValue ? place + 1 : place;
            }
        }

        return length;
    }

    /// <param name="body">A body.</param>
    /// <param name="held">The elements of buffers as it begins, by the buffer's id.</param>
    /// <param name="places">The integer constants of the body.</param>
    /// <param name="zeros">Values that are zero.</param>
    /// <param name="builder">Hands out values.</param>
    /// <returns>The body without these buffers; of each of them the elements as it ends; what stands for a value of the body.</returns>
    public static (Region Body, Dictionary<int, Value[]> Final, Func<Value, Value> Of) Run(Region body, IReadOnlyDictionary<int, Value[]> held, IReadOnlyDictionary<int, int> places, IEnumerable<Value> zeros, IrBuilder builder)
    {
        var pass = new HeldElements(builder, places);
        pass._zeros.UnionWith(zeros.Select(z => z.Id));
        foreach (KeyValuePair<int, Value[]> buffer in held)
        {
            for (int place = 0; place < buffer.Value.Length; place++)
            {
                pass._current[(buffer.Key, place)] = buffer.Value[place];
            }
        }

        Region visited = pass.Visit(body);
        return (visited, held.ToDictionary(b => b.Key, b => b.Value.Select((_, place) => pass._current[(b.Key, place)]).ToArray()), pass.Of);
    }

    private Value Of(Value value) => _same.TryGetValue(value.Id, out Value? same) ? same : value;

    private Region Visit(Region region)
    {
        var ops = new List<Op>();
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case Load load when Element(load.Buffer, load.Index) is { } element:
                    _same[load.Result.Id] = _current[element];
                    break;
                case Store store when Element(store.Buffer, store.Index) is { } element:
                    Value stored = Of(store.Stored), before = _current[element];
                    if (store.Adds && !_zeros.Contains(before.Id))
                    {
                        Value sum = _builder.New(stored.Type, before.Name);
                        ops.Add(new Apply(store.Origin, sum, "Add", ImmutableArray.Create(before, stored)));
                        stored = sum;
                    }

                    _current[element] = stored;
                    break;
                case If branch:
                    ops.Add(Visit(branch));
                    break;
                default:
                    ops.Add(IrRewriter.Map(op, Of, Visit));
                    break;
            }
        }

        return new Region(ops.ToImmutableArray(), region.Yields.Select(Of).ToImmutableArray());
    }

    private (int Buffer, int Place)? Element(Value buffer, Value index) =>
        _places.TryGetValue(index.Id, out int place) && _current.ContainsKey((buffer.Id, place)) ? (buffer.Id, place) : null;

    /// <summary>What the arms leave in an element meets behind them.</summary>
    private If Visit(If branch)
    {
        var before = new Dictionary<(int, int), Value>(_current);
        Region then = Visit(branch.Then);
        var behindThen = new Dictionary<(int, int), Value>(_current);
        Restore(before);
        Region otherwise = Visit(branch.Else);
        If visited = branch with { Condition = Of(branch.Condition), Then = then, Else = otherwise };
        foreach ((int, int) element in before.Keys)
        {
            Value a = behindThen[element], b = _current[element];
            if (a.Equals(b))
            {
                continue;
            }

            Value output = _builder.New(a.Type, before[element].Name);
            visited = visited with
            {
                Outputs = visited.Outputs.Add(output),
                Then = visited.Then with { Yields = visited.Then.Yields.Add(a) },
                Else = visited.Else with { Yields = visited.Else.Yields.Add(b) },
            };
            _current[element] = output;
        }

        return visited;
    }

    private void Restore(Dictionary<(int, int), Value> values)
    {
        foreach (KeyValuePair<(int, int), Value> value in values)
        {
            _current[value.Key] = value.Value;
        }
    }
}
