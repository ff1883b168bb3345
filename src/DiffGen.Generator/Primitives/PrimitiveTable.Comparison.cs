namespace DiffGen.Generator.Primitives;

internal static partial class PrimitiveTable
{
    private static Primitive[] Comparison =>
    [
        // 0 at 0
        Unary("Abs", (x, y) => Call("AbsX", x), domain: (0.2, 3)) with { IsCheap = true, Lanes = "{V}.Abs({0})" },

        // |x| with the sign of s
        Binary("CopySign", (x, s, r) => Call("AbsX", x) * Call("CopySign", 1, s), (x, s, r) => null, domain: (0.2, 3)) with { IsCheap = true, Lanes = "{V}.CopySign({0}, {1})" },

        // The larger takes all, a tie is halved.
        Choice("Max", (x, y) => Call("MaxX", x, y), (x, y) => Call("MaxX", y, x)) with { Lanes = "{V}.Max({0}, {1})" },
        Choice("Min", (x, y) => Call("MaxX", y, x), (x, y) => Call("MaxX", x, y)) with { Lanes = "{V}.Min({0}, {1})" },
        Choice("MaxNative", (x, y) => Call("MaxX", x, y), (x, y) => Call("MaxX", y, x), Home.Number),
        Choice("MinNative", (x, y) => Call("MaxX", y, x), (x, y) => Call("MaxX", x, y), Home.Number),

        // These prefer a number to a NaN: a NaN beside a number has no share.
        Choice("MaxNumber", (x, y) => Call("MaxNumberX", x, y), (x, y) => Call("MaxNumberX", y, x), Home.Number),
        Choice("MinNumber", (x, y) => Call("MaxNumberX", -x, -y), (x, y) => Call("MaxNumberX", -y, -x), Home.Number),

        // At |x| = |y| with different signs these jump: all to the operand that is returned.
        Choice("MaxMagnitude", (x, y) => Call("MaxMagnitudeX", x, y), (x, y) => Call("MaxMagnitudeX", y, x)),
        Choice("MinMagnitude", (x, y) => Call("MaxMagnitudeX", y, x), (x, y) => Call("MaxMagnitudeX", x, y)),
        Choice("MaxMagnitudeNumber", (x, y) => Call("MaxMagnitudeNumberX", x, y), (x, y) => Call("MaxMagnitudeNumberX", y, x), Home.Number),
        Choice("MinMagnitudeNumber", (x, y) => Call("MinMagnitudeNumberX", x, y), (x, y) => Call("MinMagnitudeNumberX", y, x), Home.Number),

        // Between the bounds, and at them, all to x.
        Bounded("Clamp", "global::System.Math.Clamp({0}, {1}, {2})", "global::System.Math.Clamp({0}, {1}, {2})") with { Lanes = OnLanes("Clamp", 3), LanesThrow = "{V}.GreaterThan({1}, {2})" },
        Bounded("ClampNative", "double.ClampNative({0}, {1}, {2})", "float.ClampNative({0}, {1}, {2})"),
    ];

    private static Primitive Choice(
        string name,
        System.Func<Formula, Formula, Formula> first,
        System.Func<Formula, Formula, Formula> second,
        Home home = Home.Math) =>
        Binary(name, (x, y, r) => first(x, y), (x, y, r) => second(x, y), domain: (0.2, 1), secondDomain: (2, 3), home) with
        {
            ZeroPartialWins = true,
            IsCheap = true,
        };

    private static Primitive Bounded(string name, string onDouble, string onFloat) =>
        Row(name, onDouble, onFloat, [Call("ClampX", X, Y, Z), Call("IsBelow", X, Y), Call("IsBelow", Z, X)], [(0.2, 0.8), (-1, 0), (1, 2)], name) with
        {
            ZeroPartialWins = true,
            IsCheap = true,
        };
}
