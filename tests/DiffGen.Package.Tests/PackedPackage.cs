using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading.Tasks;
using Xunit;

namespace DiffGen.Package.Tests;

/// <summary>The package, packed once for all tests from what the solution has built, and a folder beside it for projects that use it.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
#if DEBUG
    /// <summary>The configuration that the solution is built in.</summary>
    internal const string Configuration = "Debug";
#else
    /// <summary>The configuration that the solution is built in.</summary>
    internal const string Configuration = "Release";
#endif

    /// <summary>A folder of its own below the temporary one.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("diffgen-package-").FullName;

    /// <summary>The version that was packed: never one that a cache has seen.</summary>
    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    /// <summary>The packed file.</summary>
    public string File => Path.Combine(Folder, "feed", $"DiffGen.{Version}.nupkg");

    /// <summary>The environment of a project that uses the package: a package folder of its own, fed from the user's where that has what is needed.</summary>
    public IReadOnlyDictionary<string, string> Environment => new Dictionary<string, string>
    {
        ["NUGET_PACKAGES"] = Path.Combine(Folder, "packages"),
    };

    public async Task InitializeAsync()
    {
        // Without a build: it has just been built, and another one at the same time would write the same files.
        await DotNet.Succeed(
            DotNet.SolutionFolder,
            new Dictionary<string, string>(),
            "pack",
            Path.Combine("src", "DiffGen.Runtime", "DiffGen.Runtime.csproj"),
            "--no-build",
            "--configuration",
            Configuration,
            "--output",
            Path.Combine(Folder, "feed"),
            $"-p:PackageVersion={Version}",
            $"-p:NuspecOutputPath={Path.Combine(Folder, "nuspec")}{Path.DirectorySeparatorChar}");
        SeedPackages();
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>The folder that packages are restored from.</summary>
    public string Feed => Path.Combine(Folder, "feed");

    /// <summary>Makes a console project that uses the package, outside the solution, with warnings as errors.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="source">Its one source.</param>
    /// <param name="library">It is a library, which can be packed.</param>
    /// <param name="packages">Packages that it uses, in the version of ours.</param>
    public string CreateConsumer(string name, string source, bool library = false, params string[] packages)
    {
        string folder = Directory.CreateDirectory(Path.Combine(Folder, name)).FullName;
        Write("Directory.Build.props", "<Project />");
        Write("Directory.Build.targets", "<Project />");
        Write("Directory.Packages.props", "<Project />");
        Write(".editorconfig", "root = true\n");
        // The feed comes on top of the sources that the machine has; only DiffGen is looked for in it.
        Write("nuget.config", $"""
            <configuration>
              <packageSources>
                <add key="packed" value="{Path.Combine(Folder, "feed")}" />
              </packageSources>
            </configuration>
            """);
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <OutputType>{(library ? "Library" : "Exe")}</OutputType>
                <Version>{Version}</Version>
                <TargetFramework>net10.0</TargetFramework>
                <Nullable>enable</Nullable>
                <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
                <AnalysisLevel>latest-recommended</AnalysisLevel>
                <GenerateDocumentationFile>true</GenerateDocumentationFile>
                <UseAppHost>false</UseAppHost>
                <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="DiffGen" Version="{Version}" />
                {string.Concat(packages.Select(package => $"""<PackageReference Include="{package}" Version="{Version}" />"""))}
              </ItemGroup>
            </Project>
            """);
        Write("Program.cs", source);
        return folder;

        void Write(string file, string text) => System.IO.File.WriteAllText(Path.Combine(folder, file), text);
    }

    /// <summary>Copies what a consumer restores from the user's package folder, if it is there, so that nothing is downloaded again.</summary>
    private void SeedPackages()
    {
        string user = System.Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(System.Environment.GetFolderPath(System.Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        string tensors = Path.Combine(user, "system.numerics.tensors");
        if (!Directory.Exists(tensors))
        {
            return;
        }

        foreach (string file in Directory.EnumerateFiles(tensors, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(Environment["NUGET_PACKAGES"], Path.GetRelativePath(user, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            System.IO.File.Copy(file, copy);
        }
    }
}
