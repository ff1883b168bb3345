using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>Marked methods that are virtual or overrides: their companions are so, too.</summary>
internal static class Virtuality
{
    /// <summary>Behind the key of a method that is called through the virtual table.</summary>
    public const string Dispatched = " dispatched";

    /// <summary>A marked method of a class that a call may find in a derived one.</summary>
    public static bool IsMarked(IMethodSymbol method) => (method.IsVirtual || method.IsAbstract || method.IsOverride) && method.ContainingType.TypeKind == TypeKind.Class && SignatureReader.Has(method, "DifferentiableAttribute");

    /// <summary>The first of the methods that it overrides which is marked, and all between it and them.</summary>
    public static IMethodSymbol RootOf(IMethodSymbol method)
    {
        while (method.OverriddenMethod is { } overridden && SignatureReader.Has(overridden, "DifferentiableAttribute"))
        {
            method = overridden;
        }

        return method.OriginalDefinition;
    }

    /// <summary>How a companion is declared: as its method is, or anew where the method overridden has no such companion.</summary>
    /// <param name="method">The method.</param>
    /// <param name="option">The option of the attribute that asks for the companion; null for those that every marked method has.</param>
    public static string Dispatch(IMethodSymbol method, string? option)
    {
        if (!(method.IsVirtual || method.IsAbstract || method.IsOverride))
        {
            return "";
        }

        bool overrides = method.OverriddenMethod is { } overridden && SignatureReader.Has(overridden, "DifferentiableAttribute") && (option is null || Asks(overridden, option));
        return overrides ? (method.IsSealed ? "sealed override " : "override ")
            : method.IsSealed || method.ContainingType.IsSealed ? ""
            : "virtual ";
    }

    /// <summary>What an override must have in common with the marked method that it overrides, and has not; null where all is well.</summary>
    public static string? Difference(IMethodSymbol method)
    {
        if (method.OverriddenMethod is not { } overridden || !SignatureReader.Has(overridden, "DifferentiableAttribute"))
        {
            return null;
        }

        foreach (string option in new[] { "Hvp", "Jacobian" })
        {
            if (Asks(overridden, option) && !Asks(method, option))
            {
                return option + " = true, as the method that it overrides has";
            }
        }

        IParameterSymbol? other = method.Parameters.Zip(overridden.Parameters, (own, its) => (own, its)).Where(p => SignatureReader.Has(p.own, "NoDiffAttribute") != SignatureReader.Has(p.its, "NoDiffAttribute")).Select(p => p.own).FirstOrDefault();
        return other is null ? null : (SignatureReader.Has(other, "NoDiffAttribute") ? "no [NoDiff]" : "[NoDiff]") + " on '" + other.Name + "', as the method that it overrides has";
    }

    /// <summary>An override without a mark of a method that has one: the companions of that method would be those of another function.</summary>
    public static bool IsLost(IMethodSymbol method) => method.OverriddenMethod is { } overridden && SignatureReader.Has(overridden, "DifferentiableAttribute") && !SignatureReader.Has(method, "DifferentiableAttribute");

    public static bool Asks(IMethodSymbol method, string option) => method.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == "DiffGen.DifferentiableAttribute" && a.NamedArguments.Any(n => n.Key == option && n.Value.Value is true));

    /// <summary>Its hidden members can be called: nothing of it is taken apart.</summary>
    public static bool IsCallable(IMethodSymbol method) => !method.IsGenericMethod && SignatureReader.Function(method, "").IsPlain;

    /// <summary>The method as a caller sees it: its object, its parameters, and a body that runs whatever the object has.</summary>
    public static IrFunction Function(IMethodSymbol method)
    {
        IrFunction signature = SignatureReader.Function(method, Lowering.Key(method) + Dispatched, isMarked: true);
        IrType holder = TypeReader.Read(method.ContainingType);
        int nextId = signature.NextId;
        var item = new Value(nextId++, holder, "item");
        ImmutableArray<Value> arguments = signature.Parameters.Select(p => p.Value).Prepend(item).ToImmutableArray();
        Value? result = method.ReturnsVoid ? null : new Value(nextId++, signature.ResultType!, null);
        string call = "{0}." + SignatureReader.Identifier(method.Name) + "(" + string.Join(", ", Enumerable.Range(1, arguments.Length - 1).Select(i => "{" + i + "}")) + ")" + (result is null ? ";" : "");
        return new IrFunction(
            signature.Key,
            method.Name,
            signature.Parameters.Insert(0, new IrParameter(item, "item", holder.Text + " item", null, NoDiff: true, IsOutput: false)),
            signature.ResultType,
            new Region(ImmutableArray.Create<Op>(new Opaque(-1, result, call, arguments, Effect.Unknown, Precedences.Call)), result is null ? ImmutableArray<Value>.Empty : ImmutableArray.Create(result)),
            nextId,
            ImmutableArray<OriginText>.Empty)
        {
            Arguments = signature.Arguments.Select(a => a with { First = a.First + 1 }).Prepend(new IrArgument("this", "", null, holder, Passing.Value, 0, 1, NoDiff: true)).ToImmutableArray(),
            Outputs = signature.Outputs,
            CallName = signature.CallName,
            DeclaringType = signature.DeclaringType,
            IsVisible = true,
            IsMarked = true,
            WantsHvp = Asks(method, "Hvp"),
            VirtualRoot = Lowering.Key(RootOf(method)),
        };
    }
}
