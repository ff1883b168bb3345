extern alias scalar;

using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.Options;

namespace DiffGen.Benchmarks.Cases;

/// <summary>European calls and their five first-order Greeks, 4,096 at a time.</summary>
internal sealed unsafe class BlackScholesWorkload() : Workload("Black-Scholes, five Greeks, batch of 4,096")
{
    private const int Count = 4096;
    private readonly double[] _spot = Numbers.Uniform(Count, 81, 80, 120), _strike = Numbers.Uniform(Count, 82, 80, 120), _rate = Numbers.Uniform(Count, 83, 0.01, 0.05);
    private readonly double[] _volatility = Numbers.Uniform(Count, 84, 0.1, 0.5), _years = Numbers.Uniform(Count, 85, 0.2, 2), _value = new double[Count];
    private readonly double[] _spotGrad = new double[Count], _strikeGrad = new double[Count], _rateGrad = new double[Count], _volatilityGrad = new double[Count], _yearsGrad = new double[Count];

    protected override IReadOnlyList<double[]> Results => [_value, _spotGrad, _strikeGrad, _rateGrad, _volatilityGrad, _yearsGrad];

    public override double Method()
    {
        for (int i = 0; i < Count; i++)
        {
            _value[i] = Options.Call(_spot[i], _strike[i], _rate[i], _volatility[i], _years[i]);
        }

        return Value();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        Options.CallGradientBatch(_spot, _strike, _rate, _volatility, _years, _value, _spotGrad, _strikeGrad, _rateGrad, _volatilityGrad, _yearsGrad);
        return Value();
    }

    /// <summary>Call by call: the batch companion is there for vectors alone.</summary>
    public override double ScalarGradient()
    {
        for (int i = 0; i < Count; i++)
        {
            (_value[i], _spotGrad[i], _strikeGrad[i], _rateGrad[i], _volatilityGrad[i], _yearsGrad[i]) = ScalarModel.CallGradient(_spot[i], _strike[i], _rate[i], _volatility[i], _years[i]);
        }

        return Value();
    }

    public override double ByHand()
    {
        OptionGradients.Calls(_spot, _strike, _rate, _volatility, _years, _value, _spotGrad, _strikeGrad, _rateGrad, _volatilityGrad, _yearsGrad);
        return Value();
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* spot = _spot, strike = _strike, rate = _rate, volatility = _volatility, years = _years, value = _value)
        {
            return ((delegate* unmanaged<int, double*, double*, double*, double*, double*, double*, double>)native["black_scholes"])(Count, spot, strike, rate, volatility, years, value);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* spot = _spot, strike = _strike, rate = _rate, volatility = _volatility, years = _years, value = _value)
        fixed (double* spotGrad = _spotGrad, strikeGrad = _strikeGrad, rateGrad = _rateGrad, volatilityGrad = _volatilityGrad, yearsGrad = _yearsGrad)
        {
            return ((delegate* unmanaged<int, double*, double*, double*, double*, double*, double*, double*, double*, double*, double*, double*, double>)native["black_scholes_gradient"])(
                Count, spot, strike, rate, volatility, years, value, spotGrad, strikeGrad, rateGrad, volatilityGrad, yearsGrad);
        }
    }

    private double Value() => _value[0] + _value[^1];
}
