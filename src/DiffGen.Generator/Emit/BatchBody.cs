using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>The body that a batch companion runs for each call, and what its values are to the batch.</summary>
/// <param name="Suffix">The companion.</param>
/// <param name="Body">The body for one call.</param>
/// <param name="NextId">The first value id that is free.</param>
/// <param name="Extra">Its parameters besides the method's own: tangents, gradient buffers.</param>
/// <param name="Slots">What it yields.</param>
internal sealed record BatchBody(string Suffix, Region Body, int NextId, ImmutableArray<DerivativeParameter> Extra, ImmutableArray<Yields.Slot> Slots)
{
    /// <summary>The kernel on vectors of a shape, and the names that its parameters have in sight.</summary>
    /// <exception cref="NotInLanesException">The body cannot run in lanes.</exception>
    public (LaneKernel Kernel, IReadOnlyList<(Value Value, string Name)> Known) InLanes(IrFunction function, IReadOnlyList<BatchParameter> parameters, string count, int bits)
    {
        if (function.Arguments.Any(a => !a.IsPlain || a.Type.Layout is not null))
        {
            throw new NotInLanesException(-1, "it has a parameter of a composite type", "pass its numbers one by one");
        }

        if (IrRewriter.Walk(Body).Any(o => o.Results.Concat(o.Operands).Any(v => v.Type.Members is not null)))
        {
            throw new NotInLanesException(-1, "it has a buffer of structs whose members differ", "use a buffer for each member");
        }

        if (function.ResultType!.Real == RealKind.Generic)
        {
            throw new NotInLanesException(-1, "its numbers are of a type parameter", "mark a method of double or of float");
        }

        int nextId = NextId;
        var known = new List<(Value, string)>();
        var inputs = new List<BatchValue>();
        var sums = new List<Value>();
        foreach (IrArgument argument in function.Arguments)
        {
            Know(function.Parameters[argument.First].Value, parameters.First(p => p.Role == BatchRole.Argument && p.Argument == argument));
        }

        var derivatives = ImmutableArray.CreateBuilder<IrParameter>();
        foreach (DerivativeParameter extra in Extra)
        {
            IrArgument argument = function.Arguments.First(a => function.Parameters[a.First].Value.Equals(extra.Of!.Value));
            BatchRole role = Suffix == BatchSignature.Jvp ? BatchRole.Tangent : BatchRole.Grad;
            Know(extra.Value, parameters.First(p => p.Role == role && p.Argument == argument));
            derivatives.Add(new IrParameter(extra.Value, extra.Value.Name!, "", null, true, false));
            if (role == BatchRole.Grad)
            {
                sums.Add(extra.Value);
            }
        }

        BatchValue?[] outputs = Slots.Select((slot, i) => Output(slot, Body.Yields[i])).ToArray();
        var whole = new IrFunction(function.Key, function.Name, function.Parameters.AddRange(derivatives), function.ResultType, Body, nextId, function.Origins) { Arguments = function.Arguments, Outputs = function.Outputs };
        LaneKernel kernel = LaneKernel.Of(whole, inputs, outputs, sums, new LaneShape(bits, function.ResultType.Real));
        known.Add((kernel.Count, count));
        return (kernel, known);

        void Know(Value value, BatchParameter parameter)
        {
            if (!parameter.IsPerCall)
            {
                known.Add((value, parameter.Name));
                return;
            }

            inputs.Add(new BatchValue(value, Span(parameter, value.Type)));
        }

        Value Span(BatchParameter parameter, IrType element)
        {
            var span = new Value(nextId++, IrType.BufferOf(parameter.IsWritten ? BufferKind.Span : BufferKind.ReadOnlySpan, element.Text, element.Real), parameter.Name);
            known.Add((span, parameter.Name));
            return span;
        }

        BatchValue? Output(Yields.Slot slot, Value yielded)
        {
            IrArgument? argument = slot.Argument < 0 ? null : function.Arguments[slot.Argument];
            if (argument is { IsUniform: true })
            {
                return new BatchValue(yielded, null);
            }

            BatchRole role = slot.Role switch { Yields.Role.Value => BatchRole.Value, Yields.Role.Tangent => BatchRole.ResultTangent, _ => BatchRole.Grad };
            return new BatchValue(yielded, Span(parameters.First(p => p.Role == role && p.Argument == argument), yielded.Type));
        }
    }

    /// <summary>The gradient for one call, which adds to the gradients of buffers: they are cleared once for the batch.</summary>
    public static Region Adding(Region body, IEnumerable<Value> buffers)
    {
        var cleared = new HashSet<int>(buffers.Select(b => b.Id));
        return body with { Ops = body.Ops.Where(o => o is not Fill { Filler: null } fill || !cleared.Contains(fill.Buffer.Id)).ToImmutableArray() };
    }
}
