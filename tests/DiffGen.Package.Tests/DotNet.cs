using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Threading.Tasks;

namespace DiffGen.Package.Tests;

/// <summary>Runs the SDK's command line.</summary>
internal static class DotNet
{
    /// <summary>What a command printed, both streams together.</summary>
    public sealed record Result(int ExitCode, string Output);

    /// <summary>Runs a command without the build servers and settings of the run that the tests themselves are part of.</summary>
    public static async Task<Result> Run(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        // What `dotnet test` sets for its own MSBuild would reach into the projects that are built here.
        foreach (string name in (string[])["MSBuildSDKsPath", "MSBuildExtensionsPath", "MSBUILD_EXE_PATH", "MSBuildLoadMicrosoftTargetsReadOnly"])
        {
            start.Environment.Remove(name);
        }

        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }

        using Process process = Process.Start(start) ?? throw new InvalidOperationException("dotnet does not start.");
        Task<string> output = process.StandardOutput.ReadToEndAsync(), errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Result(process.ExitCode, await output + await errors);
    }

    /// <summary>Runs a command that must succeed.</summary>
    public static async Task<string> Succeed(string folder, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        Result result = await Run(folder, environment, arguments);
        return result.ExitCode == 0
            ? result.Output
            : throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} ended with {result.ExitCode}:\n{result.Output}");
    }

    /// <summary>The folder of the solution that the tests belong to.</summary>
    public static string SolutionFolder { get; } = FindSolution();

    private static string FindSolution()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DiffGen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException("The tests do not run from a folder below DiffGen.sln.");
    }
}
