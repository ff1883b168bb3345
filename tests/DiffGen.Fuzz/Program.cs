using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading.Tasks;

namespace DiffGen.Fuzz;

/// <summary>
/// <c>--seed S --count N</c>: N random programs. <c>--arbitrary N</c>: N arbitrary sources through the generator. <c>--ci</c>: some of both, fresh
/// ones with each commit unless a seed is given. <c>--show S</c>: one program, of a seed or a file, and its companions. <c>--slowest N</c>: those that take the generator
/// longest. <c>--batches N</c>: N random programs, batches of them against single calls. <c>--loops N</c>: N programs of loops, on vectors and one iteration at a time; <c>--sizes</c>: their numbers
/// are of all sizes, from 1e-240 to 1e240, in single precision 1e-24 to 1e24. <c>--file path</c>: failing programs are appended there. <c>--jobs N</c>: as many at a time. <c>--features list</c>: turns constructs on, or off
/// with a minus. <c>--plain</c>: the programs and their references only, without the generator. <c>--quiet</c>: no line for each refused program.
/// </summary>
internal static class Program
{
    private const int PerAssembly = 200;
    private const int Shrunk = 40;
    private const int FreshPrograms = 500;
    private const int FreshSources = 300;

    private static string[] s_arguments = [];

    public static int Main(string[] arguments)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        s_arguments = arguments;
        ulong seed = Option("--seed") is { } s ? ulong.Parse(s, CultureInfo.InvariantCulture) : FreshSeed();
        string? file = Option("--file");
        int jobs = Number("--jobs") ?? Environment.ProcessorCount;
        if (Option("--features") is { } features)
        {
            Features.Switch(features);
        }

        if (Option("--show") is { } shown)
        {
            RandomProgram program = File.Exists(shown) ? RandomProgram.Parse(File.ReadAllText(shown), seed) : ProgramWriter.Write(ulong.Parse(shown, CultureInfo.InvariantCulture));
            Console.WriteLine(program.Source);
            Console.WriteLine(Batch.Companions(program));
            Console.WriteLine(Batch.Run([program], Is("--plain"))[0]);
            return 0;
        }

        if (Number("--slowest") is { } timed)
        {
            Slowest(seed, timed);
            return 0;
        }

        if (Number("--batches") is { } batches)
        {
            return Math.Min(1, BatchPrograms.Run(seed, batches, jobs, file));
        }

        if (Number("--loops") is { } loops)
        {
            LoopSubject.OfAllSizes = Is("--sizes");
            return Math.Min(1, LoopPrograms.Run(seed, loops, jobs, file));
        }

        if (Is("--ci"))
        {
            int wrong = Fuzz(seed, FreshPrograms, jobs, file).Wrong, failures = Arbitrary.Run(seed, FreshSources, jobs, file);
            Console.WriteLine($"{FreshPrograms + FreshSources - wrong - failures} passed, {wrong + failures} failed");
            return wrong + failures == 0 ? 0 : 1;
        }

