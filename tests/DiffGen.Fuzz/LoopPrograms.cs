using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.Intrinsics;
using System.Runtime.Loader;
using System.Text;
using DiffGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace DiffGen.Fuzz;

/// <summary>
/// Random programs of loops, their companions on vectors against the same companions with the vectoriser off: numbers, buffers, exceptions. Of numbers of all sizes sums in another order may
/// be as wrong as those in order are; there it is looked for numbers that are lost, zero or not finite.
/// </summary>
internal static class LoopPrograms
{
    private const int PerAssembly = 50;

    private static readonly int[] s_lengths = [0, 1, 2, 3, 7, 8, 16, 19, 37, 70];

    public static int Run(ulong seed, int count, int jobs, string? file)
    {
        var reasons = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int done = 0, wrong = 0, right = 0, outer = 0, leaving = 0, vectors = 0, throwing = 0, refused = 0, unstable = 0;
        Console.WriteLine($"programs of loops, seeds {seed} to {seed + (ulong)count - 1}, vectors of {(Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128)} bits");
        Seeds.InParts(seed, count, PerAssembly, jobs, Check, Add);
        foreach ((string reason, int times) in reasons)
        {
            Console.WriteLine($"{times,7} {reason}");
        }

        return wrong;

        void Add(List<(ulong Seed, Outcome Outcome, string? Found, int Loops)> checkedOnes)
        {
            foreach ((ulong at, Outcome outcome, string? found, int loops) in checkedOnes)
            {
                done++;
                vectors += loops > 0 ? 1 : 0;
                outer += loops > 1 ? 1 : 0;
                leaving += loops > 2 ? 1 : 0;
                switch (outcome)
                {
                    case Outcome.Refused:
                        refused++;
                        reasons[found!.Split(": ", 3)[^1]] = reasons.GetValueOrDefault(found!.Split(": ", 3)[^1]) + 1;
                        break;
                    case Outcome.Invalid:
                        unstable++;
                        break;
                    case Outcome.Right:
                        right++;
                        throwing += found is null ? 0 : 1;
                        break;
                    default:
                        wrong++;
                        string text = $"=== loops, seed {at}: {found}\n{LoopWriter.Write(at, "P").Source}\n";
                        Console.WriteLine(text);
                        if (file is not null)
                        {
                            File.AppendAllText(file, text);
                        }

                        break;
                }
            }

            Console.WriteLine($"{done} of {count}: {right} right, {vectors} on vectors ({outer} with outer loops, {leaving} that leave out what is negligible), {throwing} that throw, {unstable} that hang on the last digit, {refused} refused, {wrong} wrong");
        }
    }

    private static List<(ulong Seed, Outcome Outcome, string? Found, int Loops)> Check(ulong[] seeds)
    {
        (string Source, string Real)[] programs = [.. seeds.Select((s, i) => LoopWriter.Write(s, "P" + i))];
        SyntaxTree[] trees = [.. programs.Select((p, i) => Parsed(p.Source, "P" + i))];
        var outcomes = new (Outcome Outcome, string? Found, int Loops)?[seeds.Length];
        (System.Reflection.Assembly vector, AssemblyLoadContext one) = Compiled(trees, programs, outcomes, isScalar: false);
        (System.Reflection.Assembly scalar, AssemblyLoadContext two) = Compiled(trees, programs, outcomes, isScalar: true);
        var results = new List<(ulong, Outcome, string?, int)>();
        for (int i = 0; i < seeds.Length; i++)
        {
            (Outcome outcome, string? found, int loops) = outcomes[i] is { Outcome: not Outcome.Right } known ? known : Compared(vector, scalar, i, seeds[i], programs[i].Real, outcomes[i]?.Loops ?? 0);
            results.Add((seeds[i], outcome, found, loops));
        }

        one.Unload();
        two.Unload();
        return results;
    }

