using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>A loop whose iterations run in parts, on several threads.</summary>
/// <param name="Name">The name of the method that runs it.</param>
/// <param name="Range">The iterations of a part: of what they use, then the first iteration and the one behind the last.</param>
/// <param name="Free">What they use.</param>
/// <param name="Sums">The buffers among that to which iterations only add.</param>
/// <param name="Own">The ids of those of which no two iterations touch the same element.</param>
/// <param name="Sum">The type of each sum.</param>
/// <param name="Count">How many there are.</param>
internal sealed record ParallelLoop(string Name, IrFunction Range, ImmutableArray<Value> Free, ImmutableArray<Value> Sums, ImmutableHashSet<int> Own, IrType Sum, int Count);

/// <summary>
/// Loops whose iterations meet in sums alone, in parts that run on several threads: <c>if (enough iterations) { (ok, sums) = parts(…); }</c>, and the loop for all of
/// them where one throws, or where there are few.
/// </summary>
internal sealed class ParallelLoops
{
    /// <summary>With fewer iterations there is one part.</summary>
    public const int Fewest = 128;

    private readonly IrBuilder _builder;
    private readonly IrFunction _function;
    private readonly Func<int, string> _name;
    private readonly string _typeParameters;
    private readonly List<ParallelLoop> _loops = [];

    private ParallelLoops(IrFunction function, Func<int, string> name, string typeParameters)
    {
        _function = function;
        _name = name;
        _typeParameters = typeParameters;
        _builder = new IrBuilder(function.NextId);
    }

    /// <summary>Each part has sums of its own, in one piece of memory: those in matrices and in arrays of arrays are left to one thread.</summary>
    /// <param name="function">A companion: all its parameters, its body ready to be printed.</param>
    /// <param name="areApart">Whether two buffers among the parameters, one of which is written, are known to share no memory.</param>
    /// <param name="name">The name of the method that runs a loop, by the number of the loop.</param>
    /// <param name="typeParameters">The type parameters of the method, as code spells them.</param>
    /// <returns>The body, and the loops that methods of their own run.</returns>
    public static (Region Body, IReadOnlyList<ParallelLoop> Loops) Run(IrFunction function, Func<Value, Value, bool> areApart, Func<int, string> name, string typeParameters)
    {
        var parallel = new ParallelLoops(function, name, typeParameters);
        if (!function.Body.Ops.Any(o => o is For))
        {
            return (function.Body, []);
        }

        LoopFacts facts = LoopFacts.Of(function);
        parallel._builder.Open();
        foreach (Op op in function.Body.Ops)
        {
            if (op is For loop && OuterLoop.Of(loop, function, facts, areApart) is { Saved.IsEmpty: true } outer && outer.Sums.All(s => s.Type.IsSpan))
            {
                parallel.Replace(loop, outer);
            }
            else
            {
                parallel._builder.Add(op);
            }
        }

        return (parallel._builder.Close(function.Body.Yields), parallel._loops);
    }

    private void Replace(For loop, OuterLoop outer)
    {
        _builder.Origin = -1;
        Value from = _builder.New(IrType.Int, "from"), to = _builder.New(IrType.Int, "to");
        IrType sum = outer.Real == RealKind.Float ? IrType.Float : IrType.Double;
        var parts = new ParallelLoop(_name(_loops.Count), outer.Range(from, to), outer.Free, outer.Sums, outer.Own, sum, loop.Carried.Length);
        _loops.Add(parts);

        Value enough = _builder.Pure(IrType.Bool, "(long){1} - {0} >= " + Fewest.ToString(System.Globalization.CultureInfo.InvariantCulture), Precedences.Relational, loop.Start, loop.Bound);
        _builder.Open();
        Value[] arguments = [.. parts.Free, loop.Start, loop.Bound];
        string template = parts.Name + _typeParameters + "(" + string.Join(", ", arguments.Select((_, i) => "{" + i + "}")) + ")";
        Value ran = _builder.Add(new Opaque(-1, _builder.New(OuterLoopVectorizer.ResultType(parts.Count, sum), "parts"), template, arguments.ToImmutableArray(), Effect.Unknown, Precedences.Call)).Result!;
        Value ended = parts.Count == 0 ? ran : Item(ran, IrType.Bool, 1);
        var results = new List<Value> { _builder.Pure(IrType.Int, "{0} ? {1} : {2}", Precedences.Conditional, ended, loop.Bound, loop.Start) };
        for (int k = 0; k < parts.Count; k++)
        {
            results.Add(_builder.Apply("Add", sum, loop.Initial[k], Item(ran, sum, k + 2)));
        }

        Region then = _builder.Close(results.ToImmutableArray());
        ImmutableArray<Value> few = loop.Initial.Insert(0, loop.Start);
        ImmutableArray<Value> chosen = loop.Carried.Select(c => _builder.New(c.Type, c.Name)).ToImmutableArray().Insert(0, _builder.New(IrType.Int, "done"));
        _builder.Add(new If(-1, chosen, enough, then, new Region(ImmutableArray<Op>.Empty, few)));
        _builder.Add(loop with { Start = chosen[0], Initial = chosen.RemoveAt(0) });
    }

    private Value Item(Value tuple, IrType type, int position) => _builder.Pure(type, "{0}.Item" + position.ToString(System.Globalization.CultureInfo.InvariantCulture), Precedences.Call, tuple);
}
