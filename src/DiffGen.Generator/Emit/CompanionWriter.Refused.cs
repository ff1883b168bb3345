using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The companions of a method that is refused.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>Companions that only throw, so that calls of them compile while the error is shown at its place.</summary>
    public static string Refused(MethodShape shape, IrFunction function) => Declared(shape, function, []);

    /// <summary>Companions that only throw, and members that others go through.</summary>
    public static string Declared(MethodShape shape, IrFunction function, IEnumerable<(CallMode Mode, ImmutableArray<DerivativeParameter> Parameters)> members)
    {
        string body = " => throw new global::System.NotSupportedException(\"" + function.Name + " has no derivative: see the DiffGen errors of the build.\");";
        var writer = new CompanionWriter(shape, function, new Dictionary<string, IrFunction>(), null);
        if (function.ResultType is { IsReal: true } && function.Arguments.Any(a => a.Type.Text == "global::DiffGen.Noise"))
        {
            writer.ExpectationStubs();
            return writer.ToString();
        }

        Stub("Jvp", writer.JvpResult(), entry => entry.Tangents(ImmutableArray<DerivativeParameter>.Empty));
        Stub("Vjp", writer.GradResult(), entry =>
        {
            entry.Cotangents(ImmutableArray<DerivativeParameter>.Empty);
            entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: true);
        });
        if (function.ResultType is { IsReal: true })
        {
            Stub("Gradient", writer.GradResult(), entry => entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: false));
            if (function.WantsHvp)
            {
                Stub("Hvp", writer.HvpResult(), entry =>
                {
                    entry.Tangents(ImmutableArray<DerivativeParameter>.Empty);
                    entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: false);
                    entry.Products(ImmutableArray<DerivativeParameter>.Empty);
                });
            }
        }

        if (function.Jacobian is not null)
        {
            Stub("Jacobian", writer._result, entry => entry.Jacobian(CompanionSignature.JacobianElement(function) ?? IrType.Double));
        }

        Batches();
        foreach ((CallMode mode, ImmutableArray<DerivativeParameter> parameters) in members)
        {
            writer.Declaration(function, mode, parameters, body);
        }

        return writer.ToString();

        void Batches()
        {
            foreach (string suffix in function.ResultType is { IsReal: true } && function.Batch is { } batch ? new[] { batch.Primal ? BatchSignature.Primal : "", batch.Jvp ? BatchSignature.Jvp : "", batch.Gradient ? BatchSignature.Gradient : "" }.Where(s => s.Length > 0) : [])
            {
                writer._writer.Line(Generated);
                writer._writer.Line(writer.BatchHead(suffix, BatchSignature.Of(function, suffix)) + " =>");
                writer._writer.Line("    throw new global::System.NotSupportedException(\"" + function.Name + " has no derivative: see the DiffGen errors of the build.\");");
                writer._writer.Line();
            }
        }

        void Stub(string suffix, string result, System.Action<Entry> extras)
        {
            if (suffix switch { "Jvp" => function.Rule?.Jvp, "Vjp" => function.Rule?.Vjp, "Gradient" => function.Rule?.Gradient, _ => null } is not null)
            {
                return;
            }

            var entry = new Entry(function, writer.NewNames(), Region.Empty);
            extras(entry);
            writer._writer.Line(Generated);
            string dispatch = suffix switch { "Hvp" => shape.HvpDispatch, "Jacobian" => shape.JacobianDispatch, _ => shape.Dispatch };
            string head = shape.Modifiers + dispatch + result + " " + function.Name + suffix + shape.TypeParameters + "(" + string.Join(", ", entry.Declarations(keepDefaults: false)) + ")" + shape.Constraints;
            writer._writer.Line(head + " =>");
            writer._writer.Line("   " + body.Substring(" =>".Length));
            writer._writer.Line();
        }
    }
}
