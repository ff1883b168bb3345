using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using DiffGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace DiffGen.Fuzz;

/// <summary>Arbitrary C# through the generator: sources of this repository with tokens deleted, doubled, swapped, and taken from one another.</summary>
internal static class Arbitrary
{
    /// <summary>How many fail.</summary>
    public static int Run(ulong seed, int count, int jobs, string? file)
    {
        string[] sources = Sources();
        int[] failures = [0];
        int done = 0, companions = 0, errors = 0;
        object gate = new();
        Console.WriteLine($"arbitrary sources from {sources.Length} of this repository, seeds {seed} to {seed + (ulong)count - 1}");
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = jobs }, i =>
        {
            var random = new Random(unchecked((int)seed + i));
            string text = Mutated(random, sources);
            string? failure = Failure(text, out int emitted, out int reported);
            lock (gate)
            {
                companions += emitted;
                errors += reported;
                if (++done % 1000 == 0)
                {
                    Console.WriteLine($"{done} of {count}, {failures[0]} failures, {companions} files generated, {errors} errors reported");
                }

                if (failure is null)
                {
                    return;
                }

                failures[0]++;
            }

            if (failures[0] > 30)
            {
                return;
            }

            string small = Shrink(text, failure);
            string said = $"=== arbitrary, seed {seed + (ulong)i}: {failure}\n{small}\n";
            lock (gate)
            {
                Console.WriteLine(said);
                if (file is not null)
                {
                    File.AppendAllText(file, said);
                }
            }
        });
        Console.WriteLine($"{count} arbitrary sources, seeds {seed} to {seed + (ulong)count - 1}: {failures[0]} failures, {companions} files generated, {errors} errors reported");
        return failures[0];
    }

    private static string[] Sources()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "DiffGen.sln")))
        {
            folder = folder.Parent;
        }

        string root = folder?.FullName ?? throw new DirectoryNotFoundException("No DiffGen.sln above " + AppContext.BaseDirectory);
        return Directory.EnumerateFiles(root, "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal) && !path.Contains($"{Path.DirectorySeparatorChar}bin{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllText)
            .Where(text => text.Length < 12_000 && text.Contains("[Differentiable", StringComparison.Ordinal))
            .ToArray();
    }

    private static string Mutated(Random random, string[] sources)
    {
        string text = random.Next(4) == 0 ? ProgramWriter.Write((ulong)random.Next()).Source : sources[random.Next(sources.Length)];
        List<string> tokens = Tokens(text);
        List<string> others = Tokens(sources[random.Next(sources.Length)]);
        for (int changes = random.Next(1, 6); changes > 0 && tokens.Count > 4; changes--)
        {
            int at = random.Next(tokens.Count), length = Math.Min(random.Next(4) == 0 ? random.Next(1, 12) : 1, tokens.Count - at);
            switch (random.Next(6))
            {
                case 0 or 1:
                    tokens.RemoveRange(at, length);
                    break;
                case 2:
                    tokens.InsertRange(at, tokens.GetRange(at, length));
                    break;
                case 3:
                    int other = random.Next(tokens.Count);
                    (tokens[at], tokens[other]) = (tokens[other], tokens[at]);
                    break;
                case 4:
                    int from = random.Next(others.Count);
                    tokens.InsertRange(at, others.GetRange(from, Math.Min(length, others.Count - from)));
                    break;
                default:
                    tokens[at] = others[random.Next(others.Count)];
                    break;
            }
        }

        return string.Concat(tokens);
    }

    private static List<string> Tokens(string text) => SyntaxFactory.ParseTokens(text).Select(t => t.ToFullString()).ToList();

    private static string? Failure(string text, out int emitted, out int reported)
    {
        (string? first, emitted, reported, string? failure) = Generate(text);
        if (failure is null)
        {
            (string? second, _, _, failure) = Generate(text);
            failure ??= first == second ? null : "another output the second time";
        }

        return failure is null || FailsTheCompiler(text) ? null : failure;
    }

    /// <summary>The C# compiler itself throws on the source, as it does on <c>(double =&gt; , ) =</c>: nothing is asked of a generator there.</summary>
    private static bool FailsTheCompiler(string text)
    {
        try
        {
            Compilation(text).GetDiagnostics();
            return false;
        }
#pragma warning disable CA1031 // Whatever is thrown.
        catch (Exception)
#pragma warning restore CA1031
        {
            return true;
        }
    }

    private static CSharpCompilation Compilation(string text) => Batch.Compilation("Arbitrary", [CSharpSyntaxTree.ParseText(SourceText.From(text, Encoding.UTF8), Batch.ParseOptions, "Source.cs")]);

    private static (string? Output, int Files, int Errors, string? Failure) Generate(string text)
    {
        try
        {
            CSharpCompilation compilation = Compilation(text);
            GeneratorDriver driver = CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: Batch.ParseOptions)
                .RunGeneratorsAndUpdateCompilation(compilation, out Compilation after, out ImmutableArray<Diagnostic> diagnostics);
            GeneratorRunResult result = driver.GetRunResult().Results.Single();
            if (result.Exception is { } thrown)
            {
                return (null, 0, 0, "exception: " + thrown.GetType().Name + ": " + thrown.Message.Split('\n')[0] + " " + thrown.StackTrace?.Split('\n')[0].Trim());
            }

            if (diagnostics.FirstOrDefault(d => d.Id.StartsWith("DG9", StringComparison.Ordinal)) is { } bug)
            {
                return (null, 0, 0, bug.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
            }

            int errors = diagnostics.Count(d => d.Severity == DiagnosticSeverity.Error);
            if (!compilation.GetDiagnostics().Any(d => d.Severity == DiagnosticSeverity.Error)
                && after.GetDiagnostics().FirstOrDefault(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true) is { } error)
            {
                return (null, 0, errors, "the source compiles, what is generated does not: " + error.GetMessage(System.Globalization.CultureInfo.InvariantCulture));
            }

            string output = string.Concat(result.GeneratedSources.Select(s => s.HintName + "\n" + s.SourceText)) + string.Concat(diagnostics.Select(d => d.ToString() + "\n"));
            return (output, result.GeneratedSources.Length, errors, null);
        }
#pragma warning disable CA1031 // Whatever is thrown is a finding.
        catch (Exception thrown)
#pragma warning restore CA1031
        {
            return (null, 0, 0, "exception: " + thrown.GetType().Name + ": " + thrown.Message + " " + thrown.StackTrace?.Split('\n')[0].Trim());
        }
    }

    private static string Shrink(string text, string failure)
    {
        string kind = Kind(failure);
        var watch = System.Diagnostics.Stopwatch.StartNew();
        List<string> tokens = Tokens(text);
        for (int length = Math.Max(1, tokens.Count / 2); length > 0 && watch.Elapsed < TimeSpan.FromSeconds(60); length = length == 1 ? 0 : length / 2)
        {
            for (int at = 0; at < tokens.Count && watch.Elapsed < TimeSpan.FromSeconds(60);)
            {
                List<string> fewer = [.. tokens.Take(at), .. tokens.Skip(at + length)];
                if (Failure(string.Concat(fewer), out _, out _) is { } still && Kind(still) == kind)
                {
                    tokens = fewer;
                }
                else
                {
                    at += length;
                }
            }
        }

        return string.Concat(tokens);
    }

    private static string Kind(string failure) => new(failure.Where(c => !char.IsDigit(c)).Take(60).ToArray());
}
