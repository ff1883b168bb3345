namespace DiffGen.Generator.Primitives;

internal static partial class PrimitiveTable
{
    private static Primitive[] Hyperbolic =>
    [
        Unary("Sinh", (x, y) => Call("Cosh", x), domain: (-3, 3)) with { Lanes = OnVectors("Sinh", 1), HasPole = true },

        Unary("Cosh", (x, y) => Call("Sinh", x), domain: (-3, 3)) with { Lanes = OnVectors("Cosh", 1), HasPole = true },

        // tanh' = 1 - tanh²
        Unary("Tanh", (x, y) => 1 - y * y, domain: (-3, 3)) with { Lanes = OnVectors("Tanh", 1) },

        // 1 / √(x² + 1), whose square must not overflow
        Unary("Asinh", (x, y) => 1 / Call("Hypot", x, 1), domain: (-3, 3)) with { Lanes = OnVectors("Asinh", 1) },

        // 1 / √(x² - 1), which keeps its digits near 1 and does not overflow
        Unary("Acosh", (x, y) => 1 / (Call("Sqrt", x - 1) * Call("Sqrt", x + 1)), domain: (1.2, 5)) with { Lanes = OnVectors("Acosh", 1), HasPole = true },

        Unary("Atanh", (x, y) => 1 / ((1 - x) * (1 + x)), domain: (-0.9, 0.9)) with { Lanes = OnVectors("Atanh", 1), HasPole = true },
    ];
}
