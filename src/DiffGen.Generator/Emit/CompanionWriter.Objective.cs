using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>The nested objective of a method with one active buffer.</summary>
internal sealed partial class CompanionWriter
{
    /// <summary>The nested type that optimizers and estimators take: a method of one parameter buffer as an objective.</summary>
    /// <returns>Its name; null where there is none.</returns>
    public string? Objective()
    {
        if (_shape.ObjectiveName.Length == 0 || ObjectiveSignature.ParameterOf(_function) is not { } parameter)
        {
            return null;
        }

        if (parameter.Type.IsModel)
        {
            ModelObjective(parameter);
            return _shape.ObjectiveName;
        }

        IrArgument[] others = _function.Arguments.Where(a => a != parameter).ToArray();
        string real = _function.ResultType!.Text;
        string name = _shape.ObjectiveName;
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
        return name;
    }

    /// <summary>
    /// The objective of a method of one class of parameters: it keeps a model, a tangent and a gradient of its own, of the shapes of the one that
    /// it is made from.
    /// </summary>
    private void ModelObjective(IrArgument model)
    {
        const string Checks = "global::DiffGen.CompilerServices.Arguments.";
        IrArgument[] others = _function.Arguments.Where(a => a != model).ToArray();
        string real = _function.ResultType!.Text, name = _shape.ObjectiveName, type = model.Type.Declared.TrimEnd('?'), span = "global::System.Span<" + real + ">", readOnly = "global::System.ReadOnlySpan<" + real + ">";
        var names = new Names(others.Select(Field));
        string own = names.Parameter(Field(model)), tangent = names.Parameter(Field(model) + "Tangent"), grad = names.Parameter(Field(model) + "Grad");
        string Arguments() => string.Join(", ", _function.Arguments.Select(p => p == model ? own : Field(p)));
        bool isRef = others.Any(p => p.Type.IsSpan);

        _writer.Line("/// <summary><see cref=\"" + _shape.Cref + "\"/> as an objective of the numbers of its parameter <c>" + model.Name.TrimStart('@') + "</c>. Used by one thread at a time.</summary>");
        _writer.Line(Generated);
        _writer.Open(_shape.Modifiers.Replace("static ", "") + "readonly " + (isRef ? "ref " : "") + "struct " + name + " : global::DiffGen.IObjective<" + real + ">");
        foreach (string field in new[] { own, tangent, grad })
        {
            _writer.Line("private readonly " + type + " " + field + ";");
        }

        foreach (IrArgument other in others)
        {
            _writer.Line("private readonly " + other.Type.Declared + " " + Field(other) + ";");
        }

        _writer.Line();
        _writer.Line("/// <summary>The objective for the other arguments of the method, and for models of the shapes and settings that <paramref name=\"" + model.Name.TrimStart('@') + "\"/> has now; its numbers are neither read nor written.</summary>");
        _writer.Open("public " + name + "(" + string.Join(", ", _function.Arguments.Select(p => p.Text.Replace("scoped ", "").Replace("in ", "") + (p.Default is null ? "" : " = " + p.Default))) + ")");
        foreach (string field in new[] { own, tangent, grad })
        {
            _writer.Line(field + " = " + model.Name + "." + ParameterClass.NewLike + "();");
        }

        foreach (IrArgument other in others)
        {
            _writer.Line(Field(other) + " = " + other.Name + ";");
        }

        _writer.Close();
        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        _writer.Open("public " + real + " Value(" + readOnly + " parameters)");
        Fill(own, "parameters");
        _writer.Line("return " + _function.CallName + "(" + Arguments() + ");");
        _writer.Close();
        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        _writer.Open("public " + real + " Gradient(" + readOnly + " parameters, " + span + " gradient)");
        Length("gradient");
        _writer.Line(Checks + "Disjoint<" + real + ", " + real + ">(gradient, parameters, \"gradient\", \"parameters\");");
        Fill(own, "parameters");
        _writer.Line(real + " value = " + _function.CallName + "Gradient(" + Arguments() + ", " + grad + ");");
        _writer.Line(grad + "." + ParameterClass.Parameters + ".CopyTo(gradient);");
        _writer.Line("return value;");
        _writer.Close();
        _writer.Line();
        _writer.Line("/// <inheritdoc/>");
        _writer.Open("public " + real + " Jvp(" + readOnly + " parameters, " + readOnly + " tangent, out " + real + " directional)");
        Fill(own, "parameters");
        Fill(tangent, "tangent");
        _writer.Line(real + " value;");
        _writer.Line("(value, directional) = " + _function.CallName + "Jvp(" + Arguments() + ", " + tangent + ");");
        _writer.Line("return value;");
        _writer.Close();
        _writer.Close();
        _writer.Line();

        static string Field(IrArgument p) => "_" + p.Name.TrimStart('@');

        void Length(string buffer) => _writer.Line(Checks + "SameLength(" + buffer + ".Length, " + own + "." + ParameterClass.ParameterCount + ", \"" + buffer + "\", \"" + model.Name.TrimStart('@') + "\");");

        void Fill(string to, string from)
        {
            Length(from);
            _writer.Line(from + ".CopyTo(" + to + "." + ParameterClass.Parameters + ");");
        }
    }
}
