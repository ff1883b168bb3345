using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Threading;
using DiffGen.Generator.Tests.Verification;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace DiffGen.Generator.Tests.Determinism;

/// <summary>The same source gives the same text: again, under any culture, in any order of files, and whatever was cancelled before.</summary>
public class DeterminismTests
{
    /// <summary>All golden sources as one project.</summary>
    private static IEnumerable<(string Path, string Text)> Everything { get; } =
        [("SampleAttribute.cs", GoldenCase.SampleAttribute), .. GoldenCase.All.Select(golden => (golden.Id + ".cs", golden.Source))];

    private static readonly Lazy<string> s_expected = new(() => Generated.Run(Generated.Compile(Everything)).AllText);

    [Fact]
    public void Two_runs_are_equal() => Assert.Equal(s_expected.Value, Generated.Run(Generated.Compile(Everything)).AllText);

    [Theory]
    [InlineData("fi-FI")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void The_culture_does_not_matter(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo beforeUI = CultureInfo.CurrentUICulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = new CultureInfo(culture);
            Assert.Equal(s_expected.Value, Generated.Run(Generated.Compile(Everything)).AllText);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
            CultureInfo.CurrentUICulture = beforeUI;
        }
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        Assert.Equal(s_expected.Value, Generated.Run(Generated.Compile(Everything.Reverse())).AllText);
        Assert.Equal(s_expected.Value, Generated.Run(Generated.Compile(Everything.OrderBy(file => file.Text.Length).ThenBy(file => file.Path, StringComparer.Ordinal))).AllText);
    }

    /// <summary>Alone in a project, a case gets the text that it gets among all others.</summary>
    [Fact]
    public void The_rest_of_the_project_does_not_matter()
    {
        var together = Generated.Run(Generated.Compile(Everything)).Files.ToDictionary(file => file.HintName, file => file.Text);
        foreach (GoldenCase golden in GoldenCase.All)
        {
            foreach ((string hintName, string text) in golden.Run().Files)
            {
                Assert.Equal(together[hintName], text);
            }
        }
    }

    [Fact]
    public void Line_ends_do_not_matter()
    {
        var windows = Everything.Select(file => (file.Path, file.Text.Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.Equal(s_expected.Value, Generated.Run(Generated.Compile(windows)).AllText);
        Assert.DoesNotContain('\r', s_expected.Value);
    }

    [Fact]
    public void A_cancelled_run_throws_that_and_nothing_else()
    {
        CSharpCompilation compilation = Generated.Compile(Everything);
        using var before = new CancellationTokenSource();
        before.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Generated.Run(compilation, before.Token));

        // At some moment in the middle: a run either ends or is cancelled, and is never half a result.
        for (int milliseconds = 1; milliseconds < 200; milliseconds += 20)
        {
            using var source = new CancellationTokenSource(TimeSpan.FromMilliseconds(milliseconds));
            try
            {
                Assert.Equal(s_expected.Value, Generated.Run(compilation, source.Token).AllText);
            }
            catch (OperationCanceledException)
            {
            }
        }
    }
}
