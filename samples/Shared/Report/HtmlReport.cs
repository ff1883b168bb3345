using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Net;
using System.Text;

namespace DiffGen.Samples.Report;

/// <summary>Writes sections as one page that needs nothing else: style, script and drawings are in it.</summary>
internal static class HtmlReport
{
    /// <summary>Writes the page.</summary>
    /// <param name="path">The file; what it held is overwritten.</param>
    /// <param name="title">What the page is about.</param>
    /// <param name="circumstances">When, where and how the experiments ran.</param>
    /// <param name="sections">What came of them.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void Save(string path, string title, string circumstances, IReadOnlyList<Section> sections)
    {
        File.WriteAllText(path, Page(title, circumstances, sections));
    }

    public static string Page(string title, string circumstances, IReadOnlyList<Section> sections)
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.Append("<meta name=\"color-scheme\" content=\"light dark\">\n<title>").Append(Escape(title)).Append("</title>\n<style>\n").Append(PageStyle.Css).Append("</style>\n</head>\n<body>\n<main>\n");
        page.Append("<h1>").Append(Escape(title)).Append("</h1>\n<p class=\"circumstances\">").Append(Escape(circumstances)).Append("</p>\n<nav>\n");
        for (int s = 0; s < sections.Count; s++)
        {
            page.Append("<a href=\"#section").Append(s).Append("\">").Append(Escape(sections[s].Title)).Append("</a>\n");
        }

        page.Append("</nav>\n");
        for (int s = 0; s < sections.Count; s++)
        {
            page.Append("<section id=\"section").Append(s).Append("\">\n<h2>").Append(Escape(sections[s].Title)).Append("</h2>\n");
            Append(page, sections[s].Parts);
            page.Append("</section>\n");
        }

        return page.Append("</main>\n<div id=\"tip\" role=\"status\"></div>\n<script>\n").Append(PageStyle.Script).Append("</script>\n</body>\n</html>\n").ToString();
    }

    /// <summary>Parts one below the other; plots that follow each other side by side where the page is wide enough.</summary>
    private static void Append(StringBuilder page, IReadOnlyList<IPart> parts)
    {
        bool inFigures = false;
        foreach (IPart part in parts)
        {
            if (part is Plot != inFigures)
            {
                page.Append(inFigures ? "</div>\n" : "<div class=\"figures\">\n");
                inFigures = !inFigures;
            }

            switch (part)
            {
                case Paragraph paragraph:
                    page.Append("<p>").Append(Escape(paragraph.Text)).Append("</p>\n");
                    break;
                case DataTable table:
                    Append(page, table);
                    break;
                case Plot plot:
                    page.Append("<figure>\n<figcaption>").Append(Escape(plot.Title)).Append("</figcaption>\n").Append(SvgPlot.Draw(plot)).Append("</figure>\n");
                    break;
                default:
                    break;
            }
        }

        page.Append(inFigures ? "</div>\n" : "");
    }

    private static void Append(StringBuilder page, DataTable table)
    {
        page.Append("<div class=\"table\"><table>\n<caption>").Append(Escape(table.Title)).Append("</caption>\n<thead><tr>");
        page.AppendJoin("", table.Columns.Select(column => $"<th scope=\"col\">{Escape(column)}</th>")).Append("</tr></thead>\n<tbody>\n");
        foreach (IReadOnlyList<string> row in table.Rows)
        {
            page.Append("<tr><th scope=\"row\">").Append(Escape(row[0])).Append("</th>");
            page.AppendJoin("", row.Skip(1).Select(cell => $"<td>{Escape(cell)}</td>")).Append("</tr>\n");
        }

        page.Append("</tbody>\n</table></div>\n");
    }

    private static string Escape(string text)
    {
        return WebUtility.HtmlEncode(text);
    }
}
