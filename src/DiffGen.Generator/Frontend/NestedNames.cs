using System;
using System.Linq;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// The names of the types that a marked method gets beside its companions. Methods may share a name, types may not: that of a later overload ends in <c>_</c>,
/// as a later name does in the tuples of companions.
/// </summary>
internal static class NestedNames
{
    /// <summary><c>FObjective</c>.</summary>
    /// <param name="method">The marked method.</param>
    /// <returns>The name; nothing where the method is no objective, or where its type has a member of that name already.</returns>
    public static string Objective(IMethodSymbol method)
    {
        if (!IsObjective(method))
        {
            return "";
        }

        string name = Name(method, "Objective", IsObjective);
        return method.ContainingType.GetMembers(name).IsEmpty ? name : "";
    }

    /// <summary><c>FBaselines</c>.</summary>
    public static string Baselines(IMethodSymbol method) => Name(method, "Baselines", TakesNoise);

    private static string Name(IMethodSymbol method, string suffix, Func<IMethodSymbol, bool> hasOne)
    {
        int earlier = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>()
            .TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, method))
            .Count(m => SignatureReader.Has(m, "DifferentiableAttribute") && hasOne(m));
        return method.Name + suffix + new string('_', earlier);
    }

    /// <summary>An objective is of a type without references, which a type parameter must say of itself.</summary>
    private static bool IsObjective(IMethodSymbol method) => method is { IsStatic: true, IsGenericMethod: false, ReturnType: not ITypeParameterSymbol { HasUnmanagedTypeConstraint: false } } && ObjectiveSignature.ParameterOf(RuleReader.Signature(method)) is not null;

    private static bool TakesNoise(IMethodSymbol method) => method.Parameters.Any(p => p is { RefKind: RefKind.Ref, Type: { Name: "Noise", ContainingNamespace.Name: "DiffGen" } });
}
