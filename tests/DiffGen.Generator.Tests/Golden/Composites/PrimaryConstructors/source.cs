using System;
using DiffGen;

namespace Golden.Composites;

/// <summary>A cistern whose members use what its constructor was given: the parameters are fields without a declaration.</summary>
[Differentiable]
public partial struct Cistern(double volume, double area, int taps)
{
    public double Filled = volume / area;

    public readonly double Height => volume / area;

    public readonly double Outflow => taps * Math.Sqrt(1 + (volume * volume));

    public void Fill(double by) => volume += by * area;

    [Differentiable]
    public readonly double Mixed(double share) => (share * Height) + ((1 - share) * Filled);
}

public static partial class PrimaryConstructors
{
    [Differentiable]
    public static double Drained(double volume, double area, double inflow)
    {
        var cistern = new Cistern(volume, area, 3);
        cistern.Fill(inflow);
        return (cistern.Height * cistern.Filled) + cistern.Outflow;
    }

    [Differentiable]
    public static double Level(Cistern cistern, double inflow)
    {
        cistern.Fill(inflow * inflow);
        return cistern.Height + cistern.Mixed(inflow);
    }
}
