using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;

namespace DiffGen.Benchmarks.Harness;

/// <summary>
/// Second calls of the gradients, in fresh processes with the runtime's own settings (tiered compilation and profiles on): what a program meets that calls a
/// gradient twice.
/// </summary>
internal static class SecondCalls
{
    private const int Processes = 3;

    /// <summary>Prints the seconds of each problem's second call.</summary>
    public static void Write(TextWriter writer, IEnumerable<Problem> problems)
    {
        foreach (Problem problem in problems)
        {
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Timing.OfSecondCall(problem):R}\t{problem.Name}"));
        }
    }

    /// <summary>The least seconds of the second call over some processes, by the names of the problems.</summary>
    /// <param name="arguments">Arguments of this program that make it <see cref="Write"/>.</param>
    /// <exception cref="InvalidOperationException">A process failed.</exception>
    public static Dictionary<string, double> Measure(IEnumerable<string> arguments)
    {
        Dictionary<string, double> least = [];
        string host = Environment.ProcessPath!;
        bool isHosted = Path.GetFileNameWithoutExtension(host) == "dotnet";
        ProcessStartInfo start = new(host, isHosted ? arguments.Prepend(typeof(SecondCalls).Assembly.Location) : arguments) { RedirectStandardOutput = true };
        start.Environment["DOTNET_TieredCompilation"] = "1";
        start.Environment["DOTNET_TieredPGO"] = "1";
        for (int i = 0; i < Processes; i++)
        {
            using Process process = Process.Start(start)!;
            while (process.StandardOutput.ReadLine() is { } line)
            {
                string[] columns = line.Split('\t', 2);
                double seconds = double.Parse(columns[0], CultureInfo.InvariantCulture);
                least[columns[1]] = Math.Min(least.GetValueOrDefault(columns[1], double.PositiveInfinity), seconds);
            }

            process.WaitForExit();
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException("The process that times second calls failed.");
            }
        }

        return least;
    }
}
