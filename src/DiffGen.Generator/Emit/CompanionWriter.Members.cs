using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The hidden members that callers of a recursive or large method go through.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>The method does more than give results and write to what it is given.</summary>
    public bool HasEffects { get; set; }

    /// <summary>The method meets node sites, itself or in what it calls: a caller in another project is told.</summary>
    public bool HasSites { get; set; }

    /// <summary>The method itself with its leaves for parameters, where it cannot be called by its own name.</summary>
    public void Primal(IrFunction callee)
    {
        _writer.Line("/// <summary>" + callee.Name + ", with the members of its arguments one by one.</summary>");
        Attributes(callee);
        _writer.Open(MemberModifiers(callee, CallMode.Primal) + Tuple(callee.Outputs.Select(o => o.Type)) + " " + MemberName(callee, CallMode.Primal) + _shape.TypeParameters + "(" + string.Join(", ", MemberParameters(callee).Select(p => p.Text)) + ")" + _shape.Constraints);
        bool records = UsesRecording(callee.Body);
        if (records)
        {
            _writer.Line(RecordingType + " " + _recording + " = " + RecordingType + ".Rent();");
            _writer.Open("try");
        }

        BodyPrinter.Print(_writer, MemberParameters(callee).Select(p => (p.Value, p.Name)).ToArray(), callee.Body, callee.Origins, CallName, this, _recording, comments: true, unchecks: _shape.ChecksOverflow);
        if (records)
        {
            _writer.Close();
            _writer.Open("finally");
            _writer.Line(_recording + ".Return();");
            _writer.Close();
        }

        _writer.Close();
        _writer.Line();
    }

    /// <summary>The forward sweep and the pullback of a method that is called rather than inlined.</summary>
    public void ForwardAndPullback(IrFunction callee, Sweeps sweeps)
    {
        (Region forward, Region pullback) = Together(callee, sweeps.Parameters, Pipeline.Simplified(sweeps.Forward, sweeps), Pipeline.Simplified(sweeps.Backward, sweeps));
        Member("The forward sweep of " + callee.Name + ": runs it, and records what its pullback needs.", callee, CallMode.Forward, callee.Outputs.Select(o => o.Type), takesPrimals: true, [], forward, comments: false);
        Member("The reverse sweep of " + callee.Name + ": takes what its forward sweep recorded, last call first.", callee, CallMode.Pullback, GradTypes(callee), takesPrimals: false, sweeps.Parameters, pullback, comments: true);
    }

    private static (Region Forward, Region Backward) Together(IrFunction callee, IEnumerable<DerivativeParameter> derivatives, Region forward, Region backward) =>
        SavedTogether.Run(forward, backward, callee.Parameters.Select(p => p.Value).Concat(derivatives.Select(d => d.Value)));

    /// <summary>Both sweeps of a method that is run again.</summary>
    public void Reverse(IrFunction callee, Sweeps sweeps, Region body) =>
        Member("Runs " + callee.Name + " again, and undoes it: the gradients for the cotangents of what it gives.", callee, CallMode.Reverse, GradTypes(callee), takesPrimals: true, sweeps.Parameters, body, comments: false);

    /// <summary>Both sweeps of a method that is run again, with tangents.</summary>
    public void ReverseTangent(IrFunction callee, Derivative derivative) =>
        Member("Runs " + callee.Name + " again with tangents, and undoes it: the gradients and their products.", callee, CallMode.ReverseTangent, GradTypes(callee).Concat(GradTypes(callee)), takesPrimals: true, derivative.Parameters, derivative.Body, comments: false);

    /// <summary>Both sweeps with tangents, for a caller's Hessian-vector product.</summary>
    public void SweepTangents(IrFunction callee, Derivative forward, Derivative pullback)
    {
        (Region forwardBody, Region pullbackBody) = Together(callee, forward.Parameters.Concat(pullback.Parameters), forward.Body, pullback.Body);
        Member("The forward sweep of " + callee.Name + " with tangents: records what its pullback needs, and the tangents of it.", callee, CallMode.ForwardTangent, callee.Outputs.Concat(callee.Outputs.Where(o => o.IsActive)).Select(o => o.Type), takesPrimals: true, forward.Parameters, forwardBody, comments: false);
        Member("The reverse sweep of " + callee.Name + " with tangents: the gradients and their products.", callee, CallMode.PullbackTangent, GradTypes(callee).Concat(GradTypes(callee)), takesPrimals: false, pullback.Parameters, pullbackBody, comments: true);
    }

    /// <summary>The forward companion of a method that is called rather than inlined: without the checks of the public entry.</summary>
    public void Tangent(IrFunction callee, Derivative derivative) =>
        Member("The value of " + callee.Name + " and its tangent.", callee, CallMode.Tangent, callee.Outputs.Concat(callee.Outputs.Where(o => o.IsActive)).Select(o => o.Type), takesPrimals: true, derivative.Parameters, derivative.Body, comments: true);

    private void Member(string summary, IrFunction callee, CallMode mode, IEnumerable<IrType> results, bool takesPrimals, IEnumerable<DerivativeParameter> derivatives, Region body, bool comments)
    {
        IrParameter[] primals = takesPrimals ? MemberParameters(callee) : [];
        var names = new Names(primals.Select(p => p.Name));
        var extra = derivatives.Select(p => (p.Value, Name: names.Parameter(p.Value.Name!))).ToArray();
        body = Vectorized(body, callee, primals.Select(p => p.Value).Concat(extra.Select(e => e.Value)), static (_, _) => false, tells: !callee.IsMarked);
        _writer.Line("/// <summary>" + summary + "</summary>");
        Attributes(callee);
        Jit(body, mayInline: false);
        _writer.Open(Head(callee, mode, results, primals, extra.Select(e => Declaration(e.Value.Type, e.Name))));
        BodyPrinter.Print(_writer, [.. primals.Select(p => (p.Value, p.Name)), .. extra], body, callee.Origins, CallName, this, _recording, comments, unchecks: _shape.ChecksOverflow, releasesScratch: mode is CallMode.Reverse or CallMode.ReverseTangent);
        _writer.Close();
        _writer.Line();
    }

    private string Head(IrFunction callee, CallMode mode, IEnumerable<IrType> results, IEnumerable<IrParameter> primals, IEnumerable<string> derivatives) =>
        MemberModifiers(callee, mode) + Tuple(results) + " " + MemberName(callee, mode) + _shape.TypeParameters
        + "(" + string.Join(", ", primals.Select(p => p.Text).Concat(derivatives).Append(RecordingType + " " + _recording)) + ")" + _shape.Constraints;

    /// <summary>A member without its own body.</summary>
    private void Declaration(IrFunction callee, CallMode mode, ImmutableArray<DerivativeParameter> derivatives, string body)
    {
        IrParameter[] primals = mode is CallMode.Pullback or CallMode.PullbackTangent ? [] : MemberParameters(callee);
        var names = new Names(primals.Select(p => p.Name));
        IEnumerable<IrType> values = callee.Outputs.Select(o => o.Type), tangents = callee.Outputs.Where(o => o.IsActive).Select(o => o.Type);
        IEnumerable<IrType> results = mode switch
        {
            CallMode.Forward => values,
            CallMode.Pullback => GradTypes(callee),
            CallMode.PullbackTangent => GradTypes(callee).Concat(GradTypes(callee)),
            _ => values.Concat(tangents),
        };
        _writer.Line("/// <summary>For calls of " + callee.Name + ": " + mode switch
        {
            CallMode.Tangent => "the value and its tangent",
            CallMode.Forward => "the forward sweep",
            CallMode.Pullback => "the reverse sweep",
            CallMode.ForwardTangent => "the forward sweep with tangents",
            _ => "the reverse sweep with tangents",
        } + ".</summary>");
        Attributes(callee);
        _writer.Line(Head(callee, mode, results, primals, derivatives.Select(d => Declaration(d.Value.Type, names.Parameter(d.Value.Name!))).ToArray()) + body);
        _writer.Line();
    }

    /// <summary>Hidden members are static: the model that a method of its own class has as <c>this</c> is called otherwise.</summary>
    private static IrParameter[] MemberParameters(IrFunction callee)
    {
        var names = new Names(callee.Parameters.Select(p => p.Name));
        return callee.Parameters.Select(p => p.Name != "this" ? p : names.Parameter("model") is var name ? p with { Name = name, Text = p.Value.Type.Text + " " + name } : p).ToArray();
    }

    private static IEnumerable<IrType> GradTypes(IrFunction callee) => callee.Parameters.Where(p => p.IsActive && !p.Value.Type.IsBuffer).Select(p => p.Value.Type);

    /// <summary>What a hidden member returns: nothing, a value, or a tuple, which holds the numbers of an array of structs as an array.</summary>
    private static string Tuple(IEnumerable<IrType> types)
    {
        IrType[] all = types.ToArray();
        return all.Length switch
        {
            0 => "void",
            1 => all[0].Text,
            _ => "(" + string.Join(", ", all.Select(t => t.IsDeclaredArray ? t.As(BufferKind.Array).Text : t.Text)) + ")",
        };
    }

    private void Attributes(IrFunction callee)
    {
        _writer.Line(Generated);
        _writer.Line(Hidden);
        _writer.Line("[global::DiffGen.CompilerServices.CompanionOf(\"" + callee.Key + "\", 1" + (HasEffects && callee.Key == _function.Key ? ", HasEffects = true" : "") + (HasSites && callee.Key == _function.Key ? ", HasSites = true" : "") + ")]");
    }

    private string MemberModifiers(IrFunction callee, CallMode mode) => callee.LoopOf == _function.Key ? (_shape.IsStatic || _function.Arguments.Any(a => a.IsReceiver) ? "private static " : "private ")
        : callee.VirtualRoot is not null ? _shape.Modifiers + (mode is CallMode.ForwardTangent or CallMode.PullbackTangent ? _shape.HvpDispatch : _shape.Dispatch)
        : callee.Key == _function.Key ? (callee.Arguments.Any(a => a.IsReceiver) && !_shape.IsStatic ? _shape.Modifiers + "static " : _shape.Modifiers) : "private static ";

    /// <summary>Hidden members carry a hash of the method's id: overloads differ in it, and no name of the user's meets it.</summary>
    private string MemberName(IrFunction callee, CallMode mode)
    {
        string name = callee.Name + mode + "_" + StableHash.Of(callee.VirtualRoot ?? callee.Key);
        return IsOwn(callee, mode) ? name : name + "_for_" + _function.Name + "_" + StableHash.Of(_function.Key);
    }

    /// <summary>The method's own name may be written here, and its parameters are values of the IR.</summary>
    public bool IsCalledByName(IrFunction callee) => callee is { IsPlain: true, LoopOf: null } && (IsSeen(callee) || IsBoundElsewhere(callee));

    /// <summary>
    /// The sweeps with tangents stand in the callee's own file where that has a Hessian-vector product itself, or where its body may stand
    /// nowhere else; others stand beside the product that needs them.
    /// </summary>
    public bool HasOwnSweepTangents(IrFunction callee) => callee.Key == _function.Key || callee.IsElsewhere || (HasOwnMembers(callee) && (callee.WantsHvp || callee.NamesPrivateMembers));

    private bool IsOwn(IrFunction callee, CallMode mode) => mode is CallMode.ForwardTangent or CallMode.PullbackTangent or CallMode.ReverseTangent ? HasOwnSweepTangents(callee) : HasOwnMembers(callee);

    private string CallName(string key, CallMode mode)
    {
        IrFunction callee = _functions[key];
        if (callee.VirtualRoot is not null && callee.Key != _function.Key)
        {
            return "{0}." + (mode == CallMode.Primal ? callee.CallName.Substring(callee.CallName.LastIndexOf('.') + 1) : MemberName(callee, mode));
        }

        if (mode == CallMode.Primal && IsCalledByName(callee))
        {
            return callee.CallName;
        }

        if (callee.Foreign is { } foreign)
        {
            return callee.DeclaringType + "." + callee.Name + mode + "_" + StableHash.Of(foreign.Key) + foreign.TypeArguments;
        }

        return IsOwn(callee, mode) && callee.Key != _function.Key ? callee.DeclaringType + "." + MemberName(callee, mode) + _shape.TypeParameters : MemberName(callee, mode) + _shape.TypeParameters;
    }
}
