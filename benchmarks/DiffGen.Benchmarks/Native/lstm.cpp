// The loss of a diagonal LSTM and its gradient.
#include <algorithm>
#include <cmath>
#include <vector>

namespace
{
    // What one layer computes in one step, kept for the reverse sweep: arrays of as many numbers as there are bits.
    enum Kept { Input, Hidden, Forget, Ingate, Outgate, Change, Cell, TanhCell, Count };

    // Not inlined: what is said of the pointers would be lost, and the loop not vectorised.
    __attribute__((noinline)) void step(
        int b, const double* __restrict w, double* __restrict input, double* __restrict hidden, double* __restrict cell, double* __restrict inputs, double* __restrict hiddens,
        double* __restrict forgets, double* __restrict ingates, double* __restrict outgates, double* __restrict changes, double* __restrict cells, double* __restrict tanhs)
    {
        for (int i = 0; i < b; i++)
        {
            double x = input[i], h = hidden[i], c = cell[i];
            double forget = 1 / (1 + std::exp(-(x * w[i] + w[4 * b + i])));
            double ingate = 1 / (1 + std::exp(-(h * w[b + i] + w[5 * b + i])));
            double outgate = 1 / (1 + std::exp(-(x * w[2 * b + i] + w[6 * b + i])));
            double change = std::tanh(h * w[3 * b + i] + w[7 * b + i]);
            double next = c * forget + ingate * change;
            double tanh_cell = std::tanh(next);
            inputs[i] = x;
            hiddens[i] = h;
            forgets[i] = forget;
            ingates[i] = ingate;
            outgates[i] = outgate;
            changes[i] = change;
            cells[i] = c;
            tanhs[i] = tanh_cell;
            cell[i] = next;
            hidden[i] = outgate * tanh_cell;
            input[i] = hidden[i];
        }
    }

    void step(int b, const double* w, double* input, double* hidden, double* cell, double* kept)
    {
        step(
            b, w, input, hidden, cell, kept + Input * b, kept + Hidden * b, kept + Forget * b, kept + Ingate * b, kept + Outgate * b, kept + Change * b, kept + Cell * b, kept + TanhCell * b);
    }

    __attribute__((noinline)) void reverse_arrays(
        int b, const double* __restrict w, const double* __restrict kept, double* __restrict g0, double* __restrict g1, double* __restrict g2, double* __restrict g3, double* __restrict g4,
        double* __restrict g5, double* __restrict g6, double* __restrict g7, double* __restrict input_grad, double* __restrict hidden_grad, double* __restrict cell_grad)
    {
        for (int i = 0; i < b; i++)
        {
            double x = kept[Input * b + i], h = kept[Hidden * b + i], f = kept[Forget * b + i], n = kept[Ingate * b + i];
            double o = kept[Outgate * b + i], a = kept[Change * b + i], c = kept[Cell * b + i], t = kept[TanhCell * b + i];
            double grad = hidden_grad[i] + input_grad[i];
            double cell_now = cell_grad[i] + grad * o * (1 - t * t);
            double df = cell_now * c * f * (1 - f);
            double dn = cell_now * a * n * (1 - n);
            double dout = grad * t * o * (1 - o);
            double da = cell_now * n * (1 - a * a);
            g0[i] += df * x;
            g1[i] += dn * h;
            g2[i] += dout * x;
            g3[i] += da * h;
            g4[i] += df;
            g5[i] += dn;
            g6[i] += dout;
            g7[i] += da;
            cell_grad[i] = cell_now * f;
            hidden_grad[i] = dn * w[b + i] + da * w[3 * b + i];
            input_grad[i] = df * w[i] + dout * w[2 * b + i];
        }
    }

    void reverse(int b, const double* w, double* g, const double* kept, double* input_grad, double* hidden_grad, double* cell_grad)
    {
        reverse_arrays(b, w, kept, g, g + b, g + 2 * b, g + 3 * b, g + 4 * b, g + 5 * b, g + 6 * b, g + 7 * b, input_grad, hidden_grad, cell_grad);
    }
}

