using System;
using System.Collections.Generic;
using DiffGen;
using GradientsWithoutBackprop.Models;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>
/// A linear network 20-60-10 that learns a random linear teacher by node perturbation (the companion that the compiler made), one fresh example a step.
/// </summary>
internal sealed class TeacherRun
{
    public const int Inputs = 20;
    public const int Hidden = 60;
    public const int Outputs = 10;

    private readonly NoiseKey _key;
    private readonly double _teacherNoise;
    private readonly double[] _weights = new double[Hidden * Inputs + Outputs * Hidden];
    private readonly double[] _gradient = new double[Hidden * Inputs + Outputs * Hidden];
    private readonly double[] _teacher = new double[Outputs * Inputs];
    private readonly double[] _input = new double[Inputs];
    private readonly double[] _target = new double[Outputs];
    private readonly double[] _norms;

    /// <param name="key">All random numbers of the run.</param>
    /// <param name="teacherNoise">The deviation of the noise on the targets.</param>
    /// <param name="keepNorms">Whether the rows of the weights are scaled back to their first norms after each step.</param>
    public TeacherRun(NoiseKey key, double teacherNoise = 0, bool keepNorms = false)
    {
        _key = key;
        _teacherNoise = teacherNoise;
        Fill(_weights.AsSpan(0, Hidden * Inputs), 2.0 / (Inputs + Hidden), 0);
        Fill(_weights.AsSpan(Hidden * Inputs), 2.0 / (Hidden + Outputs), 1);
        Fill(_teacher, 2.0 / (Inputs + Outputs), 2);
        _norms = keepNorms ? Norms() : [];
    }

    /// <summary>The error at some steps: the mean square of the entries of W₂W₁ − teacher; infinity from where the run has diverged.</summary>
    public IReadOnlyList<(int Step, double Error)> Train(double rate, IReadOnlyList<int> checkpoints)
    {
        List<(int Step, double Error)> errors = [];
        uint step = 0;
        foreach (int checkpoint in checkpoints)
        {
            while (step < checkpoint && Math.Abs(_weights[0]) < 1e6)
            {
                Step(rate, ++step);
            }

            double error = step < checkpoint ? double.PositiveInfinity : Error();
            errors.Add((checkpoint, error < 1e6 ? error : double.PositiveInfinity));
        }

        return errors;
    }

    private void Step(double rate, uint step)
    {
        _key.FillGaussian<double>(_input, step, 3);
        _key.FillGaussian<double>(_target, step, 4);
        for (int o = 0; o < Outputs; o++)
        {
            double target = _teacherNoise * _target[o];
            for (int i = 0; i < Inputs; i++)
            {
                target += _teacher[o * Inputs + i] * _input[i];
            }

            _target[o] = target;
        }

        LinearNetwork.LossNodeGradient(_weights, _input, _target, Hidden, new NodeNoise(_key, step), _gradient);
        for (int i = 0; i < _weights.Length; i++)
        {
            _weights[i] -= rate * _gradient[i];
        }

        if (_norms.Length > 0)
        {
            double[] now = Norms();
            for (int row = 0; row < now.Length; row++)
            {
                foreach (ref double weight in Row(row))
                {
                    weight *= _norms[row] / now[row];
                }
            }
        }
    }

    private double Error()
    {
        double sum = 0;
        for (int o = 0; o < Outputs; o++)
        {
            for (int i = 0; i < Inputs; i++)
            {
                double entry = -_teacher[o * Inputs + i];
                for (int h = 0; h < Hidden; h++)
                {
                    entry += _weights[Hidden * Inputs + o * Hidden + h] * _weights[h * Inputs + i];
                }

                sum += entry * entry;
            }
        }

        return sum / (Inputs * Outputs);
    }

    private void Fill(Span<double> weights, double variance, uint instance)
    {
        _key.FillGaussian(weights, 0, instance);
        foreach (ref double weight in weights)
        {
            weight *= Math.Sqrt(variance);
        }
    }

    private Span<double> Row(int row)
    {
        return row < Hidden ? _weights.AsSpan(row * Inputs, Inputs) : _weights.AsSpan(Hidden * Inputs + (row - Hidden) * Hidden, Hidden);
    }

    private double[] Norms()
    {
        double[] norms = new double[Hidden + Outputs];
        for (int row = 0; row < norms.Length; row++)
        {
            double sum = 0;
            foreach (double weight in Row(row))
            {
                sum += weight * weight;
            }

            norms[row] = Math.Sqrt(sum);
        }

        return norms;
    }
}
