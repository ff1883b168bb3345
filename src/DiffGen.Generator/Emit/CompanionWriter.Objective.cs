using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The nested objective of a method with one active buffer.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>The nested type that optimizers and estimators take: a method of one parameter buffer as an objective.</summary>
    public void Objective()
    {
        IrArgument[] active = _function.Arguments.Where(a => a.IsActive).ToArray();
        if (!_shape.IsStatic || _shape.TypeParameters.Length > 0 || _function.Arguments.Any(a => a.Passing is Passing.Ref or Passing.Out) || active.Length != 1 || !active[0].IsPlain || !active[0].Type.IsBuffer || active[0].Type.Buffer is BufferKind.Matrix or BufferKind.Jagged || active[0].Type.Real != _function.ResultType!.Real)
        {
            return;
        }

        IrArgument parameter = active[0];
        IrArgument[] others = _function.Arguments.Where(a => a != parameter).ToArray();
        string real = _function.ResultType.Text;
        string name = _function.Name + "Objective";
        string accessibility = _shape.Modifiers.Replace("static ", "");
        string Field(IrArgument p) => "_" + p.Name.TrimStart('@');
        string Pass(string buffer) => parameter.Type.Buffer switch
        {
            BufferKind.ReadOnlySpan => buffer,
            BufferKind.Array => buffer + ".ToArray()",
            _ => "new global::System.Span<" + real + ">(" + buffer + ".ToArray())",
        };
        string Arguments(string buffer) => string.Join(", ", _function.Arguments.Select(p => p == parameter ? Pass(buffer) : Field(p)));
        bool isRef = others.Any(p => p.Type.IsSpan);

        _writer.Line("/// <summary><see cref=\"" + _shape.Cref + "\"/> as an objective of its parameter <c>" + parameter.Name.TrimStart('@') + "</c>.</summary>");
        _writer.Line(Generated);
        _writer.Open(accessibility + "readonly " + (isRef ? "ref " : "") + "struct " + name + " : global::DiffGen.IObjective<" + real + ">");
        foreach (IrArgument other in others)
        {
            _writer.Line("private readonly " + other.Type.Declared + " " + Field(other) + ";");
        }

        _writer.Line();
        _writer.Line("/// <summary>The objective for the other arguments of the method.</summary>");
        _writer.Open("public " + name + "(" + string.Join(", ", others.Select(p => p.Text.Replace("scoped ", "").Replace("in ", "") + (p.Default is null ? "" : " = " + p.Default))) + ")");
        foreach (IrArgument other in others)
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
