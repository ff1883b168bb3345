using System;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>The vectors of <c>System.Numerics</c>, element by element; what the base library sums is a primitive of its own, so that it keeps its bits.</summary>
internal sealed partial class Lowering
{
    private Value Vector(IrType type, Func<int, Value> element) => Compose(type, Enumerable.Range(0, type.Layout!.Fields.Length).Select(element).ToImmutableArray());

    private Value Zip(string primitive, Value a, Value b) => Vector(a.Type, k => _builder.Apply(primitive, IrType.Float, Part(a, k), Part(b, k)));

    /// <summary>A number in every element.</summary>
    private Value Spread(Value number, IrType type) => Vector(type, _ => number);

    private Value VectorDot(Value a, Value b) => _builder.Apply("VectorDot" + a.Type.Layout!.Fields.Length, IrType.Float, [.. LeavesOf(a), .. LeavesOf(b)]);

    private Value VectorLength(Value a) => _builder.Apply("Sqrt", IrType.Float, VectorDot(a, a));

    private Value? VectorConstant(string name, IrType type)
    {
        int unit = name.StartsWith("Unit", StringComparison.Ordinal) && name.Length == 5 ? "XYZW".IndexOf(name[4]) : -1;
        return name switch
        {
            "Zero" => DefaultValue(type),
            "One" => Spread(_builder.Constant(IrType.Float, "1"), type),
            _ when unit >= 0 => Vector(type, k => _builder.Constant(IrType.Float, k == unit ? "1" : "0")),
            _ => null,
        };
    }

    /// <summary><c>new Vector3(x)</c>, <c>new Vector3(x, y, z)</c>, <c>new Vector3(v, z)</c>, <c>new Vector3(span)</c>.</summary>
    private Value NewVector(IObjectCreationOperation creation, IrType type)
    {
        int count = type.Layout!.Fields.Length;
        Value[] arguments = LowerArguments(creation.Arguments);
        if (arguments.Length == 1 && arguments[0].Type.IsReal)
        {
            return Spread(arguments[0], type);
        }

        if (arguments.Length == 1 && arguments[0].Type is { IsBuffer: true, Real: RealKind.Float, Layout: null })
        {
            return Vector(type, k => _builder.Load(arguments[0], _builder.Int(k)));
        }

        Value[] elements = arguments.SelectMany(a => LeavesOf(a)).ToArray();
        return elements.Length == count && elements.All(e => e.Type.IsReal) ? Compose(type, elements.ToImmutableArray()) : throw Refuse(creation, "this constructor of '" + type.Text + "'", "give its elements one by one");
    }

    /// <returns>The value of an operator on vectors; null for any other.</returns>
    private Value? LowerVectorOperator(IOperation at, IMethodSymbol method, IOperation[] operands) =>
        CompositeReader.IsVector(method.ContainingType) ? VectorOperator(at, method, operands.Select(LowerExpression).ToArray()) : null;

    private Value? CombineVectors(IOperation at, IMethodSymbol method, Value left, Value right) =>
        CompositeReader.IsVector(method.ContainingType) ? VectorOperator(at, method, [left, right]) : null;

    private Value VectorOperator(IOperation at, IMethodSymbol method, Value[] v)
    {
        IrType type = Read(method.ContainingType);
        if (v.Length == 1)
        {
            return method.Name switch
            {
                "op_UnaryNegation" => Vector(type, k => _builder.Apply("Negate", IrType.Float, Part(v[0], k))),
                "op_UnaryPlus" => v[0],
                _ => throw Unknown(at, method),
            };
        }

        Value a = v[0].Type.IsComposite ? v[0] : Spread(Convert(v[0], IrType.Float, at), type), b = v[1].Type.IsComposite ? v[1] : Spread(Convert(v[1], IrType.Float, at), type);
        return method.Name switch
        {
            "op_Addition" => Zip("Add", a, b),
            "op_Subtraction" => Zip("Subtract", a, b),
            "op_Multiply" => Zip("Multiply", a, b),
            "op_Division" => Zip("Divide", a, b),
            "op_Equality" => Same(a, b),
            "op_Inequality" => Not(Same(a, b)),
            _ => throw Unknown(at, method),
        };

        Value Same(Value x, Value y) => Enumerable.Range(0, type.Layout!.Fields.Length).Select(k => _builder.Pure(IrType.Bool, "{0} == {1}", Primitives.Precedences.Equality, Part(x, k), Part(y, k)))
            .Aggregate((p, q) => _builder.Pure(IrType.Bool, "{0} && {1}", Primitives.Precedences.And, p, q));
    }

