using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using DiffGen.Samples.Report;
using GradientsWithoutBackprop.Report;
using Spectre.Console;
using Xunit;

namespace DiffGen.Samples.Tests;

/// <summary>The page: whole, legible by a parser, in need of nothing else; and what the axes show.</summary>
public sealed partial class ReportTests
{
    private static readonly Axis Linear = new("x");
    private static readonly Axis Decades = new("y", Logarithmic: true);

    [Fact]
    public void The_page_needs_no_other_file()
    {
        string page = HtmlReport.Page("Title", "today", [Example()]);

        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_escaped_everywhere()
    {
        string page = HtmlReport.Page("<i>", "a < b", [Example("<i> & \"")]);

        Assert.DoesNotContain("<i>", page, StringComparison.Ordinal);
        Assert.All(Drawings(page), drawing => Assert.NotEmpty(drawing.Descendants()));
    }

    [Fact]
    public void A_drawing_has_axes_curves_bands_a_legend_and_values()
    {
        XElement drawing = Assert.Single(Drawings(HtmlReport.Page("", "", [Example()])));

        Assert.Equal(["x", "y"], Texts(drawing, "label"));
        Assert.Equal(["measured", "theory"], Texts(drawing, "entry"));
        Assert.Equal(["line s0", "line theory s0"], drawing.Descendants().Where(e => e.Name.LocalName == "polyline").Select(ClassOf));
        Assert.Equal("band s0", ClassOf(Assert.Single(drawing.Descendants(), e => e.Name.LocalName == "polygon")));
        Assert.Contains(drawing.Descendants(), e => e.Attribute("data-tip")?.Value == "measured: 2 → 100 (50 to 200)");
    }

    [Fact]
    public void What_has_no_place_interrupts_a_curve()
    {
        Plot plot = new("", Linear, Decades, [new Series("s", [new(1, 1), new(2, 10), new(3, 0), new(4, double.PositiveInfinity), new(5, 10), new(6, double.NaN), new(7, 1)])]);

        XElement drawing = XElement.Parse(SvgPlot.Draw(plot));

        Assert.Equal(3, drawing.Descendants().Count(e => e.Name.LocalName == "polyline"));
        Assert.Equal(4, drawing.Descendants().Count(e => e.Attribute("data-tip") is not null));
    }

    [Fact]
    public void A_plot_without_points_is_drawn()
    {
        Assert.NotEmpty(XElement.Parse(SvgPlot.Draw(new Plot("", Linear, Decades, [new Series("s", [])]))).Descendants());
    }

    [Theory]
    [InlineData(false, 0, 10, "0 2 4 6 8 10")]
    [InlineData(false, -0.3, 0.3, "-0.3 -0.2 -0.1 0 0.1 0.2 0.3")]
    [InlineData(true, 1, 10, "1 2 3 5 7 10")]
    [InlineData(true, 1, 1e5, "1 10 100 1000 10000 1e5")]
    [InlineData(true, 2.1, 2.3, "2.1 2.15 2.2 2.25 2.3")]
    public void Ticks_are_round(bool logarithmic, double low, double high, string expected)
    {
        Scale scale = new(new Axis("", logarithmic), low, high, 0, 100);

        string[] shown = [.. scale.Ticks().Select(Numbers.Short)];

        Assert.Equal(expected, string.Join(' ', shown));
    }

    [Fact]
    public void Positions_follow_the_axis()
    {
        Scale linear = new(Linear, 0, 10, 100, 0);
        Scale decades = new(Decades, 1, 100, 0, 100);

        Assert.Equal(50, linear.Of(5), 1e-9);
        Assert.True(linear.Of(10) < linear.Of(0));
        Assert.Equal(50, decades.Of(10), 1e-9);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1234.4, "1234")]
    [InlineData(123456, "1.23e5")]
    [InlineData(12.34, "12.3")]
    [InlineData(0.01234, "0.0123")]
    [InlineData(0.00012, "1.2e-4")]
    [InlineData(-2.5, "-2.5")]
    [InlineData(double.NaN, "–")]
    public void Short_numbers(double value, string expected)
    {
        Assert.Equal(expected, Numbers.Short(value));
    }

    [Fact]
    public void The_console_shows_text_and_tables()
    {
        using StringWriter text = new();
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, Out = new AnsiConsoleOutput(text) });

        ConsoleReport.Write(console, Example("[red]"));

        Assert.Contains("What it is [red]", text.ToString(), StringComparison.Ordinal);
        Assert.Contains("cell [red]", text.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_row_of_another_length_is_refused()
    {
        Assert.Throws<ArgumentException>(() => new DataTable("t", "a", "b").Add("one"));
    }

    private static Section Example(string more = "")
    {
        Section section = new("Section " + more);
        section.Add("What it is " + more);
        section.Add(new Plot(
            "Plot " + more,
            Linear,
            Decades,
            [
                new Series("measured" + more, [new(1, 10, 5, 20), new(2, 100, 50, 200)]),
                new Series("theory", [new(1, 11), new(2, 90)], SeriesKind.Theory),
            ]));
        DataTable table = new("Table " + more, "name", "value");
        table.Add("cell " + more, "1");
        section.Add(table);
        return section;
    }

    private static IEnumerable<XElement> Drawings(string page)
    {
        return Svg().Matches(page).Select(match => XElement.Parse(match.Value));
    }

    private static IEnumerable<string> Texts(XElement drawing, string kind)
    {
        return drawing.Descendants().Where(e => e.Name.LocalName == "text" && ClassOf(e) == kind).Select(e => e.Value);
    }

    private static string? ClassOf(XElement element)
    {
        return element.Attribute("class")?.Value;
    }

    [GeneratedRegex("<svg.*?</svg>", RegexOptions.Singleline)]
    private static partial Regex Svg();
}
