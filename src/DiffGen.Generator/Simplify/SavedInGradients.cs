using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// What a loop saves for each element, and the reverse sweep takes to assign a gradient of as many, is saved in the gradient's own memory:
/// <code>
/// for (i …) tape[i] = v;  …  for (i …) xGrad[i] = f(tape[i]);
/// </code>
/// becomes
/// <code>
/// for (i …) xGrad[i] = v;  …  for (i …) xGrad[i] = f(xGrad[i]);
/// </code>
/// where nothing touches the gradient before, and nothing throws from the first of the loops to the end of the second: a caller never sees what is saved.
/// </summary>
internal sealed class SavedInGradients
{
    private readonly int _firstDerivative;
    private readonly Func<Value, Value?> _primal;
    private readonly Func<Value, Value, bool> _areApart;
    private readonly Value[] _parameters;
    private readonly BufferRoots _roots;
    private readonly IntegerForms _integers;
    private readonly WholeBuffers _whole;
    private readonly Exceptions _exceptions;

    private SavedInGradients(IrFunction function, int firstDerivative, Func<Value, Value?> primal, Func<Value, Value, bool> areApart)
    {
        _firstDerivative = firstDerivative;
        _primal = primal;
        _areApart = areApart;
        _parameters = [.. function.Parameters.Select(p => p.Value).Where(v => v.Type.IsBuffer)];
        _roots = new BufferRoots(function);
        _integers = new IntegerForms(function);
        _whole = new WholeBuffers(_roots, _integers);
        _exceptions = new Exceptions(_integers, []);
    }

    /// <param name="function">A companion: all its parameters, its body with <see cref="FirstAdditions"/> assigned.</param>
    /// <param name="firstDerivative">Values from this id on were made by the compiler: no gradient buffer has one below it.</param>
    /// <param name="primal">The parameter that is as long as a gradient parameter, as the entry has seen; null where there is none.</param>
    /// <param name="areApart">Whether two buffers among the parameters, one of which is written, are known to share no memory.</param>
    public static Region Run(IrFunction function, int firstDerivative, Func<Value, Value?> primal, Func<Value, Value, bool> areApart)
    {
        for (IrFunction companion = function; ;)
        {
            Region body = companion.Body;
            if (!body.Ops.Any(o => o is Allocate { Memory: Memory.Tape }) || !body.Walked.Any(o => o is Store { Adds: false } store && store.Buffer.Id >= firstDerivative))
            {
                return body;
            }

            var saved = new SavedInGradients(companion, firstDerivative, primal, areApart);
            if (saved._integers.HasCarriedBuffers
                || body.Ops.OfType<Allocate>().Where(a => a.Memory == Memory.Tape).Select(tape => saved.InGradient(body, tape)).FirstOrDefault(found => found is not null) is not { } changed)
            {
                return body;
            }

            companion = companion.With(changed, companion.NextId);
        }
    }

    private Region? InGradient(Region body, Allocate tape)
    {
        Value buffer = tape.Result;
        int[] touches = [.. Enumerable.Range(0, body.Ops.Length).Where(k => body.Ops[k] is not Allocate && _whole.Touches(body.Ops[k], buffer))];
        if (buffer.Type is not { Buffer: BufferKind.Span, Members: null, Layout: null, IsRealBuffer: true } || touches.Length != 2
            || body.Ops[touches[0]] is not For saves || body.Ops[touches[1]] is not For takes || _integers.LengthOf(buffer) is not { } length)
        {
            return null;
        }

        ImmutableArray<Op> between = body.Ops.Skip(touches[0]).Take(touches[1] - touches[0] + 1).ToImmutableArray();
        foreach (Value gradient in _parameters.Where(p => p.Id >= _firstDerivative && p.Type.Buffer == BufferKind.Span && p.Type.Equals(buffer.Type)))
        {
            if (_primal(gradient) is not { } primal || _integers.LengthOf(primal) is not { } size || !_whole.IsLength(length, size)
                || _whole.Accesses(saves, buffer, size) is not [Store { Adds: false } save] || _whole.Accesses(takes, buffer, size) is not [Load load] || body.Ops.Take(touches[1]).Any(o => _whole.Touches(o, gradient))
                || _whole.Accesses(takes, gradient, size) is not { } accesses || accesses[0] is not Store { Adds: false } store
                || !_integers.FormOf(load.Index).Equals(_integers.FormOf(store.Index)) || PlaceOf(takes, load) is not { } first || PlaceOf(takes, store) is not { } last || first > last
                || !IsApart(between, gradient) || between.Any(o => MayThrow(o, accesses.Add(load).Add(save))))
            {
                continue;
            }

            var same = new Dictionary<Value, Value> { [buffer] = gradient };
            return IrRewriter.Substitute(body with { Ops = body.Ops.RemoveAll(o => ReferenceEquals(o, tape)) }, same);
        }

        return null;
    }

    /// <summary>Where an operation stands in the body of a loop, not in a branch of it.</summary>
    private static int? PlaceOf(For loop, Op op) => Enumerable.Range(0, loop.Body.Ops.Length).Where(k => ReferenceEquals(loop.Body.Ops[k], op)).Select(k => (int?)k).FirstOrDefault();

    /// <param name="op">An operation.</param>
    /// <param name="inside">Accesses that are known to be in range.</param>
    private bool MayThrow(Op op, ImmutableArray<Op> inside) => op is For loop ? loop.Body.Ops.Any(o => MayThrow(o, inside)) : !inside.Contains(op, ReferenceComparer.Instance) && _exceptions.MayThrow(op);

    /// <summary>Nothing in these operations reaches the memory of the gradient by another name.</summary>
    private bool IsApart(IEnumerable<Op> ops, Value gradient) => ops.SelectMany(o => IrRewriter.Inside(o).Prepend(o)).All(op =>
        op is not (Opaque { Effect: Effect.Unknown } or Call or Throw)
        && (op is View or Allocate || IntegerForms.IsLength(op) || op.Operands.Where(o => o.Type.IsBuffer).All(o => _roots.RootOf(o) == _roots.RootOf(gradient) || _roots.Sources(_roots.RootOf(o)).All(s => IsApart(s, o, gradient)))));

    private bool IsApart(Op? source, Value other, Value gradient) => source switch
    {
        Allocate or Pop { IsContent: true } or Pop { IsBlock: true } => true,
        null => _parameters.Where(p => _roots.RootOf(p) == _roots.RootOf(other)).All(p => _areApart(gradient, p)),
        _ => false,
    };
}
