using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Threading.Tasks;
using System.Xml.Linq;
using Xunit;

namespace DiffGen.Package.Tests;

public sealed class PackageTests(PackedPackage package) : IClassFixture<PackedPackage>
{
    [Fact]
    public async Task A_program_that_has_only_the_package_prints_its_gradient()
    {
        string folder = package.CreateConsumer("Consumer", """
            using System;
            using System.Globalization;
            using DiffGen;

            Console.WriteLine(Model.SquareGradient(3).XGrad.ToString(CultureInfo.InvariantCulture));
            Console.WriteLine(Model.SquareGradient(3).Value.ToString(CultureInfo.InvariantCulture));

            internal static partial class Model
            {
                [Differentiable]
                public static double Square(double x) => x * x;
            }
            """);
        string output = await DotNet.Succeed(folder, package.Environment, "run", "--configuration", "Release");
        Assert.Equal(["6", "9"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
    }

    [Fact]
    public void It_holds_the_runtime_the_generator_the_code_fixes_and_the_readme()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        HashSet<string> entries = [.. archive.Entries.Select(e => e.FullName)];
        Assert.Superset(
            new HashSet<string>
            {
                "README.md",
                "lib/net10.0/DiffGen.Runtime.dll",
                "lib/net10.0/DiffGen.Runtime.xml",
                "lib/net9.0/DiffGen.Runtime.dll",
                "lib/net9.0/DiffGen.Runtime.xml",
                "analyzers/dotnet/cs/DiffGen.Generator.dll",
                "analyzers/dotnet/cs/DiffGen.CodeFixes.dll",
            },
            entries);
        // No compiler, and nothing else that would be loaded beside the generator.
        Assert.Equal(
            ["DiffGen.CodeFixes.dll", "DiffGen.Generator.dll"],
            entries.Where(e => e.StartsWith("analyzers/", StringComparison.Ordinal)).Select(e => Path.GetFileName(e)).Order(StringComparer.Ordinal));
        Assert.Equal(4, entries.Count(e => e.StartsWith("lib/", StringComparison.Ordinal)));
    }

    [Fact]
    public void It_depends_on_nothing_but_tensors()
    {
        using ZipArchive archive = ZipFile.OpenRead(package.File);
        using Stream stream = archive.GetEntry("DiffGen.nuspec")!.Open();
        XDocument nuspec = XDocument.Load(stream);
        XNamespace ns = nuspec.Root!.Name.Namespace;
        XElement metadata = nuspec.Root.Element(ns + "metadata")!;

        List<XElement> groups = [.. metadata.Element(ns + "dependencies")!.Elements(ns + "group")];
        Assert.Equal(["net10.0", "net9.0"], groups.Select(g => (string)g.Attribute("targetFramework")!).Order(StringComparer.Ordinal));
        Assert.All(groups, g => Assert.Equal("System.Numerics.Tensors", (string)Assert.Single(g.Elements()).Attribute("id")!));
        Assert.Equal("DiffGen", (string)metadata.Element(ns + "id")!);
        Assert.Equal("MIT", (string)metadata.Element(ns + "license")!);
        Assert.Equal("README.md", (string)metadata.Element(ns + "readme")!);
        Assert.Null(metadata.Element(ns + "developmentDependency"));
    }

    /// <summary>A generator is loaded into the compiler: only what a compiler brings is there.</summary>
    [Theory]
    [InlineData("analyzers/dotnet/cs/DiffGen.Generator.dll", "4.8.0.0", "Microsoft.CodeAnalysis", "Microsoft.CodeAnalysis.CSharp")]
    [InlineData(
        "analyzers/dotnet/cs/DiffGen.CodeFixes.dll",
        "4.14.0.0",
        "Microsoft.CodeAnalysis",
        "Microsoft.CodeAnalysis.CSharp",
        "Microsoft.CodeAnalysis.Workspaces",
        "System.Composition.AttributedModel")]
    public void Compiler_extensions_reference_only_what_their_host_brings(string entry, string compilerVersion, params string[] allowed)
    {
        // These come with every compiler host, in versions at or above the ones that netstandard2.0 builds reference.
        HashSet<string> host = ["netstandard", "System.Collections.Immutable", "System.Memory", "System.Reflection.Metadata", "System.Runtime.CompilerServices.Unsafe", .. allowed];
        using MemoryStream bytes = new();
        using (ZipArchive archive = ZipFile.OpenRead(package.File))
        using (Stream stream = archive.GetEntry(entry)!.Open())
        {
            stream.CopyTo(bytes);
        }

        bytes.Position = 0;
        using PEReader image = new(bytes);
        MetadataReader metadata = image.GetMetadataReader();
        List<(string Name, Version Version)> references =
        [
            .. metadata.AssemblyReferences.Select(handle =>
            {
                AssemblyReference reference = metadata.GetAssemblyReference(handle);
                return (metadata.GetString(reference.Name), reference.Version);
            }),
        ];
        Assert.All(references, r => Assert.Contains(r.Name, host));
        Assert.All(
            references.Where(r => r.Name.StartsWith("Microsoft.CodeAnalysis", StringComparison.Ordinal)),
            r => Assert.Equal(Version.Parse(compilerVersion), r.Version));
    }
}
