namespace DiffGen.Generator.Primitives;

internal static partial class PrimitiveTable
{
    private const double Ln2 = 0.69314718055994530942;
    private const double Ln10 = 2.30258509299404568402;
    private const double Log2E = 1.44269504088896340736;
    private const double Log10E = 0.43429448190325182765;

    private static Primitive[] Exponential =>
    [
        Unary("Exp", (x, y) => y, domain: (-3, 3)) with { Lanes = OnVectors("Exp", 1), HasPole = true },

        Unary("Exp2", (x, y) => Ln2 * y, domain: (-3, 3), Home.Number) with { Lanes = OnVectors("Exp2", 1), HasPole = true },

        Unary("Exp10", (x, y) => Ln10 * y, domain: (-2, 2), Home.Number) with { Lanes = OnVectors("Exp10", 1), HasPole = true },

        // Not y + 1, which has no digits left where y is near -1
        Unary("ExpM1", (x, y) => Call("Exp", x), domain: (-3, 3), Home.Number) with { Lanes = OnVectors("ExpM1", 1), HasPole = true },

        Unary("Exp2M1", (x, y) => Ln2 * Call("Exp2", x), domain: (-3, 3), Home.Number) with { HasPole = true },

        Unary("Exp10M1", (x, y) => Ln10 * Call("Exp10", x), domain: (-2, 2), Home.Number) with { HasPole = true },

        Unary("Log", (x, y) => 1 / x, domain: (0.2, 6)) with { Lanes = OnVectors("Log", 1), HasPole = true },

        // log_b x = log x / log b
        Row(
            "LogBase",
            "global::System.Math.Log({0}, {1})",
            "global::System.MathF.Log({0}, {1})",
            [1 / Call("Log", Y) / X, -(R / Call("Log", Y) / Y)],
            [(0.2, 6), (1.5, 6)],
            "Log/2") with
        {
            HasPole = true,
        },

        Unary("Log2", (x, y) => Log2E / x, domain: (0.2, 6)) with { Lanes = OnVectors("Log2", 1), HasPole = true },

        Unary("Log10", (x, y) => Log10E / x, domain: (0.2, 6)) with { Lanes = OnVectors("Log10", 1), HasPole = true },

        Unary("LogP1", (x, y) => 1 / (1 + x), domain: (-0.8, 4), Home.Number) with { Lanes = OnVectors("LogP1", 1), HasPole = true },

        Unary("Log2P1", (x, y) => Log2E / (1 + x), domain: (-0.8, 4), Home.Number) with { HasPole = true },

        Unary("Log10P1", (x, y) => Log10E / (1 + x), domain: (-0.8, 4), Home.Number) with { HasPole = true },
    ];
}
