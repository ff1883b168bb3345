extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.LinearAlgebra;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The logarithm of the sum of 2,500 exponentials.</summary>
internal sealed unsafe class LogSumExpWorkload : Workload
{
    private const int Count = 2500;
    private readonly double[] _x, _grad = new double[Count];
    private readonly ReferenceData? _data;

    public LogSumExpWorkload(string? folder)
        : base("log-sum-exp of 2,500 numbers")
    {
        _data = ReferenceData.Load(folder, $"lse_n{Count}");
        _x = _data?["x"] ?? Numbers.Uniform(Count, 51);
    }

    protected override IReadOnlyList<double[]> Results => [_grad];

    protected override IReadOnlyList<double[]>? Reference => _data is null ? null : [_data["grad"]];

    protected override double? ReferenceValue => _data?["out"][0];

    public override double Method()
    {
        return LinearAlgebra.LogSumExp(_x);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        return LinearAlgebra.LogSumExpGradient(_x, _grad);
    }

    public override double ScalarGradient()
    {
        return ScalarModel.LogSumExpGradient(_x, _grad);
    }

    public override double ByHand()
    {
        return AlgebraGradients.LogSumExp(_x, _grad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* x = _x)
        {
            return ((delegate* unmanaged<double*, int, double>)native["log_sum_exp"])(x, Count);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* x = _x, grad = _grad)
        {
            return ((delegate* unmanaged<double*, int, double*, double>)native["log_sum_exp_gradient"])(x, Count, grad);
        }
    }
}
