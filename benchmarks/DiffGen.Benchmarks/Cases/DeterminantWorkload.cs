extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.LinearAlgebra;

namespace DiffGen.Benchmarks.Cases;

/// <summary>A determinant by elimination.</summary>
internal sealed unsafe class DeterminantWorkload : Workload
{
    private readonly int _n;
    private readonly double[] _matrix, _grad, _factors, _inverse;
    private readonly int[] _order;
    private readonly ReferenceData? _data;

    private DeterminantWorkload(int n, ReferenceData? data)
        : base($"determinant by LU, {n} × {n}")
    {
        _n = n;
        _data = data;
        _matrix = data?["A"] ?? Numbers.Uniform(n * n, 31);
        _grad = new double[n * n];
        _factors = new double[n * n];
        _inverse = new double[n * n];
        _order = new int[n];
    }

    protected override IReadOnlyList<double[]> Results => [_grad];

    protected override IReadOnlyList<double[]>? Reference => _data is null ? null : [_data["grad"]];

    protected override double? ReferenceValue => _data?["out"][0];

    /// <summary>A small matrix, with a reference where there is one, and one that takes a while.</summary>
    public static IEnumerable<Workload> All(string? folder)
    {
        yield return new DeterminantWorkload(6, ReferenceData.Load(folder, "det_l6"));
        yield return new DeterminantWorkload(50, null);
    }

    public override double Method()
    {
        return LinearAlgebra.Determinant(_matrix, _n);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        return LinearAlgebra.DeterminantGradient(_matrix, _n, _grad);
    }

    public override double ScalarGradient()
    {
        return ScalarModel.DeterminantGradient(_matrix, _n, _grad);
    }

    public override double ByHand()
    {
        return AlgebraGradients.Determinant(_matrix, _n, _factors, _inverse, _order, _grad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* matrix = _matrix)
        {
            return ((delegate* unmanaged<double*, int, double>)native["determinant"])(matrix, _n);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* matrix = _matrix, grad = _grad)
        {
            return ((delegate* unmanaged<double*, int, double*, double>)native["determinant_gradient"])(matrix, _n, grad);
        }
    }
}
