using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Numerics;
using DiffGen.Benchmarks.Cases;
using DiffGen.Benchmarks.Harness;

namespace DiffGen.Benchmarks;

/// <summary>
/// Times generated derivatives as multiples of the method itself and of the gradient by hand. The table goes to standard output, remarks to
/// standard error.
/// </summary>
internal static class Program
{
    private static int Main(string[] args)
    {
        if (args.Length > 0)
        {
            Console.Error.WriteLine("Usage: DiffGen.Benchmarks (no options)");
            return 2;
        }

        Console.Error.WriteLine("Tiered compilation is off: every method is fully optimised at its first call.");
        if (AllowedProcessors() > 1)
        {
            Console.Error.WriteLine("The process may move between processors; pinned to one the times are steadier: taskset -c 1 dotnet run -c Release --project benchmarks/DiffGen.Benchmarks");
        }

        List<Timing> timings = [];
        foreach (Problem problem in SurfaceProblems.All().Concat(DigitProblems.All()).Concat(LoopProblems.All()).Concat(ElementwiseProblems.All()))
        {
            Console.Error.WriteLine($"{problem.Name} ...");
            problem.Check();
            timings.Add(Timing.Of(problem));
        }

        TimingTable.Write(Console.Out, timings);
        return 0;
    }

    private static int AllowedProcessors()
    {
        return OperatingSystem.IsLinux() || OperatingSystem.IsWindows()
            ? BitOperations.PopCount((ulong)Process.GetCurrentProcess().ProcessorAffinity)
            : Environment.ProcessorCount;
    }
}
