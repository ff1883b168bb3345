using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// Span and array variables that a loop assigns. What iterations hand on is not the buffer but its place: which of the buffers known before
/// the loop it lies in, where it starts, how long it is. So a swap is a swap of numbers, and the reverse sweep knows the buffer of each
/// iteration by the numbers of that iteration.
/// </summary>
internal sealed partial class Lowering
{
    /// <summary>Where a buffer lies: the number of the buffer known before the loop, and of a span the start and the length.</summary>
    private sealed record BufferPlace(Value Which, Value? Start, Value? Length);

    /// <summary>The buffers that the variables of one type may lie in while a loop runs.</summary>
    private sealed class Places(IrType type, IReadOnlyList<Value> roots)
    {
        public IrType Type { get; } = type;

        public IReadOnlyList<Value> Roots { get; } = roots;

        /// <summary>The place of each buffer value that has one, by its id.</summary>
        public Dictionary<int, BufferPlace> Known { get; } = [];
    }

    /// <summary>A buffer is being chosen by its place: what is chosen is no new place.</summary>
    private bool _isChoosing;

    /// <summary>Of the loops around, outermost first.</summary>
    private readonly List<Places> _places = [];

    /// <summary>The buffers of a type that a loop mentions: those of the variables it assigns, and of those it reads.</summary>
    private Places OpenPlaces(ILoopOperation loop, IrType type, IEnumerable<object> variables, Dictionary<object, Value?> before, IEnumerable<Value> homes)
    {
        var roots = new List<Value>();
        foreach (object variable in variables.Concat(Nested(loop).Select(o => o switch
        {
            ILocalReferenceOperation local => (object)local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => loop,
        })))
        {
            if (before.TryGetValue(variable, out Value? value) && value is not null && value.Type.Text == type.Text && !roots.Contains(value) && !homes.Contains(value))
            {
                roots.Add(value);
            }
        }

        var places = new Places(type, roots);
        for (int i = 0; i < roots.Count; i++)
        {
            places.Known[roots[i].Id] = new BufferPlace(_builder.Int(i), type.IsSpan ? _builder.Int(0) : null, type.IsSpan ? _builder.LengthOf(roots[i]) : null);
        }

        return places;
    }

    /// <summary>The buffer at a place; where the loops around know the buffers that it may lie in, they know it too.</summary>
    private Value AtPlace(Places places, BufferPlace place)
    {
        bool isChoosing = _isChoosing;
        _isChoosing = true;
        Value buffer = Chosen(0);
        _isChoosing = isChoosing;
        if (place.Start is not null)
        {
            buffer = _builder.Add(new View(_builder.Origin, _builder.New(places.Type), buffer, place.Start, place.Length)).Result;
        }

        places.Known[buffer.Id] = place;
        foreach (Places outer in _places.Where(p => !ReferenceEquals(p, places) && places.Roots.All(r => p.Known.ContainsKey(r.Id))).ToArray())
        {
            Value? start = place.Start is null ? null : Sum(Number(r => outer.Known[r.Id].Start!, 0), place.Start);
            outer.Known[buffer.Id] = new BufferPlace(Number(r => outer.Known[r.Id].Which, 0), start, place.Length);
        }

        return buffer;

        Value Chosen(int i) => i + 1 == places.Roots.Count ? places.Roots[i] : Choose(Is(i), () => places.Roots[i], () => Chosen(i + 1));

        Value Number(System.Func<Value, Value> of, int i) => i + 1 == places.Roots.Count ? of(places.Roots[i]) : Choose(Is(i), () => of(places.Roots[i]), () => Number(of, i + 1));

        Value Is(int i) => _builder.Pure(IrType.Bool, "{0} == {1}", Precedences.Equality, place.Which, _builder.Int(i));
    }

    private Value Sum(Value a, Value b) => _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, a, b);

    /// <summary>A part of a buffer; where the buffer has a place, so has the part.</summary>
    private Value ViewOf(Value buffer, IrType type, Value? start, Value? length)
    {
        Value view = _builder.Add(new View(_builder.Origin, _builder.New(type), buffer, start, length)).Result;
        foreach (Places places in _places)
        {
            if (places.Type.IsSpan && places.Type.Text == type.Text && places.Known.TryGetValue(buffer.Id, out BufferPlace? place))
            {
                places.Known[view.Id] = start is null
                    ? place
                    : new BufferPlace(place.Which, Sum(place.Start!, start), length ?? _builder.Pure(IrType.Int, "{0} - {1}", Precedences.Additive, place.Length!, start));
            }
        }

        return view;
    }

    /// <summary>The innermost loop in which both buffers have a place.</summary>
    private Places? PlacesOf(Value? a, Value? b) => _isChoosing || a is null || b is null ? null : _places.LastOrDefault(p => p.Known.ContainsKey(a.Id) && p.Known.ContainsKey(b.Id));

    /// <summary>At the end of an iteration each variable has a place, or needs a home.</summary>
    private void RequirePlaces(ILoopOperation loop, Dictionary<object, Places> placed)
    {
        object[] without = placed.Where(p => _environment[p.Key] is not { } buffer || !p.Value.Known.ContainsKey(buffer.Id)).Select(p => p.Key).ToArray();
        foreach (object variable in without)
        {
            if (NameOf(variable) is null || !CanHaveHome(placed[variable].Type))
            {
                throw Refuse(loop, "assigning another buffer to '" + NameOf(variable) + "' in a loop than those known before it", "make it an array, or make the buffers before the loop and swap them, or copy the elements");
            }
        }

        if (without.Length > 0)
        {
            throw new LowerAgainException(known => known.Homes.UnionWith(without.Select(v => (loop.Syntax, NameOf(v)!))));
        }
    }

    private static ImmutableArray<Value> Numbers(BufferPlace place) => place.Start is null ? ImmutableArray.Create(place.Which) : ImmutableArray.Create(place.Which, place.Start, place.Length!);
}
