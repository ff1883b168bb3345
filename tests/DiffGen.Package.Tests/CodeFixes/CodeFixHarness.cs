using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace DiffGen.Package.Tests.CodeFixes;

/// <summary>Runs a code fix on one source in a workspace, at the diagnostics that the generator would report.</summary>
internal static class CodeFixHarness
{
    /// <summary>The framework and the runtime.</summary>
    public static ImmutableArray<MetadataReference> References { get; } =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path).StartsWith("System.", StringComparison.Ordinal))
            .Select(path => MetadataReference.CreateFromFile(path)),
        MetadataReference.CreateFromFile(typeof(NoDiffAttribute).Assembly.Location),
    ];

    /// <summary>The source after the fix of its first diagnostic; the source itself if no fix is offered.</summary>
    public static async Task<string> FixFirst(CodeFixProvider fix, Reporter reporter, string source)
    {
        (Document document, ImmutableArray<Diagnostic> diagnostics) = await Open(reporter, source);
        List<CodeAction> actions = [];
        CodeFixContext context = new(document, diagnostics[0], (action, _) => actions.Add(action), CancellationToken.None);
        await fix.RegisterCodeFixesAsync(context);
        return actions.Count == 0 ? source : await Apply(document, actions.Single());
    }

    /// <summary>The source after the fix of all its diagnostics at once.</summary>
    public static async Task<string> FixAll(CodeFixProvider fix, Reporter reporter, string source)
    {
        (Document document, ImmutableArray<Diagnostic> diagnostics) = await Open(reporter, source);
        List<CodeAction> actions = [];
        await fix.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostics[0], (action, _) => actions.Add(action), CancellationToken.None));
        FixAllContext all = new(document, fix, FixAllScope.Document, actions[0].EquivalenceKey!, fix.FixableDiagnosticIds, new Given(diagnostics), CancellationToken.None);
        CodeAction? action = await fix.GetFixAllProvider()!.GetFixAsync(all);
        return await Apply(document, action!);
    }

    private static async Task<(Document Document, ImmutableArray<Diagnostic> Diagnostics)> Open(Reporter reporter, string source)
    {
        using AdhocWorkspace workspace = new();
        Project project = workspace.CurrentSolution
            .AddProject("Test", "Test", LanguageNames.CSharp)
            .WithMetadataReferences(References)
            .WithCompilationOptions(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        Document document = project.AddDocument("Test.cs", source);
        return (document, reporter.Report((await document.GetSyntaxRootAsync())!));
    }

    private static async Task<string> Apply(Document document, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        Solution changed = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        Document after = changed.GetDocument(document.Id)!;
        Compilation compilation = (await after.Project.GetCompilationAsync())!;
        Diagnostic? error = compilation.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error);
        return error is null
            ? (await after.GetTextAsync()).ToString()
            : throw new InvalidOperationException($"The fixed source does not compile: {error}\n{await after.GetTextAsync()}");
    }

    /// <summary>The diagnostics that a fix for a whole document is given.</summary>
    private sealed class Given(ImmutableArray<Diagnostic> diagnostics) : FixAllContext.DiagnosticProvider
    {
        public override Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>(diagnostics);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}

/// <summary>Stands for the generator: reports an id at the places that a function picks.</summary>
internal sealed class Reporter(string id, Func<SyntaxNode, IEnumerable<Location>> places)
{
    /// <summary>At the name of each type that contains a marked method.</summary>
    public static IEnumerable<Location> TypesOfMarkedMethods(SyntaxNode root) => root.DescendantNodes()
        .OfType<MethodDeclarationSyntax>()
        .Where(m => m.AttributeLists.Count > 0)
        .Select(m => ((TypeDeclarationSyntax)m.Parent!).Identifier.GetLocation());

    /// <summary>At each parameter of type decimal.</summary>
    public static IEnumerable<Location> DecimalParameters(SyntaxNode root) => root.DescendantNodes()
        .OfType<ParameterSyntax>()
        .Where(p => p.Type?.ToString() == "decimal")
        .Select(p => p.GetLocation());

    /// <summary>At the name of each element of a tuple.</summary>
    public static IEnumerable<Location> TupleElements(SyntaxNode root) => root.DescendantNodes()
        .OfType<TupleElementSyntax>()
        .Select(e => e.Identifier.GetLocation());

    public ImmutableArray<Diagnostic> Report(SyntaxNode root) =>
    [
        .. places(root).Select(place => Diagnostic.Create(
            id, "DiffGen", "message", DiagnosticSeverity.Error, DiagnosticSeverity.Error, isEnabledByDefault: true, warningLevel: 0, location: place)),
    ];
}
