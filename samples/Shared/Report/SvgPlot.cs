using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Net;
using System.Text;

namespace DiffGen.Samples.Report;

/// <summary>Draws a plot as SVG. Colours come from the style of the page: series k has the class sk.</summary>
internal sealed class SvgPlot
{
    /// <summary>Series that the style of the page has colours for.</summary>
    public const int Colours = 8;

    private const double Width = 620;
    private const double Left = 66;
    private const double Right = 12;
    private const double Top = 12;
    private const double Inner = 300;
    private const double Bottom = 44;
    private const double LegendLine = 20;
    private const int MostDots = 160;

    private readonly Plot _plot;
    private readonly Scale _x;
    private readonly Scale _y;
    private readonly StringBuilder _svg = new();

    private SvgPlot(Plot plot)
    {
        _plot = plot;
        PlotPoint[] points = [.. plot.Series.SelectMany(series => series.Points).Where(HasPlace)];
        if (points.Length == 0)
        {
            points = [new PlotPoint(1, 1)];
        }

        double[] heights = [.. points.SelectMany(point => new[] { point.Y, point.Low, point.High }).Where(y => Scale.Holds(plot.Y, y))];
        _x = new Scale(plot.X, points.Min(point => point.X), points.Max(point => point.X), Left, Width - Right);
        _y = new Scale(plot.Y, heights.Min(), heights.Max(), Top + Inner, Top);
    }

    public static string Draw(Plot plot)
    {
        return new SvgPlot(plot).Draw();
    }

