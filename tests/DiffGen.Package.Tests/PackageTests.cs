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

    /// <summary>Marked methods of a library that is known by its package alone: its source is not there.</summary>
    [Fact]
    public async Task A_program_differentiates_through_a_library_that_it_has_as_a_package()
    {
        string library = package.CreateConsumer("Springs", """
            using System;
            using DiffGen;

            namespace Springs;

            /// <summary>A place.</summary>
            /// <param name="X">Along.</param>
            /// <param name="Y">Across.</param>
            [Differentiable]
            public readonly partial record struct Place(double X, double Y)
            {
                /// <summary>The difference.</summary>
                public static Place operator -(Place a, Place b) => new(a.X - b.X, a.Y - b.Y);

                /// <summary>The length.</summary>
                public double Length => Math.Sqrt((X * X) + (Y * Y));
            }

            /// <summary>A spring.</summary>
            public static partial class Spring
            {
                /// <summary>How often the energy was asked for.</summary>
                public static int Count { get; set; }

                private static void Tick() => Count++;

                /// <summary>The energy of a spring between two places.</summary>
                [Differentiable]
                public static double Energy(Place a, Place b, double rest)
                {
                    Tick();
                    double stretch = (a - b).Length - rest;
                    return 0.5 * stretch * stretch;
                }
            }
            """, library: true);
        await DotNet.Succeed(library, package.Environment, "pack", "--configuration", "Release", "--output", package.Feed);
        string folder = package.CreateConsumer("Bridge", """
            using System;
            using System.Globalization;
            using DiffGen;
            using Springs;

            var gradient = Model.TwoGradient(new Place(3, 4), 1);
            Console.WriteLine(gradient.Value.ToString(CultureInfo.InvariantCulture));
            Console.WriteLine(gradient.PGrad.X.ToString("0.######", CultureInfo.InvariantCulture));
            Console.WriteLine(gradient.PGrad.Y.ToString("0.######", CultureInfo.InvariantCulture));
            Console.WriteLine(gradient.RestGrad.ToString("0.######", CultureInfo.InvariantCulture));
            Console.WriteLine(Spring.Count);

            internal static partial class Model
            {
                [Differentiable]
                public static double Two(Place p, double rest) => Spring.Energy(p, new Place(0, 0), rest) + (p - new Place(3, 0)).Length;
            }
            """, library: false, "Springs");
        string output = await DotNet.Succeed(folder, package.Environment, "run", "--configuration", "Release");
        // (5 − 1)²/2 + 4; 4·(0.6, 0.8) + (0, 1); −4; the energy once.
        Assert.Equal(["12", "2.4", "4.2", "-4", "1"], output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()));
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
