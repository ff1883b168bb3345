extern alias scalar;

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.Reprojection;

namespace DiffGen.Benchmarks.Cases;

/// <summary>
/// The same Jacobian by batches of two methods of one number each, <see cref="Together"/> observations at a time: what they need is gathered, a buffer for each argument. The Jacobian is kept
/// by columns: each of its 30 is a buffer over all observations, as is each of the two errors.
/// </summary>
internal sealed class AdjustmentBatchWorkload(string? folder) : AdjustmentWorkload("bundle adjustment, Jacobian by columns, batches of 128", folder)
{
    private const int Together = 128, CameraNumbers = 11, PointNumbers = 3, Arguments = CameraNumbers + PointNumbers + 3;

    /// <summary>The principal point among the numbers of a camera.</summary>
    private const int AcrossCentre = 7, DownCentre = 8;

    private readonly double[] _arguments = new double[Arguments * Together];
    private readonly double[] _columns = new double[(2 + Block) * Observations];
    private readonly int[] _cameraAt = new int[Together], _pointAt = new int[Together];
    private bool _isByColumns;

    protected override IReadOnlyList<double[]> Results
    {
        get
        {
            if (_isByColumns)
            {
                for (int column = 0; column < 2 + Block; column++)
                {
                    Span<double> numbers = Column(column, 0, Observations);
                    for (int i = 0; i < Observations; i++)
                    {
                        (column < 2 ? ref Errors[2 * i + column] : ref Jacobian[Block * i + column - 2]) = numbers[i];
                    }
                }

                // What the next gradient does not write is seen.
                _columns.AsSpan().Fill(double.NaN);
                _isByColumns = false;
            }

            return base.Results;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        _isByColumns = true;
        for (int at = 0; at < Observations; at += Together)
        {
            int count = Math.Min(Together, Observations - at);
            Gather(at, count);
            Batches(at, count);
            Column(2 + DownCentre, at, count).Clear();
            Column(2 + Block / 2 + AcrossCentre, at, count).Clear();
            for (int i = at; i < at + count; i++)
            {
                WeightTerm(i);
            }
        }

        return Column(0, 0, 1)[0] + Column(1, Observations - 1, 1)[0];
    }

    /// <summary>One observation at a time, row by row.</summary>
    public override double ScalarGradient()
    {
        _isByColumns = false;
        for (int i = 0; i < Observations; i++)
        {
            ReadOnlySpan<double> camera = Cameras.AsSpan(CameraNumbers * Seen[2 * i], CameraNumbers), point = Points.AsSpan(PointNumbers * Seen[2 * i + 1], PointNumbers);
            Span<double> row = Jacobian.AsSpan(Block * i, Block / 2), below = Jacobian.AsSpan(Block * i + Block / 2, Block / 2);
            (Errors[2 * i], row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7], row[9], row[10], row[11], row[12], row[13], row[14]) = ScalarModel.AcrossGradient(
                camera[0], camera[1], camera[2], camera[3], camera[4], camera[5], camera[6], camera[7], camera[9], camera[10], point[0], point[1], point[2], Weights[i], Features[2 * i]);
            (Errors[2 * i + 1], below[0], below[1], below[2], below[3], below[4], below[5], below[6], below[8], below[9], below[10], below[11], below[12], below[13], below[14]) = ScalarModel.DownGradient(
                camera[0], camera[1], camera[2], camera[3], camera[4], camera[5], camera[6], camera[8], camera[9], camera[10], point[0], point[1], point[2], Weights[i], Features[2 * i + 1]);
            row[DownCentre] = 0;
            below[AcrossCentre] = 0;
            WeightTerm(i);
        }

        return Errors[0] + Errors[^1];
    }

    public override double ByHand()
    {
        _isByColumns = false;
        return base.ByHand();
    }

    public override double NativeGradient(NativeBuild native)
    {
        _isByColumns = false;
        return base.NativeGradient(native);
    }

    /// <summary>The arguments of some observations: camera, point, weight, and both coordinates of where the point was seen.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(int at, int count)
    {
        ReadOnlySpan<int> seen = Seen.AsSpan(2 * at, 2 * count);
        Span<int> cameraAt = _cameraAt.AsSpan(0, count), pointAt = _pointAt.AsSpan(0, count);
        for (int i = 0; i < count; i++)
        {
            cameraAt[i] = CameraNumbers * seen[2 * i];
            pointAt[i] = PointNumbers * seen[2 * i + 1];
        }

        for (int k = 0; k < CameraNumbers; k++)
        {
            Take(Cameras.AsSpan(k), cameraAt, Argument(k, count));
        }

        for (int k = 0; k < PointNumbers; k++)
        {
            Take(Points.AsSpan(k), pointAt, Argument(CameraNumbers + k, count));
        }

        Weights.AsSpan(at, count).CopyTo(Argument(Arguments - 3, count));
        Span<double> across = Argument(Arguments - 2, count), down = Argument(Arguments - 1, count);
        ReadOnlySpan<double> features = Features.AsSpan(2 * at, 2 * count);
        for (int i = 0; i < count; i++)
        {
            across[i] = features[2 * i];
            down[i] = features[2 * i + 1];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Take(ReadOnlySpan<double> numbers, ReadOnlySpan<int> indices, Span<double> taken)
    {
        for (int i = 0; i < taken.Length; i++)
        {
            taken[i] = numbers[indices[i]];
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Batches(int at, int count)
    {
        Span<double> rx = Argument(0, count), ry = Argument(1, count), rz = Argument(2, count), cx = Argument(3, count), cy = Argument(4, count), cz = Argument(5, count);
        Span<double> focal = Argument(6, count), across = Argument(7, count), down = Argument(8, count), k1 = Argument(9, count), k2 = Argument(10, count);
        Span<double> x = Argument(11, count), y = Argument(12, count), z = Argument(13, count), weight = Argument(14, count), featureAcross = Argument(15, count), featureDown = Argument(16, count);
        Reprojection.AcrossGradientBatch(
            rx, ry, rz, cx, cy, cz, focal, across, k1, k2, x, y, z, weight, featureAcross,
            Column(0, at, count),
            Column(2, at, count),
            Column(3, at, count),
            Column(4, at, count),
            Column(5, at, count),
            Column(6, at, count),
            Column(7, at, count),
            Column(8, at, count),
            Column(9, at, count),
            Column(11, at, count),
            Column(12, at, count),
            Column(13, at, count),
            Column(14, at, count),
            Column(15, at, count),
            Column(16, at, count));
        Reprojection.DownGradientBatch(
            rx, ry, rz, cx, cy, cz, focal, down, k1, k2, x, y, z, weight, featureDown,
            Column(1, at, count),
            Column(17, at, count),
            Column(18, at, count),
            Column(19, at, count),
            Column(20, at, count),
            Column(21, at, count),
            Column(22, at, count),
            Column(23, at, count),
            Column(25, at, count),
            Column(26, at, count),
            Column(27, at, count),
            Column(28, at, count),
            Column(29, at, count),
            Column(30, at, count),
            Column(31, at, count));
    }

    private Span<double> Argument(int number, int count) => _arguments.AsSpan(number * Together, count);

    /// <summary>Some numbers of a column: 0 and 1 are the errors, then the Jacobian's.</summary>
    private Span<double> Column(int number, int at, int count) => _columns.AsSpan(number * Observations + at, count);
}
