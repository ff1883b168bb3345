using System;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>A marked struct, of which arrays are made.</summary>
[Differentiable]
public partial struct Corner
{
    public double X, Y;
}

/// <summary>Arrays that may be missing.</summary>
internal sealed class Outline
{
    public Corner[]? Corners { get; init; }

    public double[]? Heights { get; init; }
}

/// <summary>Arrays compared with null, by operators and patterns: parameters with a derivative, members without one.</summary>
internal static partial class NullArrays
{
    [Differentiable]
    public static double Guarded(double[] x, double w)
    {
        if (x == null || x.Length == 0)
        {
            throw new ArgumentNullException(nameof(x));
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i] * w;
        }

        return sum;
    }

    [Differentiable]
    public static double SpanByLength(ReadOnlySpan<Corner> corners, double w) => corners is { Length: > 1 } ? w * corners[1].X : w * w;

    [Differentiable]
    public static double Member([NoDiff] Outline outline, double w)
    {
        Corner[]? corners = outline.Corners;
        return corners == null || outline.Heights is null ? w * w : w * corners[0].Y * outline.Heights[0];
    }

    [Differentiable]
    public static double MemberByPattern([NoDiff] Outline? outline, double w) =>
        outline is { Corners: { Length: > 1 } corners, Heights: not null } ? w * corners[1].X * outline.Heights[0] : w * w;

    /// <summary>An array that is null until it is made.</summary>
    [Differentiable]
    public static double Made(double x)
    {
        double[]? made = null;
        if (made == null)
        {
            made = new double[3];
        }

        made[0] = x * x;
        return made[0] * x;
    }

    [Differentiable]
    public static double OfTables(double[,] table, double[][] rows, double w) => table == null || rows is null ? w : w * table[0, 0] * rows[0][0];

    [Differentiable]
    public static double OfObjects([NoDiff] object shape, double w) => shape is Outline { Corners: { Length: > 0 } corners } ? w * corners[0].X : w * w;
}
