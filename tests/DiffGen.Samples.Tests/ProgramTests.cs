using System;
using System.IO;
using GradientsWithoutBackprop;
using Xunit;

namespace DiffGen.Samples.Tests;

/// <summary>What the command says and how it ends.</summary>
[Collection(ConsoleTests.Name)]
public sealed class ProgramTests
{
    [Fact]
    public void An_unknown_option_ends_with_two_and_the_usage()
    {
        (int code, string output, string errors) = Run("--bogus");

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains("--bogus", errors, StringComparison.Ordinal);
        Assert.Contains("Usage:", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_folder_ends_with_two_and_its_name()
    {
        using TemporaryFolder folder = new();

        (int code, string output, string errors) = Run("--mnist", folder["nowhere"]);

        Assert.Equal(2, code);
        Assert.Equal("", output);
        Assert.Contains(folder["nowhere"], errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_truncated_file_ends_with_two_and_what_is_wrong()
    {
        using TemporaryFolder folder = new();
        string images = folder.Write("t10k-images-idx3-ubyte", IdxFiles.Images(20)[..^100]);
        folder.Write("t10k-labels-idx1-ubyte", IdxFiles.Labels(20));

        (int code, _, string errors) = Run("--mnist", folder.Path);

        Assert.Equal(2, code);
        Assert.Contains(images, errors, StringComparison.Ordinal);
        Assert.Contains("found 15580 bytes", errors, StringComparison.Ordinal);
        Assert.Contains("expected 15680", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_ends_with_zero()
    {
        (int code, string output, string errors) = Run("--help");

        Assert.Equal(0, code);
        Assert.Contains("Usage:", output, StringComparison.Ordinal);
        Assert.Equal("", errors);
    }

    /// <summary>The whole story, as small as it gets: every experiment on the console and on the page.</summary>
    [Fact]
    public void A_quick_run_tells_everything()
    {
        using TemporaryFolder folder = new();

        (int code, string output, string errors) = Run("--quick", "--report", folder["page.html"]);

        Assert.Equal((0, ""), (code, errors));
        string page = File.ReadAllText(folder["page.html"]);
        foreach (string title in (string[])["Two surfaces", "Several directions", "Classifiers of digits", "The network of the paper", "Depth", "Estimators on one task", "Tasks that last", "The critical rate of node perturbation", "Two noisy passes"])
        {
            Assert.Contains(title, output, StringComparison.Ordinal);
            Assert.Contains($"<h2>{title}</h2>", page, StringComparison.Ordinal);
        }

        Assert.True(page.Split("<svg").Length > 18);
        Assert.DoesNotContain("NaN", page, StringComparison.Ordinal);
        Assert.Contains(folder["page.html"], output, StringComparison.Ordinal);
    }

    [Fact]
    public void One_experiment_is_run_alone()
    {
        using TemporaryFolder folder = new();

        (int code, string output, _) = Run("--directions", "--quick", "--report", folder["page.html"]);

        Assert.Equal(0, code);
        Assert.Contains("Several directions", output, StringComparison.Ordinal);
        Assert.DoesNotContain("Two surfaces", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_cannot_be_written_is_told_before_the_experiments()
    {
        using TemporaryFolder folder = new();

        (int code, string output, string errors) = Run("--surfaces", "--report", Path.Combine(folder["nowhere"], "page.html"));

        Assert.Equal(2, code);
        Assert.Contains("page.html", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("Two surfaces", output, StringComparison.Ordinal);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        return ConsoleTests.Run(Program.Main, arguments);
    }
}
