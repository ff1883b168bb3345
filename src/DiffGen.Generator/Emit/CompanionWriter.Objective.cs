using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The nested objective of a method with one active buffer.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>The nested type that optimizers and estimators take: a method of one parameter buffer as an objective.</summary>
    public void Objective()
    {
        IrParameter[] active = _function.Parameters.Where(p => p.IsActive).ToArray();
        if (!_shape.IsStatic || _shape.TypeParameters.Length > 0 || !_function.IsPlain || active.Length != 1 || !active[0].Value.Type.IsBuffer || active[0].Value.Type.Buffer is BufferKind.Matrix or BufferKind.Jagged || active[0].Value.Type.Real != _function.ResultType!.Real)
        {
            return;
        }

        IrParameter parameter = active[0];
        IrParameter[] others = _function.Parameters.Where(p => p != parameter).ToArray();
        string real = _function.ResultType.Text;
        string name = _function.Name + "Objective";
        string accessibility = _shape.Modifiers.Replace("static ", "");
        string Field(IrParameter p) => "_" + p.Name.TrimStart('@');
        string Pass(string buffer) => parameter.Value.Type.Buffer switch
        {
            BufferKind.ReadOnlySpan => buffer,
            BufferKind.Array => buffer + ".ToArray()",
            _ => "new global::System.Span<" + real + ">(" + buffer + ".ToArray())",
        };
        string Arguments(string buffer) => string.Join(", ", _function.Parameters.Select(p => p == parameter ? Pass(buffer) : Field(p)));
        bool isRef = others.Any(p => p.Value.Type.IsSpan);

        _writer.Line("/// <summary><see cref=\"" + _shape.Cref + "\"/> as an objective of its parameter <c>" + parameter.Name.TrimStart('@') + "</c>.</summary>");
        _writer.Line(Generated);
        _writer.Open(accessibility + "readonly " + (isRef ? "ref " : "") + "struct " + name + " : global::DiffGen.IObjective<" + real + ">");
        foreach (IrParameter other in others)
        {
            _writer.Line("private readonly " + other.Value.Type.Text + " " + Field(other) + ";");
        }

        _writer.Line();
        _writer.Line("/// <summary>The objective for the other arguments of the method.</summary>");
        _writer.Open("public " + name + "(" + string.Join(", ", others.Select(p => p.Text.Replace("scoped ", "").Replace("in ", "") + (p.Default is null ? "" : " = " + p.Default))) + ")");
        foreach (IrParameter other in others)
        {
            _writer.Line(Field(other) + " = " + other.Name + ";");
        }

        _writer.Close();
        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        _writer.Line("public " + real + " Value(global::System.ReadOnlySpan<" + real + "> parameters) => " + _function.CallName + "(" + Arguments("parameters") + ");");
        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        _writer.Line("public " + real + " Gradient(global::System.ReadOnlySpan<" + real + "> parameters, global::System.Span<" + real + "> gradient) => " + _function.CallName + "Gradient(" + Arguments("parameters") + ", gradient);");
        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        _writer.Open("public " + real + " Jvp(global::System.ReadOnlySpan<" + real + "> parameters, global::System.ReadOnlySpan<" + real + "> tangent, out " + real + " directional)");
        string tangent = parameter.IsWritable ? "new global::System.Span<" + real + ">(tangent.ToArray())" : "tangent";
        _writer.Line(real + " value;");
        _writer.Line("(value, directional) = " + _function.CallName + "Jvp(" + Arguments("parameters") + ", " + tangent + ");");
        _writer.Line("return value;");
        _writer.Close();
        _writer.Close();
        _writer.Line();
    }
}
