using System;

namespace DiffGen.Benchmarks;

/// <summary>What the program is asked to do.</summary>
/// <param name="DataFolder">Where inputs with reference gradients lie.</param>
/// <param name="Filter">A part of the names of the problems to run.</param>
/// <param name="SecondCalls">To print the second call's time of each problem and nothing else: the program calls itself so, with tiered compilation on.</param>
internal sealed record BenchmarkOptions(string? DataFolder, string Filter, bool SecondCalls)
{
    public const string SecondCallsOption = "--second-calls";

    public const string Usage = """
        Usage: DiffGen.Benchmarks [--data <folder>] [--filter <part of a name>]
          --data    a folder of inputs with reference gradients (*.dgb), compared with; without it the benchmark makes its own numbers
          --filter  runs the problems whose names contain this
        """;

    /// <summary>Null where the arguments are not understood.</summary>
    public static BenchmarkOptions? Parse(string[] args)
    {
        BenchmarkOptions options = new(null, "", false);
        for (int i = 0; i < args.Length; i++)
        {
            bool hasNext = i + 1 < args.Length;
            switch (args[i])
            {
                case "--data" when hasNext:
                    options = options with { DataFolder = args[++i] };
                    break;
                case "--filter" when hasNext:
                    options = options with { Filter = args[++i] };
                    break;
                case SecondCallsOption:
                    options = options with { SecondCalls = true };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }

    public bool Includes(string name) => name.Contains(Filter, StringComparison.OrdinalIgnoreCase);
}
