using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Vectorize;

namespace DiffGen.Generator.Emit;

/// <summary>A reverse companion that adds to its gradient buffers: its parameters besides the method's own, its body, the first value id that is free.</summary>
internal sealed record JoinedSweeps(ImmutableArray<DerivativeParameter> Parameters, Region Body, int NextId);

/// <summary>Methods that compute several columns or rows of a Jacobian in one run, behind the Jacobian that calls them.</summary>
internal sealed partial class CompanionWriter
{
    /// <param name="IsForward">It computes columns, by forward mode.</param>
    /// <param name="Vectors">How many vectors side by side.</param>
    /// <param name="Lanes">How many columns or rows.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Kernel">Its body.</param>
    private sealed record JacobianMethod(bool IsForward, int Vectors, int Lanes, string Name, JacobianKernel Kernel)
    {
        /// <summary>It takes memory of the recording.</summary>
        public bool Records { get; } = IrRewriter.Walk(Kernel.Kernel.Body).Any(o => o is Allocate or Push or Pop);
    }

    private static readonly int[] s_jammedWidths = [512, 256];

    /// <summary>The methods, for columns and for rows one for each width of vectors, widest first; none where the method cannot run with several tangents or cotangents.</summary>
    private ImmutableArray<JacobianMethod> RunsTogether(Derivative? jvp, JoinedSweeps? vjp, ImmutableArray<JacobianPart> parts, Extent rows, Extent columns)
    {
        RealKind real = CompanionSignature.JacobianElement(_function)!.Real;
        if (!VectorizesLoops || _function.IsScalar || real == RealKind.Generic || _function.Arguments.Any(a => !IsInLanes(a)))
        {
            return ImmutableArray<JacobianMethod>.Empty;
        }

        var methods = ImmutableArray.CreateBuilder<JacobianMethod>();
        if (jvp is not null && IsSeveral(columns))
        {
            Value[] tangents = [.. Yields.Forward(_function).Select((slot, i) => (Slot: slot, Value: jvp.Body.Yields[i])).Where(y => y.Slot.Role == Yields.Role.Tangent).Select(y => y.Value)];
            JacobianKernel Columns(LaneShape shape, bool isJammed) => JacobianKernel.OfColumns(_function, jvp, Arguments(null), tangents, shape, isJammed);
            if (Add("Columns", s_widths, shape => Columns(shape, isJammed: false)))
            {
                // Two runs with one vector cost as much as one with four.
                int[] jammed = [.. s_jammedWidths.Where(bits => !columns.IsConstant || columns.Constant > 2 * new LaneShape(bits, real).Count)];
                Add("Columns", jammed, shape => Columns(shape, isJammed: true), JammedLanes.Blocks);
            }
        }

        if (vjp is not null && IsSeveral(rows))
        {
            Add("Rows", s_widths, shape => JacobianKernel.OfRows(_function, vjp.Parameters, vjp.Body, vjp.NextId, Arguments(vjp), shape));
        }

        return methods.ToImmutable();

        static bool IsSeveral(Extent extent) => !extent.IsConstant || extent.Constant > 1;

        JacobianArgument[] Arguments(JoinedSweeps? reverse) =>
            [.. parts.Where(p => p.Argument is not null).Select(p => new JacobianArgument(_function.Parameters[p.Argument!.First], p.HasColumns, p.HasRows, reverse is null ? null : Grad(reverse, p.Argument)))];

        Value? Grad(JoinedSweeps reverse, IrArgument argument) =>
            Yields.Reverse(_function).Select((slot, i) => (Slot: slot, Value: reverse.Body.Yields[i])).FirstOrDefault(y => y.Slot.Role == Yields.Role.Grad && y.Slot.Argument == _function.Arguments.IndexOf(argument)).Value;

        bool Add(string what, int[] widths, Func<LaneShape, JacobianKernel> kernel, int vectors = 1)
        {
            try
            {
                methods.AddRange(widths.Select(bits => new LaneShape(bits, real)).Select(shape =>
                    new JacobianMethod(what == "Columns", vectors, vectors * shape.Count, _function.Name + what + (vectors > 1 ? vectors + "x" : "") + shape.Bits.ToString(System.Globalization.CultureInfo.InvariantCulture) + "_" + StableHash.Of(_function.Key), kernel(shape))).ToArray());
                return true;
            }
            catch (NotInLanesException)
            {
                // One by one.
                return false;
            }
        }
    }

    /// <summary>A number, a row of numbers, or something without a derivative, passed by value.</summary>
    private static bool IsInLanes(IrArgument argument) => argument.IsPlain && argument.Type is { Layout: null, Members: null } && (!argument.IsActive || argument.Type.Buffer is not (BufferKind.Matrix or BufferKind.Jagged));

    private void Together(JacobianMethod method)
    {
        var names = new Names(_function.Arguments.Select(a => a.Name).Append(_recording));
        LaneKernel kernel = method.Kernel.Kernel;
        (Value Value, string Name)[] known =
        [
            .. _function.Arguments.Select(a => (_function.Parameters[a.First].Value, a.Name)),
            .. new[] { method.Kernel.Jacobian, method.Kernel.Rows, method.Kernel.Columns, method.Kernel.Result, kernel.First!, kernel.Count }.OfType<Value>().Select(v => (v, names.Numbered(v.Name!))),
        ];
        string[] recording = method.Records ? [RecordingType + " " + _recording] : [];
        _writer.Line("/// <summary>" + (method.IsForward ? "Columns" : "Rows") + " of the Jacobian, one in each lane.</summary>");
        _writer.Line(Generated);
        Optimized();
        string parameters = string.Join(", ", known.Select(k => Declaration(k.Value.Type, k.Name)).Concat(recording));
        _writer.Open((_shape.IsStatic ? "private static void " : "private void ") + method.Name + _shape.TypeParameters + "(" + parameters + ")" + _shape.Constraints);
        BodyPrinter.Print(_writer, known, kernel.Body, _function.Origins, CallName, this, _recording, comments: true, unchecks: _shape.ChecksOverflow, taken: names.Taken, readOnly: known.Where(k => !k.Value.Type.IsBuffer).Select(k => k.Value.Id).ToArray());
        _writer.Close();
        _writer.Line();
    }
}
