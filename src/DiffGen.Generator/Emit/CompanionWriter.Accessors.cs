using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>Composites with fields that no open member stands for: how they are read and made.</summary>
internal sealed partial class CompanionWriter
{
    private readonly SortedDictionary<string, CompositeType> _needed = new(System.StringComparer.Ordinal);

    /// <summary>The file makes or reads values of the type.</summary>
    private void Need(CompositeType type)
    {
        if (CompositeText.NeedsMake(type))
        {
            _needed[type.Text] = type;
        }

        foreach (CompositeField field in type.Fields.Where(f => f.Type.IsComposite))
        {
            Need(field.Type.Layout!);
        }
    }

    private void Accessors()
    {
        foreach (IrArgument argument in _function.Arguments.Where(a => a.Type.IsComposite))
        {
            Need(argument.Type.Layout!);
        }

        if (_function.ResultType is { IsComposite: true } result)
        {
            Need(result.Layout!);
        }

        foreach (CompositeType type in _needed.Values)
        {
            foreach (CompositeField field in type.Fields)
            {
                string accessor = field.Accessor ?? field.Name;
                if (field.Accessor is null)
                {
                    continue;
                }

                _writer.Line("[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"" + accessor + "\")]");
                _writer.Line("private static extern ref " + field.Type.Declared + " " + CompositeText.FieldOf(type, field, _function.Key) + "(ref " + type.Text + " value);");
                _writer.Line();
            }

            _writer.Line("/// <summary>A value of the fields given.</summary>");
            _writer.Open("private static " + type.Text + " " + CompositeText.MakeOf(type, _function.Key) + "(" + string.Join(", ", type.Fields.Select((f, i) => f.Type.Declared + " field" + i)) + ")");
            string open = string.Join(", ", type.Fields.Select((f, i) => (f, i)).Where(p => p.f.Accessor is null).Select(p => p.f.Name + " = field" + p.i));
            _writer.Line(type.Text + " value = default(" + type.Text + ")" + (open.Length > 0 ? " with { " + open + " }" : "") + ";");
            for (int i = 0; i < type.Fields.Length; i++)
            {
                if (type.Fields[i].Accessor is not null)
                {
                    _writer.Line(CompositeText.FieldOf(type, type.Fields[i], _function.Key) + "(ref value) = field" + i + ";");
                }
            }

            _writer.Line("return value;");
            _writer.Close();
            _writer.Line();
        }
    }
}
