using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Prints timings as a Markdown table, with the machine and the day.</summary>
internal static class TimingTable
{
    public static void Write(TextWriter writer, IEnumerable<Timing> timings)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Machine()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}."));
        writer.WriteLine();
        writer.WriteLine("| benchmark | method | gradient / method | JVP / method | gradient by hand / method | gradient / by hand |");
        writer.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (Timing timing in timings)
        {
            writer.WriteLine($"| {timing.Name} | {Duration(timing.Method)} | {Ratio(timing.Gradient, timing.Method)} | {Ratio(timing.Jvp, timing.Method)} | {Ratio(timing.ByHand, timing.Method)} | {Ratio(timing.Gradient, timing.ByHand)} |");
        }
    }

    private static string Ratio(double numerator, double denominator)
    {
        return (numerator / denominator).ToString("0.00", CultureInfo.InvariantCulture);
    }

    private static string Duration(double seconds)
    {
        (double value, string unit) = seconds switch
        {
            < 1e-6 => (seconds * 1e9, "ns"),
            < 1e-3 => (seconds * 1e6, "µs"),
            _ => (seconds * 1e3, "ms"),
        };
        return value.ToString("0.00", CultureInfo.InvariantCulture) + " " + unit;
    }

    private static string Machine()
    {
        const string Cpus = "/proc/cpuinfo";
        string? model = File.Exists(Cpus)
            ? File.ReadLines(Cpus).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':', 2)[1].Trim()
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER");
        int bits = Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 128;
        return $"{model ?? "unknown processor"} ({RuntimeInformation.ProcessArchitecture}, {bits}-bit vectors)";
    }
}
