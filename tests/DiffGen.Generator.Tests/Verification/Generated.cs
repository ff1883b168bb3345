using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.Generator.Tests.Verification;

/// <summary>A compilation, the generator's run on it, and what came out.</summary>
internal sealed class Generated
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is string name && (name.StartsWith("System.", StringComparison.Ordinal) || name is "mscorlib.dll" or "netstandard.dll" or "Microsoft.CSharp.dll"))
                .Where(path => !path.Contains("CodeAnalysis", StringComparison.Ordinal))
                .Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location),
        ]);

    private Generated(CSharpCompilation before, GeneratorDriver driver, Compilation after, ImmutableArray<Diagnostic> diagnostics)
    {
        Before = before;
        Driver = driver;
        After = after;
        Told = diagnostics;
        Diagnostics = diagnostics.RemoveAll(diagnostic => diagnostic.Severity < DiagnosticSeverity.Warning);
    }

    /// <summary>The user's compilation.</summary>
    public CSharpCompilation Before { get; }

    public GeneratorDriver Driver { get; }

    /// <summary>The user's compilation with the generated files.</summary>
    public Compilation After { get; }

    /// <summary>All that the generator reported, informations too.</summary>
    public ImmutableArray<Diagnostic> Told { get; }

    /// <summary>The errors and warnings that the generator reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics { get; }

    public GeneratorRunResult Result => Driver.GetRunResult().Results.Single();

    /// <summary>The generated files, by hint name in ordinal order.</summary>
    public IEnumerable<(string HintName, string Text)> Files =>
        Result.GeneratedSources.Select(source => (source.HintName, source.SourceText.ToString())).OrderBy(file => file.HintName, StringComparer.Ordinal);

    /// <summary>All generated files as one text.</summary>
    public string AllText
    {
        get
        {
            var text = new StringBuilder();
            foreach ((string hintName, string file) in Files)
            {
                text.Append("// HintName: ").Append(hintName).Append('\n').Append(file).Append('\n');
            }

            return text.ToString();
        }
    }

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest, DocumentationMode.Diagnose);

    /// <summary>A compilation of these sources, as strict as a consumer's can be.</summary>
    public static CSharpCompilation Compile(params string[] sources) => Compile(sources.Select((source, i) => ($"Source{i}.cs", source)));

    /// <summary>The name, or its beginning, of a compilation whose hidden members for other projects are written, too.</summary>
    public const string Library = "Library";

    /// <summary>A compilation of these sources as a library that other projects use.</summary>
    public static CSharpCompilation CompileLibrary(params string[] sources) => Compile(sources).WithAssemblyName(Library);

    public static CSharpCompilation Compile(IEnumerable<(string Path, string Text)> sources) =>
        CSharpCompilation.Create(
            "Consumer",
            sources.Select(source => CSharpSyntaxTree.ParseText(SourceText.From(source.Text, Encoding.UTF8), ParseOptions, source.Path)),
            s_references.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, warningLevel: 9999, nullableContextOptions: NullableContextOptions.Enable));

    public static Generated Run(params string[] sources) => Run(Compile(sources));

    /// <summary>With options, as a project or a <c>.globalconfig</c> gives them.</summary>
    public static Generated Run(CSharpCompilation compilation, IEnumerable<(string Key, string Value)> options) => Run(
        compilation,
        CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees.First().Options, optionsProvider: new OptionTable([.. options, ("diffgen_library_members", "false")])),
        default);

    public static Generated Run(CSharpCompilation compilation, CancellationToken cancellation = default)
    {
        var options = (CSharpParseOptions)compilation.SyntaxTrees.First().Options;
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [new DifferentiableGenerator().AsSourceGenerator()],
            parseOptions: options,
            optionsProvider: compilation.AssemblyName?.StartsWith(Library, StringComparison.Ordinal) == true ? null : new ProjectOption("diffgen_library_members", "false"),
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));
        return Run(compilation, driver, cancellation);
    }

    /// <summary>Runs the same driver on another version of the compilation, as an IDE does.</summary>
    public Generated RunAgain(CSharpCompilation compilation) => Run(compilation, Driver, default);

    /// <summary>The user's compilation with one source changed.</summary>
    public CSharpCompilation Edit(string from, string to)
    {
        SyntaxTree tree = Before.SyntaxTrees.Single(candidate => candidate.ToString().Contains(from, StringComparison.Ordinal));
        string text = tree.ToString();
        int at = text.IndexOf(from, StringComparison.Ordinal);
        SourceText edited = tree.GetText().WithChanges(new TextChange(new TextSpan(at, from.Length), to));
        return Before.ReplaceSyntaxTree(tree, tree.WithChangedText(edited));
    }

    private static Generated Run(CSharpCompilation compilation, GeneratorDriver driver, CancellationToken cancellation)
    {
        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out ImmutableArray<Diagnostic> diagnostics, cancellation);
        return new Generated(compilation, driver, after, diagnostics);
    }
}
