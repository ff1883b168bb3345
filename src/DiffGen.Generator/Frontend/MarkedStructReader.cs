using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace DiffGen.Generator.Frontend;

/// <summary>Structs marked <c>[Differentiable]</c>: what in them cannot be differentiated is told at the struct.</summary>
internal static class MarkedStructReader
{
    public static EquatableArray<Finding> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        var findings = new List<Finding>();
        if (context.TargetSymbol is not INamedTypeSymbol { TypeKind: TypeKind.Struct } type || type.Name.Length == 0)
        {
            return default;
        }

        if (CompositeReader.Fault(type) is { } fault)
        {
            Refuse(type, type.Name, fault);
        }

        foreach (IFieldSymbol field in CompositeReader.FieldsOf(type))
        {
            ISymbol member = field.AssociatedSymbol ?? field;
            if (SignatureReader.Has(member, "NoDiffAttribute") || SignatureReader.Has(field, "NoDiffAttribute"))
            {
                continue;
            }

            IrType read = TypeReader.Read(field.Type);
            if (read.IsRealBuffer || IrArgument.LeavesOf(read, false).Any(l => l.Type.IsRealBuffer))
            {
                Refuse(member, field.Type.ToDisplayString(), "a buffer in a struct has no derivative yet; pass it beside the struct, or mark the member [NoDiff]");
                continue;
            }

            foreach ((IFieldSymbol? element, ITypeSymbol part) in TypeReader.HiddenParts(field.Type))
            {
                if (TypeReader.IsActiveLater(part))
                {
                    Refuse(member, part.ToDisplayString(), "in a struct it has no derivative yet; pass it beside the struct, or mark the member [NoDiff]");
                }
                else
                {
                    findings.Add(Finding.SilentConstant(Place.Of(member.Locations[0]), element is null ? member.Name : member.Name + "." + element.Name, part));
                }
            }
        }

        return new EquatableArray<Finding>(findings.ToImmutableArray());

        void Refuse(ISymbol at, string what, string message) => findings.Add(Finding.Create(Descriptors.ParameterField, Place.Of(at.Locations[0]), at.Name, what, message));
    }
}
