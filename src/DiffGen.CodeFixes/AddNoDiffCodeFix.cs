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

/// <summary>Marks the parameter at a diagnostic <c>[NoDiff]</c>: a constant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AddNoDiffCodeFix))]
[Shared]
public sealed class AddNoDiffCodeFix : CodeFixProvider
{
    private const string Title = "Mark the parameter [NoDiff]";
    private const string AttributeNamespace = "DiffGen";
    private const string ShortName = "NoDiff";
    private const string LongName = "NoDiffAttribute";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds => DiagnosticIds.ConstantParameter;

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => FixAllProvider.Create(
        async (context, document, diagnostics) =>
            await FixAsync(document, diagnostics.Select(d => d.Location.SourceSpan), context.CancellationToken).ConfigureAwait(false));

    /// <inheritdoc/>
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root is null || FindParameter(root, context.Span) is null)
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
        SemanticModel? model = await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false);
        if (root is null || model is null)
        {
            return document;
        }

        HashSet<ParameterSyntax> parameters = [.. spans.Select(span => FindParameter(root, span)).OfType<ParameterSyntax>()];
        return document.WithSyntaxRoot(root.ReplaceNodes(
            parameters,
            (original, parameter) => Mark(parameter, AttributeName(model, original.SpanStart))));
    }

    /// <summary>The parameter at the span, if it is not marked yet. None for an element of a tuple: the mark would take the derivative of the others.</summary>
    private static ParameterSyntax? FindParameter(SyntaxNode root, TextSpan span)
    {
        SyntaxNode at = root.FindNode(span, getInnermostNodeForTie: true);
        ParameterSyntax? parameter = at.FirstAncestorOrSelf<TupleElementSyntax>() is null ? at.FirstAncestorOrSelf<ParameterSyntax>() : null;
        bool marked = parameter is not null && parameter.AttributeLists
            .SelectMany(list => list.Attributes)
            .Any(attribute => LastName(attribute.Name) is ShortName or LongName);
        return marked ? null : parameter;
    }

    private static string LastName(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    /// <summary>The short name where it means the attribute, the full one elsewhere.</summary>
    private static string AttributeName(SemanticModel model, int position)
    {
        ImmutableArray<ISymbol> found = model.LookupNamespacesAndTypes(position, name: LongName);
        bool imported = found.Length == 1
            && found[0].ContainingNamespace is { Name: AttributeNamespace, ContainingNamespace.IsGlobalNamespace: true }
            && model.LookupNamespacesAndTypes(position, name: ShortName).IsEmpty;
        return imported ? ShortName : $"{AttributeNamespace}.{ShortName}";
    }

    private static ParameterSyntax Mark(ParameterSyntax parameter, string attributeName)
    {
        AttributeListSyntax list = SyntaxFactory
            .AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(SyntaxFactory.ParseName(attributeName))))
            .WithLeadingTrivia(parameter.GetLeadingTrivia())
            .WithTrailingTrivia(SyntaxFactory.Space);
        ParameterSyntax bare = parameter.WithoutLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, list));
    }
}