    private Value LowerVectorCall(IInvocationOperation call, IMethodSymbol method)
    {
        IrType type = Read(method.ContainingType);
        Value? self = method.IsStatic ? null : LowerExpression(call.Instance!);
        Value[] v = LowerArguments(call.Arguments);
        switch (method.Name, self is null, v.Length)
        {
            case ("Length", false, 0):
                return VectorLength(self!);
            case ("LengthSquared", false, 0):
                return VectorDot(self!, self!);
            case ("Dot", true, 2):
                return VectorDot(v[0], v[1]);
            case ("Distance", true, 2):
                return VectorLength(Zip("Subtract", v[0], v[1]));
            case ("DistanceSquared", true, 2):
                Value difference = Zip("Subtract", v[0], v[1]);
                return VectorDot(difference, difference);
            case ("Normalize", true, 1):
                return Zip("Divide", v[0], Spread(VectorLength(v[0]), type));
            case ("Cross", true, 2) when type.Layout!.Fields.Length == 3:
                Value[] elements = [.. LeavesOf(v[0]), .. LeavesOf(v[1])];
                return Vector(type, k => _builder.Apply("VectorCross" + "XYZ"[k], IrType.Float, elements));
            case ("Reflect", true, 2):
                Value dot = VectorDot(v[0], v[1]);
                return Vector(type, k => _builder.Apply("VectorReflect", IrType.Float, dot, Part(v[0], k), Part(v[1], k)));
            case ("Lerp", true, 3) when v[2].Type.IsReal:
                return Vector(type, k => _builder.Apply("VectorLerp", IrType.Float, Part(v[0], k), Part(v[1], k), v[2]));
            case ("Add" or "Subtract" or "Multiply" or "Divide", true, 2):
                return Zip(method.Name, Whole(v[0]), Whole(v[1]));
            case ("Negate", true, 1):
                return Vector(type, k => _builder.Apply("Negate", IrType.Float, Part(v[0], k)));
            case ("Abs", true, 1):
                return Vector(type, k => _builder.Apply("Abs", IrType.Float, Part(v[0], k)));
            case ("SquareRoot", true, 1):
                return Vector(type, k => _builder.Apply("Sqrt", IrType.Float, Part(v[0], k)));
            case ("Min" or "Max", true, 2):
                return Zip(method.Name, v[0], v[1]);
            case ("Create", true, 1) when v[0].Type.IsReal:
                return Spread(v[0], type);
            case ("Create", true, _) when v.SelectMany(a => LeavesOf(a)).ToArray() is var parts && parts.Length == type.Layout!.Fields.Length && parts.All(p => p.Type.IsReal):
                return Compose(type, parts.ToImmutableArray());
            case ("Equals", false, 1) when v[0].Type.IsComposite:
                throw Unknown(call, method);
            default:
                throw Unknown(call, method);
        }

        Value Whole(Value a) => a.Type.IsComposite ? a : Spread(a, type);
    }

    private static RefusedException Unknown(IOperation at, IMethodSymbol method) => Refuse(at, "'" + method.ContainingType.Name + "." + method.Name + "'", "write it with the elements, or with Dot, Cross, Length, Normalize, Distance, Reflect, Lerp, Min, Max and arithmetic");
}
