extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.SoftTimeWarping;

namespace DiffGen.Benchmarks.Cases;

/// <summary>Soft dynamic time warping of two series of 128 numbers.</summary>
internal sealed unsafe class SoftTimeWarpingWorkload() : Workload("soft-DTW, 128 × 128")
{
    private const int Length = 128;
    private const double Smoothness = 0.5;
    private readonly double[] _x = Numbers.Normal(Length, 121), _y = Numbers.Normal(Length, 122), _xGrad = new double[Length], _yGrad = new double[Length];
    private readonly double[] _shares = new double[3 * Length * Length], _rows = new double[2 * (Length + 1)];

    protected override IReadOnlyList<double[]> Results => [_xGrad, _yGrad];

    public override double Method()
    {
        return SoftTimeWarping.Distance(_x, _y, Smoothness);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        return SoftTimeWarping.DistanceGradient(_x, _y, Smoothness, _xGrad, _yGrad);
    }

    public override double ScalarGradient()
    {
        return ScalarModel.DistanceGradient(_x, _y, Smoothness, _xGrad, _yGrad);
    }

    public override double ByHand()
    {
        return SoftTimeWarpingGradient.Of(_x, _y, Smoothness, _shares, _rows, _xGrad, _yGrad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* x = _x, y = _y)
        {
            return ((delegate* unmanaged<int, int, double*, double*, double, double>)native["warping"])(Length, Length, x, y, Smoothness);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* x = _x, y = _y, xGrad = _xGrad, yGrad = _yGrad)
        {
            return ((delegate* unmanaged<int, int, double*, double*, double, double*, double*, double>)native["warping_gradient"])(Length, Length, x, y, Smoothness, xGrad, yGrad);
        }
    }
}