extern "C" double lstm(int layers, int b, int characters, const double* main, const double* extra, const double* state, const double* sequence)
{
    std::vector<double> hidden(layers * b), cell(layers * b), input(b), output(b), kept(Count * b);
    for (int a = 0; a < layers; a++)
    {
        std::copy(state + 2 * a * b, state + (2 * a + 1) * b, &hidden[a * b]);
        std::copy(state + (2 * a + 1) * b, state + (2 * a + 2) * b, &cell[a * b]);
    }

    double total = 0;
    for (int t = 0; t < characters - 1; t++)
    {
        for (int i = 0; i < b; i++)
        {
            input[i] = sequence[t * b + i] * extra[i];
        }

        for (int a = 0; a < layers; a++)
        {
            step(b, main + 8 * a * b, input.data(), &hidden[a * b], &cell[a * b], kept.data());
        }

        double sum = 2, score = 0, bits = 0;
        for (int i = 0; i < b; i++)
        {
            double y = input[i] * extra[b + i] + extra[2 * b + i];
            sum += std::exp(y);
            score += sequence[(t + 1) * b + i] * y;
            bits += sequence[(t + 1) * b + i];
        }

        total += score - bits * std::log(sum);
    }

    return -total / ((characters - 1.0) * b);
}

extern "C" double lstm_gradient(
    int layers, int b, int characters, const double* main, const double* extra, const double* state, const double* sequence, double* main_grad, double* extra_grad)
{
    static thread_local std::vector<double> kept, outputs;
    std::vector<double> hidden(layers * b), cell(layers * b), input(b), shares(b), hidden_grad(layers * b), cell_grad(layers * b), input_grad(b);
    int steps = characters - 1, record = Count * b;
    kept.resize((size_t)steps * layers * record);
    outputs.resize((size_t)steps * 2 * b);
    for (int a = 0; a < layers; a++)
    {
        std::copy(state + 2 * a * b, state + (2 * a + 1) * b, &hidden[a * b]);
        std::copy(state + (2 * a + 1) * b, state + (2 * a + 2) * b, &cell[a * b]);
    }

    double scale = -1 / ((double)steps * b), total = 0;
    for (int t = 0; t < steps; t++)
    {
        for (int i = 0; i < b; i++)
        {
            input[i] = sequence[t * b + i] * extra[i];
        }

        for (int a = 0; a < layers; a++)
        {
            step(b, main + 8 * a * b, input.data(), &hidden[a * b], &cell[a * b], &kept[(size_t)(t * layers + a) * record]);
        }

        // The last layer's hidden values, and the cotangents of the scores.
        const double* next = sequence + (t + 1) * b;
        double* out = &outputs[(size_t)2 * t * b];
        double sum = 2, score = 0, bits = 0;
        for (int i = 0; i < b; i++)
        {
            double y = input[i] * extra[b + i] + extra[2 * b + i];
            shares[i] = std::exp(y);
            sum += shares[i];
            score += next[i] * y;
            bits += next[i];
            out[i] = input[i];
        }

        total += score - bits * std::log(sum);
        double share = bits / sum;
        for (int i = 0; i < b; i++)
        {
            out[b + i] = scale * (next[i] - share * shares[i]);
        }
    }

    std::fill(main_grad, main_grad + 8 * layers * b, 0.0);
    std::fill(extra_grad, extra_grad + 3 * b, 0.0);
    for (int t = steps - 1; t >= 0; t--)
    {
        const double* out = &outputs[(size_t)2 * t * b];
        for (int i = 0; i < b; i++)
        {
            double grad = out[b + i];
            extra_grad[b + i] += grad * out[i];
            extra_grad[2 * b + i] += grad;
            input_grad[i] = grad * extra[b + i];
        }

        for (int a = layers - 1; a >= 0; a--)
        {
            reverse(b, main + 8 * a * b, main_grad + 8 * a * b, &kept[(size_t)(t * layers + a) * record], input_grad.data(), &hidden_grad[a * b], &cell_grad[a * b]);
        }

        for (int i = 0; i < b; i++)
        {
            extra_grad[i] += sequence[t * b + i] * input_grad[i];
        }
    }

    return scale * total;
}
