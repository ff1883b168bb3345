using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Times simulations and estimates of gradients of their expectations, and prints how many there are in a second as a Markdown table.</summary>
internal static class SimulationTable
{
    /// <param name="writer">Where to print.</param>
    /// <param name="simulations">The rows.</param>
    /// <param name="announce">Is told which simulation is timed.</param>
    public static void Write(TextWriter writer, IReadOnlyList<Simulation> simulations, Action<string> announce)
    {
        writer.WriteLine();
        writer.WriteLine("| method | one | in a second | estimate of the gradient | one | in a second | estimate / simulation | bytes |");
        writer.WriteLine("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |");
        foreach (Simulation simulation in simulations)
        {
            announce(simulation.Name);
            simulation.Check();
            double[] least = Rounds.Least([simulation.Run, .. simulation.Estimates.Select(estimate => estimate.Run)]);
            for (int i = 0; i < simulation.Estimates.Count; i++)
            {
                (string name, Func<int, double> run) = simulation.Estimates[i];
                string first = i == 0 ? $"{simulation.Name} | {TimingTable.Duration(least[0])} | {PerSecond(least[0])}" : " | | ";
                writer.WriteLine($"| {first} | {name} | {TimingTable.Duration(least[i + 1])} | {PerSecond(least[i + 1])} | {TimingTable.Ratio(least[i + 1], least[0])} | {Rounds.AllocatedBy(run).ToString(CultureInfo.InvariantCulture)} |");
            }
        }
    }

    private static string PerSecond(double seconds)
    {
        double count = 1 / seconds, unit = Math.Pow(10, Math.Max(0, Math.Floor(Math.Log10(count)) - 2));
        return (Math.Round(count / unit) * unit).ToString("N0", CultureInfo.InvariantCulture);
    }
}
