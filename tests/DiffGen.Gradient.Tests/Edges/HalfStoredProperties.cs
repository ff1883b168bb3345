using System;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Properties one accessor of which has a body, and the other none.</summary>
[Differentiable]
public partial struct HalfStored
{
    public double X;

    public double Leaky { get; set => field = value > 0 ? value : 0.1 * value; }

    public double Doubled { get => field * 2; set; }

    public double Positive { get; init => field = Math.Max(value, 0); }
}

internal static partial class HalfStoredProperties
{
    [Differentiable]
    public static double Set(double x)
    {
        HalfStored stored = default;
        stored.Leaky = x;
        stored.Doubled = x * x;
        stored.Doubled += x;
        stored.Leaky -= 3 * x;
        return stored.Leaky * x + stored.Doubled;
    }

    [Differentiable]
    public static double Initialised(double x)
    {
        var stored = new HalfStored { Positive = x, X = x, Doubled = x * x };
        HalfStored other = stored with { Leaky = -x };
        return stored.Positive * other.Leaky + (other is { Leaky: > -10 } ? other.Doubled : 0);
    }

    [Differentiable]
    public static double Read(HalfStored stored) => stored.Leaky * stored.Doubled + stored.Positive * stored.X;

    [Differentiable]
    public static double OfElements(Span<HalfStored> stored)
    {
        double sum = 0;
        foreach (HalfStored one in stored)
        {
            sum += one.Leaky * one.Doubled;
        }

        stored[0].Doubled *= 2;
        stored[0].Leaky = sum;
        return sum * stored[0].Doubled + stored[0].Leaky;
    }
}
