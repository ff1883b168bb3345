using System;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>What is known of types whose source cannot be seen: those of the base library.</summary>
internal static class BaseLibrary
{
    /// <summary>A member of a type of the base library.</summary>
    public static bool Declares(ISymbol member) => member.ContainingType is { DeclaringSyntaxReferences.IsEmpty: true } type
        && type.ContainingNamespace?.ToDisplayString() is { } home && (home == "System" || home.StartsWith("System.", StringComparison.Ordinal));

    /// <summary>What reading a property or an element of an object of this type does; null where it may do anything.</summary>
    public static Effect? EffectOfReading(INamedTypeSymbol type)
    {
        if (type.SpecialType == SpecialType.System_String)
        {
            return Effect.Pure;
        }

        if (!type.DeclaringSyntaxReferences.IsEmpty || type.ContainingNamespace?.ToDisplayString() is not { } home)
        {
            return null;
        }

        return (home, type.Name) switch
        {
            ("System", "Nullable" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeOnly" or "TimeSpan" or "Index" or "Range" or "Guid") => Effect.Pure,
            ("System.Collections.Generic", "KeyValuePair") or ("System.Collections.Immutable", "ImmutableArray") => Effect.Pure,
            ("System.Collections.Generic", "List" or "Dictionary") => Effect.Reads,
            _ => null,
        };
    }
}
