using System.Linq;

namespace DiffGen.Generator.Primitives;

/// <summary>Functions of <c>Vector2</c>, <c>Vector3</c> and <c>Vector4</c> whose sums the base library takes in an order of its own: each gives the number that it gives, on the elements of the vectors.</summary>
internal static partial class PrimitiveTable
{
    private static Primitive[] Vectors =>
    [
        Dot(2),
        Dot(3),
        Dot(4),
        Cross("X", 1, 2),
        Cross("Y", 2, 0),
        Cross("Z", 0, 1),

        // Lerp(a, b, t) of one element
        Elementwise("VectorLerp", "Lerp", [1 - Z, Z, Y - X]),

        // v - 2 (v · n) n of one element, from d = v · n, v and n
        Row("VectorReflect", null, "float.MultiplyAddEstimate(-({0} + {0}), {2}, {1})", [-2 * Z, 1, -2 * X], [(-2, 2), (-2, 2), (-2, 2)]) with { IsCheap = true },
    ];

    private static Primitive Dot(int n) => Row(
        "VectorDot" + n,
        null,
        Vector(n) + ".Dot(" + New(n, 0) + ", " + New(n, n) + ")",
        Enumerable.Range(0, 2 * n).Select(i => (Formula?)new Formula.Operand((i + n) % (2 * n))).ToArray(),
        Enumerable.Repeat((-2.0, 2.0), 2 * n).ToArray());

    /// <summary>Element k of a × b is aᵢ bⱼ - aⱼ bᵢ.</summary>
    private static Primitive Cross(string element, int i, int j)
    {
        var partials = new Formula?[6];
        partials[i] = new Formula.Operand(3 + j);
        partials[j] = -new Formula.Operand(3 + i);
        partials[3 + j] = new Formula.Operand(i);
        partials[3 + i] = -new Formula.Operand(j);
        return Row("VectorCross" + element, null, Vector(3) + ".Cross(" + New(3, 0) + ", " + New(3, 3) + ")." + element, partials, Enumerable.Repeat((-2.0, 2.0), 6).ToArray());
    }

    private static Primitive Elementwise(string name, string method, Formula?[] partials) => Row(
        name,
        null,
        Vector(2) + "." + method + "(" + string.Join(", ", Enumerable.Range(0, partials.Length).Select(i => i == 2 ? "{2}" : "new " + Vector(2) + "({" + i + "})")) + ").X",
        partials,
        Enumerable.Repeat((-2.0, 2.0), partials.Length).ToArray());

    private static string Vector(int n) => "global::System.Numerics.Vector" + n;

    private static string New(int n, int first) => "new " + Vector(n) + "(" + string.Join(", ", Enumerable.Range(first, n).Select(i => "{" + i + "}")) + ")";
}
