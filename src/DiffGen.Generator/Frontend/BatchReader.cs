using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>Reads <c>Batch = true</c>: whether the method can have batch companions, and which of them are written by hand.</summary>
internal static class BatchReader
{
    public static readonly string[] Suffixes = [BatchSignature.Primal, BatchSignature.Jvp, BatchSignature.Gradient];

    /// <summary>The attribute asks for batch companions.</summary>
    public static bool IsAsked(AttributeData attribute) => attribute.NamedArguments.Any(a => a.Key == "Batch" && a.Value.Value is true);

    /// <summary>What a signature must not have for its calls to be run together.</summary>
    public static void Check(IMethodSymbol method, AttributeData attribute, List<Finding> findings)
    {
        if (!IsAsked(attribute))
        {
            return;
        }

        if (!TypeReader.Read(method.ReturnType).IsReal)
        {
            Refuse(method.Locations[0], "The result of '" + method.Name + "'", "a method with batch companions returns a double or a float");
        }

        if (!method.IsStatic && TypeReader.Read(method.ContainingType) is { IsComposite: true, IsModel: false })
        {
            Refuse(method.Locations[0], "The receiver of '" + method.Name + "', whose numbers are differentiated,", "mark a static method that takes them as parameters");
        }

        foreach (IParameterSymbol parameter in method.Parameters)
        {
            IrType type = TypeReader.Read(parameter.Type);
            bool isUniform = SignatureReader.Has(parameter, "UniformAttribute"), isConstant = SignatureReader.Has(parameter, "NoDiffAttribute");
            if (parameter.RefKind is RefKind.Ref or RefKind.Out)
            {
                Refuse(parameter.Locations[0], "The " + parameter.RefKind.ToString().ToLowerInvariant() + " parameter '" + parameter.Name + "'", "pass it by value, and return what the method gives");
            }
            else if (!isUniform && (type.IsBuffer || type.IsModel || parameter.Type.IsRefLikeType || parameter.Type is IArrayTypeSymbol))
            {
                Refuse(parameter.Locations[0], "The buffer '" + parameter.Name + "'", "mark it [Uniform]: every call sees the same buffer");
            }
            else if (isUniform && !isConstant && type is { IsComposite: true, IsModel: false, HoldsReals: true })
            {
                Refuse(parameter.Locations[0], "The uniform parameter '" + parameter.Name + "' of type '" + parameter.Type.ToDisplayString() + "'", "pass its numbers one by one, or mark it [NoDiff] if it is a constant");
            }
        }

        void Refuse(Location location, string what, string instead) => findings.Add(Finding.Create(Descriptors.BatchSignature, Place.Of(location), what, instead));
    }

    /// <returns>Null where no batch companion is asked for.</returns>
    /// <exception cref="RefusedException">A companion written by hand has another signature.</exception>
    public static IrBatch? Read(IMethodSymbol method, AttributeData attribute) => !IsAsked(attribute) ? null
        : new IrBatch(!RuleReader.IsByHand(method, BatchSignature.Primal), !RuleReader.IsByHand(method, BatchSignature.Jvp), !RuleReader.IsByHand(method, BatchSignature.Gradient), !attribute.NamedArguments.Any(a => a.Key == "Simd" && a.Value.Value is false));

    /// <summary>Those of a method that cannot be differentiated: declared where nothing has their name.</summary>
    public static IrBatch? Stubs(IMethodSymbol method, AttributeData attribute) => !IsAsked(attribute) ? null
        : new IrBatch(IsFree(method, BatchSignature.Primal), IsFree(method, BatchSignature.Jvp), IsFree(method, BatchSignature.Gradient), false);

    private static bool IsFree(IMethodSymbol method, string suffix) => method.ContainingType.GetMembers(method.Name + suffix).IsEmpty;
}
