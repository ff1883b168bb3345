using System;
using DiffGen;

namespace Golden.Calls;

public static partial class Arguments
{
    /// <summary>Named and optional arguments, and an argument that is itself an assignment.</summary>
    [Differentiable]
    public static double Mixed(double x, double y)
    {
        double z = x;
        double first = Line(slope: z, at: z = y * 2);
        double second = Line(z, 3);
        return first * second + Line(at: x, slope: y, offset: z);
    }

    internal static double Line(double slope, double at, double offset = 0.25) => slope * at + offset;
}
