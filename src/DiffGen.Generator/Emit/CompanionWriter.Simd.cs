using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Simplify;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>Inner loops on vectors, in bodies that are ready to be printed.</summary>
internal sealed partial class CompanionWriter
{
    private readonly List<(IrFunction Function, NotInLanesException Obstacle)> _loopObstacles = [];

    /// <summary>The key of the method whose companions are written.</summary>
    public string Key => _function.Key;

    /// <summary>Loops run several iterations at a time where they can.</summary>
    public bool VectorizesLoops { get; init; }

    /// <summary>The loops that run one iteration at a time, and why; one of several sweeps that stand for one loop of the source may be named.</summary>
    public IReadOnlyList<(IrFunction Function, NotInLanesException Obstacle)> LoopObstacles => _loopObstacles;

    /// <summary>The body of a public companion, whose entry has seen to it that what it writes lies apart.</summary>
    /// <param name="body">The body.</param>
    /// <param name="entry">Its parameters.</param>
    /// <param name="suffix">The companion.</param>
    /// <param name="firstDerivative">Of a reverse sweep: values from this id on were made by the compiler.</param>
    private Region Vectorized(Region body, Entry entry, string suffix, int? firstDerivative)
    {
        // Numbers inside of composites, and receivers, are left to be looked at as the loop is entered.
        var primals = new HashSet<int>(_function.Arguments.Where(a => a.IsPlain).SelectMany(a => Enumerable.Range(a.First, a.Count)).Select(k => _function.Parameters[k].Value.Id));
        var known = entry.Known.Where(k => k.IsParameter).ToDictionary(k => k.Value.Id, k => entry.Extras.FirstOrDefault(e => e.Name == k.Name));
        Value[] parameters = entry.Known.Select(k => k.Value).ToArray();
        body = firstDerivative is { } recycled ? RecycledScratch.Run(Companion(body, parameters), recycled) : body;
        body = RecordedBlocks.Run(OuterVectorized(InParts(body, parameters, AreApart, suffix), parameters, AreApart, suffix), parameters);
        if (firstDerivative is { } first)
        {
            body = FirstAdditions.Run(Companion(body, parameters), first, Primal, AreApart);
            body = SavedInGradients.Run(Companion(body, parameters), first, Primal, AreApart);
        }

        return Vectorized(body, entry.Source ?? _function, parameters, AreApart);

        bool AreApart(Value a, Value b) => IsChecked(a) && IsChecked(b) && !(entry.AddsGradients && IsAdded(a) && IsAdded(b));

        bool IsChecked(Value value) => primals.Contains(value.Id) || (known.TryGetValue(value.Id, out Extra? extra) && extra?.Argument is { IsPlain: true });

        // The entry sees to it that a gradient is as long as its parameter.
        Value? Primal(Value value) => known.TryGetValue(value.Id, out Extra? extra) && extra is { IsTangent: false, Argument: { IsPlain: true, Count: 1 } argument } ? _function.Parameters[argument.First].Value : null;

        // One gradient span may serve two parameters that are only read.
        bool IsAdded(Value value) => known.TryGetValue(value.Id, out Extra? extra) && extra is { IsTangent: false, Argument.IsWritable: false };
    }

    /// <summary>A body with its parameters, as the passes on it take it.</summary>
    private IrFunction Companion(Region body, IReadOnlyList<Value> parameters) =>
        new(_function.Key, _function.Name, parameters.Select(v => new IrParameter(v, v.Name ?? "value", "", null, true, false)).ToImmutableArray(), null, body, Regions.NextId(parameters, body), _function.Origins);

    /// <param name="tells">Whether the loops that stay as they are become diagnostics: those of hidden members of a marked method do not, its companions tell of them.</param>
    private Region Vectorized(Region body, IrFunction function, IEnumerable<Value> parameters, Func<Value, Value, bool> areApart, bool tells = true)
    {
        if (!VectorizesLoops || _function.IsScalar || function.IsScalar)
        {
            return body;
        }

        (Region changed, IReadOnlyList<NotInLanesException> obstacles) = OnVectors(body, function, parameters.ToArray(), areApart);
        if (tells)
        {
            _loopObstacles.AddRange(obstacles.Select(o => (function, o)));
        }

        return changed;
    }

    /// <summary>A body whose loops have been written on vectors.</summary>
    /// <param name="Body">The body as it was.</param>
    /// <param name="Function">The method that it comes from.</param>
    /// <param name="Parameters">The ids of its parameters.</param>
    /// <param name="Asked">What was asked of buffers, and answered.</param>
    /// <param name="Changed">The body with loops on vectors.</param>
    /// <param name="Obstacles">The loops that stay as they are, and why.</param>
    private sealed record Vectors(Region Body, IrFunction Function, HashSet<int> Parameters, List<(Value A, Value B, bool AreApart)> Asked, Region Changed, IReadOnlyList<NotInLanesException> Obstacles);

    /// <summary>The bodies that more than one member may have: a public companion, and the hidden one.</summary>
    private readonly List<Vectors> _vectors = [];

    /// <summary>A body that has been written on vectors already stays so, where all that was asked for it has the same answer.</summary>
    private (Region Changed, IReadOnlyList<NotInLanesException> Obstacles) OnVectors(Region body, IrFunction function, Value[] parameters, Func<Value, Value, bool> areApart)
    {
        if (_vectors.Find(v => ReferenceEquals(v.Body, body) && ReferenceEquals(v.Function, function) && v.Parameters.SetEquals(parameters.Select(p => p.Id)) && v.Asked.All(a => areApart(a.A, a.B) == a.AreApart)) is { } same && _remainders.Count == 0)
        {
            return (same.Changed, same.Obstacles);
        }

        var asked = new List<(Value, Value, bool)>();
        (Region changed, IReadOnlyList<NotInLanesException> obstacles) = LoopVectorizer.Run(parameters, RecordedRows.Run(body, parameters), Answer, origin => !IsScalar(function, origin), _remainders);
        if (_remainders.Count == 0)
        {
            _vectors.Add(new Vectors(body, function, [.. parameters.Select(p => p.Id)], asked, changed, obstacles));
        }

        return (changed, obstacles);

        bool Answer(Value a, Value b)
        {
            bool answer = areApart(a, b);
            asked.Add((a, b, answer));
            return answer;
        }
    }

    /// <summary>A loop of a method that is spliced in, and keeps its own bits.</summary>
    private bool IsScalar(IrFunction function, int origin) => origin >= 0 && origin < function.Origins.Length && _functions.TryGetValue(function.Origins[origin].Function, out IrFunction? from) && from.IsScalar;
}
