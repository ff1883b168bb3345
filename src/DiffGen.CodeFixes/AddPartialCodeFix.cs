using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.CodeFixes;

/// <summary>Adds <c>partial</c> to the type at a diagnostic and to all types around it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddPartialCodeFix))]
[Shared]
public sealed class AddPartialCodeFix : CodeFixProvider
{
    private const string Title = "Make the type partial";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => DiagnosticIds.NotPartial;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) =>
            await FixAsync(document, diagnostics.Select(d => d.Location.SourceSpan), context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || !TypesWithoutPartial(root, context.Span).Any())
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(Title, cancellation => FixAsync(context.Document, [context.Span], cancellation), equivalenceKey: Title),
            context.Diagnostics);
    }

    private static async Task<Document> FixAsync(Document document, IEnumerable<TextSpan> spans, CancellationToken cancellation)
    {
        SyntaxNode? root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        if (root is null)
        {
            return document;
        }

        // A set: two nested types share the types around them, and each gets one modifier.
        HashSet<TypeDeclarationSyntax> types = [.. spans.SelectMany(span => TypesWithoutPartial(root, span))];
        return document.WithSyntaxRoot(root.ReplaceNodes(types, (_, type) => AddPartial(type)));
    }

    private static IEnumerable<TypeDeclarationSyntax> TypesWithoutPartial(SyntaxNode root, TextSpan span) =>
        root.FindNode(span, getInnermostNodeForTie: true)
            .AncestorsAndSelf()
            .OfType<TypeDeclarationSyntax>()
            .Where(type => !type.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>The modifier stands right before the keyword, where the language wants it, and takes over the keyword's comments if it is the first token.</summary>
    private static TypeDeclarationSyntax AddPartial(TypeDeclarationSyntax type)
    {
        SyntaxToken partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword)
            .WithLeadingTrivia(type.Keyword.LeadingTrivia)
            .WithTrailingTrivia(SyntaxFactory.Space);
        return type.WithKeyword(type.Keyword.WithLeadingTrivia()).AddModifiers(partial);
    }
}
