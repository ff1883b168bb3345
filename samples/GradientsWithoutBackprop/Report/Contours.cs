using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Samples.Report;

namespace GradientsWithoutBackprop.Report;

/// <summary>Lines of equal height of a surface, for the background of a plot.</summary>
internal static class Contours
{
    private const int Cells = 90;

    private static readonly double[] Levels = [0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000];

    /// <summary>One series for each level: the pieces of the line in the cells of a grid, with breaks between them.</summary>
    public static IEnumerable<Series> Of(Func<double, double, double> surface, (double Low, double High) x, (double Low, double High) y)
    {
        foreach (double level in Levels)
        {
            List<PlotPoint> pieces = [];
            for (int i = 0; i < Cells; i++)
            {
                for (int j = 0; j < Cells; j++)
                {
                    AddPieces(pieces, surface, level, At(x, i), At(x, i + 1), At(y, j), At(y, j + 1));
                }
            }

            if (pieces.Count > 0)
            {
                yield return new Series($"height {Numbers.Short(level)}", pieces, SeriesKind.Background);
            }
        }
    }

    /// <summary>The line crosses each of the two triangles of a cell in at most one straight piece.</summary>
    private static void AddPieces(List<PlotPoint> pieces, Func<double, double, double> surface, double level, double left, double right, double low, double high)
    {
        (double X, double Y)[] corners = [(left, low), (right, low), (right, high), (left, high)];
        foreach (int[] triangle in (int[][])[[0, 1, 2], [0, 2, 3]])
        {
            List<PlotPoint> ends = [];
            for (int side = 0; side < 3; side++)
            {
                (double X, double Y) a = corners[triangle[side]];
                (double X, double Y) b = corners[triangle[(side + 1) % 3]];
                double above = surface(a.X, a.Y) - level;
                double beyond = surface(b.X, b.Y) - level;
                if (above < 0 != beyond < 0)
                {
                    double share = above / (above - beyond);
                    ends.Add(new PlotPoint(a.X + share * (b.X - a.X), a.Y + share * (b.Y - a.Y)));
                }
            }

            if (ends.Count == 2)
            {
                pieces.AddRange(ends.Append(new PlotPoint(double.NaN, double.NaN)));
            }
        }
    }

    private static double At((double Low, double High) range, int cell)
    {
        return range.Low + (range.High - range.Low) * cell / Cells;
    }
}
