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
using Microsoft.CodeAnalysis.Emit;
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
        SyntaxTree[] trees = programs.Select((p, i) => CSharpSyntaxTree.ParseText(SourceText.From(ClassName().Replace(p.Source, names[i]), Encoding.UTF8), ParseOptions, names[i] + ".cs")).ToArray();

        // Without those that the generator refuses; then without those whose companions do not compile.
        int[] left = [];
        CSharpCompilation before = null!;
        Compilation after = null!;
        for (int round = 0; ; round++)
        {
            left = Enumerable.Range(0, programs.Count).Where(i => verdicts[i] is null).ToArray();
            if (left.Length == 0)
            {
                return verdicts!;
            }

            before = Compilation("Fuzz", left.Select(i => trees[i]));
            CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: ParseOptions)
                .RunGeneratorsAndUpdateCompilation(before, out after, out ImmutableArray<Diagnostic> reported);
            bool again = false;
            foreach (Diagnostic diagnostic in reported)
            {
                if (diagnostic.Id.StartsWith("CS", StringComparison.Ordinal))
                {
                    throw new InvalidOperationException("The generator threw: " + diagnostic);
                }

                if (diagnostic.Severity == DiagnosticSeverity.Error && Owner(diagnostic) is { } owner && verdicts[owner] is null)
                {
                    verdicts[owner] = new Verdict(diagnostic.Id.StartsWith("DG9", StringComparison.Ordinal) ? Outcome.Internal : Outcome.Refused, diagnostic.Id + ": " + diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
                    again = true;
                }
            }

            if (again)
            {
                // What is no C# is no program: the writer's own slip, or a step of shrinking.
                foreach (Diagnostic error in Compilation("Check", Enumerable.Range(0, programs.Count).Where(i => verdicts[i] is { Outcome: Outcome.Refused or Outcome.Internal }).Select(i => trees[i])).GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error))
                {
                    verdicts[Owner(error)!.Value] = Invalid(error);
                }

                continue;
            }

            after = after.AddSyntaxTrees(left.SelectMany(i => new[]
            {
                CSharpSyntaxTree.ParseText(TwinRewriter.Twin(programs[i].Source, RandomProgram.ClassName, "T" + names[i]).Replace("using DiffGen;", "using DiffGen; using DiffGen.Fuzz;", StringComparison.Ordinal), ParseOptions, "T" + names[i] + ".cs"),
                CSharpSyntaxTree.ParseText(Adapter.Write(programs[i], names[i]), ParseOptions, "S" + names[i] + ".cs"),
            }));
            Timing("generated", watch);
            Diagnostic[] errors = after.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
            foreach (Diagnostic error in errors.Where(e => Path.GetFileName(e.Location.SourceTree!.FilePath) is ['P', .., not 'g', '.', 'c', 's']))
            {
                verdicts[Owner(error)!.Value] ??= Invalid(error);
                again = true;
            }

            foreach (Diagnostic error in errors)
            {
                if (Owner(error) is not { } owner)
                {
                    throw new InvalidOperationException("Whose is it? " + error);
                }

                string file = Path.GetFileName(error.Location.SourceTree!.FilePath);
                verdicts[owner] ??= file[0] == 'T'
                    ? new Verdict(Outcome.Invalid, "twin: " + error)
                    : new Verdict(file[0] == 'S' ? Outcome.Signature : Outcome.DoesNotCompile, error.Id + ": " + error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)) { Detail = Lines(error) };
                again = true;
            }

            if (!again)
            {
                break;
            }
        }

        Timing("compiled", watch);
        using var image = new MemoryStream();
        EmitResult emitted = after.Emit(image);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join("\n", emitted.Diagnostics));
        }

        Timing("emitted", watch);
        image.Position = 0;
        var context = new AssemblyLoadContext("Fuzz", isCollectible: true);
        System.Reflection.Assembly assembly = context.LoadFromStream(image);
        foreach (int i in left)
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
        CSharpCompilation before = Compilation("Fuzz", [CSharpSyntaxTree.ParseText(SourceText.From(ClassName().Replace(program.Source, "P0"), Encoding.UTF8), ParseOptions, "P0.cs")]);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: ParseOptions).RunGenerators(before);
        return string.Join("\n", driver.GetRunResult().GeneratedTrees.Select(t => t.ToString()));
    }

    private static void Timing(string stage, System.Diagnostics.Stopwatch watch)
    {
        if (Environment.GetEnvironmentVariable("FUZZ_TIMING") is not null)
        {
            Console.WriteLine($"{stage} after {watch.Elapsed.TotalSeconds:0.0} s");
        }
    }

    private static Verdict Invalid(Diagnostic error) => new(Outcome.Invalid, error.Id + ": " + error.GetMessage(System.Globalization.CultureInfo.InvariantCulture)) { Detail = Lines(error) };

    private static string Lines(Diagnostic error)
    {
        SourceText text = error.Location.SourceTree!.GetText();
        return text.Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
    }

    private static int? Owner(Diagnostic diagnostic)
    {
        Match match = FileOwner().Match(Path.GetFileName(diagnostic.Location.SourceTree?.FilePath ?? ""));
        return match.Success ? int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"\bP_\b")]
    private static partial Regex ClassName();

    [GeneratedRegex(@"^[ST]?P(\d+)\.")]
    private static partial Regex FileOwner();
}
