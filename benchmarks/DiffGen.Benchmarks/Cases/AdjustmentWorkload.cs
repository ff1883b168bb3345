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
internal sealed unsafe class AdjustmentWorkload : Workload
{
    private const int Cameras = 49, Points = 7776, Observations = 31_843, Block = 30;
    private readonly double[] _cameras, _points, _weights, _features;
    private readonly int[] _seen = new int[2 * Observations];
    private readonly double[] _errors = new double[2 * Observations], _weightErrors = new double[Observations];
    private readonly double[] _jacobian = new double[Block * Observations], _weightJacobian = new double[Observations];
    private readonly ReferenceData? _data;

    public AdjustmentWorkload(string? folder)
        : base("bundle adjustment, Jacobian, 31,843 observations")
    {
        _data = ReferenceData.Load(folder, $"ba_ba1_n{Cameras}_m{Points}_p{Observations}");
        if (_data is null)
        {
            // Cameras about the origin that look at points ten away from it.
            _cameras = [.. Enumerable.Range(0, Cameras).SelectMany(camera => (IEnumerable<double>)[.. Numbers.Uniform(6, 100 + camera, -0.5, 0.5), 500, 320, 240, -1e-2, 1e-3])];
            _points = [.. Enumerable.Range(0, Points).SelectMany(point => (IEnumerable<double>)[.. Numbers.Uniform(2, 1000 + point, -3, 3), 10])];
            _weights = Numbers.Uniform(Observations, 61);
            _features = Numbers.Uniform(2 * Observations, 62, 0, 500);
        }
        else
        {
            _cameras = Repeat(_data["cam"], Cameras);
            _points = Repeat(_data["x"], Points);
            _weights = Repeat(_data["w"], Observations);
            _features = Repeat(_data["feat"], Observations);
        }

        for (int i = 0; i < Observations; i++)
        {
            _seen[2 * i] = i % Cameras;
            _seen[2 * i + 1] = i % Points;
        }
    }

    protected override IReadOnlyList<double[]> Results => [_jacobian, _weightJacobian, _errors, _weightErrors];

    protected override IReadOnlyList<double[]>? Reference => _data is null
        ? null
        : [Repeat(_data["jac_vals"][..Block], Observations), Repeat(_data["jac_vals"][Block..], Observations), Repeat(_data["out_reproj"], Observations), Repeat(_data["out_w"], Observations)];

    public override double Method()
    {
        for (int i = 0; i < Observations; i++)
        {
            BundleAdjustment.Reproject(_cameras.AsSpan(11 * _seen[2 * i], 11), _points.AsSpan(3 * _seen[2 * i + 1], 3), _weights[i], _features.AsSpan(2 * i, 2), _errors.AsSpan(2 * i, 2));
            _weightErrors[i] = 1 - _weights[i] * _weights[i];
        }

        return Value();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        for (int i = 0; i < Observations; i++)
        {
            BundleAdjustment.ReprojectJacobian(
                _cameras.AsSpan(11 * _seen[2 * i], 11), _points.AsSpan(3 * _seen[2 * i + 1], 3), _weights[i], _features.AsSpan(2 * i, 2), _errors.AsSpan(2 * i, 2), _jacobian.AsSpan(Block * i, Block));
            WeightTerm(i);
        }

        return Value();
    }

    public override double ScalarGradient()
    {
        for (int i = 0; i < Observations; i++)
        {
            ScalarModel.ReprojectJacobian(
                _cameras.AsSpan(11 * _seen[2 * i], 11), _points.AsSpan(3 * _seen[2 * i + 1], 3), _weights[i], _features.AsSpan(2 * i, 2), _errors.AsSpan(2 * i, 2), _jacobian.AsSpan(Block * i, Block));
            WeightTerm(i);
        }

        return Value();
    }

    public override double ByHand()
    {
        for (int i = 0; i < Observations; i++)
        {
            AdjustmentJacobian.Of(
                _cameras.AsSpan(11 * _seen[2 * i], 11), _points.AsSpan(3 * _seen[2 * i + 1], 3), _weights[i], _features.AsSpan(2 * i, 2), _errors.AsSpan(2 * i, 2), _jacobian.AsSpan(Block * i, Block));
            WeightTerm(i);
        }

        return Value();
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* cameras = _cameras, points = _points, weights = _weights, features = _features, errors = _errors, weightErrors = _weightErrors)
        fixed (int* seen = _seen)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double*, int*, double*, double*, double>)native["adjustment"])(
                Cameras, Points, Observations, cameras, points, weights, features, seen, errors, weightErrors);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* cameras = _cameras, points = _points, weights = _weights, features = _features, errors = _errors, weightErrors = _weightErrors, jacobian = _jacobian, weightJacobian = _weightJacobian)
        fixed (int* seen = _seen)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double*, int*, double*, double*, double*, double*, double>)native["adjustment_jacobian"])(
                Cameras, Points, Observations, cameras, points, weights, features, seen, errors, weightErrors, jacobian, weightJacobian);
        }
    }

    private static double[] Repeat(double[] block, int count) => [.. Enumerable.Repeat(block, count).SelectMany(numbers => numbers)];

    private void WeightTerm(int i)
    {
        _weightErrors[i] = 1 - _weights[i] * _weights[i];
        _weightJacobian[i] = -2 * _weights[i];
    }

    private double Value() => _errors[0] + _errors[^1];
}