        return Number("--arbitrary") is { } arbitrary
            ? Math.Min(1, Arbitrary.Run(seed, arbitrary, jobs, file))
            : Math.Min(1, Fuzz(seed, Number("--count") ?? FreshPrograms, jobs, file).Wrong);
    }

    /// <summary>One seed a commit: fresh programs for each, and the same ones for whoever runs it again. Where there is no repository, of the clock.</summary>
    private static ulong FreshSeed()
    {
        try
        {
            using var git = Process.Start(new ProcessStartInfo("git", "rev-parse HEAD") { RedirectStandardOutput = true, RedirectStandardError = true });
            string commit = git?.StandardOutput.ReadToEnd().Trim() ?? "";
            if (commit.Length >= 15)
            {
                return ulong.Parse(commit.AsSpan(0, 15), NumberStyles.HexNumber, CultureInfo.InvariantCulture) % 1_000_000_000;
            }
        }
        catch (System.ComponentModel.Win32Exception)
        {
        }

        return (ulong)Stopwatch.GetTimestamp() % 1_000_000_000;
    }

    private static bool Is(string name) => Array.IndexOf(s_arguments, name) >= 0;

    private static string? Option(string name)
    {
        int at = Array.IndexOf(s_arguments, name);
        return at >= 0 && at + 1 < s_arguments.Length ? s_arguments[at + 1] : null;
    }

    private static int? Number(string name) => Option(name) is { } value ? int.Parse(value, CultureInfo.InvariantCulture) : null;

    private static Tally Fuzz(ulong seed, int count, int jobs, string? file)
    {
        var watch = Stopwatch.StartNew();
        var tally = new Tally();
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        bool plain = Is("--plain"), quiet = Is("--quiet");
        int shrunk = 0;
        object gate = new();
        Console.WriteLine($"random programs, seeds {seed} to {seed + (ulong)count - 1}; off: {string.Join(", ", Features.Off)}");
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(0, (count + PerAssembly - 1) / PerAssembly), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = jobs },
            batch =>
            {
                RandomProgram[] programs = Enumerable.Range(batch * PerAssembly, Math.Min(PerAssembly, count - (batch * PerAssembly))).Select(i => ProgramWriter.Write(seed + (ulong)i)).ToArray();
                Verdict[] verdicts = Batch.Run(programs, plain);
                var open = new List<(RandomProgram, Verdict)>();
                lock (gate)
                {
                    for (int i = 0; i < programs.Length; i++)
                    {
                        Verdict verdict = verdicts[i];
                        tally.Add(programs[i], verdict);
                        if (verdict.Kink)
                        {
                            Console.WriteLine($"kink? seed {programs[i].Seed}: {verdict.Message}");
                        }

                        if (verdict.Outcome == Outcome.Right)
                        {
                            continue;
                        }

                        string kind = Shrinker.Kind(verdict);
                        kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                        if (verdict.IsWrong || !quiet)
                        {
                            Console.WriteLine($"{verdict.Outcome}: seed {programs[i].Seed}: {verdict.Message.ReplaceLineEndings(" ")} {verdict.Detail.Split('\n')[0]}");
                        }

                        if (kinds[kind] <= 3 && shrunk < Shrunk && !plain && verdict is { IsWrong: true, Outcome: not Outcome.Hangs })
                        {
                            shrunk++;
                            open.Add((programs[i], verdict));
                        }
                    }

                    Console.WriteLine($"{tally.Done} of {count}, {watch.Elapsed.TotalSeconds:0} s, {tally.Wrong} wrong");
                }

                foreach ((RandomProgram program, Verdict verdict) in open)
                {
                    (RandomProgram small, Verdict how) = Shrinker.Shrink(program, verdict, TimeSpan.FromSeconds(60));
                    string text = $"=== {how.Outcome}, seed {program.Seed}: {how.Message}\n{how.Detail.Split('\n')[0]}\n{small.Source}\n";
                    lock (gate)
                    {
                        Console.WriteLine(text);
                        if (file is not null)
                        {
                            File.AppendAllText(file, text);
                        }
                    }
                }
            });

        Console.WriteLine();
        Console.WriteLine($"{count} random programs, seeds {seed} to {seed + (ulong)count - 1}, {watch.Elapsed.TotalSeconds:0} s, {count / watch.Elapsed.TotalSeconds:0} in a second");
        Console.WriteLine("processor time in seconds: " + string.Join(", ", Batch.Times.Select(t => $"{t.Key} {t.Value:0}")));
        tally.Print();
        return tally;
    }

    /// <summary>The programs that take the generator longest.</summary>
    private static void Slowest(ulong seed, int count)
    {
        var times = new List<(ulong Seed, double Time, int Size, int Generated)>();
        for (ulong i = 0; i < (ulong)count; i++)
        {
            RandomProgram program = ProgramWriter.Write(seed + i);
            var watch = Stopwatch.StartNew();
            int generated = 0;
            var thread = new System.Threading.Thread(() => generated = Batch.Companions(program).Length) { IsBackground = true };
            thread.Start();
            if (!thread.Join(TimeSpan.FromSeconds(20)))
            {
                Console.WriteLine($"seed {program.Seed} takes longer than 20 s");
            }

            times.Add((seed + i, watch.Elapsed.TotalMilliseconds, program.Source.Length, generated));
        }

        int[] sizes = [.. times.Select(t => t.Generated).Order()];
        Console.WriteLine($"{times.Average(t => t.Time):0} ms on average, {times.Average(t => t.Size):0} characters to {times.Average(t => t.Generated):0}, median {sizes[sizes.Length / 2]}");
        foreach ((ulong slow, double time, int size, int generated) in times.OrderByDescending(t => t.Time).Take(10))
        {
            Console.WriteLine($"seed {slow}: {time:0} ms, {size} characters to {generated}");
        }
    }
}
