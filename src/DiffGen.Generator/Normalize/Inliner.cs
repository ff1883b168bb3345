using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// Replaces calls of small methods by their bodies, so that the sweeps see through them. A method that is recursive, large, or names what
/// only its own type can see keeps its calls; those go through its forward and pullback members. So does one that is to be run again.
/// </summary>
internal sealed class Inliner
{
    /// <summary>A method of at most this many operations is inlined.</summary>
    public const int SmallSize = 200;

    /// <summary>A method grows by inlining to about this many operations.</summary>
    public const int LargestSize = 2500;

    /// <summary>Where everything is inlined, a method grows to about this many operations.</summary>
    public const int LargestWhole = 20 * LargestSize;

    private readonly IReadOnlyDictionary<string, IrFunction> _functions;
    private readonly string _type;
    private readonly bool _isWhole;
    private readonly Dictionary<string, IrFunction> _inlined = new(StringComparer.Ordinal);
    private readonly Dictionary<string, bool> _recursive = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Inliner> _elsewhere = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <param name="functions">Every method that may be reached, by key.</param>
    /// <param name="type">The type that all of it is written into: what only another type can see stays there.</param>
    /// <param name="isWhole">Methods are inlined whatever their size, and those that would be run again, too: for the node gradient, which has to see every site.</param>
    public Inliner(IReadOnlyDictionary<string, IrFunction> functions, string type, bool isWhole = false)
    {
        _functions = functions;
        _type = type;
        _isWhole = isWhole;
    }

    /// <summary>Calls of the method go through its forward and pullback members, which its own companions' file holds.</summary>
    public bool IsCalled(IrFunction function) => function.Rule is not null || function.RunsAgain || function.IsElsewhere || IsRecursive(function.Key) || function.NamesPrivateMembers || Size(Run(function).Body) > SmallSize;

    public static int Size(Region region) => IrRewriter.Walk(region).Count(o => o is not Constant);