    private static (System.Reflection.Assembly Assembly, AssemblyLoadContext Context) Compiled(SyntaxTree[] trees, (string Source, string Real)[] programs, (Outcome Outcome, string? Found, int Loops)?[] outcomes, bool isScalar)
    {
        CSharpCompilation before = Batch.Compilation(isScalar ? "Scalars" : "Vectors", trees);
        CSharpGeneratorDriver.Create([new DifferentiableGenerator().AsSourceGenerator()], parseOptions: Batch.ParseOptions, optionsProvider: new Options(isScalar)).RunGeneratorsAndUpdateCompilation(before, out Compilation after, out ImmutableArray<Diagnostic> reported);
        foreach (Diagnostic diagnostic in reported.Where(d => d.Severity == DiagnosticSeverity.Error && d.Location.SourceTree is not null))
        {
            outcomes[Owner(diagnostic.Location.SourceTree!.FilePath)] ??= (diagnostic.Id.StartsWith("DG9", StringComparison.Ordinal) ? Outcome.Internal : Outcome.Refused, diagnostic.ToString(), 0);
        }

        after = after.AddSyntaxTrees(programs.Select((p, i) => (p, i)).Where(x => outcomes[x.i] is null or { Outcome: Outcome.Right }).Select(x => Parsed(Driver(x.p.Real, "P" + x.i), "D" + x.i)));
        if (!isScalar)
        {
            foreach (string text in after.SyntaxTrees.Select(t => t.ToString()).Where(t => t.Contains("Vector512.IsHardwareAccelerated", StringComparison.Ordinal)))
            {
                int owner = Owner(text[text.IndexOf("partial class P", StringComparison.Ordinal)..].Split('\n', '\r')[0]);
                int loops = text.Contains("NegligibleLanes.Drop", StringComparison.Ordinal) ? 3 : text.Contains("Lanes512_", StringComparison.Ordinal) ? 2 : 1;
                outcomes[owner] = outcomes[owner] is { Outcome: not Outcome.Right } known ? known : (Outcome.Right, null, Math.Max(loops, outcomes[owner]?.Loops ?? 0));
            }
        }

        using var image = new MemoryStream();
        for (; ; )
        {
            image.SetLength(0);
            Diagnostic[] errors = after.Emit(image).Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).ToArray();
            if (errors.Length == 0)
            {
                break;
            }

            var broken = new HashSet<int>();
            foreach (Diagnostic error in errors)
            {
                int owner = Owner(error.Location.SourceTree!.FilePath);
                outcomes[owner] = (error.Location.SourceTree.FilePath[0] == 'P' && !error.Location.SourceTree.FilePath.Contains(".g.", StringComparison.Ordinal) ? Outcome.Refused : Outcome.DoesNotCompile, error.ToString(), 0);
                broken.Add(owner);
            }

            after = after.RemoveAllSyntaxTrees().AddSyntaxTrees(after.SyntaxTrees.Where(t => !broken.Contains(Owner(t.FilePath))));
        }

