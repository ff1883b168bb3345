using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>Methods with a rule by hand: hidden members that call the rule, and the gradient companion made of a reverse rule.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>The forward companion of a method whose forward rule is given.</summary>
    public void RuleTangent(IrFunction callee)
    {
        IrParameter[] active = callee.Parameters.Where(p => p.IsActive).ToArray();
        var names = new Names(callee.Parameters.Select(p => p.Name).Append(_recording).Append("result"));
        var tangents = active.ToDictionary(p => p, p => names.Parameter(p.Name.TrimStart('@') + "Tangent"));
        _writer.Line("/// <summary>The value of " + callee.Name + " and its tangent, by its rule.</summary>");
        Attributes(callee);
        _writer.Open(MemberModifiers(callee, CallMode.Primal) + Tuple(callee.Outputs.Concat(callee.Outputs.Where(o => o.IsActive)).Select(o => o.Type)) + " " + MemberName(callee, CallMode.Tangent) + _shape.TypeParameters
            + "(" + string.Join(", ", callee.Parameters.Select(p => p.Text).Concat(active.Select(p => TangentText(p) + " " + tangents[p])).Append(RecordingType + " " + _recording)) + ")" + _shape.Constraints);
        if (callee.Rule!.Jvp is null)
        {
            string x = callee.Parameters[0].Name;
            _writer.Line("return (" + callee.CallName + "(" + x + "), global::DiffGen.CompilerServices.StrongZero.Multiply(" + tangents[active[0]] + ", " + callee.Rule.Partial + "(" + x + ")));");
            _writer.Close();
            _writer.Line();
            return;
        }

        var pass = new List<string>();
        foreach (IrArgument argument in callee.Arguments)
        {
            pass.Add(Passed(callee, argument, p => p.Name, argument.Name));
        }

        foreach (IrArgument argument in callee.Arguments.Where(a => a.IsActive))
        {
            pass.Add(Passed(callee, argument, p => p.IsActive ? tangents[p] : null, names.Parameter(argument.Name.TrimStart('@') + "Direction")));
        }

        bool isPair = callee.ResultType is { HoldsReals: true };
        Result(callee.ResultType is not null, callee.Rule.Jvp + "(" + string.Join(", ", pass) + ")");
        var outputs = callee.Outputs.Select(o => Output(callee, o, isPair ? "result.Item1" : "result", callee.Arguments)).ToList();
        outputs.AddRange(callee.Outputs.Where(o => o.IsActive).Select(o => o.Argument < 0 ? Output(callee, o, "result.Item2", callee.Arguments) : Leaf(callee.Arguments[o.Argument].Type, o.Leaf, callee.Arguments[o.Argument].Name.TrimStart('@') + "Direction")));
        Return(outputs);
        _writer.Close();
        _writer.Line();
    }

    /// <summary>The forward sweep and the pullback of a method whose reverse rule is given: its arguments are recorded.</summary>
    public void RuleForwardAndPullback(IrFunction callee)
    {
        _writer.Line("/// <summary>The forward sweep of " + callee.Name + ": runs it, and records its arguments for its rule.</summary>");
        Attributes(callee);
        _writer.Open(MemberModifiers(callee, CallMode.Primal) + Tuple(callee.Outputs.Select(o => o.Type)) + " " + MemberName(callee, CallMode.Forward) + _shape.TypeParameters + "(" + string.Join(", ", callee.Parameters.Select(p => p.Text).Append(RecordingType + " " + _recording)) + ")" + _shape.Constraints);
        foreach (IrParameter parameter in callee.Parameters)
        {
            _writer.Line(Saved(parameter));
        }

        Result(callee.ResultType is not null, callee.CallName + "(" + string.Join(", ", callee.Arguments.Select(a => Passed(callee, a, p => p.Name, a.Name))) + ")");
        Return(callee.Outputs.Select(o => Output(callee, o, "result", callee.Arguments)).ToList());
        _writer.Close();
        _writer.Line();

        var names = new Names(callee.Parameters.Select(p => p.Name).Concat(callee.Arguments.Select(a => a.Name)).Append(_recording).Append("result"));
        IrOutput[] seeds = callee.Outputs.Where(o => o.IsActive).ToArray();
        var seedNames = seeds.ToDictionary(o => o, o => names.Parameter((o.Argument < 0 ? "value" : callee.Arguments[o.Argument].Name.TrimStart('@')) + "Grad"));
        IrParameter[] buffers = callee.Parameters.Where(p => p.IsActive && p.Value.Type.IsBuffer).ToArray();
        var gradNames = buffers.ToDictionary(p => p, p => names.Parameter(p.Name.TrimStart('@') + "Grad"));
        IrParameter[] scalars = callee.Parameters.Where(p => p.IsActive && !p.Value.Type.IsBuffer).ToArray();
        _writer.Line("/// <summary>The reverse sweep of " + callee.Name + ", by its rule.</summary>");
        Attributes(callee);
        _writer.Open(MemberModifiers(callee, CallMode.Primal) + Tuple(scalars.Select(p => p.Value.Type)) + " " + MemberName(callee, CallMode.Pullback) + _shape.TypeParameters
            + "(" + string.Join(", ", seeds.Select(o => o.Type.Text + " " + seedNames[o]).Concat(buffers.Select(p => Declaration(p.Value.Type.AsSpan(), gradNames[p]))).Append(RecordingType + " " + _recording)) + ")" + _shape.Constraints);
        foreach (IrParameter parameter in callee.Parameters.Reverse())
        {
            _writer.Line(Restored(parameter));
        }

        if (callee.Rule!.Vjp is null)
        {
            _writer.Line("return global::DiffGen.CompilerServices.StrongZero.Multiply(" + seedNames[seeds[0]] + ", " + callee.Rule.Partial + "(" + callee.Parameters[0].Name + "));");
            _writer.Close();
            _writer.Line();
            return;
        }

        var pass = callee.Arguments.Select(a => Passed(callee, a, p => p.Name, a.Name, popped: true)).ToList();
        if (callee.ResultType is { HoldsReals: true } result)
        {
            pass.Add(Composed(result, leaf => seeds.FirstOrDefault(o => o.Argument < 0 && o.Leaf == leaf) is { } seed ? seedNames[seed] : null));
        }

        var references = new Dictionary<IrArgument, string>();
        foreach (IrArgument argument in callee.Arguments.Where(a => a.IsActive))
        {
            int at = callee.Arguments.IndexOf(argument);
            if (argument.Type.IsBuffer)
            {
                pass.Add(Composed(argument.Type.AsSpan(), _ => gradNames[callee.Parameters[argument.First]]));
            }
            else if (argument.Passing is Passing.Ref or Passing.Out)
            {
                string seed = Composed(argument.Type, leaf => seeds.FirstOrDefault(o => o.Argument == at && o.Leaf == leaf) is { } s ? seedNames[s] : null);
                if (argument.Passing == Passing.Out)
                {
                    pass.Add(seed);
                    continue;
                }

                references[argument] = names.Parameter(argument.Name.TrimStart('@') + "Cotangent");
                _writer.Line(argument.Type.Declared + " " + references[argument] + " = " + seed + ";");
                pass.Add("ref " + references[argument]);
            }
        }

        IrArgument[] returned = CompanionSignature.Returned(callee).ToArray();
        int count = returned.Length + (callee.ResultType is null ? 0 : 1);
        Result(count > 0, callee.Rule.Vjp + "(" + string.Join(", ", pass) + ")");
        var grads = new List<string>();
        foreach (IrArgument argument in callee.Arguments.Where(a => a.IsActive && !a.Type.IsBuffer && a.Passing != Passing.Out))
        {
            string whole = references.TryGetValue(argument, out string? local) ? local
                : count == 1 ? "result" : "result.Item" + (System.Array.IndexOf(returned, argument) + 1 + (callee.ResultType is null ? 0 : 1));
            grads.AddRange(Enumerable.Range(0, argument.Count).Where(k => callee.Parameters[argument.First + k].IsActive).Select(k => Leaf(argument.Type, k, whole)));
        }

        Return(grads);
        _writer.Close();
        _writer.Line();
    }

    /// <summary>The gradient companion of a method whose reverse rule is written by hand.</summary>
    public void RuleGradient()
    {
        var entry = new Entry(_function, NewNames(), Region.Empty);
        entry.Gradients(System.Collections.Immutable.ImmutableArray<Differentiate.DerivativeParameter>.Empty, takesCotangents: false);
        Docs(
            "The value of <see cref=\"" + _shape.Cref + "\"/> and its gradient, by its reverse rule. Gradient buffers are overwritten.",
            entry,
            "The value and the gradients of the scalar parameters.");
        _writer.Line(Generated);
        _writer.Open(_shape.Modifiers + GradResult() + " " + _function.Name + "Gradient" + _shape.TypeParameters + "(" + string.Join(", ", entry.Declarations(keepDefaults: entry.Extras.Count == 0)) + ")" + _shape.Constraints);
        foreach (string check in Checks(entry))
        {
            _writer.Line(check);
        }

        foreach (Extra extra in entry.Extras)
        {
            _writer.Line(extra.Type.Buffer switch
            {
                BufferKind.None => extra.Name + " = default;",
                BufferKind.Matrix => "global::System.Array.Clear(" + extra.Name + ");",
                BufferKind.Jagged => "global::DiffGen.CompilerServices.JaggedArrays.Clear(" + extra.Name + ");",
                _ => extra.Name + ".Clear();",
            });
        }

        var pass = _function.Arguments.Where(a => !a.IsReceiver).Select(a => (a.Passing switch { Passing.Ref => "ref ", Passing.Out => "out ", Passing.In => "in ", _ => "" }) + a.Name).Append("1").ToList();
        foreach (IrArgument argument in _function.Arguments.Where(a => a.IsActive))
        {
            if (entry.Extras.FirstOrDefault(e => e.Argument == argument) is { } extra)
            {
                pass.Add((extra.Passing == Passing.Ref ? "ref " : "") + extra.Name);
            }
            else if (argument.Passing == Passing.Out)
            {
                pass.Add("default");
            }
        }

        _writer.Line("return " + _function.Rule!.Vjp + "(" + string.Join(", ", pass) + ");");
        _writer.Close();
        _writer.Line();
    }

    private static string TangentText(IrParameter parameter) => (parameter.Value.Type.IsBuffer && parameter.IsWritable ? parameter.Value.Type.AsSpan() : parameter.Value.Type).Text;

    /// <summary>An argument of the method in C#, made of its leaves; a reference is a local of the name given.</summary>
    private string Passed(IrFunction callee, IrArgument argument, System.Func<IrParameter, string?> name, string local, bool popped = false)
    {
        if (argument.Passing == Passing.Out)
        {
            return "out " + argument.Type.Declared + " " + local;
        }

        string whole = Composed(argument.Type, leaf => name(callee.Parameters[argument.First + leaf]), popped);
        if (argument.Passing != Passing.Ref)
        {
            return whole;
        }

        if (whole != local)
        {
            _writer.Line(argument.Type.Declared + " " + local + " = " + whole + ";");
        }

        return "ref " + local;
    }

    /// <summary>A value of a type in C#, made of the names of its leaves.</summary>
    private string Composed(IrType type, System.Func<int, string?> leaf, bool popped = false)
    {
        if (type.IsComposite)
        {
            int at = 0;
            Need(type.Layout!);
            return CompositeText.Compose(type.Layout!, _function.Key, _ => leaf(at++));
        }

        string text = leaf(0) ?? "default!";
        if (type.Layout is not null)
        {
            text = "global::System.Runtime.InteropServices.MemoryMarshal.Cast<" + type.Element + ", " + type.Layout.Text + ">(" + text + ")";
            return type.IsDeclaredArray ? text + ".ToArray()" : text;
        }

        return popped && type.Buffer == BufferKind.Array ? text + ".ToArray()" : text;
    }

    private string Leaf(IrType type, int leaf, string whole) => type.IsComposite ? CompositeText.Read(whole, type.Layout!.Leaves[leaf], type.Layout, _function.Key)
        : type.Layout is not null ? "global::System.Runtime.InteropServices.MemoryMarshal.Cast<" + type.Layout.Text + ", " + type.Element + ">(" + whole + ")"
        : whole;

    private string Output(IrFunction callee, IrOutput output, string result, IReadOnlyList<IrArgument> arguments) =>
        output.Argument < 0 ? Leaf(callee.ResultType!, output.Leaf, result) : Leaf(arguments[output.Argument].Type, output.Leaf, arguments[output.Argument].Name);

    private void Result(bool hasResult, string call) => _writer.Line((hasResult ? "var result = " : "") + call + ";");

    private void Return(List<string> values)
    {
        if (values.Count > 0)
        {
            _writer.Line("return " + (values.Count == 1 ? values[0] : "(" + string.Join(", ", values) + ")") + ";");
        }
    }

    private string Saved(IrParameter parameter)
    {
        IrType type = parameter.Value.Type;
        return type.Buffer switch
        {
            BufferKind.None => _recording + (type.IsUnmanaged ? ".Push(" : ".PushObject(") + parameter.Name + ");",
            BufferKind.Matrix => _recording + ".PushObject(" + parameter.Name + ".Clone());",
            BufferKind.Jagged => _recording + ".PushObject(" + parameter.Name + ");",
            _ => _recording + ".PushSpan<" + type.Element + ">(" + parameter.Name + ");",
        };
    }

    private string Restored(IrParameter parameter)
    {
        IrType type = parameter.Value.Type;
        return type.Buffer switch
        {
            BufferKind.None => type.Text + " " + parameter.Name + " = " + _recording + (type.IsUnmanaged ? ".Pop<" : ".PopObject<") + type.Text + ">();",
            BufferKind.Matrix or BufferKind.Jagged => type.Text + " " + parameter.Name + " = " + _recording + ".PopObject<" + type.Text + ">();",
            _ => "global::System.Span<" + type.Element + "> " + parameter.Name + " = " + _recording + ".PopSpan<" + type.Element + ">();",
        };
    }
}
