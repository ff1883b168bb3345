using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>A method that holds a loop over vectors.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Parameters">What it takes: spans, references to the first elements of spans, numbers.</param>
/// <param name="Body">Its body, which yields what is used behind the loop.</param>
/// <param name="Result">The type that it returns; null where nothing is used behind the loop.</param>
internal sealed record LoopMethod(string Name, ImmutableArray<Value> Parameters, Region Body, IrType? Result);

/// <summary>
/// Loops over vectors of a large method, in methods of their own: the JIT inlines nothing any more, not even the reading of a vector, once a method has 512 variables.
/// The largest go first, until what is left has room.
/// </summary>
internal sealed class OutlinedLoops
{
    /// <summary>The variables that a method may have by the count made here, which leaves some to temporaries.</summary>
    private const int MostVariables = 400;

    /// <summary>A loop of fewer variables is not worth a call.</summary>
    private const int Few = 12;

    /// <summary>The variables of a function of <c>VectorMath</c>, inlined; of other calls.</summary>
    private const int OfFunction = 20, OfCall = 2;

    private const string Reference = "ref global::System.Runtime.InteropServices.MemoryMarshal.GetReference(";

    private readonly IrBuilder _builder;
    private readonly Func<int, string> _name;
    private readonly string _typeParameters;
    private readonly IdTable<Op> _definitions = new();
    private readonly IdNumbers _uses = new();
    private readonly IdSet _returned = new();
    private readonly Dictionary<Op, Stretch> _chosen = new(ReferenceComparer.Instance);
    private readonly List<LoopMethod> _methods = [];

    private OutlinedLoops(IrBuilder builder, Func<int, string> name, string typeParameters)
    {
        _builder = builder;
        _name = name;
        _typeParameters = typeParameters;
    }

    /// <param name="parameters">The parameters of the body.</param>
    /// <param name="body">The body of a method, its loops on vectors.</param>
    /// <param name="name">The name of a method by its number.</param>
    /// <param name="typeParameters">The type parameters of the method, as code spells them.</param>
    /// <returns>The body, and the methods that it calls.</returns>
    public static (Region Body, IReadOnlyList<LoopMethod> Methods) Run(IEnumerable<Value> parameters, Region body, Func<int, string> name, string typeParameters)
    {
        var outlined = new OutlinedLoops(new IrBuilder(Regions.NextId(parameters, body)), name, typeParameters);
        outlined.Count(body);
        foreach (Value returned in body.Yields)
        {
            outlined._returned.Add(returned.Id);
        }

        int all = outlined.Variables(body);
        if (all <= MostVariables)
        {
            return (body, []);
        }

        var stretches = new List<Stretch>();
        outlined.Find(body, stretches);
        foreach (Stretch stretch in stretches.Where(r => r.Variables >= Few).OrderByDescending(r => r.Variables))
        {
            if (all <= MostVariables)
            {
                break;
            }

            outlined._chosen[stretch.Ops[0]] = stretch;
            all -= stretch.Variables;
        }

        return outlined._chosen.Count == 0 ? (body, []) : (outlined.Visit(body), outlined._methods);
    }

    /// <summary>A loop on vectors of one width, or of several in turn: branches, and what is computed between them.</summary>
    private sealed record Stretch(ImmutableArray<Op> Ops, int Variables);

    private void Find(Region region, List<Stretch> stretches)
    {
        for (int at = 0, to; at < region.Ops.Length; at = to)
        {
            to = at + 1;
            if (region.Ops[at] is not If first || !IsLoop(first))
            {
                foreach (Region inner in region.Ops[at].Regions)
                {
                    Find(inner, stretches);
                }

                continue;
            }

            // The JIT knows in the method what the processor has.
            int from = at > 0 && region.Ops[at - 1].Results.Contains(first.Condition) && _uses[first.Condition.Id] == 1 ? at - 1 : at;
            int variables = Variables(first.Then);
            for (int next = to; next < region.Ops.Length && (region.Ops[next] is If || IsPure(region.Ops[next])); next++)
            {
                if (region.Ops[next] is If narrower)
                {
                    int more = IsLoop(narrower) ? Variables(narrower.Then) : MostVariables;
                    if (variables + more > MostVariables)
                    {
                        break;
                    }

                    variables += more;
                    to = next + 1;
                }
            }

            stretches.Add(new Stretch(region.Ops.RemoveRange(to, region.Ops.Length - to).RemoveRange(0, from), variables));
        }
    }

