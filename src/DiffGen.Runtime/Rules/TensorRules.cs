using System.ComponentModel;
using System.Numerics;
using System.Numerics.Tensors;

namespace DiffGen.CompilerServices;

/// <summary>
/// The derivatives of the methods of <see cref="TensorPrimitives"/>. Used by generated code. For a method <c>M</c> there are <c>MJvp</c> (forward) and <c>MVjp</c> (reverse):
/// M's parameters first, under M's names, then the tangents or gradients.
/// </summary>
/// <remarks>
/// <list type="bullet">
/// <item>The value is that of M itself, which is called. Partials are computed with <see cref="TensorPrimitives"/> too, and are as accurate as it is.</item>
/// <item>
/// M with a destination, forward: <c>destinationTangent</c> is overwritten over the length of x, untouched beyond. In place is right: a destination may be the same
/// span as an operand, and its tangent then the same as the operand's.
/// </item>
/// <item>
/// M with a destination, reverse: <c>destinationGrad</c> is in-out, on entry the cotangent of what M writes, on return zero over the length of x, untouched beyond. The
/// gradients of the operands accumulate, those of numbers are returned. The operands hold what they held before M; the destination is scratch, disjoint from them, and
/// is left with the result only where the rule needs it. For an M that ran in place the gradient of the operand is the same span as <c>destinationGrad</c>.
/// </item>
/// <item>M with a result: forward gives value and tangent; reverse takes the cotangent of the result, accumulates into the gradients, and returns the value.</item>
/// <item>An operand beside others is constant where its tangent is empty, and its gradient is not computed where that is empty.</item>
/// <item>
/// Element by element, a tangent or cotangent of exactly zero gives zero whatever the partial; for functions that choose among operands (<c>Max</c>, <c>Clamp</c>) so
/// does a partial of zero.
/// </item>
/// <item>
/// What M refuses it refuses forward too, with its own exception and before a tangent is written; a reverse rule may rely on M having run. That tangents and gradients
/// are as long as the operands is the caller's to see to.
/// </item>
/// </list>
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class TensorRules
{
    private static T Number<T>(double number)
        where T : INumberBase<T> => T.CreateTruncating(number);

    private static double ToDouble<T>(T number)
        where T : INumberBase<T> => double.CreateTruncating(number);
}
