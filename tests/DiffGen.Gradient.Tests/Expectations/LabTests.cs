using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Golden.Expectations;
using Xunit;

namespace DiffGen.Gradient.Tests.Expectations;

/// <summary>The lab that a method asks for: each strategy that applies, and none other.</summary>
public class LabTests
{
    [Fact]
    public void Strategies_of_a_coin_and_a_count()
    {
        LabReport report = Labs.RouteEstimatorLab(0.3, 1.2, samples: 20_000, seed: 5);
        Assert.Equal(["as written", "Score", "Enumerate", "MeasureValued", "MuProp", "Rebar", "StraightThrough", "GumbelSoftmax"], report.Rows.Select(r => r.Name));
        Assert.All(report.Rows.Where(r => !r.IsBiased), r => Assert.InRange(r.Z, 0, 5));
        Assert.Equal(["StraightThrough", "GumbelSoftmax"], report.Rows.Where(r => r.IsBiased).Select(r => r.Name));

        // Coin and count are both summed over: nothing is left to chance.
        Assert.Equal("Enumerate", report.Rows.Single(r => r.IsReference).Name);
        Assert.True(report.IsExact);
        Assert.Equal(0, report.Rows[2].Variance, 1e-20);

        // Of measures the count leaves 0.04 q and the coin, at its draw, p (1 − p) (cos q − 2q)².
        Assert.InRange(report.Rows[3].Variance, 0.88, 0.96);
        Assert.True(report.Rows[1].Variance > 5 * report.Rows[3].Variance);
        double[] exact = [Math.Sin(1.2) - 1.44, 2.1287073];
        Assert.All(report.Reference.Zip(exact), p => Assert.InRange(p.First - p.Second, -1e-7, 1e-7));
    }

    /// <summary>The table that docs/expectations.md shows is that of this method, but for the last digits and the costs, which are times.</summary>
    [Fact]
    public void The_table_of_the_page()
    {
        string page = File.ReadAllText(Page()).ReplaceLineEndings("\n");
        int start = page.IndexOf("```\nestimator ", StringComparison.Ordinal) + 4;
        string[] shown = page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)].Split('\n'), printed = Labs.RouteEstimatorLab(0.3, 1.2).ToString().TrimEnd().Split('\n');
        Assert.True(printed.Length == shown.Length, "The page shows other estimators than\n" + string.Join('\n', printed));
        Assert.Equal(Cells(printed[0]), Cells(shown[0]));
        Assert.Equal(printed[^1], shown[^1]);
        foreach ((string[] row, string[] own) in shown[1..^1].Select(Cells).Zip(printed[1..^1].Select(Cells)))
        {
            Assert.Equal(5, row.Length);
            Assert.Equal(own[0], row[0]);
            Assert.Equal(Number(own[1]), Number(row[1]), 0.11);
            Assert.Equal(Number(own[2]), Number(row[2]), 2e-3 * Number(own[2]));
            Assert.Equal(Number(row[2]) * Number(row[3]), Number(row[4]), 0.01 * Number(row[4]));
        }

        static string[] Cells(string line) => Regex.Split(line.Trim(), " {2,}");

        static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

        static string Page([CallerFilePath] string here = "")
        {
            // On a build server the compiler gives no path of the machine; the tests then run from a folder inside of the checkout.
            string? folder = Path.GetDirectoryName(here);
            for (folder = Directory.Exists(folder) ? folder : AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            {
                string page = Path.Combine(folder, "docs", "expectations.md");
                if (File.Exists(page))
                {
                    return page;
                }
            }

            throw new FileNotFoundException("There is no docs/expectations.md above the tests.");
        }
    }

    [Fact]
    public void Enumerated_coins_are_the_exact_reference()
    {
        float[] logits = [0.2f, -0.5f, 1];
        LabReport report = Labs.CoinsEstimatorLab(logits, 0.7f, 4_000);
        Assert.Equal(["as written", "Score", "Enumerate", "MeasureValued", "DisArm", "Arm", "MuProp", "Rebar", "StraightThrough", "GumbelSoftmax"], report.Rows.Select(r => r.Name));
        double[] p = [.. logits.Select(l => 1 / (1 + Math.Exp(-l)))];
        double[] exact = [p.Select((v, i) => v * 2 * 0.7 * (i + 1) * (i + 1)).Sum(), .. p.Select((v, i) => v * (1 - v) * ((0.49 * (i + 1) * (i + 1)) - 0.0625))];
        Assert.All(report.Reference.Zip(exact), r => Assert.Equal(r.Second, r.First, 4));
        Assert.True(report.IsExact);
        Assert.Equal(0, report.Rows[2].Variance);
        Assert.All(report.Rows.Where(r => !r.IsBiased && r.Variance > 1e-6), r => Assert.InRange(r.Z, 0, 5));
        Assert.True(report.Rows.Single(r => r.Name == "StraightThrough").Z > 10, "straight through is biased for squares");
        Assert.True(report.CostsAreSimulations);
        Assert.Throws<ArgumentOutOfRangeException>(() => Labs.CoinsEstimatorLab(logits, 0.7f, 1));
    }
}
