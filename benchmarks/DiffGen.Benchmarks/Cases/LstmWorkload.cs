extern alias scalar;

using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using DiffGen.Benchmarks.HandWritten;
using DiffGen.Benchmarks.Harness;
using DiffGen.Benchmarks.Models;
using ScalarModel = scalar::DiffGen.Benchmarks.Models.DiagonalLstm;

namespace DiffGen.Benchmarks.Cases;

/// <summary>Two layers of a diagonal LSTM over a text of 1,024 characters.</summary>
internal sealed unsafe class LstmWorkload : Workload
{
    private const int Layers = 2, Bits = 14, Characters = 1024;
    private readonly double[] _main, _extra, _state, _sequence;
    private readonly double[] _mainGrad = new double[8 * Layers * Bits], _extraGrad = new double[3 * Bits];
    private readonly LstmGradient _byHand = new(Layers, Bits, Characters);
    private readonly ReferenceData? _data;

    public LstmWorkload(string? folder)
        : base($"LSTM, {Layers} layers, 1,024 characters")
    {
        _data = ReferenceData.Load(folder, $"lstm_l{Layers}_c{Characters}");
        _main = _data?["main_params"] ?? Numbers.Uniform(8 * Layers * Bits, 21);
        _extra = _data?["extra_params"] ?? Numbers.Uniform(3 * Bits, 22);
        _state = _data?["state"] ?? Numbers.Uniform(2 * Layers * Bits, 23);
        _sequence = _data?["sequence"] ?? [.. Numbers.Uniform(Characters * Bits, 24).Select(x => x < 0.4 ? 1.0 : 0.0)];
    }

    protected override IReadOnlyList<double[]> Results => [_mainGrad, _extraGrad];

    protected override IReadOnlyList<double[]>? Reference => _data is null ? null : [_data["grad"][..(8 * Layers * Bits)], _data["grad"][(8 * Layers * Bits)..]];

    protected override double? ReferenceValue => _data?["out_objective"][0];

    public override double Method()
    {
        return DiagonalLstm.Loss(_main, _extra, _state, _sequence, Layers);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override double Gradient()
    {
        return DiagonalLstm.LossGradient(_main, _extra, _state, _sequence, Layers, _mainGrad, _extraGrad);
    }

    public override double ScalarGradient()
    {
        return ScalarModel.LossGradient(_main, _extra, _state, _sequence, Layers, _mainGrad, _extraGrad);
    }

    public override double ByHand()
    {
        return _byHand.Loss(_main, _extra, _state, _sequence, _mainGrad, _extraGrad);
    }

    public override double NativeMethod(NativeBuild native)
    {
        fixed (double* main = _main, extra = _extra, state = _state, sequence = _sequence)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double*, double>)native["lstm"])(Layers, Bits, Characters, main, extra, state, sequence);
        }
    }

    public override double NativeGradient(NativeBuild native)
    {
        fixed (double* main = _main, extra = _extra, state = _state, sequence = _sequence, mainGrad = _mainGrad, extraGrad = _extraGrad)
        {
            return ((delegate* unmanaged<int, int, int, double*, double*, double*, double*, double*, double*, double>)native["lstm_gradient"])(
                Layers, Bits, Characters, main, extra, state, sequence, mainGrad, extraGrad);
        }
    }
}
