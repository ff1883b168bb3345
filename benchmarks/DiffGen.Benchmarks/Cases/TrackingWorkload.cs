extern alias scalar;

using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.HandTracking;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The Jacobian of hand tracking: 544 vertices, 22 bones, 26 numbers of the pose.</summary>
internal sealed unsafe class TrackingWorkload : Workload
{
    private const int Vertices = 544, Bones = HandTracking.Bones;
    private readonly int _count;
    private readonly int[] _parents, _correspondences;
    private readonly double[] _pose, _relatives, _inverses, _vertices, _weights, _points, _errors, _jacobian;
    private readonly TrackingJacobian _byHand = new(Vertices);
    private readonly ReferenceData? _data;

    /// <param name="hand">The number of the hand among the reference data.</param>
    /// <param name="count">How many points were measured.</param>
    /// <param name="folder">Where the reference data lie.</param>
    public TrackingWorkload(int hand, int count, string? folder)
        : base($"hand tracking, Jacobian, {count} points")
    {
        _count = count;
        _data = ReferenceData.Load(folder, $"ht_simple_small_hand{hand}_t26_c{count}");
        _parents = _data?.Integers("parents") ?? [-1, .. Enumerable.Range(1, Bones - 1).Select(bone => (bone - 1) % 4 == 0 ? 0 : bone - 1)];
        _pose = _data?["theta"] ?? Numbers.Uniform(HandTracking.PoseLength, 71, -1, 1);
        _relatives = _data?["base_relatives"] ?? Affine(72);
        _inverses = _data?["inverse_base_absolutes"] ?? Affine(73);
        _vertices = _data?["base_positions"] ?? [.. Numbers.Uniform(4 * Vertices, 74, -1, 1).Select((x, i) => i % 4 == 3 ? 1 : x)];
        _weights = _data?["weights"] ?? [.. Enumerable.Range(0, Vertices * Bones).Select(i => i % Bones == i / Bones % Bones ? 0.75 : i % Bones == (i / Bones + 1) % Bones ? 0.25 : 0)];
        _correspondences = _data?.Integers("correspondences") ?? [.. Enumerable.Range(0, count).Select(i => 37 * i % Vertices)];
        _points = _data?["points"] ?? Numbers.Uniform(3 * count, 75, -1, 1);
        _errors = new double[3 * count];
        _jacobian = new double[3 * count * HandTracking.PoseLength];
    }

    protected override IReadOnlyList<double[]> Results => [_jacobian, _errors];

    protected override IReadOnlyList<double[]>? Reference => _data is null ? null : [_data["jacobian"], _data["out_objective"]];

    public override double Method()
    {
        HandTracking.Errors(_pose, _parents, _relatives, _inverses, _vertices, _weights, _correspondences, _points, _errors);
        return Value();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        HandTracking.ErrorsJacobian(_pose, _parents, _relatives, _inverses, _vertices, _weights, _correspondences, _points, _errors, _jacobian);
        return Value();
    }

    public override double ScalarGradient()
    {
        ScalarModel.ErrorsJacobian(_pose, _parents, _relatives, _inverses, _vertices, _weights, _correspondences, _points, _errors, _jacobian);
        return Value();
    }

    public override double ByHand()
    {
        _byHand.Of(_pose, _parents, _relatives, _inverses, _vertices, _weights, _correspondences, _points, _errors, _jacobian);
        return Value();
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* pose = _pose, relatives = _relatives, inverses = _inverses, vertices = _vertices, weights = _weights, points = _points, errors = _errors)
        fixed (int* parents = _parents, correspondences = _correspondences)
        {
            return ((delegate* unmanaged<int, int, double*, int*, double*, double*, double*, double*, int*, double*, double*, double>)native["tracking"])(
                Vertices, _count, pose, parents, relatives, inverses, vertices, weights, correspondences, points, errors);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* pose = _pose, relatives = _relatives, inverses = _inverses, vertices = _vertices, weights = _weights, points = _points, errors = _errors, jacobian = _jacobian)
        fixed (int* parents = _parents, correspondences = _correspondences)
        {
            return ((delegate* unmanaged<int, int, double*, int*, double*, double*, double*, double*, int*, double*, double*, double*, double>)native["tracking_jacobian"])(
                Vertices, _count, pose, parents, relatives, inverses, vertices, weights, correspondences, points, errors, jacobian);
        }
    }

    /// <summary>Matrices near the unit matrix, with a last row (0, 0, 0, 1).</summary>
    private static double[] Affine(int seed)
    {
        return [.. Numbers.Uniform(16 * Bones, seed, -0.3, 0.3).Select((x, i) => i % 16 >= 12 ? (i % 16 == 15 ? 1 : 0) : i % 16 % 5 == 0 ? 1 + x : x)];
    }

    private double Value() => _errors[0] + _errors[^1];
}
