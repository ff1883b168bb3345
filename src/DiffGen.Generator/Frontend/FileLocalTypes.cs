using System.Linq;
using System.Threading;
using DiffGen.Generator.Diagnostics;
using DiffGen.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Generator.Frontend;

/// <summary>Companions stand in a file of their own, which sees no <c>file</c> type of the user's.</summary>
internal static class FileLocalTypes
{
    /// <param name="compilation">Where the method is declared.</param>
    /// <param name="method">A method.</param>
    /// <param name="body">Its body, read.</param>
    /// <param name="origins">The places of its operations.</param>
    /// <param name="cancellation">Observed.</param>
    /// <exception cref="RefusedException">An operation names such a type.</exception>
    public static void Refuse(Compilation compilation, IMethodSymbol method, Region body, OriginTable origins, CancellationToken cancellation)
    {
        foreach (SyntaxTree tree in method.OriginalDefinition.DeclaringSyntaxReferences.Select(r => r.SyntaxTree).Distinct())
        {
            foreach (BaseTypeDeclarationSyntax declared in tree.GetRoot(cancellation).DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<BaseTypeDeclarationSyntax>().Where(d => d.Modifiers.Any(SyntaxKind.FileKeyword)))
            {
                if (compilation.GetSemanticModel(tree).GetDeclaredSymbol(declared, cancellation) is INamedTypeSymbol type && body.Walked.FirstOrDefault(o => o.Origin >= 0 && Names(o, Unbound(TypeReader.Spell(type)))) is { } op)
                {
                    throw new RefusedException(Descriptors.Construct, Location.Create(tree, origins.Places[op.Origin].Span), "the file-local type '" + type.Name + "'", "leave out 'file': companions stand in a file of their own");
                }
            }
        }
    }

    private static string Unbound(string name) => name.IndexOf('<') is var at and >= 0 ? name.Substring(0, at) : name;

    private static bool Names(Op op, string type) => (op is Opaque opaque && Names(opaque.Template, type)) || (op is Constant constant && Names(constant.Text, type)) || op.Results.Any(r => Names(r.Type.Text, type) || Names(r.Type.Element, type));

    /// <summary>The text holds the name, and no longer one.</summary>
    private static bool Names(string text, string type)
    {
        for (int at = text.IndexOf(type, System.StringComparison.Ordinal); at >= 0; at = text.IndexOf(type, at + 1, System.StringComparison.Ordinal))
        {
            int end = at + type.Length;
            if (end == text.Length || !SyntaxFacts.IsIdentifierPartCharacter(text[end]))
            {
                return true;
            }
        }

        return false;
    }
}
