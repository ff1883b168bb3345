using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Prints what each loop saves for the reverse sweep (DG3002, from the log that the compiler left beside the program) and what one would save by hand.</summary>
internal static partial class SavedBytesTable
{
    private const string Log = "diagnostics.sarif";

    /// <param name="writer">Where to print.</param>
    /// <param name="handCounts">For each source file the bytes that each of its loops saves by hand, per iteration, in the order of the loops.</param>
    /// <exception cref="InvalidOperationException">A file has other loops than there are counts.</exception>
    public static void Write(TextWriter writer, IReadOnlyDictionary<string, int[]> handCounts)
    {
        Dictionary<(string File, int Line), int> saved = [];
        foreach ((string file, int line, int bytes) in Reported())
        {
            saved[(file, line)] = bytes;
        }

        writer.WriteLine();
        writer.WriteLine("| loop | bytes saved per iteration | by hand |");
        writer.WriteLine("| --- | ---: | ---: |");
        foreach ((string file, int[] counts) in handCounts)
        {
            (int Line, string Text)[] loops = [.. File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Models", file)).Select((text, index) => (Line: index + 1, Text: text.Trim())).Where(line => LoopStart().IsMatch(line.Text))];
            if (loops.Length != counts.Length)
            {
                throw new InvalidOperationException($"{file} has {loops.Length} loops, and {counts.Length} counts by hand.");
            }

            for (int i = 0; i < loops.Length; i++)
            {
                int bytes = saved.GetValueOrDefault((file, loops[i].Line));
                if (bytes != 0 || counts[i] != 0)
                {
                    writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {Path.GetFileNameWithoutExtension(file)}, line {loops[i].Line}: `{loops[i].Text}` | {bytes} | {counts[i]} |"));
                }
            }
        }
    }

    private static IEnumerable<(string File, int Line, int Bytes)> Reported()
    {
        using FileStream stream = File.OpenRead(Path.Combine(AppContext.BaseDirectory, Log));
        using JsonDocument document = JsonDocument.Parse(stream);
        foreach (JsonElement result in document.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray())
        {
            if (result.GetProperty("ruleId").GetString() == "DG3002")
            {
                JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
                Match bytes = SavedBytes().Match(result.GetProperty("message").GetProperty("text").GetString()!);
                yield return (
                    Path.GetFileName(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!),
                    place.GetProperty("region").GetProperty("startLine").GetInt32(),
                    int.Parse(bytes.Groups[1].Value, CultureInfo.InvariantCulture));
            }
        }
    }

    [GeneratedRegex(@"^Each iteration saves (\d+) bytes?")]
    private static partial Regex SavedBytes();

    [GeneratedRegex(@"^(for|foreach|while|do)\b")]
    private static partial Regex LoopStart();
}
