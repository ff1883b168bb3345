extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.LotkaVolterra;

namespace DiffGen.Benchmarks.Cases;

/// <summary>Prey and predators over 10,000 steps of Runge-Kutta, with the gradient by where they start and by four rates.</summary>
internal sealed unsafe class LotkaVolterraWorkload() : Workload("Lotka-Volterra, RK4, 10,000 steps")
{
    private const int Steps = 10_000;
    private const double Prey = 10, Predators = 5, Birth = 1.1, Hunt = 0.4, Growth = 0.1, Death = 0.4, Step = 1e-3;
    private readonly double[] _grad = new double[6], _kept = new double[2 * Steps];

    protected override IReadOnlyList<double[]> Results => [_grad];

    public override double Method()
    {
        return LotkaVolterra.Prey(Prey, Predators, Birth, Hunt, Growth, Death, Step, Steps);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        (double value, _grad[0], _grad[1], _grad[2], _grad[3], _grad[4], _grad[5]) = LotkaVolterra.PreyGradient(Prey, Predators, Birth, Hunt, Growth, Death, Step, Steps);
        return value;
    }

    public override double ScalarGradient()
    {
        (double value, _grad[0], _grad[1], _grad[2], _grad[3], _grad[4], _grad[5]) = ScalarModel.PreyGradient(Prey, Predators, Birth, Hunt, Growth, Death, Step, Steps);
        return value;
    }

    public override double ByHand()
    {
        return LotkaVolterraGradient.Of(Prey, Predators, new LotkaVolterraGradient.Rates(Birth, Hunt, Growth, Death), Step, _kept, _grad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        return ((delegate* unmanaged<double, double, double, double, double, double, double, int, double>)native["lotka_volterra"])(Prey, Predators, Birth, Hunt, Growth, Death, Step, Steps);
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* grad = _grad)
        {
            return ((delegate* unmanaged<double, double, double, double, double, double, double, int, double*, double>)native["lotka_volterra_gradient"])(
                Prey, Predators, Birth, Hunt, Growth, Death, Step, Steps, grad);
        }
    }
}
