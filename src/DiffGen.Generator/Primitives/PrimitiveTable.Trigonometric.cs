using System;

namespace DiffGen.Generator.Primitives;

internal static partial class PrimitiveTable
{
    private static Primitive[] Trigonometric =>
    [
        Unary("Sin", (x, y) => Call("Cos", x), domain: (-4, 4)) with { Lanes = OnVectors("Sin", 1) },

        Unary("Cos", (x, y) => -Call("Sin", x), domain: (-4, 4)) with { Lanes = OnVectors("Cos", 1) },

        Unary("Tan", (x, y) => 1 + y * y, domain: (-1.2, 1.2)) with { Lanes = OnVectors("Tan", 1) },

        // 1 - x² as (1 - x)(1 + x), which keeps its digits near 1
        Unary("Asin", (x, y) => 1 / Call("Sqrt", (1 - x) * (1 + x)), domain: (-0.9, 0.9)) with { Lanes = OnVectors("Asin", 1), HasPole = true },

        Unary("Acos", (x, y) => -1 / Call("Sqrt", (1 - x) * (1 + x)), domain: (-0.9, 0.9)) with { Lanes = OnVectors("Acos", 1), HasPole = true },

        Unary("Atan", (x, y) => 1 / (1 + x * x), domain: (-3, 3)) with { Lanes = OnVectors("Atan", 1) },

        // Atan2(y, x): x / (x² + y²) and -y / (x² + y²), and zero at the origin
        Binary("Atan2", (y, x, r) => Call("Atan2Y", y, x), (y, x, r) => Call("Atan2X", y, x), domain: (-3, 3), secondDomain: (0.2, 3)) with { Lanes = OnVectors("Atan2", 2) },

        Unary("SinPi", (x, y) => Math.PI * Call("CosPi", x), domain: (-1.3, 1.3), Home.Number),

        Unary("CosPi", (x, y) => -Math.PI * Call("SinPi", x), domain: (-1.3, 1.3), Home.Number),

        // Has its poles at numbers: TanPi(0.5) = ∞
        Unary("TanPi", (x, y) => Math.PI * (1 + y * y), domain: (-0.4, 0.4), Home.Number) with { HasPole = true },

        Unary("AsinPi", (x, y) => 1 / Math.PI / Call("Sqrt", (1 - x) * (1 + x)), domain: (-0.9, 0.9), Home.Number) with { HasPole = true },

        Unary("AcosPi", (x, y) => -1 / Math.PI / Call("Sqrt", (1 - x) * (1 + x)), domain: (-0.9, 0.9), Home.Number) with { HasPole = true },

        Unary("AtanPi", (x, y) => 1 / Math.PI / (1 + x * x), domain: (-3, 3), Home.Number),

        Binary(
            "Atan2Pi",
            (y, x, r) => 1 / Math.PI * Call("Atan2Y", y, x),
            (y, x, r) => 1 / Math.PI * Call("Atan2X", y, x),
            domain: (-3, 3),
            secondDomain: (0.2, 3),
            home: Home.Number),
    ];
}
