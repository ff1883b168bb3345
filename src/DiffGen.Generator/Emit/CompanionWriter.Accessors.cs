using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>Composites with fields that no open member stands for: how they are read and made.</summary>
internal sealed partial class CompanionWriter
{
    private readonly SortedDictionary<string, CompositeType> _needed = new(System.StringComparer.Ordinal);

    /// <summary>Fields that are written in elements of buffers, by the names of their accessors.</summary>
    private readonly SortedDictionary<string, (CompositeType Holder, CompositeField Field)> _written = new(System.StringComparer.Ordinal);

    /// <summary>Composites whose elements are added to each other.</summary>
    private readonly SortedDictionary<string, CompositeType> _added = new(System.StringComparer.Ordinal);

    string IElements.Leaf(string element, CompositeType type, int leaf, bool isWritten)
    {
        Need(type);
        return isWritten ? Place(element, type, type.Leaves[leaf]) : CompositeText.Read(element, type.Leaves[leaf], type, _function.Key);
    }

    string IElements.Adder(CompositeType type)
    {
        _added[type.Text] = type;
        return CompositeText.AddOf(type, _function.Key);
    }

    private string Place(string element, CompositeType type, Leaf leaf)
    {
        CompositeType holder = type;
        for (int i = 0; i < leaf.Path.Length; i++)
        {
            if (!CompositeText.IsPlace(leaf.Path[i], isLast: i + 1 == leaf.Path.Length))
            {
                _written[CompositeText.FieldOf(holder, leaf.Path[i], _function.Key)] = (holder, leaf.Path[i]);
            }

            holder = leaf.Path[i].Type.Layout ?? holder;
        }

        return CompositeText.Place(element, leaf, type, _function.Key);
    }

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

        foreach (CompositeType type in _added.Values)
        {
            Need(type);
            _writer.Line("/// <summary>Adds the numbers of an element that are differentiated to those of another.</summary>");
            _writer.Open("private static void " + CompositeText.AddOf(type, _function.Key) + "(ref " + type.Text + " sum, in " + type.Text + " term)");
            foreach (Leaf leaf in type.Leaves.Where(l => l.IsActive))
            {
                _writer.Line(Place("sum", type, leaf) + " += " + CompositeText.Read("term", leaf, type, _function.Key) + ";");
            }

            _writer.Close();
            _writer.Line();
        }

        foreach (CompositeType type in _needed.Values)
        {
            foreach (CompositeField field in type.Fields)
            {
                if (field.Accessor is null)
                {
                    continue;
                }

                FieldAccessor(type, field);
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

        foreach ((CompositeType holder, CompositeField field) in _written.Values.Where(w => w.Field.Accessor is null || !_needed.ContainsKey(w.Holder.Text)))
        {
            FieldAccessor(holder, field);
        }
    }

    private void FieldAccessor(CompositeType holder, CompositeField field)
    {
        _writer.Line("[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"" + (field.Accessor ?? field.Storage) + "\")]");
        _writer.Line("private static extern ref " + field.Type.Declared + " " + CompositeText.FieldOf(holder, field, _function.Key) + "(ref " + holder.Text + " value);");
        _writer.Line();
    }
}
