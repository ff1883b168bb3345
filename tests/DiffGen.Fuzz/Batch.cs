using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Runtime.Loader;
using System.Text;
using System.Text.RegularExpressions;
using DiffGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.Fuzz;

/// <summary>Many programs compiled into one assembly, and each of them checked.</summary>
internal static partial class Batch
{
    private static readonly Lazy<ImmutableArray<MetadataReference>> s_references = new(() =>
        [
            .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
                .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Memory.dll" or "System.Collections.dll" or "System.Linq.dll" or "System.Runtime.Extensions.dll" or "System.Numerics.Vectors.dll" or "System.Runtime.Intrinsics.dll" or "System.Numerics.Tensors.dll" or "System.Diagnostics.Debug.dll" or "netstandard.dll")
                .Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(Subject).Assembly.Location),
        ]);

    // Code that is not optimized is compiled and made ready in less time than optimized code would save in its few calls.
    private static readonly OptimizationLevel s_level = OptimizationLevel.Debug;

    public static CSharpParseOptions ParseOptions { get; } = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None).WithFeatures([new("run-nullable-analysis", "never")]);

    /// <summary>No other project uses the programs.</summary>
    public static Microsoft.CodeAnalysis.Diagnostics.AnalyzerConfigOptionsProvider Alone { get; } = new Generator.Tests.Verification.ProjectOption("diffgen_library_members", "false");

    public static CSharpCompilation Compilation(string name, IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        name,
        trees,
        s_references.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: s_level, warningLevel: 0, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));

    /// <summary>One verdict per program, in their order.</summary>
    /// <param name="plain">Without the generator: only the programs themselves and their twins.</param>
    public static Verdict[] Run(IReadOnlyList<RandomProgram> programs, bool plain = false)
    {
        var verdicts = new Verdict?[programs.Count];
        TimeSpan time = Environment.CpuUsage.TotalTime;
        string[] names = programs.Select((_, i) => "P" + i).ToArray();
        SyntaxTree[] trees = programs.Select((p, i) => Parsed(names[i] + ".cs", ClassName().Replace(p.Source, names[i]))).ToArray();

        CSharpCompilation before = Compilation("Fuzz", trees);
        Compilation after = before;
        ImmutableArray<Diagnostic> reported = [];
        if (!plain)
        {
            CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: ParseOptions, optionsProvider: Alone).RunGeneratorsAndUpdateCompilation(before, out after, out reported);
        }

        foreach (Diagnostic diagnostic in reported)
        {
            if (diagnostic.Id.StartsWith("CS", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("The generator threw: " + diagnostic);
            }

            if (diagnostic.Severity == DiagnosticSeverity.Error && Owner(diagnostic) is { } owner)
            {
                verdicts[owner] ??= new Verdict(diagnostic.Id.StartsWith("DG9", StringComparison.Ordinal) ? Outcome.Internal : Outcome.Refused, diagnostic.Id + ": " + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
            }
        }

        time = Timing("generate", time);
        after = after.AddSyntaxTrees(programs.Select((p, i) => (p, i)).Where(x => verdicts[x.i] is null).SelectMany(x => new[]
        {
            CSharpSyntaxTree.Create((CSharpSyntaxNode)TwinRewriter.Twin(x.p.Source, RandomProgram.ClassName, "T" + names[x.i]), ParseOptions, "T" + names[x.i] + ".cs", Encoding.UTF8),
            Parsed("S" + names[x.i] + ".cs", Adapter.Write(x.p, names[x.i], plain)),
        }));

        time = Timing("twins and adapters", time);

        // What is no C# is no program: the writer's own slip, or a step of shrinking. Then the companions of the rest.
        using var image = new MemoryStream();
        for (int round = 0; ; round++)
        {
            after = after.RemoveAllSyntaxTrees().AddSyntaxTrees(after.SyntaxTrees.Where(t => Owner(t.FilePath) is not { } owner || verdicts[owner] is null or { Outcome: Outcome.Refused or Outcome.Internal }));
            if (verdicts.All(v => v is not null) && round > 0)
            {
                return verdicts!;
            }

            image.SetLength(0);
            Diagnostic[] errors = after.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
            if (errors.Length == 0)
            {
                break;
            }

            foreach (Diagnostic error in errors.Where(e => PrimalFile().IsMatch(Path.GetFileName(e.Location.SourceTree!.FilePath))))
            {
                verdicts[Owner(error)!.Value] = Invalid(error);
            }

            foreach (Diagnostic error in errors)
            {
                string file = Path.GetFileName(error.Location.SourceTree!.FilePath);
                int owner = Owner(error)!.Value;
                if (verdicts[owner] is { Outcome: not (Outcome.Refused or Outcome.Internal) })
                {
                    continue;
                }

                verdicts[owner] = file[0] == 'T'
                    ? new Verdict(Outcome.Invalid, "twin: " + error)
                    : new Verdict(file[0] == 'S' ? Outcome.Signature : Outcome.DoesNotCompile, error.Id + ": " + error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)) { Detail = Lines(error) };
            }
        }

        HashSet<int?> onVectors = [.. after.SyntaxTrees.Where(t => t.ToString().Contains("IsHardwareAccelerated", StringComparison.Ordinal)).Select(t => Owner(t.FilePath))];
        time = Timing("compile", time);
        image.Position = 0;
        var context = new AssemblyLoadContext("Fuzz", isCollectible: true);
        System.Reflection.Assembly assembly = context.LoadFromStream(image);
        foreach (int i in Enumerable.Range(0, programs.Count).Where(i => verdicts[i] is null))
        {
            var subject = (Subject)Activator.CreateInstance(assembly.GetType("S" + names[i], throwOnError: true)!)!;
            verdicts[i] = Checks.Run(subject, programs[i], onVectors.Contains(i) && !programs[i].KeepsBits, plain);
        }

        Timing("check", time);
        context.Unload();
        return verdicts!;
    }

    /// <summary>What the generator writes for one program, to look at.</summary>
    public static string Companions(RandomProgram program)
    {
        CSharpCompilation before = Compilation("Fuzz", [Parsed("P0.cs", ClassName().Replace(program.Source, "P0"))]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: ParseOptions, optionsProvider: Alone).RunGenerators(before);
        return string.Join("\n", driver.GetRunResult().GeneratedTrees.Select(t => t.ToString())) + string.Join("\n", driver.GetRunResult().Diagnostics.Select(d => d.ToString()));
    }

    /// <summary>The processor time that went into each stage so far, in seconds.</summary>
    public static SortedDictionary<string, double> Times { get; } = new(StringComparer.Ordinal);

    private static TimeSpan Timing(string stage, TimeSpan since)
    {
        TimeSpan now = Environment.CpuUsage.TotalTime;
        lock (Times)
        {
            Times[stage] = Times.GetValueOrDefault(stage) + (now - since).TotalSeconds;
        }

        return now;
    }

    private static SyntaxTree Parsed(string path, string text) => CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), ParseOptions, path);

    private static Verdict Invalid(Diagnostic error) => new(Outcome.Invalid, error.Id + ": " + error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)) { Detail = Lines(error) };

    private static string Lines(Diagnostic error)
    {
        SourceText text = error.Location.SourceTree!.GetText();
        return text.Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
    }

    private static int? Owner(Diagnostic diagnostic) => Owner(diagnostic.Location.GetLineSpan().Path ?? "");

    private static int? Owner(string path)
    {
        Match match = FileOwner().Match(Path.GetFileName(path));
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"\bP_\b")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^P\d+\.cs$")]
    private static partial Regex PrimalFile();

    [GeneratedRegex(@"^[ST]?P(\d+)\.")]
    private static partial Regex FileOwner();
}
