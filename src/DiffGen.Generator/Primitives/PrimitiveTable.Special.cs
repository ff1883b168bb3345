namespace DiffGen.Generator.Primitives;

internal static partial class PrimitiveTable
{
    private const double TwoOverRootPi = 1.12837916709551257390;
    private const double InverseRootTwoPi = 0.39894228040143267794;

    /// <summary>Functions of the runtime that the base library does not have.</summary>
    private static Primitive[] Special =>
    [
        // 2/√π exp(−x²)
        OfSpecial("Erf", TwoOverRootPi * Call("Exp", -(X * X))),

        OfSpecial("Erfc", -(TwoOverRootPi * Call("Exp", -(X * X)))),

        // exp(−x²/2) / √(2π)
        OfSpecial("NormalCdf", InverseRootTwoPi * Call("Exp", -(0.5 * X * X))),

        // σ(x) σ(−x), which has all its digits on the right, where 1 − σ has none
        OfVectorMath("Sigmoid", R * Call("Sigmoid", -X)),

        OfVectorMath("Softplus", Call("Sigmoid", X)),
    ];

    private static Primitive OfSpecial(string name, Formula partial) => OfRuntime("Special", name, partial);

    private static Primitive OfVectorMath(string name, Formula partial) => OfRuntime("VectorMath", name, partial);

    private static Primitive OfRuntime(string home, string name, Formula partial)
    {
        string call = "global::DiffGen." + home + "." + name + "({0})";
        return Row(name, call, call, [partial], [(-3, 3)], home + "." + name) with { Lanes = OnVectors(name, 1) };
    }
}
