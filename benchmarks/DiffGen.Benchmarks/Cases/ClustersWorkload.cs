extern alias scalar;

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.Clusters;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The cost of k-means: 10,000 points, 100 centroids.</summary>
internal sealed unsafe class ClustersWorkload : Workload
{
    private const int Count = 100, Points = 10_000, Dimensions = 16;
    private readonly double[] _points, _centroids, _grad = new double[Count * Dimensions];
    private readonly ReferenceData? _data;

    public ClustersWorkload(string? folder)
        : base($"k-means, k = {Count}, n = 10,000, d = {Dimensions}")
    {
        _data = ReferenceData.Load(folder, $"kmeans_k{Count}_n{Points}_d{Dimensions}");
        _points = _data?["points"] ?? Numbers.Uniform(Points * Dimensions, 11);
        _centroids = _data?["centroids"] ?? _points[^(Count * Dimensions)..];
    }

    protected override IReadOnlyList<double[]> Results => [_grad];

    protected override IReadOnlyList<double[]>? Reference => _data is null ? null : [_data["out_dir"]];

    protected override double? ReferenceValue => _data?["out_cost"][0];

    public override double Method()
    {
        return Clusters.Cost(_centroids, _points, Dimensions);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        return Clusters.CostGradient(_centroids, _points, Dimensions, _grad);
    }

    public override double ScalarGradient()
    {
        return ScalarModel.CostGradient(_centroids, _points, Dimensions, _grad);
    }

    public override double ByHand()
    {
        return ClustersGradient.Of(_centroids, _points, Dimensions, _grad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* centroids = _centroids, points = _points)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double>)native["clusters"])(Count, Dimensions, Points, centroids, points);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* centroids = _centroids, points = _points, grad = _grad)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double>)native["clusters_gradient"])(Count, Dimensions, Points, centroids, points, grad);
        }
    }

    /// <summary>The reference is Newton's step: the gradient over the diagonal Hessian, which is twice the number of points of a centroid.</summary>
    protected override IReadOnlyList<double[]> AsReference(IReadOnlyList<double[]> results)
    {
        double[] step = (double[])results[0].Clone();
        int[] members = new int[Count];
        for (int i = 0; i < Points; i++)
        {
            double nearest = double.PositiveInfinity;
            int best = 0;
            for (int c = 0; c < Count; c++)
            {
                double distance = Clusters.Cost(_centroids.AsSpan(c * Dimensions, Dimensions), _points.AsSpan(i * Dimensions, Dimensions), Dimensions);
                if (distance < nearest)
                {
                    nearest = distance;
                    best = c;
                }
            }

            members[best]++;
        }

        for (int i = 0; i < step.Length; i++)
        {
            step[i] /= 2.0 * members[i / Dimensions];
        }

        return [step];
    }
}
