extern alias scalar;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.BundleAdjustment;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The values of the Jacobian of a bundle adjustment: 31,843 observations of 7,776 points by 49 cameras, 2 rows of 15 numbers each, and the weights' own terms.</summary>
internal unsafe class AdjustmentWorkload : Workload
{
    protected const int Observations = 31_843, Block = 30;
    private const int CameraCount = 49, PointCount = 7776;
    protected readonly double[] Cameras, Points, Weights, Features;
    protected readonly int[] Seen = new int[2 * Observations];
    protected readonly double[] Errors = new double[2 * Observations], Jacobian = new double[Block * Observations];
    private readonly double[] _weightErrors = new double[Observations], _weightJacobian = new double[Observations];
    private readonly ReferenceData? _data;

    public AdjustmentWorkload(string? folder)
        : this("bundle adjustment, Jacobian, 31,843 observations", folder)
    {
    }

    protected AdjustmentWorkload(string name, string? folder)
        : base(name)
    {
        _data = ReferenceData.Load(folder, $"ba_ba1_n{CameraCount}_m{PointCount}_p{Observations}");
        if (_data is null)
        {
            // Cameras about the origin that look at points ten away from it.
            Cameras = [.. Enumerable.Range(0, CameraCount).SelectMany(camera => (IEnumerable<double>)[.. Numbers.Uniform(6, 100 + camera, -0.5, 0.5), 500, 320, 240, -1e-2, 1e-3])];
            Points = [.. Enumerable.Range(0, PointCount).SelectMany(point => (IEnumerable<double>)[.. Numbers.Uniform(2, 1000 + point, -3, 3), 10])];
            Weights = Numbers.Uniform(Observations, 61);
            Features = Numbers.Uniform(2 * Observations, 62, 0, 500);
        }
        else
        {
            Cameras = Repeat(_data["cam"], CameraCount);
            Points = Repeat(_data["x"], PointCount);
            Weights = Repeat(_data["w"], Observations);
            Features = Repeat(_data["feat"], Observations);
        }

        for (int i = 0; i < Observations; i++)
        {
            Seen[2 * i] = i % CameraCount;
            Seen[2 * i + 1] = i % PointCount;
        }
    }

    protected override IReadOnlyList<double[]> Results => [Jacobian, _weightJacobian, Errors, _weightErrors];

    protected override IReadOnlyList<double[]>? Reference => _data is null
        ? null
        : [Repeat(_data["jac_vals"][..Block], Observations), Repeat(_data["jac_vals"][Block..], Observations), Repeat(_data["out_reproj"], Observations), Repeat(_data["out_w"], Observations)];

    public override double Method()
    {
        for (int i = 0; i < Observations; i++)
        {
            BundleAdjustment.Reproject(Cameras.AsSpan(11 * Seen[2 * i], 11), Points.AsSpan(3 * Seen[2 * i + 1], 3), Weights[i], Features.AsSpan(2 * i, 2), Errors.AsSpan(2 * i, 2));
            _weightErrors[i] = 1 - Weights[i] * Weights[i];
        }

        return Value();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        for (int i = 0; i < Observations; i++)
        {
            BundleAdjustment.ReprojectJacobian(
                Cameras.AsSpan(11 * Seen[2 * i], 11), Points.AsSpan(3 * Seen[2 * i + 1], 3), Weights[i], Features.AsSpan(2 * i, 2), Errors.AsSpan(2 * i, 2), Jacobian.AsSpan(Block * i, Block));
            WeightTerm(i);
        }

        return Value();
    }

    public override double ScalarGradient()
    {
        for (int i = 0; i < Observations; i++)
        {
            ScalarModel.ReprojectJacobian(
                Cameras.AsSpan(11 * Seen[2 * i], 11), Points.AsSpan(3 * Seen[2 * i + 1], 3), Weights[i], Features.AsSpan(2 * i, 2), Errors.AsSpan(2 * i, 2), Jacobian.AsSpan(Block * i, Block));
            WeightTerm(i);
        }

        return Value();
    }

    public override double ByHand()
    {
        for (int i = 0; i < Observations; i++)
        {
            AdjustmentJacobian.Of(
                Cameras.AsSpan(11 * Seen[2 * i], 11), Points.AsSpan(3 * Seen[2 * i + 1], 3), Weights[i], Features.AsSpan(2 * i, 2), Errors.AsSpan(2 * i, 2), Jacobian.AsSpan(Block * i, Block));
            WeightTerm(i);
        }

        return Value();
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* cameras = Cameras, points = Points, weights = Weights, features = Features, errors = Errors, weightErrors = _weightErrors)
        fixed (int* seen = Seen)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double*, int*, double*, double*, double>)native["adjustment"])(
                CameraCount, PointCount, Observations, cameras, points, weights, features, seen, errors, weightErrors);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* cameras = Cameras, points = Points, weights = Weights, features = Features, errors = Errors, weightErrors = _weightErrors, jacobian = Jacobian, weightJacobian = _weightJacobian)
        fixed (int* seen = Seen)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double*, int*, double*, double*, double*, double*, double>)native["adjustment_jacobian"])(
                CameraCount, PointCount, Observations, cameras, points, weights, features, seen, errors, weightErrors, jacobian, weightJacobian);
        }
    }

    private static double[] Repeat(double[] block, int count) => [.. Enumerable.Repeat(block, count).SelectMany(numbers => numbers)];

    protected void WeightTerm(int i)
    {
        _weightErrors[i] = 1 - Weights[i] * Weights[i];
        _weightJacobian[i] = -2 * Weights[i];
    }

    private double Value() => Errors[0] + Errors[^1];
}
