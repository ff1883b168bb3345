using System.Collections.Immutable;

namespace DiffGen.Generator.Primitives;

internal static partial class PrimitiveTable
{
    private static Primitive[] Power =>
    [
        Unary("Sqrt", (x, y) => 0.5 / y, domain: (0.2, 6)) with { HasPole = true, IsCheap = true, Lanes = "{V}.Sqrt({0})" },

        Unary("Cbrt", (x, y) => 1 / (3 * y * y), domain: (0.2, 6)) with { Lanes = OnVectors("Cbrt", 1), HasPole = true },

        // As the exact 1 / √x
        Unary("ReciprocalSqrtEstimate", (x, y) => -0.5 / x / Call("Sqrt", x), domain: (0.2, 6)) with { HasPole = true, IsCheap = true },

        // y xʸ⁻¹ and xʸ log x, with their limits at x = 0 and y = 0
        Binary("Pow", (x, y, r) => Call("PowX", x, y, r), (x, y, r) => Call("PowY", x, y, r), domain: (0.2, 4), secondDomain: (-2.5, 3.5)) with { Lanes = OnVectors("Pow", 2), HasPole = true },

        // The n-th root, n an integer
        Function("RootN", Home.Number, [Call("RootNX", X, Y, R), null], [(0.2, 6), (1, 5)]) with
        {
            IntegerOperands = ImmutableArray.Create(1),
            HasPole = true,
        },

        // x / r and y / r, and zero at the origin
        Binary("Hypot", (x, y, r) => Call("HypotX", x, y, r), (x, y, r) => Call("HypotX", y, x, r), domain: (0.2, 4), home: Home.Number) with { Lanes = OnVectors("Hypot", 2) },
    ];
}
