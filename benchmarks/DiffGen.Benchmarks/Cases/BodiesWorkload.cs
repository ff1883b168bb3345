extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.Bodies;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The energy of 64 bodies after 16 steps, with the gradient by positions, velocities and masses.</summary>
internal sealed unsafe class BodiesWorkload() : Workload("64 bodies, 16 steps")
{
    private const int Count = 64, Steps = 16;
    private const double Step = 1e-3;
    private readonly double[] _positions = Numbers.Uniform(3 * Count, 101, -1, 1), _velocities = Numbers.Uniform(3 * Count, 102, -1, 1), _masses = Numbers.Uniform(Count, 103, 0.5, 1.5);
    private readonly double[] _positionsGrad = new double[3 * Count], _velocitiesGrad = new double[3 * Count], _massesGrad = new double[Count];
    private readonly double[] _kept = new double[3 * Count * (Steps + 1)], _v = new double[3 * Count];

    protected override IReadOnlyList<double[]> Results => [_positionsGrad, _velocitiesGrad, _massesGrad];

    public override double Method()
    {
        return Bodies.Energy(_positions, _velocities, _masses, Step, Steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        return Bodies.EnergyGradient(_positions, _velocities, _masses, Step, Steps, _positionsGrad, _velocitiesGrad, _massesGrad);
    }

    public override double ScalarGradient()
    {
        return ScalarModel.EnergyGradient(_positions, _velocities, _masses, Step, Steps, _positionsGrad, _velocitiesGrad, _massesGrad);
    }

    public override double ByHand()
    {
        return BodiesGradient.Of(_positions, _velocities, _masses, Step, _kept, _v, _positionsGrad, _velocitiesGrad, _massesGrad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* positions = _positions, velocities = _velocities, masses = _masses)
        {
            return ((delegate* unmanaged<int, double*, double*, double*, double, int, double>)native["bodies"])(Count, positions, velocities, masses, Step, Steps);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* positions = _positions, velocities = _velocities, masses = _masses, positionsGrad = _positionsGrad, velocitiesGrad = _velocitiesGrad, massesGrad = _massesGrad)
        {
            return ((delegate* unmanaged<int, double*, double*, double*, double, int, double*, double*, double*, double>)native["bodies_gradient"])(
                Count, positions, velocities, masses, Step, Steps, positionsGrad, velocitiesGrad, massesGrad);
        }
    }
}
