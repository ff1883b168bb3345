using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Normalize;

namespace DiffGen.Generator.Emit;

/// <summary>The companions of a method that is refused.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>Companions that only throw, so that calls of them compile while the error is shown at its place.</summary>
    public static string Refused(MethodShape shape, IrFunction function) => Declared(shape, function, []);

    /// <summary>Companions that only throw, and members that others go through.</summary>
    public static string Declared(MethodShape shape, IrFunction function, IEnumerable<(CallMode Mode, ImmutableArray<DerivativeParameter> Parameters)> members)
    {
        var writer = new CompanionWriter(shape, function, new Dictionary<string, IrFunction>(), null);
        writer.Declare(members);
        return writer.ToString();
    }

    /// <summary>Companions that only throw; members with bodies are to follow.</summary>
    public static CompanionWriter Refused(MethodShape shape, IrFunction function, IReadOnlyDictionary<string, IrFunction> functions, Inliner inliner, bool vectorizesLoops)
    {
        var writer = new CompanionWriter(shape, function, functions, inliner) { VectorizesLoops = vectorizesLoops };
        writer.Declare([]);
        return writer;
    }

    private void Declare(IEnumerable<(CallMode Mode, ImmutableArray<DerivativeParameter> Parameters)> members)
    {
        IrFunction function = _function;
        string body = " => throw new global::System.NotSupportedException(\"" + function.Name + " has no derivative: see the DiffGen errors of the build.\");";
        if (function.ResultType is { IsReal: true } && function.Arguments.Any(a => a.Type.Text == "global::DiffGen.Noise"))
        {
            ExpectationStubs();
            return;
        }

        Stub("Jvp", JvpResult(), entry => entry.Tangents(ImmutableArray<DerivativeParameter>.Empty));
        Stub("Vjp", GradResult(), entry =>
        {
            entry.Cotangents(ImmutableArray<DerivativeParameter>.Empty);
            entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: true);
        });
        if (function.ResultType is { IsReal: true })
        {
            Stub("Gradient", GradResult(), entry => entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: false));
            if (function.WantsHvp)
            {
                Stub("Hvp", HvpResult(), entry =>
                {
                    entry.Tangents(ImmutableArray<DerivativeParameter>.Empty);
                    entry.Gradients(ImmutableArray<DerivativeParameter>.Empty, takesCotangents: false);
                    entry.Products(ImmutableArray<DerivativeParameter>.Empty);
                });
            }
        }

        if (function.WantsNodeDifference && function.ResultType is { IsReal: true })
        {
            RefusedNodeDifference();
        }

        if (function.Jacobian is not null)
        {
            Stub("Jacobian", _result, entry => entry.Jacobian(CompanionSignature.JacobianElement(function) ?? IrType.Double));
        }

        Batches();
        foreach ((CallMode mode, ImmutableArray<DerivativeParameter> parameters) in members)
        {
            Declaration(function, mode, parameters, body);
        }

        void Batches()
        {
            foreach (string suffix in function.ResultType is { IsReal: true } && function.Batch is { } batch ? new[] { batch.Primal ? BatchSignature.Primal : "", batch.Jvp ? BatchSignature.Jvp : "", batch.Gradient ? BatchSignature.Gradient : "" }.Where(s => s.Length > 0) : [])
            {
                _writer.Line(Generated);
                _writer.Line(BatchHead(suffix, BatchSignature.Of(function, suffix)) + " =>");
                _writer.Line("    throw new global::System.NotSupportedException(\"" + function.Name + " has no derivative: see the DiffGen errors of the build.\");");
                _writer.Line();
            }
        }

        void Stub(string suffix, string result, System.Action<Entry> extras)
        {
            if (suffix switch { "Jvp" => function.Rule?.Jvp, "Vjp" => function.Rule?.Vjp, "Gradient" => function.Rule?.Gradient, _ => null } is not null)
            {
                return;
            }

            var entry = new Entry(function, NewNames(), Region.Empty);
            extras(entry);
            _writer.Line(Generated);
            string dispatch = suffix switch { "Hvp" => _shape.HvpDispatch, "Jacobian" => _shape.JacobianDispatch, _ => _shape.Dispatch };
            string head = _shape.Modifiers + dispatch + result + " " + function.Name + suffix + _shape.TypeParameters + "(" + string.Join(", ", entry.Declarations(keepDefaults: false)) + ")" + _shape.Constraints;
            _writer.Line(head + " =>");
            _writer.Line("   " + body.Substring(" =>".Length));
            _writer.Line();
        }
    }
}
