using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// The constructors, properties, operators and methods of marked structs that other projects may call: in this project they are differentiated
/// through, for others their hidden members are written. One that cannot be differentiated has none: nobody asked for its derivative here.
/// </summary>
internal static class StructMembers
{
    public static ImmutableArray<MarkedModel> Read(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        Compilation compilation = context.SemanticModel.Compilation;
        if (compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary
            || context.TargetSymbol is not INamedTypeSymbol { TypeKind: TypeKind.Struct, Name.Length: > 0 } type
            || !MarkedMethodReader.IsSeenOutside(type)
            || context.TargetNode.AncestorsAndSelf().OfType<TypeDeclarationSyntax>().Any(t => !t.Modifiers.Any(SyntaxKind.PartialKeyword))
            || !TypeReader.Read(type).HoldsReals)
        {
            return ImmutableArray<MarkedModel>.Empty;
        }

        return type.GetMembers().OfType<IMethodSymbol>().Where(IsOffered).Select(m => Read(compilation, type, m, cancellation)).Where(m => m is not null).ToImmutableArray()!;
    }

    private static bool IsOffered(IMethodSymbol method) => MarkedMethodReader.IsSeenOutside(method)
        && method is { IsGenericMethod: false, IsAbstract: false, IsExtern: false, IsAsync: false, IsOverride: false, DeclaringSyntaxReferences.Length: > 0, ReturnsByRef: false, ReturnsByRefReadonly: false }
        && !SignatureReader.Has(method, "DifferentiableAttribute")
        && !CompositeReader.IsMadeByCompiler(method)
        && method.MethodKind switch
        {
            MethodKind.Constructor => method.Parameters.Length > 0,
            MethodKind.Ordinary or MethodKind.UserDefinedOperator or MethodKind.Conversion => !method.IsImplicitlyDeclared,
            MethodKind.PropertyGet => method.AssociatedSymbol is IPropertySymbol property && !CompositeReader.IsAuto(property),
            _ => false,
        };

    private static MarkedModel? Read(Compilation compilation, INamedTypeSymbol type, IMethodSymbol method, CancellationToken cancellation)
    {
        try
        {
            Lowering.Result lowered = Lower(method);
            IrFunction function = lowered.Function;
            if (!function.Outputs.Any(o => o.IsActive) || !function.Parameters.Any(p => p.IsActive))
            {
                return null;
            }

            MethodShape shape = MarkedMethodReader.Shape(method, compilation.Options is CSharpCompilationOptions { CheckOverflow: true }) with { Modifiers = "public static ", IsExported = true, IsUnmarked = true };
            var helpers = MarkedMethodReader.Helpers(compilation, function.Key, lowered, Lower, cancellation);
            return new MarkedModel(shape, function, false, new EquatableArray<IrFunction>(helpers.ToImmutableArray()));
        }
        catch (System.Exception refused) when (refused is not System.OperationCanceledException)
        {
            // Not offered: where a marked method calls it, it is told why.
            return null;
        }

        Lowering.Result Lower(IMethodSymbol target)
        {
            Lowering.Result result = Lowering.Lower(compilation, target, type, isMarked: false, cancellation);
            IrVerifier.Check(result.Function, "Frontend");
            return result;
        }
    }
}
