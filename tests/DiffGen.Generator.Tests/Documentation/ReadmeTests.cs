using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis;
using Xunit;

namespace DiffGen.Generator.Tests.Documentation;

/// <summary>
/// The code in README.md is code of this repository. A comment above a block says whose:
/// <c>from: path</c>, the block is a part of that file; <c>generated: path, method</c>, it is what the generator writes for that file from
/// that method's signature to the end of its kernel; <c>output: path</c>, it is what <c>Program.Run</c> of that file prints.
/// </summary>
public partial class ReadmeTests
{
    private static readonly string s_path = Path.Combine(Repository.Root, "README.md");

    private static readonly string s_text = File.ReadAllText(s_path).Replace("\r\n", "\n", StringComparison.Ordinal);

    [Fact]
    public void Every_block_of_code_says_where_it_is_from()
    {
        int blocks = Regex.Count(s_text, "^```csharp$", RegexOptions.Multiline);
        Assert.True(blocks > 0);
        Assert.Equal(blocks, Blocks("from").Count() + Blocks("generated").Count());
    }

    [Fact]
    public void Blocks_from_a_file_stand_in_it()
    {
        Assert.NotEmpty(Blocks("from"));
        Assert.All(Blocks("from"), block => Assert.Contains(OneLine(block.Text), OneLine(Read(block.Arguments[0])), StringComparison.Ordinal));
    }

    /// <summary>With <c>DIFFGEN_ACCEPT=1</c> the README takes what the generator writes now.</summary>
    [Fact]
    public void Generated_blocks_are_what_the_generator_writes()
    {
        Assert.NotEmpty(Blocks("generated"));
        foreach (Block block in Blocks("generated"))
        {
            string expected = Written(Run(block.Arguments[0]), block.Arguments[1]);
            if (block.Text != expected && Environment.GetEnvironmentVariable("DIFFGEN_ACCEPT") == "1" && Environment.GetEnvironmentVariable("CI") != "true")
            {
                File.WriteAllText(s_path, File.ReadAllText(s_path).Replace("\r\n", "\n", StringComparison.Ordinal).Replace(block.Text, expected, StringComparison.Ordinal));
                continue;
            }

            Assert.True(block.Text == expected, $"README.md shows other than what is generated for {block.Arguments[1]}. Run again with DIFFGEN_ACCEPT=1, or write\n\n{expected}");
        }
    }

    [Fact]
    public void Outputs_are_what_the_code_prints()
    {
        Assert.NotEmpty(Blocks("output"));
        foreach (Block block in Blocks("output"))
        {
            using var image = new MemoryStream();
            Assert.True(Run(block.Arguments[0]).After.Emit(image).Success);
            MethodInfo run = Assembly.Load(image.ToArray()).GetTypes().Single(type => type.Name == "Program").GetMethod("Run")!;
            using var printed = new StringWriter(CultureInfo.InvariantCulture);
            TextWriter console = Console.Out;
            Console.SetOut(printed);
            try
            {
                run.Invoke(null, null);
            }
            finally
            {
                Console.SetOut(console);
            }

            Assert.Equal(block.Text, printed.ToString().Replace("\r\n", "\n", StringComparison.Ordinal).TrimEnd('\n'));
        }
    }

    [Theory]
    [InlineData("dotnet run -c Release --project samples/GradientsWithoutBackprop")]
    [InlineData("dotnet test DiffGen.sln -c Release")]
    public void The_commands_stand_alone_on_their_lines(string command) => Assert.Contains(command, s_text.Split('\n'));

    [Fact]
    public void Links_lead_to_files() => AssertLinks("README.md");

    [Theory]
    [InlineData("docs/language.md")]
    [InlineData("docs/diagnostics/README.md")]
    [InlineData("docs/numerics.md")]
    [InlineData("docs/design-decisions.md")]
    [InlineData("src/DiffGen.Generator/README.md")]
    public void Links_of_the_docs_lead_to_files(string page) => AssertLinks(page);

    /// <summary>The tour for contributors names files and types; they exist.</summary>
    [Fact]
    public void The_tour_names_files_that_exist()
    {
        string tour = Read("src/DiffGen.Generator/README.md");
        string[] missing = [.. Regex.Matches(tour, @"`(?<path>[A-Z]\w+(/[\w.*]+)+\.cs)`").Select(match => match.Groups["path"].Value).Where(path => !path.Contains('*', StringComparison.Ordinal) && !File.Exists(Path.Combine(Repository.GeneratorFolder, path)))];
        Assert.Empty(missing);
    }

    private static void AssertLinks(string page)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, page))!;
        IEnumerable<string> broken = Regex.Matches(Read(page), @"\]\((?<target>[^)#:]+)(#[^)]*)?\)").Select(match => match.Groups["target"].Value).Where(target => !File.Exists(Path.Combine(folder, target)) && !Directory.Exists(Path.Combine(folder, target)));
        Assert.Empty(broken);
    }

    private static Generated Run(string source) => Generated.Run(Read(source));

    private static string Read(string path) => File.ReadAllText(Path.Combine(Repository.Root, path)).Replace("\r\n", "\n", StringComparison.Ordinal);

    private sealed record Block(string[] Arguments, string Text);

    private static IEnumerable<Block> Blocks(string kind) =>
        BlockWithSource().Matches(s_text).Where(match => match.Groups["kind"].Value == kind)
            .Select(match => new Block(match.Groups["arguments"].Value.Split(',', StringSplitOptions.TrimEntries), match.Groups["text"].Value));

    [GeneratedRegex(@"^<!-- (?<kind>from|generated|output): (?<arguments>[^\n]+) -->\n+```(csharp|text)?\n(?<text>.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex BlockWithSource();

    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>A companion and its kernel without attributes and docs, from the left margin.</summary>
    private static string Written(Generated generated, string companion)
    {
        string[] lines = generated.AllText.Split('\n');
        var kept = new List<string>();
        foreach (string name in new[] { " " + companion + "(", " " + companion + "Kernel_" })
        {
            int first = Array.FindIndex(lines, line => line.Contains(name, StringComparison.Ordinal) && (line.TrimStart().StartsWith("public ", StringComparison.Ordinal) || line.TrimStart().StartsWith("private ", StringComparison.Ordinal)));
            if (first < 0)
            {
                continue;
            }

            int margin = lines[first].Length - lines[first].TrimStart().Length;
            int last = Array.FindIndex(lines, first, line => line == new string(' ', margin) + "}");
            if (kept.Count > 0)
            {
                kept.Add("");
            }

            kept.AddRange(lines[first..(last + 1)].Select(line => line.Length >= margin ? line[margin..] : line));
        }

        return string.Join('\n', kept);
    }
}
