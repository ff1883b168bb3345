extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.LinearAlgebra;

namespace DiffGen.Benchmarks.Cases;

/// <summary>A polynomial of 128 coefficients against 1,024 points.</summary>
internal sealed unsafe class LeastSquaresWorkload : Workload
{
    private const int Points = 1024, Count = 128;
    private readonly double[] _coefficients, _powers = new double[Count], _grad = new double[Count];
    private readonly ReferenceData? _data;

    public LeastSquaresWorkload(string? folder)
        : base("least squares, 1,024 points, 128 coefficients")
    {
        _data = ReferenceData.Load(folder, $"llsq_n{Points}_m{Count}");
        _coefficients = _data?["x"] ?? Numbers.Uniform(Count, 41);
    }

    protected override IReadOnlyList<double[]> Results => [_grad];

    protected override IReadOnlyList<double[]>? Reference => _data is null ? null : [_data["grad"]];

    protected override double? ReferenceValue => _data?["out"][0];

    public override double Method()
    {
        return LinearAlgebra.LeastSquares(_coefficients, Points);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        return LinearAlgebra.LeastSquaresGradient(_coefficients, Points, _grad);
    }

    public override double ScalarGradient()
    {
        return ScalarModel.LeastSquaresGradient(_coefficients, Points, _grad);
    }

    public override double ByHand()
    {
        return AlgebraGradients.LeastSquares(_coefficients, Points, _powers, _grad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* coefficients = _coefficients)
        {
            return ((delegate* unmanaged<double*, int, int, double>)native["least_squares"])(coefficients, Count, Points);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* coefficients = _coefficients, grad = _grad)
        {
            return ((delegate* unmanaged<double*, int, int, double*, double>)native["least_squares_gradient"])(coefficients, Count, Points, grad);
        }
    }
}
