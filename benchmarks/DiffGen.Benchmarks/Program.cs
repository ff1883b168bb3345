using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Numerics;
using DiffGen.Benchmarks.Cases;
using DiffGen.Benchmarks.Harness;

namespace DiffGen.Benchmarks;

/// <summary>
/// Times generated derivatives as multiples of the method itself, of the gradient by hand and of C++. The tables go to standard output, remarks to
/// standard error.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (BenchmarkOptions.Parse(args) is not { } options)
        {
            Console.Error.WriteLine(BenchmarkOptions.Usage);
            return 2;
        }

        if (options.SecondCalls)
        {
            SecondCalls.Write(Console.Out, Problems(options, []));
            return 0;
        }

        Console.Error.WriteLine("Tiered compilation is off: every method is fully optimised at its first call.");
        if (AllowedProcessors() > 1)
        {
            Console.Error.WriteLine("The process may move between processors; pinned to one the times are steadier: taskset -c 1 dotnet run -c Release --project benchmarks/DiffGen.Benchmarks");
        }

        TimingTable.WriteHeading(Console.Out);
        List<Timing> timings = [];
        Problem[] problems = [.. Problems(options, [])];
        foreach (Problem problem in problems.Length > 0 ? Problems(options, NativeBuild.All(Console.Error)) : [])
        {
            Console.Error.WriteLine($"{problem.Name} ...");
            problem.Check();
            timings.Add(Timing.Of(problem));
        }

        if (timings.Count > 0)
        {
            Console.Error.WriteLine("second calls ...");
            Dictionary<string, double> secondCalls = SecondCalls.Measure([BenchmarkOptions.SecondCallsOption, .. args]);
            TimingTable.Write(Console.Out, timings, secondCalls);
            TimingTable.WriteNative(Console.Out, timings);
        }

        Simulation[] simulations = [.. Simulations.All().Where(simulation => options.Includes(simulation.Name))];
        if (simulations.Length > 0)
        {
            SimulationTable.Write(Console.Out, simulations, name => Console.Error.WriteLine($"{name} ..."));
        }

        SpanComparison[] comparisons = [.. LogProbabilities.All().Where(comparison => options.Includes(comparison.Name))];
        if (comparisons.Length > 0)
        {
            SpanTable.Write(Console.Out, comparisons, name => Console.Error.WriteLine($"{name} ..."));
        }

        if (options.Filter.Length == 0)
        {
            SavedBytesTable.Write(Console.Out, HandCounts.ByFile);
        }

        return 0;
    }

    private static IEnumerable<Problem> Problems(BenchmarkOptions options, IReadOnlyList<NativeBuild> natives)
    {
        return SurfaceProblems.All()
            .Concat(DigitProblems.All())
            .Concat(LoopProblems.All())
            .Concat(ElementwiseProblems.All(natives))
            .Concat(Workloads.All(options.DataFolder).Select(workload => workload.ToProblem(natives)))
            .Where(problem => options.Includes(problem.Name));
    }

    private static int AllowedProcessors()
    {
        return OperatingSystem.IsLinux() || OperatingSystem.IsWindows()
            ? BitOperations.PopCount((ulong)Process.GetCurrentProcess().ProcessorAffinity)
            : Environment.ProcessorCount;
    }
}
