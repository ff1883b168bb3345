using System;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Variables that a pattern or an <c>out</c> argument declares behind <c>&amp;&amp;</c>, <c>||</c> and <c>?</c>.</summary>
internal static partial class LateVariables
{
    private static readonly object[] s_things = [3, "text", new[] { 0.7, 1.5 }, 0.25];

    private static bool Try(double x, out double square)
    {
        square = x * x;
        return x > 0.1;
    }

    [Differentiable]
    public static double OfAPattern(double x, [Sample(Values = "0")] int thing)
    {
        double result = x;
        if (thing >= 0 && s_things[thing] is int count)
        {
            result = x * x * count;
        }

        return result;
    }

    [Differentiable]
    public static double OfAnActiveValue(double x, double y)
    {
        if (x > 0.05 && x * y is var product)
        {
            return product * x;
        }

        return x + y;
    }

    [Differentiable]
    public static double OfAnArgument(double x, double y)
    {
        if (y > 0.05 && Try(x, out double square))
        {
            return square * y;
        }

        return x - y;
    }

    [Differentiable]
    public static double OfSeveral(double x, double y)
    {
        bool isGrowing = Try(x, out double first) && Try(first * y, out double second) && second > first;
        return isGrowing ? first : x * y;
    }

    [Differentiable]
    public static double BehindAThrow(double x, [Sample(Values = "0")] int thing)
    {
        if (thing < 0 || s_things[thing] is not int count)
        {
            throw new ArgumentOutOfRangeException(nameof(thing));
        }

        return x * x * count;
    }

    [Differentiable]
    public static double Chosen(double x, [Sample(Values = "2")] int thing) => thing > 0 && s_things[thing] is double[] { Length: > 1 } numbers ? x * numbers[0] + x * x * numbers[1] : x;
}
