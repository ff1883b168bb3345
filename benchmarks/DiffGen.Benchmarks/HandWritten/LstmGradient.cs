using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>Backpropagation through time for the diagonal LSTM: the forward sweep keeps the gates, the reverse sweep needs no exponential.</summary>
internal sealed class LstmGradient(int layers, int bits, int characters)
{
    private readonly double[] _kept = new double[(characters - 1) * layers * bits * 8];
    private readonly double[] _outputs = new double[(characters - 1) * bits * 2];
    private readonly double[] _hidden = new double[layers * bits], _cell = new double[layers * bits], _input = new double[bits], _exps = new double[bits];
    private readonly double[] _hiddenGrad = new double[layers * bits], _cellGrad = new double[layers * bits], _inputGrad = new double[bits];

    public double Loss(ReadOnlySpan<double> main, ReadOnlySpan<double> extra, ReadOnlySpan<double> state, ReadOnlySpan<double> sequence, Span<double> mainGrad, Span<double> extraGrad)
    {
        for (int layer = 0; layer < layers; layer++)
        {
            state.Slice(2 * layer * bits, bits).CopyTo(_hidden.AsSpan(layer * bits));
            state.Slice((2 * layer + 1) * bits, bits).CopyTo(_cell.AsSpan(layer * bits));
        }

        double scale = -1 / ((characters - 1.0) * bits);
        double total = 0;
        for (int t = 0; t < characters - 1; t++)
        {
            for (int i = 0; i < bits; i++)
            {
                _input[i] = sequence[t * bits + i] * extra[i];
            }

            for (int layer = 0; layer < layers; layer++)
            {
                Forward(main.Slice(8 * layer * bits, 8 * bits), layer, _kept.AsSpan((t * layers + layer) * bits * 8, bits * 8));
            }

            total += Output(extra, sequence.Slice((t + 1) * bits, bits), scale, _outputs.AsSpan(t * bits * 2, bits * 2));
        }

        mainGrad.Clear();
        extraGrad.Clear();
        _hiddenGrad.AsSpan().Clear();
        _cellGrad.AsSpan().Clear();
        for (int t = characters - 2; t >= 0; t--)
        {
            for (int i = 0; i < bits; i++)
            {
                double grad = _outputs[(2 * t + 1) * bits + i];
                extraGrad[bits + i] += grad * _outputs[2 * t * bits + i];
                extraGrad[2 * bits + i] += grad;
                _inputGrad[i] = grad * extra[bits + i];
            }

            for (int layer = layers - 1; layer >= 0; layer--)
            {
                Reverse(main.Slice(8 * layer * bits, 8 * bits), layer, _kept.AsSpan((t * layers + layer) * bits * 8, bits * 8), mainGrad.Slice(8 * layer * bits, 8 * bits));
            }

            for (int i = 0; i < bits; i++)
            {
                extraGrad[i] += sequence[t * bits + i] * _inputGrad[i];
            }
        }

        return scale * total;
    }

    private static double Sigmoid(double x)
    {
        return 1 / (1 + Math.Exp(-x));
    }

    private void Forward(ReadOnlySpan<double> w, int layer, Span<double> kept)
    {
        for (int i = 0; i < bits; i++)
        {
            int at = layer * bits + i;
            double x = _input[i], h = _hidden[at], c = _cell[at];
            double forget = Sigmoid(x * w[i] + w[4 * bits + i]);
            double ingate = Sigmoid(h * w[bits + i] + w[5 * bits + i]);
            double outgate = Sigmoid(x * w[2 * bits + i] + w[6 * bits + i]);
            double change = Math.Tanh(h * w[3 * bits + i] + w[7 * bits + i]);
            double next = c * forget + ingate * change;
            double tanh = Math.Tanh(next);
            Span<double> here = kept.Slice(8 * i, 8);
            here[7] = tanh;
            here[0] = x;
            here[1] = h;
            here[2] = c;
            here[3] = forget;
            here[4] = ingate;
            here[5] = outgate;
            here[6] = change;
            _cell[at] = next;
            _hidden[at] = outgate * tanh;
            _input[i] = outgate * tanh;
        }
    }

    private double Output(ReadOnlySpan<double> extra, ReadOnlySpan<double> next, double scale, Span<double> kept)
    {
        double sum = 2, score = 0, ones = 0;
        for (int i = 0; i < bits; i++)
        {
            double y = _input[i] * extra[bits + i] + extra[2 * bits + i];
            _exps[i] = Math.Exp(y);
            sum += _exps[i];
            score += next[i] * y;
            ones += next[i];
            kept[i] = _input[i];
        }

        double share = ones / sum;
        for (int i = 0; i < bits; i++)
        {
            kept[bits + i] = scale * (next[i] - share * _exps[i]);
        }

        return score - ones * Math.Log(sum);
    }

    private void Reverse(ReadOnlySpan<double> w, int layer, ReadOnlySpan<double> kept, Span<double> grad)
    {
        for (int i = 0; i < bits; i++)
        {
            int at = layer * bits + i;
            ReadOnlySpan<double> here = kept.Slice(8 * i, 8);
            double tanh = here[7], x = here[0], h = here[1], c = here[2], forget = here[3], ingate = here[4], outgate = here[5], change = here[6];
            double hiddenGrad = _hiddenGrad[at] + _inputGrad[i];
            double cellGrad = _cellGrad[at] + hiddenGrad * outgate * (1 - tanh * tanh);
            double forgetGrad = cellGrad * c * forget * (1 - forget);
            double ingateGrad = cellGrad * change * ingate * (1 - ingate);
            double outgateGrad = hiddenGrad * tanh * outgate * (1 - outgate);
            double changeGrad = cellGrad * ingate * (1 - change * change);
            grad[i] += forgetGrad * x;
            grad[bits + i] += ingateGrad * h;
            grad[2 * bits + i] += outgateGrad * x;
            grad[3 * bits + i] += changeGrad * h;
            grad[4 * bits + i] += forgetGrad;
            grad[5 * bits + i] += ingateGrad;
            grad[6 * bits + i] += outgateGrad;
            grad[7 * bits + i] += changeGrad;
            _cellGrad[at] = cellGrad * forget;
            _hiddenGrad[at] = ingateGrad * w[bits + i] + changeGrad * w[3 * bits + i];
            _inputGrad[i] = forgetGrad * w[i] + outgateGrad * w[2 * bits + i];
        }
    }
}
