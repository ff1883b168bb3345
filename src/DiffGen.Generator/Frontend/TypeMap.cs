using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>The type arguments that a body is lowered for: types and methods that mention type parameters, with the arguments in their place.</summary>
internal sealed class TypeMap
{
    private readonly Dictionary<ITypeSymbol, ITypeSymbol> _arguments = new(SymbolEqualityComparer.Default);
    private readonly Compilation _compilation;

    /// <param name="compilation">Makes tuple types.</param>
    /// <param name="method">A method with its type arguments, and those of the types around it.</param>
    public TypeMap(Compilation compilation, IMethodSymbol method)
    {
        _compilation = compilation;
        Add(method.OriginalDefinition.TypeParameters, method.TypeArguments);
        for (INamedTypeSymbol? type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            Add(type.OriginalDefinition.TypeParameters, type.TypeArguments);
        }

        void Add(IReadOnlyList<ITypeParameterSymbol> parameters, IReadOnlyList<ITypeSymbol> arguments)
        {
            for (int i = 0; i < parameters.Count && i < arguments.Count; i++)
            {
                if (!SymbolEqualityComparer.Default.Equals(parameters[i], arguments[i]))
                {
                    _arguments[parameters[i]] = arguments[i];
                }
            }
        }
    }

    public ITypeSymbol Of(ITypeSymbol type)
    {
        if (_arguments.Count == 0)
        {
            return type;
        }

        switch (type)
        {
            case ITypeParameterSymbol parameter:
                return _arguments.TryGetValue(parameter, out ITypeSymbol? argument) ? argument : type;
            case IArrayTypeSymbol array:
                return _compilation.CreateArrayTypeSymbol(Of(array.ElementType), array.Rank);
            case INamedTypeSymbol { IsTupleType: true } tuple:
                return _compilation.CreateTupleTypeSymbol(tuple.TupleElements.Select(e => Of(e.Type)).ToImmutableArray(), tuple.TupleElements.Select(e => e.IsExplicitlyNamedTupleElement ? e.Name : null).ToImmutableArray());
            case INamedTypeSymbol { ContainingType.IsGenericType: true } nested when Of(nested.ContainingType) is INamedTypeSymbol holder:
                INamedTypeSymbol inside = holder.GetTypeMembers(nested.Name, nested.Arity).FirstOrDefault() ?? nested;
                return nested.Arity == 0 ? inside : inside.Construct([.. nested.TypeArguments.Select(Of)]);
            case INamedTypeSymbol { IsGenericType: true } named:
                return named.OriginalDefinition.Construct([.. named.TypeArguments.Select(Of)]);
            default:
                return type;
        }
    }

    public IMethodSymbol Of(IMethodSymbol method)
    {
        // A generic method that calls itself with its own type parameters.
        if (method.IsGenericMethod && method.TypeArguments.Select((a, i) => SymbolEqualityComparer.Default.Equals(a, method.OriginalDefinition.TypeParameters[i])).All(same => same))
        {
            method = method.OriginalDefinition;
        }

        if (_arguments.Count == 0)
        {
            return method;
        }

        IMethodSymbol found = method.OriginalDefinition;
        if (Of(method.ContainingType) is INamedTypeSymbol holder && !SymbolEqualityComparer.Default.Equals(holder, holder.OriginalDefinition))
        {
            found = holder.GetMembers().OfType<IMethodSymbol>().FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method.OriginalDefinition)) ?? found;
        }

        return method.IsGenericMethod ? found.Construct([.. method.TypeArguments.Select(Of)]) : found;
    }
}
