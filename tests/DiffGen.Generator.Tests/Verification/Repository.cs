using System;
using System.IO;

namespace DiffGen.Generator.Tests.Verification;

/// <summary>Where the sources lie that the tests read.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>DiffGen.sln</c>.</summary>
    public static string Root { get; } = FindRoot();

    public static string GoldenFolder => Path.Combine(Root, "tests", "DiffGen.Generator.Tests", "Golden");

    public static string GeneratorFolder => Path.Combine(Root, "src", "DiffGen.Generator");

    public static string GradientTestsFolder => Path.Combine(Root, "tests", "DiffGen.Gradient.Tests");

    // Not [CallerFilePath]: paths of deterministic builds are mapped.
    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "DiffGen.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No DiffGen.sln above {AppContext.BaseDirectory}.");
    }
}
