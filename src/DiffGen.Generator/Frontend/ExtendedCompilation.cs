using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// The compilation with the members that this generator gives to classes of parameters, so that marked methods may use them: a generator
/// does not see what it makes. One for all methods of a compilation.
/// </summary>
internal static class ExtendedCompilation
{
    private static readonly ConditionalWeakTable<Compilation, Compilation> s_extended = new();

    /// <summary>The marked classes of a file, found once per file.</summary>
    private static readonly ConditionalWeakTable<SyntaxTree, TypeDeclarationSyntax[]> s_classes = new();

    public static Compilation Of(Compilation compilation, CancellationToken cancellation) => s_extended.GetValue(compilation, c => Extend(c, cancellation));

    private static Compilation Extend(Compilation compilation, CancellationToken cancellation)
    {
        var seen = new HashSet<INamedTypeSymbol>(SymbolEqualityComparer.Default);
        var declarations = new List<SyntaxTree>();
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            foreach (TypeDeclarationSyntax declaration in s_classes.GetValue(tree, t => Scan(t, cancellation)))
            {
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(declaration, cancellation) is INamedTypeSymbol type && seen.Add(type) && ParameterTypes.IsParameterClass(type)
                    && ParameterClassReader.Read(compilation, type, declaration, cancellation).Class is { } read)
                {
                    declarations.Add(CSharpSyntaxTree.ParseText(read.Declarations(), (CSharpParseOptions)tree.Options, cancellationToken: cancellation));
                }
            }
        }

        return declarations.Count == 0 ? compilation : compilation.AddSyntaxTrees(declarations);
    }

    private static TypeDeclarationSyntax[] Scan(SyntaxTree tree, CancellationToken cancellation) =>
        tree.TryGetText(out var text) && !text.ToString().Contains("Differentiable")
            ? []
            : tree.GetRoot(cancellation).DescendantNodes(n => n is not BaseMethodDeclarationSyntax).OfType<TypeDeclarationSyntax>()
                .Where(t => t is ClassDeclarationSyntax or RecordDeclarationSyntax { ClassOrStructKeyword.RawKind: not (int)SyntaxKind.StructKeyword } && t.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString().Contains("Differentiable"))).ToArray();
}
