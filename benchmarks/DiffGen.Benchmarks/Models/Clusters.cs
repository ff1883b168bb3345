using System;

namespace DiffGen.Benchmarks.Models;

/// <summary>The cost of k-means: squared distances of points to the nearest of k centroids.</summary>
internal static partial class Clusters
{
    /// <summary>The sum over points of the squared distance to the nearest centroid.</summary>
    /// <param name="centroids">Centroids [k, dimensions].</param>
    /// <param name="points">Points [n, dimensions].</param>
    /// <param name="dimensions">The number of coordinates.</param>
    [Differentiable]
    public static double Cost(ReadOnlySpan<double> centroids, [NoDiff] ReadOnlySpan<double> points, int dimensions)
    {
        double cost = 0;
        for (int i = 0; i < points.Length / dimensions; i++)
        {
            double nearest = double.PositiveInfinity;
            for (int c = 0; c < centroids.Length / dimensions; c++)
            {
                double distance = 0;
                for (int j = 0; j < dimensions; j++)
                {
                    double difference = points[i * dimensions + j] - centroids[c * dimensions + j];
                    distance += difference * difference;
                }

                if (distance < nearest)
                {
                    nearest = distance;
                }
            }

            cost += nearest;
        }

        return cost;
    }
}
