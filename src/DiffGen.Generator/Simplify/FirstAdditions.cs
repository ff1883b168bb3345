using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// A gradient that is cleared and then added to once for every element is assigned: <c>xGrad.Clear(); for (i …) xGrad[i] += v</c> becomes <c>for (i …) xGrad[i] = v</c>,
/// where nothing between touches the memory. So too memory of the reverse sweep that is made of zeros. A zero that is added to zero may lose its sign so: gradients alone may.
/// </summary>
internal sealed class FirstAdditions
{
    private readonly int _firstDerivative;
    private readonly Func<Value, Value?> _primal;
    private readonly Func<Value, Value, bool> _areApart;
    private readonly Dictionary<int, Value> _parameters;
    private readonly BufferRoots _roots;
    private readonly IntegerForms _integers;
    private readonly WholeBuffers _whole;

    private FirstAdditions(IrFunction function, int firstDerivative, Func<Value, Value?> primal, Func<Value, Value, bool> areApart)
    {
        _firstDerivative = firstDerivative;
        _primal = primal;
        _areApart = areApart;
        _parameters = function.Parameters.Select(p => p.Value).Where(v => v.Type.IsBuffer).ToDictionary(v => v.Id);
        _roots = new BufferRoots(function);
        _integers = new IntegerForms(function);
        _whole = new WholeBuffers(_roots, _integers);
    }

    /// <param name="function">A companion: all its parameters, its body ready for its inner loops to be written on vectors.</param>
    /// <param name="firstDerivative">Values from this id on were made by the compiler: no gradient buffer has one below it.</param>
    /// <param name="primal">The parameter that is as long as a gradient parameter, as the entry has seen; null where there is none.</param>
    /// <param name="areApart">Whether two buffers among the parameters, one of which is written, are known to share no memory.</param>
    public static Region Run(IrFunction function, int firstDerivative, Func<Value, Value?> primal, Func<Value, Value, bool> areApart)
    {
        if (!IrRewriter.Walk(function.Body).Any(o => o is Fill { Filler: null } or Allocate { Memory: Memory.Zeros }))
        {
            return function.Body;
        }

        var additions = new FirstAdditions(function, firstDerivative, primal, areApart);
        return additions._integers.HasCarriedBuffers ? function.Body : additions.Visit(function.Body);
    }

    private Region Visit(Region region)
    {
        Op[] ops = [.. region.Ops];
        bool changed = false;
        for (int i = 0; i < ops.Length; i++)
        {
            Op visited = ops[i] switch
            {
                If branch when Visit(branch.Then) is var then && Visit(branch.Else) is var otherwise && !(ReferenceEquals(then, branch.Then) && ReferenceEquals(otherwise, branch.Else)) => branch with { Then = then, Else = otherwise },
                For loop when Visit(loop.Body) is var body && !ReferenceEquals(body, loop.Body) => loop with { Body = body },
                While loop when Visit(loop.Body) is var body && !ReferenceEquals(body, loop.Body) => loop with { Body = body },
                _ => ops[i],
            };
            changed |= !ReferenceEquals(visited, ops[i]);
            ops[i] = visited;
        }

        var cleared = new HashSet<int>();
        for (int i = 0; i < ops.Length; i++)
        {
            if (Cleared(ops[i]) is not { } buffer || LengthOf(buffer) is not { } length || FirstTouch(ops, i, buffer) is not { } at || ops[at] is not For loop
                || _whole.Accesses(loop, buffer, length) is not { } accesses || accesses[0] is not Store { Adds: true } first || !loop.Body.Ops.Any(o => ReferenceEquals(o, first))
                || !IsApart(ops.Skip(i + 1).Take(at - i), buffer))
            {
                continue;
            }

            ops[at] = loop with { Body = loop.Body with { Ops = loop.Body.Ops.Replace(first, first with { Adds = false }, ReferenceComparer.Instance) } };
            if (ops[i] is Allocate made)
            {
                ops[i] = made with { Memory = Memory.Tape, Result = made.Result with { Name = made.Result.Name ?? "gradient" } };
            }
            else
            {
                cleared.Add(i);
            }

            changed = true;
        }

        return changed ? region with { Ops = ops.Where((_, i) => !cleared.Contains(i)).ToImmutableArray() } : region;
    }

    /// <summary>The buffer of the reverse sweep that an operation makes all zeros.</summary>
    private Value? Cleared(Op op)
    {
        Value? buffer = op switch
        {
            Fill { Filler: null } fill => fill.Buffer,
            Allocate { Memory: Memory.Zeros } made => made.Result,
            _ => null,
        };
        return buffer is { Type: { Buffer: BufferKind.Span, Members: null, Layout: null } } && buffer.Type.IsRealBuffer && buffer.Id >= _firstDerivative && IsKnown(buffer) ? buffer : null;
    }

    /// <summary>A parameter, or memory that the companion makes, under its own name.</summary>
    private bool IsKnown(Value buffer) => _roots.Sources(_roots.RootOf(buffer)).ToArray() is { Length: 1 } sources
        && (sources[0] is null ? _parameters.ContainsKey(buffer.Id) : sources[0] is Allocate made && made.Result.Equals(buffer));

    private IntegerForm? LengthOf(Value buffer) => _integers.LengthOf(_parameters.ContainsKey(buffer.Id) ? _primal(buffer) ?? buffer : buffer);

    private int? FirstTouch(Op[] ops, int from, Value buffer)
    {
        for (int i = from + 1; i < ops.Length; i++)
        {
            if (_whole.Touches(ops[i], buffer))
            {
                return i;
            }
        }

        return null;
    }

    /// <summary>Nothing in these operations reaches the memory of the buffer by another name: not unknown code, nor a buffer that comes from elsewhere.</summary>
    private bool IsApart(IEnumerable<Op> ops, Value buffer) => ops.SelectMany(o => IrRewriter.Inside(o).Prepend(o)).All(op =>
        op is not (Opaque { Effect: Effect.Unknown } or Call or Throw)
        && (op is View or Allocate || IntegerForms.IsLength(op) || op.Operands.Where(o => o.Type.IsBuffer).All(o => _roots.RootOf(o) == _roots.RootOf(buffer) || _roots.Sources(_roots.RootOf(o)).All(s => IsApart(s, o, buffer)))));

    private bool IsApart(Op? source, Value other, Value buffer) => source switch
    {
        Allocate or Pop { IsContent: true } or Pop { IsBlock: true } => true,
        null => !_parameters.ContainsKey(buffer.Id) || _parameters.Values.Where(p => _roots.RootOf(p) == _roots.RootOf(other)).All(p => _areApart(buffer, p)),
        _ => false,
    };
}