    private static bool IsPure(Op op) => op is Constant or Apply or Opaque { Effect: Effect.Pure, Result.Type: { IsBuffer: false, Text: not "(pair)" } };

    private void Count(Region region)
    {
        foreach (Op op in IrRewriter.Walk(region))
        {
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
            }

            Count(op, _uses);
        }
    }

    private static void Count(Op op, IdNumbers uses)
    {
        foreach (Value operand in op.Operands)
        {
            uses[operand.Id]++;
        }

        foreach (Region inner in op.Regions)
        {
            foreach (Value yielded in inner.Yields)
            {
                uses[yielded.Id]++;
            }
        }
    }

    /// <summary>How many variables the JIT has for a region, about: values that are used more than once, and those of what it inlines.</summary>
    private int Variables(Region region)
    {
        int variables = 0;
        foreach (Op op in IrRewriter.Walk(region))
        {
            variables += op switch
            {
                Constant or Remark => 0,
                For loop => loop.Carried.Length + 1,
                If branch => branch.Outputs.Length,
                _ => UsedAgain(op) + OfInlined(op),
            };
        }

        return variables;
    }

    private int UsedAgain(Op op)
    {
        int count = 0;
        foreach (Value result in op.Results)
        {
            count += _uses[result.Id] > 1 ? 1 : 0;
        }

        return count;
    }

    private static int OfInlined(Op op) => op switch
    {
        Opaque opaque when opaque.Template.Contains("global::DiffGen.VectorMath.") => OfFunction,
        Opaque opaque when opaque.Template.Contains("global::DiffGen.CompilerServices.") => OfCall,
        Apply apply when !PrimitiveTable.Get(apply.Primitive).IsCheap || apply.Primitive == "StrongMultiply" => OfCall,
        _ => 0,
    };

    /// <summary><c>if (vectors of so many bits …) { a loop over them }</c>, which only computes, reads and writes.</summary>
    private bool IsLoop(If branch) => AsksForVectors(branch)
        && branch.Else.Ops.All(IsPure)
        && IrRewriter.Walk(branch.Then).Any(o => o is For)
        && IrRewriter.Walk(branch.Then).All(o => o is Constant or Apply or Opaque { Result: null or { Type.IsBuffer: false } } or Load or Store or For or If)
        && Regions.Free(branch.Then).All(v => v.Type != IrType.Pair);

    private bool AsksForVectors(If branch) => _definitions[branch.Condition.Id] is Opaque { Template: var template }
        && template.StartsWith("global::System.Runtime.Intrinsics.Vector", StringComparison.Ordinal)
        && template.Contains(".IsHardwareAccelerated && ");

    private Region Visit(Region region)
    {
        var ops = new List<Op>();
        for (int at = 0; at < region.Ops.Length; at++)
        {
            Op op = region.Ops[at];
            if (_chosen.TryGetValue(op, out Stretch? stretch))
            {
                at += stretch.Ops.Length - 1;
                ops.AddRange(Outlined(stretch));
            }
            else
            {
                ops.Add(op.Regions.IsEmpty ? op : IrRewriter.Map(op, v => v, Visit));
            }
        }

        return region with { Ops = ops.ToImmutableArray() };
    }

    /// <summary><c>(done, sum) = Loop(ref first of x, …, n)</c></summary>
    private ImmutableArray<Op> Outlined(Stretch stretch)
    {
        var usedInside = new IdNumbers();
        foreach (Op op in stretch.Ops)
        {
            Count(op, usedInside);
            foreach (Op inner in IrRewriter.Inside(op))
            {
                Count(inner, usedInside);
            }
        }

        // A constant that is computed among the loops and used behind them as well stays one: it is not returned.
        Constant[] kept = [.. stretch.Ops.OfType<Constant>().Where(c => IsUsedBehind(c.Result))];
        Value[] yields = [.. stretch.Ops.Where(o => o is not Constant).SelectMany(o => o.Results).Where(IsUsedBehind)];
        var loops = new Region(stretch.Ops, yields.ToImmutableArray());
        ILookup<bool, Value> free = Regions.Free(loops).ToLookup(v => _definitions[v.Id] is Constant);
        Op[] constants = [.. free[true].Select(v => _definitions[v.Id]!)];
        Value[] taken = [.. free[false]];
        HashSet<int> spelled = SpelledSpans(loops);
        Dictionary<int, Value> references = taken.Where(v => v.Type.IsSpan && !spelled.Contains(v.Id))
            .ToDictionary(v => v.Id, v => _builder.New(new IrType("ref " + v.Type.Element, RealKind.None, BufferKind.None, "", false), v.Name));

        string name = _name(_methods.Count);
        IrType? result = yields.Length switch
        {
            0 => null,
            1 => yields[0].Type,
            _ => new IrType("(" + string.Join(", ", yields.Select(y => y.Type.Text)) + ")", RealKind.None, BufferKind.None, "", true),
        };
        Region body = Referring(loops with { Ops = loops.Ops.InsertRange(0, constants) }, references);
        _methods.Add(new LoopMethod(name, taken.Select(v => references.TryGetValue(v.Id, out Value? reference) ? reference : v).ToImmutableArray(), body, result));

        string arguments = string.Join(", ", taken.Select((v, i) => references.ContainsKey(v.Id) ? Reference + "{" + i + "})" : "{" + i + "}"));
        _builder.Open();
        _builder.Origin = -1;
        foreach (Constant constant in kept)
        {
            _builder.Add(constant);
        }

        Value? returned = result is null ? null : yields.Length == 1 ? yields[0] : _builder.New(result, "lanes");
        _builder.Add(new Opaque(-1, returned, name + _typeParameters + "(" + arguments + ")" + (returned is null ? ";" : ""), taken.ToImmutableArray(), Effect.Unknown, Precedences.Call));
        for (int i = 0; i < yields.Length && yields.Length > 1; i++)
        {
            _builder.Add(new Opaque(-1, yields[i], "{0}.Item" + (i + 1).ToString(System.Globalization.CultureInfo.InvariantCulture), ImmutableArray.Create(returned!), Effect.Pure, Precedences.Call));
        }

        return _builder.Close().Ops;

        // Of a value that is defined here at the top: all that does not use it here does behind.
        bool IsUsedBehind(Value value) => _uses[value.Id] > usedInside[value.Id] || _returned.Contains(value.Id);
    }

    /// <summary>The spans that are mentioned otherwise than as the reference to their first elements.</summary>
    private static HashSet<int> SpelledSpans(Region region)
    {
        var spelled = new HashSet<int>();
        foreach (Op op in IrRewriter.Walk(region))
        {
            for (int i = 0; i < op.Operands.Length; i++)
            {
                if (op.Operands[i].Type.IsSpan && (op is not Opaque opaque || IsSpelled(opaque.Template, i)))
                {
                    spelled.Add(op.Operands[i].Id);
                }
            }

            foreach (Region inner in op.Regions)
            {
                foreach (Value yielded in inner.Yields)
                {
                    if (yielded.Type.IsSpan)
                    {
                        spelled.Add(yielded.Id);
                    }
                }
            }
        }

        return spelled;
    }

    private static bool IsSpelled(string template, int argument)
    {
        for (int at = 0; Holes.Next(template, at) is { } hole; at = hole.End)
        {
            if (hole.Argument == argument && (hole.Start < Reference.Length || string.CompareOrdinal(template, hole.Start - Reference.Length, Reference, 0, Reference.Length) != 0 || hole.End == template.Length || template[hole.End] != ')'))
            {
                return true;
            }
        }

        return false;
    }

    private static Region Referring(Region region, Dictionary<int, Value> references) => region with { Ops = IrRewriter.Map(region.Ops, o => Referring(o, references)) };

    private static Op Referring(Op op, Dictionary<int, Value> references)
    {
        if (op is not Opaque opaque)
        {
            return op.Regions.IsEmpty ? op : IrRewriter.Map(op, v => v, r => Referring(r, references));
        }

        string template = opaque.Template;
        for (int i = 0; i < opaque.Arguments.Length; i++)
        {
            if (references.ContainsKey(opaque.Arguments[i].Id))
            {
                template = template.Replace(Reference + "{" + i + "})", "ref {" + i + "}");
            }
        }

        return opaque with { Template = template, Arguments = IrRewriter.Map(opaque.Arguments, v => references.TryGetValue(v.Id, out Value? reference) ? reference : v) };
    }
}
