using System.Collections.Generic;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary>Integers that go up by the same from lane to lane: <c>at + lane * stride</c>.</summary>
internal sealed partial class VectorizePass
{
    /// <summary>By the id of such an integer, what it is in the first lane, and the stride; both wrap round as the integer does.</summary>
    private Dictionary<int, (Value At, Value Stride)> Strides { get; } = [];

    /// <summary>The index of a loop whose iterations are the lanes.</summary>
    public void DefineIndex(Value index, Value first)
    {
        Strides[index.Id] = (first, _builder.Int(1));
        Define(index, Vector(_shape.Integers, "{V}.Create(({I}){0}) + {V}<{I}>.Indices", Precedences.Additive, index.Name is null ? null : index.Name + "Lanes", first));
    }

    /// <summary>Sums with, differences from, and products by what all lanes share.</summary>
    private void Stride(Opaque opaque, Value result)
    {
        if (result.Type.Text != "int" || opaque.Arguments.Length != 2 || opaque.Template is not ("{0} + {1}" or "{0} - {1}" or "{0} * {1}"))
        {
            return;
        }

        (Value x, Value y) = (opaque.Arguments[0], opaque.Arguments[1]);
        if (x.Type.Text != "int" || y.Type.Text != "int")
        {
            return;
        }

        if (Strides.TryGetValue(x.Id, out (Value At, Value Stride) left) && !_variation.Varies(y))
        {
            Value other = Uniform(y);
            Value at = _builder.Pure(IrType.Int, opaque.Template, opaque.Precedence, left.At, other);
            Strides[result.Id] = (at, opaque.Template == "{0} * {1}" ? _builder.Pure(IrType.Int, opaque.Template, opaque.Precedence, left.Stride, other) : left.Stride);
        }
        else if (Strides.TryGetValue(y.Id, out (Value At, Value Stride) right) && !_variation.Varies(x) && opaque.Template != "{0} - {1}")
        {
            Value other = Uniform(x);
            Value at = _builder.Pure(IrType.Int, opaque.Template, opaque.Precedence, other, right.At);
            Strides[result.Id] = (at, opaque.Template == "{0} * {1}" ? _builder.Pure(IrType.Int, opaque.Template, opaque.Precedence, other, right.Stride) : right.Stride);
        }
    }
}
