namespace DiffGen.Generator.Primitives;

/// <summary>
/// The compiler's own rows: partials that need a limit, a convention or another formula at some points. They have partials themselves, so that second
/// derivatives are right there too: a guard written as a branch would be differentiated along the branch taken.
/// </summary>
internal static partial class PrimitiveTable
{
    private static Primitive[] Limits =>
    [
        // y xʸ⁻¹, c = xʸ; its derivative is y (y-1) xʸ⁻², the same function once more
        Own("PowX", "Partials.PowX({0}, {1}, {2})", [Call("StrongMultiply", Y, Call("PowX", X, Y - 1, Call("Pow", X, Y - 1))), Call("PowXY", X, Y), null], PowDomain) with
        {
            Carries = "Pow",
            HasPole = true,
            Lanes = OnLanes("PowX", 3),
        },

        // xʸ log x, c = xʸ
        Own("PowY", "Partials.PowY({0}, {2})", [Call("PowXY", X, Y), Call("PowYY", X, Y, Z), null], PowDomain) with
        {
            Carries = "Pow",
            HasPole = true,
            Lanes = "global::DiffGen.CompilerServices.Lanes.PowY({0}, {2})",
        },

        // xʸ⁻¹ (1 + y log x)
        Own(
            "PowXY",
            "Partials.PowXY({0}, {1})",
            [
                Call("Pow", X, Y - 2) * ((Y - 1) * (1 + Y * Call("Log", X)) + Y),
                Call("Pow", X, Y - 1) * Call("Log", X) * (2 + Y * Call("Log", X)),
            ],
            [(0.2, 4), (-2.5, 3.5)]) with
        {
            HasPole = true,
        },

        // xʸ log² x, c = xʸ
        Own("PowYY", "Partials.PowYY({0}, {2})", [Call("Pow", X, Y - 1) * Call("Log", X) * (2 + Y * Call("Log", X)), R * Call("Log", X), null], PowDomain) with
        {
            Carries = "Pow",
            HasPole = true,
        },

        // c / (n x), c the n-th root of x; n, an integer held by a real, has no derivative
        Own("RootNX", "Partials.RootNX({0}, {1}, {2})", [Call("StrongMultiply", 1 / Y - 1, R / X), null, null], [(0.2, 6), (1, 5), (0, 1)]) with
        {
            Carries = "RootN",
            HasPole = true,
        },

        // x / c, c = √(x² + y²); its derivative 1/c - x²/c³ is (y/c)² / c without the cancellation
        Own(
            "HypotX",
            "Partials.Ratio({0}, {2})",
            [
                Call("Ratio", Call("HypotX", Y, X, Z) * Call("HypotX", Y, X, Z), Z),
                -Call("Ratio", R * Call("HypotX", Y, X, Z), Z),
                null,
            ],
            [(0.2, 4), (0.2, 4), (0, 1)]) with
        {
            Carries = "Hypot",
            IsCheap = true,
            Lanes = "global::DiffGen.CompilerServices.Lanes.Ratio({0}, {2})",
        },

        // x / y, 0 / 0 being 0
        Own("Ratio", "Partials.Ratio({0}, {1})", [Call("Ratio", 1, Y), -Call("Ratio", R, Y)], [(-3, 3), (0.3, 4)]) with { HasPole = true, IsCheap = true, Lanes = OnLanes("Ratio", 2) },

        // p = x / (x² + y²); with q = -y / (x² + y²) second derivatives are polynomials in both
        Own("Atan2Y", "Partials.Atan2Y({0}, {1})", [2 * R * Call("Atan2X", X, Y), (Call("Atan2X", X, Y) - R) * (Call("Atan2X", X, Y) + R)], [(-3, 3), (0.2, 3)]) with { Lanes = OnLanes("Atan2Y", 2) },

        Own("Atan2X", "Partials.Atan2X({0}, {1})", [(R - Call("Atan2Y", X, Y)) * (R + Call("Atan2Y", X, Y)), -2 * R * Call("Atan2Y", X, Y)], [(-3, 3), (0.2, 3)]) with { Lanes = OnLanes("Atan2X", 2) },

        // -1, 0, 1, or NaN
        Step("AbsX", (0.2, 3)) with { Lanes = OnLanes("AbsX", 1) },

        // The share of x in Max(x, y): 0, ½, 1, or NaN
        Step("MaxX", (0.2, 1), (2, 3)) with { Lanes = OnLanes("MaxX", 2) },

        Step("MaxNumberX", (0.2, 1), (2, 3)),

        Step("MaxMagnitudeX", (0.2, 1), (2, 3)),

        Step("MaxMagnitudeNumberX", (0.2, 1), (2, 3)),

        Step("MinMagnitudeNumberX", (0.2, 1), (2, 3)),

        // The share of x in Clamp(x, lo, hi)
        Step("ClampX", (0.2, 0.8), (-1, 0), (1, 2)) with { Lanes = OnLanes("ClampX", 3) },

        // 1 where x < y
        Step("IsBelow", (0.2, 1), (2, 3)) with { Lanes = OnLanes("IsBelow", 2) },

        // 2ⁿ, n an integer in a real number
        Step("ScaleBX", (-4, 4)),
    ];

    private static (double, double)[] PowDomain => [(0.2, 4), (-2.5, 3.5), (0, 1)];

    /// <summary>Piecewise constant.</summary>
    private static Primitive Step(string name, params (double, double)[] domain) =>
        Own(name, "Partials." + name + OperandList(domain.Length), new Formula?[domain.Length], domain) with { IsCheap = true };
}
