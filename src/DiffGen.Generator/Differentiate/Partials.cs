using System;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Differentiate;

/// <summary>Instantiates the formulas of the primitive table in the IR.</summary>
internal static class Partials
{
    /// <summary>The partial derivative of an application with respect to one operand; null where it is zero everywhere.</summary>
    public static Value? Of(IrBuilder builder, Apply apply, int operand)
    {
        Primitive row = PrimitiveTable.Get(apply.Primitive);
        return row.Partials[operand] is { } formula ? Instantiate(builder, formula, apply) : null;
    }

    /// <summary>A tangent or cotangent times a partial of the row: zero stays zero where the row has a pole.</summary>
    public static Value Times(IrBuilder builder, Apply apply, Value derivative, Value partial)
    {
        string product = PrimitiveTable.Get(apply.Primitive).Product;
        IrType type = apply.Result.Type;
        return builder.Apply(product, type, derivative, partial);
    }

    /// <summary>A tangent of an operand in the precision of the result.</summary>
    public static Value ToResult(IrBuilder builder, Apply apply, Value tangent) => Converted(builder, tangent, apply.Result.Type);

    /// <summary>A real number in another precision.</summary>
    public static Value Converted(IrBuilder builder, Value value, IrType type) =>
        value.Type.Real == type.Real ? value : builder.Apply(value.Type.Real == RealKind.Generic || type.Real == RealKind.Generic ? "Convert" : type.Real == RealKind.Double ? "Widen" : "Narrow", type, value);

    private static Value Instantiate(IrBuilder builder, Formula formula, Apply apply)
    {
        IrType type = apply.Result.Type;
        switch (formula)
        {
            case Formula.Operand operand:
                Value value = apply.Arguments[operand.Index];
                return value.Type.IsReal ? Converted(builder, value, type) : builder.Apply("FromInteger", type, value);
            case Formula.Result:
                return apply.Result;
            case Formula.Number number:
                return builder.Constant(type, Spell(number.Value, type.Real));
            case Formula.Application application:
                Primitive row = PrimitiveTable.Get(application.Primitive);
                Value[] arguments = application.Operands
                    .Select((o, i) => row.IntegerOperands.Contains(i) && o is Formula.Operand integer ? apply.Arguments[integer.Index] : Instantiate(builder, o, apply))
                    .ToArray();
                return builder.Apply(application.Primitive, type, arguments);
            default:
                throw new InvalidOperationException("no formula " + formula);
        }
    }

    private static string Spell(double value, RealKind kind) => kind == RealKind.Float ? Literals.Real((float)value) : Literals.Real(value);
}
