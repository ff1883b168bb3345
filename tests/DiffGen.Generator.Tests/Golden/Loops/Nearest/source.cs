using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>Points in lanes, whose coordinates are collected once for all centres; in reverse each meets its nearest centre alone.</summary>
public static partial class Nearest
{
    [Differentiable]
    public static double Cost([Sample(Length = 21)] ReadOnlySpan<double> centres, [NoDiff, Sample(Length = 57)] ReadOnlySpan<double> points, [Sample(Values = "3")] int dimensions)
    {
        double cost = 0;
        for (int i = 0; i < points.Length / dimensions; i++)
        {
            double nearest = double.PositiveInfinity;
            for (int c = 0; c < centres.Length / dimensions; c++)
            {
                double distance = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    double difference = points[i * dimensions + j] - centres[c * dimensions + j];
                    distance += difference * difference;
                }

                if (distance < nearest)
                {
                    nearest = distance;
                }
            }

            cost += Math.Sqrt(nearest);
        }

        return cost;
    }
}
