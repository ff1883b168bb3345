using System.Collections.Immutable;

namespace DiffGen.Generator.Primitives;

internal static partial class PrimitiveTable
{
    private static Primitive[] Arithmetic =>
    [
        Operator("Add", "{0} + {1}", Precedences.Additive, [1, 1], [(-3, 3), (-3, 3)]) with { IsCheap = true, Lanes = "{0} + {1}" },

        Operator("Subtract", "{0} - {1}", Precedences.Additive, [1, -1], [(-3, 3), (-3, 3)]) with { IsCheap = true, Lanes = "{0} - {1}" },

        Operator("Multiply", "{0} * {1}", Precedences.Multiplicative, [Y, X], [(-3, 3), (-3, 3)]) with { IsCheap = true, Lanes = "{0} * {1}" },

        // (x / y)' = x' / y - (x / y) y' / y, which overflows no earlier than it must
        Operator("Divide", "{0} / {1}", Precedences.Multiplicative, [1 / Y, -(R / Y)], [(-3, 3), (0.3, 4)]) with { HasPole = true, IsCheap = true, Lanes = "{0} / {1}" },

        // The whole quotient is taken from the remainder, which is exact: Truncate(x / y) is one too many where x / y rounds up (0.9 / 0.1).
        Operator("Remainder", "{0} % {1}", Precedences.Multiplicative, [1, -Call("Round", (X - R) / Y)], [(7.1, 7.9), (2.05, 2.3)]),

        Operator("Negate", "-{0}", Precedences.Unary, [-1], [(-3, 3)]) with { IsCheap = true, Lanes = "-{0}" },

        Ternary("FusedMultiplyAdd", (x, y, z) => y, (x, y, z) => x, (x, y, z) => 1, [(-3, 3), (-3, 3), (-3, 3)]) with { IsCheap = true, Lanes = "{V}.FusedMultiplyAdd({0}, {1}, {2})" },

        Ternary("MultiplyAddEstimate", (x, y, z) => y, (x, y, z) => x, (x, y, z) => 1, [(-3, 3), (-3, 3), (-3, 3)], Home.Number) with { IsCheap = true },

        // Lerp(a, b, t) = a (1 - t) + b t
        Ternary("Lerp", (a, b, t) => 1 - t, (a, b, t) => t, (a, b, t) => b - a, [(-3, 3), (-3, 3), (-1, 2)], Home.Number) with { IsCheap = true },

        // As the exact 1 / x
        Unary("ReciprocalEstimate", (x, y) => -(1 / x / x), domain: (0.3, 4)) with { HasPole = true, IsCheap = true },

        Unary("DegreesToRadians", (x, y) => System.Math.PI / 180, domain: (-180, 180), Home.Number) with { IsCheap = true },

        Unary("RadiansToDegrees", (x, y) => 180 / System.Math.PI, domain: (-3, 3), Home.Number) with { IsCheap = true },

        // x 2ⁿ, n an integer
        Function("ScaleB", Home.Math, [Call("ScaleBX", Y), null], [(-3, 3), (-4, 4)]) with { IntegerOperands = ImmutableArray.Create(1) },

        // From float to double. Of a conversion the column says the type of the result; a tangent is converted like its value, a gradient back.
        Row("Widen", "(double){0}", null, [1], [(-3, 3)]) with { Precedence = Precedences.Unary, IsCheap = true },

        // From double to float
        Row("Narrow", null, "(float){0}", [1], [(-3, 3)]) with { Precedence = Precedences.Unary, IsCheap = true },

        // From one real type to another, where one of them is a type parameter
        Row("Convert", "double.CreateChecked({0})", "float.CreateChecked({0})", [1], [(-3, 3)]) with { IsCheap = true },

        // From any integer type
        Row("FromInteger", "(double){0}", "(float){0}", [null], [(-9, 9)]) with
        {
            Precedence = Precedences.Unary,
            IsCheap = true,
            IntegerOperands = ImmutableArray.Create(0),
            Lanes = "{V}.ConvertTo{R}({0})",
        },

        // A tangent or cotangent times a partial that may be infinite or NaN: zero where the first operand is exactly zero.
        // In its own derivative each factor counts as a zero by itself.
        Own("StrongMultiply", "StrongZero.Multiply({0}, {1})", [Y, X], [(0.3, 3), (0.3, 3)]) with { HasPole = true, ZeroPartialWins = true, IsCheap = true, Lanes = OnLanes("StrongMultiply", 2) },

        // Zero where either operand is exactly zero
        Own("StrongProduct", "Partials.Product({0}, {1})", [Y, X], [(0.3, 3), (0.3, 3)]) with { HasPole = true, ZeroPartialWins = true, IsCheap = true, Lanes = OnLanes("StrongProduct", 2) },
    ];
}
