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
                .Where(path => Path.GetFileName(path) is "System.Runtime.dll" or "System.Private.CoreLib.dll" or "System.Memory.dll" or "System.Collections.dll" or "System.Linq.dll" or "System.Runtime.Extensions.dll" or "System.Numerics.Vectors.dll" or "System.Numerics.Tensors.dll" or "netstandard.dll")
                .Select(path => MetadataReference.CreateFromFile(path)),
            MetadataReference.CreateFromFile(typeof(DifferentiableAttribute).Assembly.Location),
            MetadataReference.CreateFromFile(typeof(Subject).Assembly.Location),
        ]);

    public static CSharpParseOptions ParseOptions { get; } = new(LanguageVersion.Latest);

    public static CSharpCompilation Compilation(string name, IEnumerable<SyntaxTree> trees) => CSharpCompilation.Create(
        name,
        trees,
        s_references.Value,
        new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable, concurrentBuild: false));

    /// <summary>One verdict per program, in their order.</summary>
    public static Verdict[] Run(IReadOnlyList<RandomProgram> programs)
    {
        var verdicts = new Verdict?[programs.Count];
        var watch = System.Diagnostics.Stopwatch.StartNew();
        string[] names = programs.Select((_, i) => "P" + i).ToArray();
        SyntaxTree[] trees = programs.Select((p, i) => Parsed(names[i] + ".cs", ClassName().Replace(p.Source, names[i]))).ToArray();

        CSharpCompilation before = Compilation("Fuzz", trees);
        CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
            .RunGeneratorsAndUpdateCompilation(before, out Compilation after, out ImmutableArray<Diagnostic> reported);
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

        Timing("generated", watch);
        after = after.AddSyntaxTrees(programs.Select((p, i) => (p, i)).Where(x => verdicts[x.i] is null).SelectMany(x => new[]
        {
            Parsed("T" + names[x.i] + ".cs", TwinRewriter.Twin(x.p.Source, RandomProgram.ClassName, "T" + names[x.i]).Replace("using DiffGen;", "using DiffGen; using DiffGen.Fuzz;", StringComparison.Ordinal)),
            Parsed("S" + names[x.i] + ".cs", Adapter.Write(x.p, names[x.i])),
        }));

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

        Timing("emitted", watch);
        image.Position = 0;
        var context = new AssemblyLoadContext("Fuzz", isCollectible: true);
        System.Reflection.Assembly assembly = context.LoadFromStream(image);
        foreach (int i in Enumerable.Range(0, programs.Count).Where(i => verdicts[i] is null))
        {
            var subject = (Subject)Activator.CreateInstance(assembly.GetType("S" + names[i], throwOnError: true)!)!;
            verdicts[i] = Checks.Run(subject, programs[i]);
        }

        Timing("checked", watch);
        context.Unload();
        return verdicts!;
    }

    /// <summary>What the generator writes for one program, to look at.</summary>
    public static string Companions(RandomProgram program)
    {
        CSharpCompilation before = Compilation("Fuzz", [Parsed("P0.cs", ClassName().Replace(program.Source, "P0"))]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: ParseOptions).RunGenerators(before);
        return string.Join("\n", driver.GetRunResult().GeneratedTrees.Select(t => t.ToString())) + string.Join("\n", driver.GetRunResult().Diagnostics.Select(d => d.ToString()));
    }

    private static void Timing(string stage, System.Diagnostics.Stopwatch watch)
    {
        if (Environment.GetEnvironmentVariable("FUZZ_TIMING") is not null)
        {
            Console.WriteLine($"{stage} after {watch.Elapsed.TotalSeconds:0.0} s");
        }
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
