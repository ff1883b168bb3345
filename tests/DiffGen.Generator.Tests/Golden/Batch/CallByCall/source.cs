using System;
using DiffGen;

namespace Golden.Batch;

public static partial class CallByCall
{
    /// <summary>No lane holds text, and sums are not to be reordered: the batch runs call by call.</summary>
    [Differentiable(Batch = true, Simd = false)]
    public static double Weighted(double x, int n, [Uniform] double w, [Uniform] ReadOnlySpan<double> table) => Math.Exp(w * x) * n + table[0];
}
