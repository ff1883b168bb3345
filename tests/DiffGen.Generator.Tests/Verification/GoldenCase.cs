using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;

namespace DiffGen.Generator.Tests.Verification;

/// <summary>A folder <c>Golden/Topic/Name</c> with <c>source.cs</c> and <c>companions.verified.cs</c>.</summary>
internal sealed record GoldenCase(string Topic, string Name)
{
    public static IEnumerable<GoldenCase> All { get; } =
        [
            .. Directory.EnumerateFiles(Repository.GoldenFolder, "source.cs", SearchOption.AllDirectories)
                .Select(path => Directory.GetParent(path)!)
                .Select(folder => new GoldenCase(folder.Parent!.Name, folder.Name))
                .OrderBy(golden => golden.Id, StringComparer.Ordinal),
        ];

    public string Id => $"{Topic}/{Name}";

    public string Folder => Path.Combine(Repository.GoldenFolder, Topic, Name);

    public string Source => File.ReadAllText(Path.Combine(Folder, "source.cs"));

    /// <summary>The attribute that the sources use to say where the numeric tests sample them.</summary>
    public static string SampleAttribute { get; } = File.ReadAllText(Path.Combine(Repository.GradientTestsFolder, "SampleAttribute.cs"));

    public static GoldenCase Of(string id) => All.Single(golden => golden.Id == id);

    public Generated Run() => Generated.Run(Generated.Compile(Sources));

    /// <summary>As accepted: on vectors where loops on vectors are the topic, else one iteration at a time, so that what was derived can be read.</summary>
    public Generated RunAsAccepted() => Topic == "Loops" ? Run() : Generated.Run(Generated.Compile(Sources), [("build_property.DiffGenVectorizeLoops", "false")]);

    public IEnumerable<(string Path, string Text)> Sources => [("SampleAttribute.cs", SampleAttribute), ($"{Name}.cs", Source)];
}
