extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.Options;

namespace DiffGen.Benchmarks.Cases;

/// <summary>An Asian call over 10,000 paths of 100 steps, with its gradient by spot, rate and volatility.</summary>
internal sealed unsafe class AsianWorkload() : Workload("Asian option, 10,000 paths of 100 steps")
{
    private const int Paths = 10_000, Steps = 100;
    private const double Spot = 100, Rate = 0.03, Volatility = 0.25, Strike = 102, Years = 1;
    private readonly double[] _normals = Numbers.Normal(Paths * Steps, 91), _grad = new double[3];

    protected override IReadOnlyList<double[]> Results => [_grad];

    public override double Method()
    {
        return Options.Asian(Spot, Rate, Volatility, Strike, Years, _normals, Steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        (double value, _grad[0], _grad[1], _grad[2]) = Options.AsianGradient(Spot, Rate, Volatility, Strike, Years, _normals, Steps);
        return value;
    }

    public override double ScalarGradient()
    {
        (double value, _grad[0], _grad[1], _grad[2]) = ScalarModel.AsianGradient(Spot, Rate, Volatility, Strike, Years, _normals, Steps);
        return value;
    }

    public override double ByHand()
    {
        (double value, _grad[0], _grad[1], _grad[2]) = OptionGradients.Asian(Spot, Rate, Volatility, Strike, Years, _normals, Steps);
        return value;
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* normals = _normals)
        {
            return ((delegate* unmanaged<double, double, double, double, double, int, int, double*, double>)native["asian"])(Spot, Rate, Volatility, Strike, Years, Paths, Steps, normals);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* normals = _normals, grad = _grad)
        {
            return ((delegate* unmanaged<double, double, double, double, double, int, int, double*, double*, double>)native["asian_gradient"])(Spot, Rate, Volatility, Strike, Years, Paths, Steps, normals, grad);
        }
    }
}
