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
/// <c>--seed S --count N</c>: N random programs. <c>--arbitrary N</c>: N arbitrary sources through the generator. <c>--show S</c>: one program, of a
/// seed or a file, and its companions. <c>--file path</c>: failing programs are appended there.
/// </summary>
internal static class Program
{
    private const int PerAssembly = 100;
    private const int Shrunk = 40;

    public static int Main(string[] arguments)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.InvariantCulture;
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        ulong seed = Option("--seed") is { } s ? ulong.Parse(s, CultureInfo.InvariantCulture) : (ulong)Stopwatch.GetTimestamp() % 1_000_000_000;
        string? file = Option("--file");
        if (Option("--show") is { } shown)
        {
            RandomProgram program = File.Exists(shown) ? RandomProgram.Parse(File.ReadAllText(shown), seed) : ProgramWriter.Write(ulong.Parse(shown, CultureInfo.InvariantCulture));
            Console.WriteLine(program.Source);
            Console.WriteLine(Batch.Companions(program));
            Console.WriteLine(Batch.Run([program])[0]);
            return 0;
        }

        if (Option("--slowest") is { } timed)
        {
            Slowest(seed, int.Parse(timed, CultureInfo.InvariantCulture));
            return 0;
        }

        if (Option("--arbitrary") is { } arbitrary)
        {
            return Arbitrary.Run(seed, int.Parse(arbitrary, CultureInfo.InvariantCulture), file);
        }

        return Fuzz(seed, Option("--count") is { } count ? int.Parse(count, CultureInfo.InvariantCulture) : 500, file);

        string? Option(string name)
        {
            int at = Array.IndexOf(arguments, name);
            return at >= 0 && at + 1 < arguments.Length ? arguments[at + 1] : null;
        }
    }

    private static int Fuzz(ulong seed, int count, string? file)
    {
        var watch = Stopwatch.StartNew();
        var outcomes = new SortedDictionary<Outcome, int>();
        var constructs = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var kinds = new Dictionary<string, int>(StringComparer.Ordinal);
        var messages = new SortedDictionary<string, int>(StringComparer.Ordinal);
        int smooth = 0, ill = 0, throwing = 0, infinite = 0, kinks = 0, flat = 0, done = 0, shrunk = 0, wrong = 0;
        object gate = new();
        Console.WriteLine($"seeds {seed} to {seed + (ulong)count - 1}");
        Parallel.ForEach(
            Partitioner.Create(Enumerable.Range(0, (count + PerAssembly - 1) / PerAssembly), EnumerablePartitionerOptions.NoBuffering),
            new ParallelOptions { MaxDegreeOfParallelism = Math.Max(1, Environment.ProcessorCount) },
            batch =>
            {
                RandomProgram[] programs = Enumerable.Range(batch * PerAssembly, Math.Min(PerAssembly, count - (batch * PerAssembly))).Select(i => ProgramWriter.Write(seed + (ulong)i)).ToArray();
                Verdict[] verdicts = Batch.Run(programs);
                var open = new List<(RandomProgram, Verdict)>();
                lock (gate)
                {
                    for (int i = 0; i < programs.Length; i++)
                    {
                        Verdict verdict = verdicts[i];
                        outcomes[verdict.Outcome] = outcomes.GetValueOrDefault(verdict.Outcome) + 1;
                        smooth += verdict.Smooth ? 1 : 0;
                        ill += verdict.IllConditioned ? 1 : 0;
                        throwing += verdict.Throwing ? 1 : 0;
                        infinite += verdict.NotFinite ? 1 : 0;
                        flat += verdict.Flat ? 1 : 0;
                        kinks += verdict.Kink ? 1 : 0;
                        wrong += verdict.IsWrong ? 1 : 0;
                        if (verdict.Outcome == Outcome.Right)
                        {
                            foreach ((string construct, int times) in programs[i].Constructs)
                            {
                                constructs[construct] = constructs.GetValueOrDefault(construct) + times;
                            }
                        }

                        if (verdict.Throwing && Environment.GetEnvironmentVariable("FUZZ_INVALID") is not null)
                        {
                            Console.WriteLine($"throwing: seed {programs[i].Seed}: {verdict.Message}");
                        }

                        if (verdict.Kink)
                        {
                            Console.WriteLine($"kink? seed {programs[i].Seed}: {verdict.Message}");
                        }

                        if (verdict.Outcome is not Outcome.Right)
                        {
                            string kind = Shrinker.Kind(verdict);
                            string message = kind + (verdict.Outcome == Outcome.Invalid ? " " + verdict.Message.Split('\'')[0] : "");
                            messages[message] = messages.GetValueOrDefault(message) + 1;
                            if (verdict.Outcome != Outcome.Invalid || Environment.GetEnvironmentVariable("FUZZ_INVALID") is not null)
                            {
                                kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
                                Console.WriteLine($"{verdict.Outcome}: seed {programs[i].Seed}: {verdict.Message.ReplaceLineEndings(" ")} {verdict.Detail.Split('\n')[0]}");
                                if (kinds[kind] <= 3 && shrunk < Shrunk && verdict is { IsWrong: true, Outcome: not Outcome.Hangs })
                                {
                                    shrunk++;
                                    open.Add((programs[i], verdict));
                                }
                            }
                        }
                    }

                    done += programs.Length;
                    Console.WriteLine($"{done} of {count}, {watch.Elapsed.TotalSeconds:0} s, {wrong} wrong");
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
        Console.WriteLine($"{count} programs, seeds {seed} to {seed + (ulong)count - 1}, {watch.Elapsed.TotalSeconds:0} s");
        int right = outcomes.GetValueOrDefault(Outcome.Right);
        Console.WriteLine($"right {right}; smooth {smooth} ({Share(smooth, right)}), ill-conditioned {ill} ({Share(ill, right)}), throwing {throwing}, not finite {infinite}, derivative zero {flat}, kinks {kinks}");
        Console.WriteLine(string.Join(", ", outcomes.Select(o => $"{o.Key} {o.Value}")));
        foreach ((string message, int times) in messages.OrderByDescending(m => m.Value))
        {
            Console.WriteLine($"{times,7} {message}");
        }

        Console.WriteLine("constructs in the right ones: " + string.Join(", ", constructs.Select(c => $"{c.Key} {c.Value}")));
        return wrong == 0 ? 0 : 1;
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

        Console.WriteLine($"{times.Average(t => t.Time):0} ms on average, {times.Average(t => t.Size):0} characters to {times.Average(t => t.Generated):0}");
        foreach ((ulong slow, double time, int size, int generated) in times.OrderByDescending(t => t.Time).Take(10))
        {
            Console.WriteLine($"seed {slow}: {time:0} ms, {size} characters to {generated}");
        }
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : (100.0 * part / whole).ToString("0.0", CultureInfo.InvariantCulture) + " %";
}
