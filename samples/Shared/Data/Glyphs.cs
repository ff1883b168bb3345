using System;
using System.Collections.Generic;
using System.Numerics;

namespace DiffGen.Samples.Data;

/// <summary>The ten digits as pen strokes: poly-lines and arcs in the unit square, y downwards.</summary>
internal static class Glyphs
{
    /// <summary>The strokes of each digit; a stroke is the points that its straight pieces join.</summary>
    public static IReadOnlyList<Vector2[][]> Strokes { get; } =
    [
        [Arc(.5f, .5f, .27f, .42f, 0, 360)],
        [Line((.34f, .25f), (.53f, .08f), (.53f, .92f))],
        [[.. Arc(.5f, .31f, .26f, .23f, 190, 395), .. Line((.24f, .92f), (.78f, .92f))]],
        [[.. Arc(.46f, .29f, .25f, .21f, 200, 450), .. Arc(.46f, .71f, .28f, .21f, 270, 520)]],
        [Line((.62f, .92f), (.62f, .08f), (.2f, .66f), (.82f, .66f))],
        [[.. Line((.74f, .08f), (.33f, .08f), (.29f, .46f)), .. Arc(.48f, .66f, .28f, .26f, 230, 500)]],
        [[.. Arc(.66f, .55f, .42f, .45f, 270, 180), .. Arc(.5f, .67f, .26f, .25f, 180, 540)]],
        [Line((.22f, .08f), (.78f, .08f), (.42f, .92f))],
        [Arc(.5f, .29f, .22f, .21f, 0, 360), Arc(.5f, .71f, .27f, .21f, 0, 360)],
        [[.. Arc(.5f, .33f, .26f, .25f, 0, 360), .. Arc(.34f, .45f, .42f, .47f, 0, 90)]],
    ];

    private static Vector2[] Line(params ReadOnlySpan<(float X, float Y)> points)
    {
        Vector2[] line = new Vector2[points.Length];
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = new Vector2(points[i].X, points[i].Y);
        }

        return line;
    }

    /// <summary>Part of an ellipse in pieces of 15 degrees or a little less. 0 degrees is to the right, 90 downwards.</summary>
    private static Vector2[] Arc(float centerX, float centerY, float radiusX, float radiusY, float from, float to)
    {
        int pieces = (int)MathF.Ceiling(MathF.Abs(to - from) / 15);
        Vector2[] arc = new Vector2[pieces + 1];
        for (int i = 0; i <= pieces; i++)
        {
            (float sin, float cos) = MathF.SinCos((from + (to - from) * i / pieces) * (MathF.PI / 180));
            arc[i] = new Vector2(centerX + radiusX * cos, centerY + radiusY * sin);
        }

        return arc;
    }
}
