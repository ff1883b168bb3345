using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Ir;
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
    private Region Vectorized(Region body, Entry entry, string suffix)
    {
        // Numbers inside of composites, and receivers, are left to be looked at as the loop is entered.
        var primals = new HashSet<int>(_function.Arguments.Where(a => a.IsPlain).SelectMany(a => Enumerable.Range(a.First, a.Count)).Select(k => _function.Parameters[k].Value.Id));
        var known = entry.Known.Where(k => k.IsParameter).ToDictionary(k => k.Value.Id, k => entry.Extras.FirstOrDefault(e => e.Name == k.Name));
        Value[] parameters = entry.Known.Select(k => k.Value).ToArray();
        return Vectorized(RecordedBlocks.Run(OuterVectorized(InParts(body, parameters, AreApart, suffix), parameters, AreApart, suffix), parameters), entry.Source ?? _function, parameters, AreApart);

        bool AreApart(Value a, Value b) => IsChecked(a) && IsChecked(b) && !(entry.AddsGradients && IsAdded(a) && IsAdded(b));

        bool IsChecked(Value value) => primals.Contains(value.Id) || (known.TryGetValue(value.Id, out Extra? extra) && extra?.Argument is { IsPlain: true });

        // One gradient span may serve two parameters that are only read.
        bool IsAdded(Value value) => known.TryGetValue(value.Id, out Extra? extra) && extra is { IsTangent: false, Argument.IsWritable: false };
    }

    /// <param name="tells">Whether the loops that stay as they are become diagnostics: those of hidden members of a marked method do not, its companions tell of them.</param>
    private Region Vectorized(Region body, IrFunction function, IEnumerable<Value> parameters, Func<Value, Value, bool> areApart, bool tells = true)
    {
        if (!VectorizesLoops || _function.IsScalar || function.IsScalar)
        {
            return body;
        }

        (Region changed, IReadOnlyList<NotInLanesException> obstacles) = LoopVectorizer.Run(parameters.ToArray(), body, areApart, origin => !IsScalar(function, origin), _remainders);
        if (tells)
        {
            _loopObstacles.AddRange(obstacles.Select(o => (function, o)));
        }

        return changed;
    }

    /// <summary>A loop of a method that is spliced in, and keeps its own bits.</summary>
    private bool IsScalar(IrFunction function, int origin) => origin >= 0 && origin < function.Origins.Length && _functions.TryGetValue(function.Origins[origin].Function, out IrFunction? from) && from.IsScalar;
}
