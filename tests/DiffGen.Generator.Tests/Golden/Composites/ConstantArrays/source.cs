using System;
using System.Collections.Generic;
using DiffGen;

namespace Golden.Composites;

[Differentiable]
public partial struct Corner
{
    public double X, Y;

    public Corner(double x, double y)
    {
        X = x;
        Y = y;
    }

    public readonly double Dot(Corner other) => (X * other.X) + (Y * other.Y);
}

/// <summary>An object whose arrays of structs are constants.</summary>
public sealed class Outline
{
    public Corner[] Corners { get; } = [new(1, 2), new(3, 4), new(-1, 0.5)];

    public List<Corner[]> Rings { get; } = [[new(2, 1)], [new(0.5, 3)]];

    public Corner this[int i] => Corners[i];

    public Corner[] Of(int level) => level > 0 ? Corners : Rings[0];
}

public static partial class ConstantArrays
{
    public static readonly Corner[] Box = [new(0, 1), new(1, 3)];

    private static readonly Outline s_outline = new();

    public static ReadOnlySpan<Corner> Ends => Box.AsSpan(1);

    /// <summary>By index, in a loop.</summary>
    [Differentiable]
    public static double Along(double x)
    {
        double sum = 0;
        for (int i = 0; i < s_outline.Corners.Length; i++)
        {
            sum += s_outline.Corners[i].Dot(new Corner(x, x * x)) * Box[i & 1].Y;
        }

        return sum;
    }

    /// <summary>By <c>foreach</c>: of a property, of what a method gives, of a list of arrays.</summary>
    [Differentiable]
    public static double Around(double x, int level)
    {
        double sum = 0;
        foreach (Corner corner in s_outline.Corners)
        {
            sum += corner.X * x;
        }

        foreach (Corner corner in s_outline.Of(level))
        {
            sum += Math.Sin(corner.Y * x);
        }

        foreach (Corner[] ring in s_outline.Rings)
        {
            sum *= ring[0].Y * x;
        }

        return sum;
    }

    /// <summary>By an indexer, by another name, and of a span.</summary>
    [Differentiable]
    public static double At(double x)
    {
        Corner[] same = s_outline.Corners;
        return s_outline[0].Dot(new Corner(x, x)) * same[1].X * same.Length * Ends[0].Y;
    }
}
