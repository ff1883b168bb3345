using System.Collections.Immutable;

namespace DiffGen.Generator.Primitives;

internal static partial class PrimitiveTable
{
    private static Primitive[] Rounding =>
    [
        Flat("Floor") with { IsCheap = true, Lanes = "{V}.Floor({0})" },
        Flat("Ceiling") with { IsCheap = true, Lanes = "{V}.Ceiling({0})" },
        Flat("Truncate") with { IsCheap = true, Lanes = "{V}.Truncate({0})" },
        Flat("Round") with { IsCheap = true, Lanes = "{V}.Round({0})" },

        // To a number of digits, or by a MidpointRounding
        Row("RoundTo", "global::System.Math.Round({0}, {1})", "global::System.MathF.Round({0}, {1})", [null, null], [(0.11, 0.14), (0, 1)], "Round/2") with
        {
            IntegerOperands = ImmutableArray.Create(1),
        },

        // To a number of digits by a MidpointRounding
        Row(
            "RoundToBy",
            "global::System.Math.Round({0}, {1}, {2})",
            "global::System.MathF.Round({0}, {1}, {2})",
            [null, null, null],
            [(0.11, 0.14), (0, 1), (0, 4)],
            "Round/3") with
        {
            IntegerOperands = ImmutableArray.Create(1, 2),
        },

        // x - n y, n = x / y rounded, ties to even; n from the exact remainder as for %
        Row(
            "IeeeRemainder",
            "global::System.Math.IEEERemainder({0}, {1})",
            "global::System.MathF.IEEERemainder({0}, {1})",
            [1, -Call("Round", (X - R) / Y)],
            [(6.6, 6.9), (2.05, 2.15)],
            "IEEERemainder",
            "Ieee754Remainder"),
    ];

    private static Primitive Flat(string name) => Function(name, Home.Math, [null], [(0.1, 0.4)]);
}
