extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.HeatFlow;

namespace DiffGen.Benchmarks.Cases;

/// <summary>Heat over a plate of 64 × 64 points in 100 steps, with the gradient by the start and the conductivity.</summary>
internal sealed unsafe class HeatFlowWorkload() : Workload("stencil, 64 × 64, 100 steps")
{
    private const int Side = 64, Steps = 100;
    private const double Conductivity = 0.2;
    private readonly double[] _start = Numbers.Uniform(Side * Side, 111), _wanted = Numbers.Uniform(Side * Side, 112), _startGrad = new double[Side * Side], _conductivityGrad = new double[1];
    private readonly double[] _states = new double[Side * Side * (Steps + 1)], _scratch = new double[2 * Side * Side];

    protected override IReadOnlyList<double[]> Results => [_startGrad, _conductivityGrad];

    public override double Method()
    {
        return HeatFlow.Misfit(_start, Conductivity, _wanted, Side, Steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        (double value, _conductivityGrad[0]) = HeatFlow.MisfitGradient(_start, Conductivity, _wanted, Side, Steps, _startGrad);
        return value;
    }

    public override double ScalarGradient()
    {
        (double value, _conductivityGrad[0]) = ScalarModel.MisfitGradient(_start, Conductivity, _wanted, Side, Steps, _startGrad);
        return value;
    }

    public override double ByHand()
    {
        (double value, _conductivityGrad[0]) = HeatFlowGradient.Of(_start, Conductivity, _wanted, Side, _states, _scratch, _startGrad);
        return value;
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* start = _start, wanted = _wanted)
        {
            return ((delegate* unmanaged<int, int, double*, double, double*, double>)native["heat"])(Side, Steps, start, Conductivity, wanted);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* start = _start, wanted = _wanted, startGrad = _startGrad, conductivityGrad = _conductivityGrad)
        {
            return ((delegate* unmanaged<int, int, double*, double, double*, double*, double*, double>)native["heat_gradient"])(Side, Steps, start, Conductivity, wanted, startGrad, conductivityGrad);
        }
    }
}
