using System;
using System.Collections.Generic;
using System.IO;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Times functions of spans beside loops over their elements, and prints a Markdown table.</summary>
internal static class SpanTable
{
    /// <param name="writer">Where to print.</param>
    /// <param name="comparisons">The rows.</param>
    /// <param name="announce">Is told which function is timed.</param>
    public static void Write(TextWriter writer, IReadOnlyList<SpanComparison> comparisons, Action<string> announce)
    {
        writer.WriteLine();
        writer.WriteLine("| function | elements | loop | spans | loop / spans | gradient: loop | spans | loop / spans |");
        writer.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (SpanComparison row in comparisons)
        {
            announce(row.Name);
            row.Check();
            double[] least = Rounds.Least([row.Loop, row.Span, row.LoopGradient, row.SpanGradient]);
            writer.WriteLine($"| {row.Name} | {row.Count} | {TimingTable.Duration(least[0])} | {TimingTable.Duration(least[1])} | {TimingTable.Ratio(least[0], least[1])} | {TimingTable.Duration(least[2])} | {TimingTable.Duration(least[3])} | {TimingTable.Ratio(least[2], least[3])} |");
        }
    }
}
