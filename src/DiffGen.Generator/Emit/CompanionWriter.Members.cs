using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The hidden members that callers of a recursive or large method go through.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>The method itself with its leaves for parameters, where it cannot be called by its own name.</summary>
    public void Primal(IrFunction callee)
    {
        _writer.Line("/// <summary>" + callee.Name + ", with the members of its arguments one by one.</summary>");
        Attributes(callee);
        _writer.Open(MemberModifiers(callee) + Tuple(callee.Outputs.Select(o => o.Type)) + " " + MemberName(callee, CallMode.Primal) + _shape.TypeParameters + "(" + string.Join(", ", callee.Parameters.Select(p => p.Text)) + ")" + _shape.Constraints);
        BodyPrinter.Print(_writer, callee.Parameters.Select(p => (p.Value, p.Name)).ToArray(), callee.Body, callee.Origins, CallName, _recording, comments: true, unchecks: _shape.ChecksOverflow);
        _writer.Close();
        _writer.Line();
    }

    /// <summary>The forward sweep and the pullback of a method that is called rather than inlined.</summary>
    public void ForwardAndPullback(IrFunction callee, Sweeps sweeps)
    {
        var primals = callee.Parameters.Select(p => (p.Value, p.Name)).ToArray();
        _writer.Line("/// <summary>The forward sweep of " + callee.Name + ": runs it, and records what its pullback needs.</summary>");
        Attributes(callee);
        _writer.Open(MemberModifiers(callee) + Tuple(callee.Outputs.Select(o => o.Type)) + " " + MemberName(callee, CallMode.Forward) + _shape.TypeParameters + "(" + string.Join(", ", callee.Parameters.Select(p => p.Text).Append(RecordingType + " " + _recording)) + ")" + _shape.Constraints);
        BodyPrinter.Print(_writer, primals, Pipeline.Simplified(sweeps.Forward, sweeps), callee.Origins, CallName, _recording, comments: false, unchecks: _shape.ChecksOverflow);
        _writer.Close();
        _writer.Line();

        var names = new Names([]);
        var extra = sweeps.Parameters.Select(p => (p.Value, Name: names.Parameter(p.Value.Name!))).ToArray();
        _writer.Line("/// <summary>The reverse sweep of " + callee.Name + ": takes what its forward sweep recorded, last call first.</summary>");
        Attributes(callee);
        _writer.Open(MemberModifiers(callee) + Tuple(callee.Parameters.Where(p => p.IsActive && !p.Value.Type.IsBuffer).Select(p => p.Value.Type)) + " " + MemberName(callee, CallMode.Pullback) + _shape.TypeParameters
            + "(" + string.Join(", ", extra.Select(e => Declaration(e.Value.Type, e.Name)).Append(RecordingType + " " + _recording)) + ")" + _shape.Constraints);
        BodyPrinter.Print(_writer, extra, Pipeline.Simplified(sweeps.Backward, sweeps), callee.Origins, CallName, _recording, comments: true, unchecks: _shape.ChecksOverflow);
        _writer.Close();
        _writer.Line();
    }

    /// <summary>The forward companion of a method that is called rather than inlined: without the checks of the public entry.</summary>
    public void Tangent(IrFunction callee, Derivative derivative)
    {
        var names = new Names(callee.Parameters.Select(p => p.Name));
        var extra = derivative.Parameters.Select(p => (p.Value, Name: names.Parameter(p.Value.Name!))).ToArray();
        _writer.Line("/// <summary>The value of " + callee.Name + " and its tangent.</summary>");
        Attributes(callee);
        _writer.Open(MemberModifiers(callee) + Tuple(callee.Outputs.Concat(callee.Outputs.Where(o => o.IsActive)).Select(o => o.Type)) + " " + MemberName(callee, CallMode.Tangent) + _shape.TypeParameters
            + "(" + string.Join(", ", callee.Parameters.Select(p => p.Text).Concat(extra.Select(e => Declaration(e.Value.Type, e.Name))).Append(RecordingType + " " + _recording)) + ")" + _shape.Constraints);
        BodyPrinter.Print(_writer, [.. callee.Parameters.Select(p => (p.Value, p.Name)), .. extra], derivative.Body, callee.Origins, CallName, _recording, comments: true, unchecks: _shape.ChecksOverflow);
        _writer.Close();
        _writer.Line();
    }

    /// <summary>What a hidden member returns: nothing, a value, or a tuple.</summary>
    private static string Tuple(IEnumerable<IrType> types)
    {
        string[] texts = types.Select(t => t.Text).ToArray();
        return texts.Length switch
        {
            0 => "void",
            1 => texts[0],
            _ => "(" + string.Join(", ", texts) + ")",
        };
    }

    private void Attributes(IrFunction callee)
    {
        _writer.Line(Generated);
        _writer.Line(Hidden);
        _writer.Line("[global::DiffGen.CompilerServices.CompanionOf(\"" + callee.Key + "\", 1)]");
    }

    private string MemberModifiers(IrFunction callee) => callee.Key == _function.Key ? _shape.Modifiers : "private static ";

    /// <summary>Hidden members carry a hash of the method's id: overloads differ in it, and no name of the user's meets it.</summary>
    private string MemberName(IrFunction callee, CallMode mode)
    {
        string name = callee.Name + mode + "_" + StableHash.Of(callee.Key);
        return HasOwnMembers(callee) ? name : name + "_for_" + _function.Name + "_" + StableHash.Of(_function.Key);
    }

    /// <summary>The method's own name may be written here, and its parameters are values of the IR.</summary>
    public bool IsCalledByName(IrFunction callee) => callee.IsPlain && (callee.IsVisible || callee.DeclaringType == _function.DeclaringType);

    private string CallName(string key, CallMode mode)
    {
        IrFunction callee = _functions[key];
        if (mode == CallMode.Primal && IsCalledByName(callee))
        {
            return callee.CallName;
        }

        return HasOwnMembers(callee) && callee.Key != _function.Key ? callee.DeclaringType + "." + MemberName(callee, mode) + _shape.TypeParameters : MemberName(callee, mode) + _shape.TypeParameters;
    }
}
