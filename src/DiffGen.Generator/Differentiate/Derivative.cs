using System.Collections.Immutable;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Differentiate;

/// <summary>A parameter that a companion has besides F's own: the tangent, gradient or cotangent of one.</summary>
internal sealed record DerivativeParameter(Value Value, IrParameter? Of)
{
    /// <summary>The output that it is the cotangent of.</summary>
    public IrOutput? Output { get; init; }
}

/// <summary>
/// The body of a companion and the parameters it has besides F's own. Values from <paramref name="FirstDerivative"/> on were made by the
/// differentiation.
/// </summary>
internal sealed record Derivative(ImmutableArray<DerivativeParameter> Parameters, Region Body, int NextId, int FirstDerivative);

/// <summary>How derivatives are called.</summary>
internal static class DerivativeNames
{
    public static string Tangent(string name) => name.TrimStart('@') + "Tangent";

    public static string Grad(string name) => name.TrimStart('@') + "Grad";

    public static string Hvp(string name) => name.TrimStart('@') + "Hvp";
}