        image.Position = 0;
        var context = new AssemblyLoadContext("Loops", isCollectible: true);
        return (context.LoadFromStream(image), context);
    }

    private static (Outcome, string?, int) Compared(System.Reflection.Assembly vector, System.Reflection.Assembly scalar, int i, ulong seed, string real, int loops)
    {
        var a = (LoopSubject)Activator.CreateInstance(vector.GetType("DP" + i, throwOnError: true)!)!;
        var b = (LoopSubject)Activator.CreateInstance(scalar.GetType("DP" + i, throwOnError: true)!)!;
        Outcome outcome = Outcome.Right;
        string? found = null;
        bool throws = false;
        foreach (int length in s_lengths)
        {
            foreach (string companion in LoopSubject.Companions)
            {
                int arguments = unchecked(((int)seed * 31) + length);
                double[] onVectors = a.Run(companion, arguments, length, 0, out string? thrown), one = b.Run(companion, arguments, length, 0, out string? expected);
                throws |= expected is not null;
                if (thrown != expected)
                {
                    return (Outcome.Throws, $"F{companion}, length {length}: throws {thrown ?? "nothing"} instead of {expected ?? "nothing"}", loops);
                }

                double tolerance = real == "float" ? 2e-5 : 1e-12;
                if (LoopSubject.OfAllSizes)
                {
                    if (Lost(onVectors, one, real) is { } lost)
                    {
                        // Not where it hangs on the last digits whether there is anything to lose.
                        double[][] near = [.. Nudged(real).Select(n => b.Run(companion, arguments, length, n, out _))];
                        if (near.All(m => m.Length == one.Length && Lost(m, one, real) is null && Lost(one, m, real) is null))
                        {
                            return (Outcome.PrimalDiffers, $"F{companion}, length {length}: {lost}", loops);
                        }

                        outcome = Outcome.Invalid;
                    }

                    continue;
                }

                if (Difference(onVectors, one, tolerance, null) is not { } different)
                {
                    continue;
                }

                // What moves as much when the numbers move in their last digits says nothing.
                double[][] moved = [.. Nudged(real).Select(n => b.Run(companion, arguments, length, n, out _))];
                if (moved.Any(m => m.Length != one.Length) || Difference(onVectors, one, tolerance, moved) is not { } still)
                {
                    outcome = Outcome.Invalid;
                    continue;
                }

                return (Outcome.PrimalDiffers, $"F{companion}, length {length}: {still}", loops);
            }
        }

        return (outcome, throws ? "throws" : found, loops);
    }

    /// <summary>By how much numbers move in their last digits.</summary>
    private static IEnumerable<double> Nudged(string real) => Enumerable.Range(0, 6).Select(k => (real == "float" ? 1e-6 : 2e-15) * (1 << (2 * k)));

    /// <summary>The first number that is zero, infinite or NaN instead of one well in the range of numbers.</summary>
    private static string? Lost(double[] x, double[] y, string real)
    {
        (double least, double most) = real == "float" ? (1e-34, 1e34) : (1e-300, 1e300);
        for (int i = 0; i < y.Length; i++)
        {
            if (Math.Abs(y[i]) >= least && Math.Abs(y[i]) <= most && (x[i] == 0 || !double.IsFinite(x[i])))
            {
                return $"result {i} is {x[i].ToString("R", CultureInfo.InvariantCulture)} instead of {y[i].ToString("R", CultureInfo.InvariantCulture)}";
            }
        }

        return null;
    }

    /// <summary>The first number that differs by more than the tolerance times the size of the numbers around, or than the numbers move by themselves.</summary>
    private static string? Difference(double[] x, double[] y, double tolerance, double[][]? moved)
    {
        double size = y.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
        for (int i = 0; i < y.Length; i++)
        {
            if (x[i].Equals(y[i]) || (double.IsNaN(x[i]) && double.IsNaN(y[i])))
            {
                continue;
            }

            double allowed = tolerance * (1 + Math.Abs(y[i]) + (0.01 * size));
            if (moved is not null)
            {
                allowed = Math.Max(allowed, 100 * moved.Max(m => m[i].Equals(y[i]) ? 0 : double.IsFinite(m[i]) && double.IsFinite(y[i]) ? Math.Abs(m[i] - y[i]) : double.PositiveInfinity));
            }

            if (!(Math.Abs(x[i] - y[i]) <= allowed) && !double.IsPositiveInfinity(allowed))
            {
                return $"result {i} is {x[i].ToString("R", CultureInfo.InvariantCulture)} instead of {y[i].ToString("R", CultureInfo.InvariantCulture)}";
            }
        }

        return null;
    }

    private static string Driver(string real, string name)
    {
        string call = $"{name}.F";
        return $$"""
            using System; using System.Collections.Generic; using DiffGen.Fuzz;
            public sealed class D{{name}} : LoopSubject
            {
                public override double[] Run(string companion, int seed, int length, double nudge, out string? thrown)
                {
                    var random = new Random(seed); double rest = OfAllSizes ? nudge : 0;
                    var a = Fill<{{real}}>(random, length, nudge); var b = Fill<{{real}}>(random, length + random.Next(2), nudge); var y = Fill<{{real}}>(random, length + random.Next(2), nudge);
                    var k = Integers(random, length); var x = Fill<{{real}}>(random, length, nudge); {{real}} s = Fill<{{real}}>(random, 1, nudge)[0] + ({{real}})0.3; int n = length;
                    var at = Fill<{{real}}>(random, a.Length, rest); var bt = Fill<{{real}}>(random, b.Length, rest); var yt = Fill<{{real}}>(random, y.Length, rest); var st = Fill<{{real}}>(random, 1, rest)[0];
                    var ag = Fill<{{real}}>(random, a.Length, rest); var bg = Fill<{{real}}>(random, b.Length, rest); var yg = Fill<{{real}}>(random, y.Length, rest);
                    var ah = Fill<{{real}}>(random, a.Length, rest); var bh = Fill<{{real}}>(random, b.Length, rest); var yh = Fill<{{real}}>(random, y.Length, rest);
                    s *= ({{real}})(1 + (nudge * (random.NextDouble() - 0.5)));
                    var results = new List<double>(); thrown = null;
                    try
                    {
                        switch (companion)
                        {
                            case "Jvp": { var r = {{call}}Jvp(a, b, y, s, k, n, x, at, bt, yt, st); Add(results, r.Value, r.Tangent); break; }
                            case "Vjp": { var r = {{call}}Vjp(a, b, y, s, k, n, x, ({{real}})0.75, ag, bg, yg); Add(results, r.Value, r.SGrad); break; }
                            case "Gradient": { var r = {{call}}Gradient(a, b, y, s, k, n, x, ag, bg, yg); Add(results, r.Value, r.SGrad); break; }
                            default: { var r = {{call}}Hvp(a, b, y, s, k, n, x, at, bt, yt, st, ag, bg, yg, ah, bh, yh); Add(results, r.Value, r.Tangent, r.SGrad, r.SHvp); break; }
                        }
                    }
                    catch (Exception e) { thrown = e.GetType().Name; }
                    Add(results, y); Add(results, yt); Add(results, ag); Add(results, bg); Add(results, yg); Add(results, ah); Add(results, bh); Add(results, yh);
                    return results.ToArray();
                }
            }
            """;
    }

    private static SyntaxTree Parsed(string text, string name) => CSharpSyntaxTree.ParseText(text, Batch.ParseOptions, name + ".cs", Encoding.UTF8);

    private static int Owner(string path) => int.Parse(new string([.. Path.GetFileName(path).SkipWhile(c => !char.IsDigit(c)).TakeWhile(char.IsDigit)]), CultureInfo.InvariantCulture);

    /// <summary>The switch of the vectoriser.</summary>
    private sealed class Options(bool isScalar) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(isScalar);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;

        private sealed class Global(bool isScalar) : AnalyzerConfigOptions
        {
            public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
            {
                value = (isScalar && key == "build_property.DiffGenVectorizeLoops") || key == "diffgen_library_members" ? "false" : null;
                return value is not null;
            }
        }
    }
}
