extern alias scalar;

using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.GaussianMixture;

namespace DiffGen.Benchmarks.Cases;

/// <summary>The log posterior of 1,000 points under a mixture of 25 Gaussians.</summary>
internal sealed unsafe class MixtureWorkload : Workload
{
    private const int Components = 25, Points = 1000;
    private readonly int _dimensions, _degrees;
    private readonly double _gamma = 1;
    private readonly double[] _alpha, _mu, _q, _l, _x, _alphaGrad, _muGrad, _qGrad, _lGrad;
    private readonly MixtureGradient.Scratch _scratch;
    private readonly ReferenceData? _data;

    public MixtureWorkload(int dimensions, string? folder)
        : base($"Gaussian mixture, K = {Components}, n = 1,000, d = {dimensions}")
    {
        int below = dimensions * (dimensions - 1) / 2;
        _dimensions = dimensions;
        _data = ReferenceData.Load(folder, $"gmm_d{dimensions}_K{Components}_n{Points}");
        _alpha = _data?["alpha"] ?? Numbers.Normal(Components, 1);
        _mu = _data?["mu"] ?? Numbers.Uniform(Components * dimensions, 2);
        _q = _data?["q"] ?? Numbers.Normal(Components * dimensions, 3);
        _l = _data?["l"] ?? Numbers.Normal(Components * below, 4);
        _x = _data?["x"] ?? Numbers.Normal(Points * dimensions, 5);
        if (_data is not null)
        {
            _gamma = _data["gamma"][0];
            _degrees = _data.Integers("dims")[3];
        }

        _alphaGrad = new double[_alpha.Length];
        _muGrad = new double[_mu.Length];
        _qGrad = new double[_q.Length];
        _lGrad = new double[_l.Length];
        _scratch = new MixtureGradient.Scratch(Components, dimensions);
    }

    protected override IReadOnlyList<double[]> Results => [_alphaGrad, _muGrad, _qGrad, _lGrad];

    protected override IReadOnlyList<double[]>? Reference => _data is null ? null : [_data["grad_alpha"], _data["grad_mu"], _data["grad_q"], _data["grad_l"]];

    /// <summary>The reference has the constants of the Gaussian and of the Wishart density, too.</summary>
    protected override double? ReferenceValue => _data is null ? null : _data["out_objective"][0] + Points * _dimensions / 2.0 * Math.Log(2 * Math.PI) - Components * WishartConstant();

    public override double Method()
    {
        return GaussianMixture.LogPosterior(_alpha, _mu, _q, _l, _x, _gamma, _degrees);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        return GaussianMixture.LogPosteriorGradient(_alpha, _mu, _q, _l, _x, _gamma, _degrees, _alphaGrad, _muGrad, _qGrad, _lGrad);
    }

    public override double ScalarGradient()
    {
        return ScalarModel.LogPosteriorGradient(_alpha, _mu, _q, _l, _x, _gamma, _degrees, _alphaGrad, _muGrad, _qGrad, _lGrad);
    }

    public override double ByHand()
    {
        return MixtureGradient.Of(_alpha, _mu, _q, _l, _x, _gamma, _degrees, _scratch, _alphaGrad, _muGrad, _qGrad, _lGrad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* alpha = _alpha, mu = _mu, q = _q, l = _l, x = _x)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double*, double*, double, int, double>)native["mixture"])(
                Components, _dimensions, Points, alpha, mu, q, l, x, _gamma, _degrees);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* alpha = _alpha, mu = _mu, q = _q, l = _l, x = _x, alphaGrad = _alphaGrad, muGrad = _muGrad, qGrad = _qGrad, lGrad = _lGrad)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double*, double*, double, int, double*, double*, double*, double*, double>)native["mixture_gradient"])(
                Components, _dimensions, Points, alpha, mu, q, l, x, _gamma, _degrees, alphaGrad, muGrad, qGrad, lGrad);
        }
    }

    /// <summary>ν d (ln γ - ½ ln 2) - ln Γ_d(ν / 2), with ν = d + m + 1.</summary>
    private double WishartConstant()
    {
        int freedom = _dimensions + _degrees + 1;
        double logGamma = _dimensions * (_dimensions - 1) / 4.0 * Math.Log(Math.PI);
        for (int j = 1; j <= _dimensions; j++)
        {
            logGamma += VectorMath.LogGamma(0.5 * (freedom + 1 - j));
        }

        return freedom * _dimensions * (Math.Log(_gamma) - 0.5 * Math.Log(2)) - logGamma;
    }
}
