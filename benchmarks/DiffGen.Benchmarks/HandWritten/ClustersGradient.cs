using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradient of the cost of k-means: twice the way from each point to its centroid.</summary>
internal static class ClustersGradient
{
    public static double Of(ReadOnlySpan<double> centroids, ReadOnlySpan<double> points, int dimensions, Span<double> centroidsGrad)
    {
        centroidsGrad.Clear();
        double cost = 0;
        for (int i = 0; i < points.Length; i += dimensions)
        {
            ReadOnlySpan<double> point = points.Slice(i, dimensions);
            double nearest = double.PositiveInfinity;
            int best = 0;
            for (int c = 0; c < centroids.Length; c += dimensions)
            {
                ReadOnlySpan<double> centroid = centroids.Slice(c, dimensions);
                double distance = 0;
                for (int j = 0; j < point.Length; j++)
                {
                    double difference = point[j] - centroid[j];
                    distance += difference * difference;
                }

                if (distance < nearest)
                {
                    nearest = distance;
                    best = c;
                }
            }

            cost += nearest;
            for (int j = 0; j < point.Length; j++)
            {
                centroidsGrad[best + j] += 2 * (centroids[best + j] - point[j]);
            }
        }

        return cost;
    }
}