    /// <summary>The method with the small ones it calls inlined.</summary>
    public IrFunction Run(IrFunction function)
    {
        if (function.NamesPrivateMembers && function.DeclaringType != _type)
        {
            return In(function.DeclaringType).Run(function);
        }

        if (_inlined.TryGetValue(function.Key, out IrFunction? done))
        {
            return done;
        }

        if (!_open.Add(function.Key))
        {
            return function;
        }

        var builder = new IrBuilder(function.NextId);
        var constancy = new Constancy(function);
        var origins = function.Origins.ToList();
        int size = Size(function.Body);
        Region body = Visit(function.Body);
        _open.Remove(function.Key);
        IrFunction result = function.With(body, builder.NextId, origins: origins.ToImmutableArray());
        _inlined[function.Key] = result;
        return result;

        Region Visit(Region region)
        {
            builder.Open();
            var same = new Dictionary<Value, Value>();
            foreach (Op op in region.Ops)
            {
                Op mapped = IrRewriter.Map(op, v => same.TryGetValue(v, out Value? s) ? s : v, r => Visit(IrRewriter.Substitute(r, same)));
                if (mapped is Call { Mode: CallMode.Primal } call && Inlinable(call.Callee) is { } callee && constancy.Stopped(call, callee) is { } stopped)
                {
                    size += Size(callee.Body);
                    Splice(call, callee, stopped, same);
                    constancy.Follow(call, call.Outputs.Select(o => same[o]).ToArray());
                }
                else
                {
                    builder.Add(mapped);
                }
            }

            return builder.Close(region.Yields.Select(v => same.TryGetValue(v, out Value? s) ? s : v).ToImmutableArray());
        }

        IrFunction? Inlinable(string key)
        {
            if (!_functions.TryGetValue(key, out IrFunction? callee) || callee.Rule is not null || (callee.RunsAgain && !_isWhole) || callee.IsElsewhere || IsRecursive(key) || (callee.NamesPrivateMembers && callee.DeclaringType != _type))
            {
                return null;
            }

            IrFunction inner = Run(callee);
            int calleeSize = Size(inner.Body);
            return (_isWhole || calleeSize <= SmallSize) && size + calleeSize <= (_isWhole ? LargestWhole : LargestSize) ? inner : null;
        }

        void Splice(Call call, IrFunction callee, Region calleeBody, Dictionary<Value, Value> same)
        {
            // The statement of the callee is printed as "in F: …".
            int firstOrigin = origins.Count;
            foreach (OriginText origin in callee.Origins)
            {
                string text = origin.Statement.Length == 0 || origin.Statement.StartsWith("in ", StringComparison.Ordinal) ? origin.Statement : "in " + callee.Title + ": " + origin.Statement;
                origins.Add(origin with { Statement = text, Parent = origin.Parent < 0 ? -1 : origin.Parent + firstOrigin });
            }

            var renamed = new Dictionary<int, Value>();
            for (int i = 0; i < callee.Parameters.Length; i++)
            {
                renamed[callee.Parameters[i].Value.Id] = constancy.IsStopped(call, callee, i) && call.Arguments[i].Type.IsReal
                    ? builder.Add(new Opaque(call.Origin, builder.New(call.Arguments[i].Type), Constancy.Stop, ImmutableArray.Create(call.Arguments[i]), Effect.Pure, Precedences.Call)).Result!
                    : AsParameter(call.Arguments[i], callee.Parameters[i].Value.Type, call.Origin);
            }

            Value Rename(Value v)
            {
                if (!renamed.TryGetValue(v.Id, out Value? fresh))
                {
                    renamed[v.Id] = fresh = builder.New(v.Type, v.Name);
                }

                return fresh;
            }

            Region Copy(Region region) => new(region.Ops.Select(Shift).ToImmutableArray(), region.Yields.Select(Rename).ToImmutableArray());
            Op Shift(Op op) => IrRewriter.Map(op, Rename, Copy) with { Origin = op.Origin < 0 ? call.Origin : op.Origin + firstOrigin };
            Region inlined = Copy(calleeBody);
            builder.AddRange(inlined.Ops);
            for (int i = 0; i < call.Outputs.Length; i++)
            {
                same[call.Outputs[i]] = Constancy.IsConstant(callee, callee.Outputs[i])
                    ? builder.Add(new Opaque(call.Origin, builder.New(call.Outputs[i].Type), Constancy.Stop, ImmutableArray.Create(inlined.Yields[i]), Effect.Pure, Precedences.Call) { Active = ActiveOperands.Refused, Escape = Constancy.Described(callee, callee.Outputs[i]) }).Result!
                    : inlined.Yields[i];
            }
        }

        // A buffer that is passed as another kind of buffer is the same memory.
        Value AsParameter(Value argument, IrType type, int origin)
        {
            if (argument.Type.Text == type.Text || !type.IsBuffer || !argument.Type.IsBuffer)
            {
                return argument;
            }

            return builder.Add(new View(origin, builder.New(type), argument, null, null)).Result;
        }
    }

    /// <summary>What is written into another type, and called there.</summary>
    private Inliner In(string type)
    {
        if (!_elsewhere.TryGetValue(type, out Inliner? inliner))
        {
            _elsewhere[type] = inliner = new Inliner(_functions, type, _isWhole);
        }

        return inliner;
    }

    private bool IsRecursive(string key)
    {
        if (!_recursive.TryGetValue(key, out bool recursive))
        {
            _recursive[key] = recursive = Reaches(key, key, new HashSet<string>(StringComparer.Ordinal));
        }

        return recursive;
    }

    private bool Reaches(string from, string target, HashSet<string> seen) =>
        _functions.TryGetValue(from, out IrFunction? function)
        && IrRewriter.Walk(function.Body).OfType<Call>().Any(c => c.Callee == target || (seen.Add(c.Callee) && Reaches(c.Callee, target, seen)));
}
