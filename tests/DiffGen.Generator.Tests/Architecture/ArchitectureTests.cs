using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Xunit;

namespace DiffGen.Generator.Tests.Architecture;

/// <summary>The rules of the house that a compiler cannot see.</summary>
public partial class ArchitectureTests
{
    private static readonly string[] s_mayKnowRoslyn = ["Frontend/", "Diagnostics/", "DifferentiableGenerator.cs", "Pipeline.cs"];

    /// <summary>What comes after the front end works on plain data, which is what makes its steps cacheable.</summary>
    [Fact]
    public void Only_the_front_end_knows_Roslyn()
    {
        IEnumerable<string> offenders = Sources()
            .Where(file => !s_mayKnowRoslyn.Any(allowed => file.Path.StartsWith(allowed, StringComparison.Ordinal)) && file.Text.Contains("Microsoft.CodeAnalysis", StringComparison.Ordinal))
            .Select(file => file.Path);
        Assert.Empty(offenders);
    }

    /// <summary>The front end does not look at what comes after it.</summary>
    [Fact]
    public void The_front_end_does_not_know_the_passes()
    {
        string[] passes = ["Normalize", "Analysis", "Differentiate", "Checkpoint", "Simplify", "Vectorize", "Split", "Emit"];
        IEnumerable<string> offenders =
            from file in Sources()
            where file.Path.StartsWith("Frontend/", StringComparison.Ordinal)
            from pass in passes
            where file.Text.Contains($"DiffGen.Generator.{pass}", StringComparison.Ordinal)
            select $"{file.Path} uses {pass}";
        Assert.Empty(offenders);
    }

    /// <summary>The IR and the table of primitives are at the bottom: they use nothing of the compiler but each other.</summary>
    [Theory]
    [InlineData("Ir/", "Ir|Primitives")]
    [InlineData("Primitives/", "Ir|Primitives")]
    public void The_bottom_uses_nothing_above_it(string folder, string allowed)
    {
        IEnumerable<string> offenders =
            from file in Sources()
            where file.Path.StartsWith(folder, StringComparison.Ordinal)
            from Match used in UsedNamespace().Matches(file.Text)
            where !Regex.IsMatch(used.Groups["name"].Value, $"^({allowed})$")
            select $"{file.Path} uses {used.Groups["name"].Value}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void The_assembly_needs_nothing_but_Roslyn_and_netstandard()
    {
        string[] allowed = ["netstandard", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp", "System.Collections.Immutable", "System.Memory", "System.Runtime.CompilerServices.Unsafe"];
        IEnumerable<string> references = typeof(DifferentiableGenerator).Assembly.GetReferencedAssemblies().Select(reference => reference.Name!);
        Assert.Empty(references.Except(allowed));
    }

    /// <summary>What compares by reference in an incremental step is never equal to what it was.</summary>
    [Fact]
    public void There_is_no_mutable_static_state()
    {
        IEnumerable<string> offenders =
            from type in typeof(DifferentiableGenerator).Assembly.GetTypes()
            where !type.Name.StartsWith('<')
            from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            where !field.IsInitOnly && !field.IsLiteral && !field.Name.Contains('<', StringComparison.Ordinal)
            select $"{type.Name}.{field.Name}";
        Assert.Empty(offenders);
    }

    [Fact]
    public void Every_descriptor_has_a_row_in_the_release_notes_of_analyzers()
    {
        string releases = File.ReadAllText(Path.Combine(Repository.GeneratorFolder, "AnalyzerReleases.Shipped.md")) + File.ReadAllText(Path.Combine(Repository.GeneratorFolder, "AnalyzerReleases.Unshipped.md"));
        IEnumerable<string> ids = DiffGen.Generator.Diagnostics.Descriptors.All.Select(descriptor => descriptor.Id);
        Assert.All(ids, id => Assert.Contains(id, releases, StringComparison.Ordinal));
    }

    private static IEnumerable<(string Path, string Text)> Sources() =>
        Directory.EnumerateFiles(Repository.GeneratorFolder, "*.cs", SearchOption.AllDirectories)
            .Select(path => (Path: Path.GetRelativePath(Repository.GeneratorFolder, path).Replace('\\', '/'), Text: File.ReadAllText(path)))
            .Where(file => !file.Path.StartsWith("obj/", StringComparison.Ordinal) && !file.Path.StartsWith("bin/", StringComparison.Ordinal));

    [GeneratedRegex(@"using (static )?DiffGen\.Generator\.(?<name>\w+)")]
    private static partial Regex UsedNamespace();
}