    private string Draw()
    {
        (string legend, double legendHeight) = Legend();
        string height = Coordinate(Top + Inner + Bottom + legendHeight);
        _svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Escape(_plot.Title)}\">\n");
        DrawAxes();
        int colour = -1;
        foreach (Series series in _plot.Series)
        {
            colour += series.Kind is SeriesKind.Line or SeriesKind.Dots ? 1 : 0;
            DrawSeries(series, $"s{Math.Max(0, colour) % Colours}");
        }

        _svg.Append(legend).Append("</svg>\n");
        return _svg.ToString();
    }

    private void DrawAxes()
    {
        foreach (double tick in _x.Ticks())
        {
            string x = Coordinate(_x.Of(tick));
            _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{x}\" y1=\"{Top}\" x2=\"{x}\" y2=\"{Top + Inner}\"/>");
            _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{x}\" y=\"{Top + Inner + 16}\" text-anchor=\"middle\">{Numbers.Short(tick)}</text>\n");
        }

        foreach (double tick in _y.Ticks())
        {
            double y = _y.Of(tick);
            _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"grid\" x1=\"{Left}\" y1=\"{Coordinate(y)}\" x2=\"{Width - Right}\" y2=\"{Coordinate(y)}\"/>");
            _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"tick\" x=\"{Left - 6}\" y=\"{Coordinate(y + 4)}\" text-anchor=\"end\">{Numbers.Short(tick)}</text>\n");
        }

        _svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"frame\" x=\"{Left}\" y=\"{Top}\" width=\"{Width - Left - Right}\" height=\"{Inner}\"/>\n");
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{Coordinate((Left + Width - Right) / 2)}\" y=\"{Top + Inner + 36}\" text-anchor=\"middle\">{Escape(_plot.X.Label)}</text>\n");
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" transform=\"translate(14 {Coordinate(Top + Inner / 2)}) rotate(-90)\" text-anchor=\"middle\">{Escape(_plot.Y.Label)}</text>\n");
    }

    private void DrawSeries(Series series, string colour)
    {
        if (series.Kind == SeriesKind.Background)
        {
            IEnumerable<string> pieces = Pieces(series.Points).Select(piece => "M" + string.Join('L', piece.Select(point => Pair(point.X, point.Y))));
            _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"background\" d=\"{string.Concat(pieces)}\"/>\n");
            return;
        }

        foreach (List<PlotPoint> piece in Pieces(series.Points))
        {
            if (series.Kind != SeriesKind.Dots && piece.Any(point => Scale.Holds(_plot.Y, point.Low) && Scale.Holds(_plot.Y, point.High)))
            {
                IEnumerable<string> upper = piece.Select(point => Pair(point.X, double.IsNaN(point.High) ? point.Y : point.High));
                IEnumerable<string> lower = piece.AsEnumerable().Reverse().Select(point => Pair(point.X, Scale.Holds(_plot.Y, point.Low) ? point.Low : point.Y));
                _svg.Append(CultureInfo.InvariantCulture, $"<polygon class=\"band {colour}\" points=\"{string.Join(' ', upper.Concat(lower))}\"/>\n");
            }

            if (series.Kind != SeriesKind.Dots)
            {
                string style = series.Kind == SeriesKind.Theory ? $"line theory {colour}" : $"line {colour}";
                _svg.Append(CultureInfo.InvariantCulture, $"<polyline class=\"{style}\" points=\"{string.Join(' ', piece.Select(point => Pair(point.X, point.Y)))}\"/>\n");
            }
        }

        DrawDots(series, colour);
    }

    private void DrawDots(Series series, string colour)
    {
        PlotPoint[] visible = [.. series.Points.Where(HasPlace)];
        int every = Math.Max(1, (visible.Length + MostDots - 1) / MostDots);
        string radius = series.Kind == SeriesKind.Theory || visible.Length > 40 ? "1.5" : "3";
        for (int i = 0; i < visible.Length; i += every)
        {
            PlotPoint point = visible[i];
            string interval = double.IsNaN(point.Low) ? "" : $" ({Numbers.Short(point.Low)} to {Numbers.Short(point.High)})";
            if (series.Kind == SeriesKind.Dots && Scale.Holds(_plot.Y, point.Low) && Scale.Holds(_plot.Y, point.High))
            {
                string x = Coordinate(_x.Of(point.X));
                _svg.Append(CultureInfo.InvariantCulture, $"<line class=\"reach {colour}\" x1=\"{x}\" y1=\"{Coordinate(_y.Of(point.Low))}\" x2=\"{x}\" y2=\"{Coordinate(_y.Of(point.High))}\"/>");
            }

            string tip = $"{series.Name}: {Numbers.Short(point.X)} → {Numbers.Short(point.Y)}{interval}";
            _svg.Append(CultureInfo.InvariantCulture, $"<circle class=\"dot {colour}\" cx=\"{Coordinate(_x.Of(point.X))}\" cy=\"{Coordinate(_y.Of(point.Y))}\" r=\"{radius}\" data-tip=\"{Escape(tip)}\"/>\n");
        }
    }

    /// <summary>The parts of a curve between points without a place.</summary>
    private IEnumerable<List<PlotPoint>> Pieces(IReadOnlyList<PlotPoint> points)
    {
        List<PlotPoint> piece = [];
        foreach (PlotPoint point in points)
        {
            if (HasPlace(point))
            {
                piece.Add(point);
            }
            else if (piece.Count > 0)
            {
                yield return piece;
                piece = [];
            }
        }

        if (piece.Count > 0)
        {
            yield return piece;
        }
    }

    private (string Text, double Height) Legend()
    {
        StringBuilder legend = new();
        HashSet<string> named = [];
        double x = Left;
        double y = Top + Inner + Bottom + 10;
        int colour = -1;
        foreach (Series series in _plot.Series.Where(series => series.Kind != SeriesKind.Background))
        {
            colour += series.Kind == SeriesKind.Theory ? 0 : 1;
            if (!named.Add(series.Name))
            {
                continue;
            }

            double length = 34 + 6.9 * series.Name.Length;
            if (x > Left && x + length > Width)
            {
                x = Left;
                y += LegendLine;
            }

            string mark = $"s{Math.Max(0, colour) % Colours}";
            legend.Append(series.Kind == SeriesKind.Dots
                ? $"<circle class=\"dot {mark}\" cx=\"{Coordinate(x + 10)}\" cy=\"{Coordinate(y)}\" r=\"3\"/>"
                : $"<line class=\"line {(series.Kind == SeriesKind.Theory ? "theory " : "")}{mark}\" x1=\"{Coordinate(x)}\" y1=\"{Coordinate(y)}\" x2=\"{Coordinate(x + 20)}\" y2=\"{Coordinate(y)}\"/>");
            legend.Append(CultureInfo.InvariantCulture, $"<text class=\"entry\" x=\"{Coordinate(x + 25)}\" y=\"{Coordinate(y + 4)}\">{Escape(series.Name)}</text>\n");
            x += length;
        }

        return (legend.ToString(), y - (Top + Inner + Bottom) + 8);
    }

    private bool HasPlace(PlotPoint point)
    {
        return Scale.Holds(_plot.X, point.X) && Scale.Holds(_plot.Y, point.Y);
    }

    private string Pair(double x, double y)
    {
        return Coordinate(_x.Of(x)) + "," + Coordinate(_y.Of(y));
    }

    private static string Coordinate(double value)
    {
        return value.ToString("0.#", CultureInfo.InvariantCulture);
    }

    private static string Escape(string text)
    {
        return WebUtility.HtmlEncode(text);
    }
}
