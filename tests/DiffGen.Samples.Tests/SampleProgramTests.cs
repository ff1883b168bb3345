using System;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace DiffGen.Samples.Tests;

/// <summary>The samples with one experiment: a quick run prints what their READMEs show, and writes the page.</summary>
[Collection(ConsoleTests.Name)]
public sealed partial class SampleProgramTests
{
    [Theory]
    [InlineData("EpidemicCalibration", 3)]
    [InlineData("GridWorld", 1)]
    [InlineData("SigmoidBeliefNetwork", 2)]
    public void A_quick_run_prints_what_the_readme_shows(string sample, int plots)
    {
        using TemporaryFolder folder = new();

        (int code, string output, string errors) = ConsoleTests.Run(ProgramOf(sample), "--quick", "--report", folder["page.html"]);

        Assert.Equal((0, ""), (code, errors));
        string[] printed = [.. output.Split('\n').Select(line => line.TrimEnd())];
        string[] blocks = [.. Printed().Matches(Readme(sample)).Select(match => match.Groups["block"].Value)];
        Assert.NotEmpty(blocks);
        foreach (string line in blocks.SelectMany(block => block.Split('\n')).Where(line => line.Length > 0))
        {
            Assert.Contains(line.TrimEnd(), printed);
        }

        string page = File.ReadAllText(folder["page.html"]);
        Assert.Equal(plots, page.Split("<svg").Length - 1);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", output, StringComparison.Ordinal);
        Assert.Contains(folder["page.html"], output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EpidemicCalibration")]
    [InlineData("GridWorld")]
    [InlineData("SigmoidBeliefNetwork")]
    public void What_cannot_be_meant_ends_with_two(string sample)
    {
        using TemporaryFolder folder = new();
        Func<string[], int> main = ProgramOf(sample);

        (int code, string output, string errors) = ConsoleTests.Run(main, "--bogus");
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("--bogus", errors, StringComparison.Ordinal);
        Assert.Contains("Usage:", errors, StringComparison.Ordinal);

        (code, _, errors) = ConsoleTests.Run(main, "--seed", "-1");
        Assert.Equal(2, code);
        Assert.Contains("found '-1', expected a whole number", errors, StringComparison.Ordinal);

        (code, _, errors) = ConsoleTests.Run(main, "--report");
        Assert.Equal(2, code);
        Assert.Contains("--report needs a value", errors, StringComparison.Ordinal);

        (code, output, errors) = ConsoleTests.Run(main, "--quick", "--report", Path.Combine(folder["nowhere"], "page.html"));
        Assert.Equal((2, ""), (code, output));
        Assert.Contains("page.html", errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("EpidemicCalibration", false)]
    [InlineData("GridWorld", false)]
    [InlineData("SigmoidBeliefNetwork", true)]
    public void Help_ends_with_zero(string sample, bool takesDigits)
    {
        (int code, string output, string errors) = ConsoleTests.Run(ProgramOf(sample), "--help");

        Assert.Equal((0, ""), (code, errors));
        Assert.Contains("Usage: " + sample, output, StringComparison.Ordinal);
        Assert.Equal(takesDigits, output.Contains("--mnist", StringComparison.Ordinal));
    }

    [Fact]
    public void Digits_of_a_folder_are_read()
    {
        using TemporaryFolder folder = new();

        (int code, _, string errors) = ConsoleTests.Run(SigmoidBeliefNetwork.Program.Main, "--quick", "--mnist", folder["nowhere"], "--report", folder["page.html"]);

        Assert.Equal(2, code);
        Assert.Contains(folder["nowhere"], errors, StringComparison.Ordinal);
        Assert.Equal(2, ConsoleTests.Run(GridWorld.Program.Main, "--mnist", folder["nowhere"]).Code);
    }

    private static Func<string[], int> ProgramOf(string sample)
    {
        return sample switch
        {
            "EpidemicCalibration" => EpidemicCalibration.Program.Main,
            "GridWorld" => GridWorld.Program.Main,
            _ => SigmoidBeliefNetwork.Program.Main,
        };
    }

    private static string Readme(string sample, [CallerFilePath] string here = "")
    {
        // On a build server the compiler gives no path of the machine; the tests then run from a folder inside of the checkout.
        string? folder = Path.GetDirectoryName(here);
        for (folder = Directory.Exists(folder) ? folder : AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            string readme = Path.Combine(folder, "samples", sample, "README.md");
            if (File.Exists(readme))
            {
                return File.ReadAllText(readme).ReplaceLineEndings("\n");
            }
        }

        throw new FileNotFoundException($"There is no README of {sample} above the tests.");
    }

    /// <summary>Blocks of text behind the comment that says that they are printed.</summary>
    [GeneratedRegex("<!-- printed by --quick -->\n```text\n(?<block>.*?)\n```", RegexOptions.Singleline)]
    private static partial Regex Printed();
}
