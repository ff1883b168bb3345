using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DiffGen.Benchmarks.Harness;

/// <summary>Prints timings as Markdown tables, with the machine and the day.</summary>
internal static class TimingTable
{
    /// <summary>A call that is shorter than this cannot be timed alone.</summary>
    private const double ShortestSecondCall = 2e-6;

    public static void WriteHeading(TextWriter writer)
    {
        writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd}, {Machine()}, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}."));
    }

    /// <param name="writer">Where to print.</param>
    /// <param name="timings">The rows.</param>
    /// <param name="secondCalls">Seconds of second calls, by the names of the rows.</param>
    public static void Write(TextWriter writer, IReadOnlyCollection<Timing> timings, IReadOnlyDictionary<string, double> secondCalls)
    {
        writer.WriteLine();
        writer.WriteLine("| benchmark | method | gradient / method | … without vectors | JVP / method | gradient by hand / method | gradient / by hand | second call / warm | bytes |");
        writer.WriteLine("| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
        foreach (Timing timing in timings)
        {
            double? second = timing.Gradient >= ShortestSecondCall ? secondCalls[timing.Name] : null;
            writer.WriteLine(
                $"| {timing.Name} | {Duration(timing.Method)} | {Ratio(timing.Gradient, timing.Method)} | {Ratio(timing.ScalarGradient, timing.Method)} | {Ratio(timing.Jvp, timing.Method)} " +
                $"| {Ratio(timing.ByHand, timing.Method)} | {Ratio(timing.Gradient, timing.ByHand)} | {Ratio(second, timing.Gradient)} | {timing.Allocated.ToString(CultureInfo.InvariantCulture)} |");
        }
    }

    /// <summary>Prints what ran beside C++.</summary>
    public static void WriteNative(TextWriter writer, IReadOnlyCollection<Timing> timings)
    {
        writer.WriteLine();
        writer.WriteLine("| benchmark | method in C++ | gradient in C++ | build | C++: gradient / method | gradient / C++ | … without vectors | by hand in C# / C++ |");
        writer.WriteLine("| --- | ---: | ---: | --- | ---: | ---: | ---: | ---: |");
        foreach (Timing timing in timings)
        {
            if (timing is { NativeMethod: { } method, NativeGradient: { } gradient })
            {
                writer.WriteLine(
                    $"| {timing.Name} | {Duration(method)} | {Duration(gradient)} | {timing.NativeBuild} | {Ratio(gradient, method)} " +
                    $"| {Ratio(timing.Gradient, gradient)} | {Ratio(timing.ScalarGradient, gradient)} | {Ratio(timing.ByHand, gradient)} |");
            }
        }
    }

    public static string Ratio(double? numerator, double denominator)
    {
        return numerator is { } number ? (number / denominator).ToString("0.00", CultureInfo.InvariantCulture) : "";
    }

    public static string Duration(double seconds)
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
