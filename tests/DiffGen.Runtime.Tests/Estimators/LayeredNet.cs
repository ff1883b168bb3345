using System;
using System.Linq;
using System.Numerics;

namespace DiffGen.Runtime.Tests.Estimators;

internal enum Activation
{
    Identity,
    Relu,
    Tanh,
}

/// <summary>
/// A multi-layer perceptron, layer by layer: aₗ = Wₗ f(aₗ₋₁) + bₗ, nodes aₗ, and the loss ½‖a_L − y‖² or the cross-entropy of a_L with a label, plus λ/2 ‖θ‖². Parameters: W₁, b₁, W₂, b₂, ….
/// Its gradient and its directional derivative are by hand.
/// </summary>
/// <param name="widths">The widths, that of the inputs first.</param>
/// <param name="inputs">The inputs of the examples, one after another.</param>
/// <param name="targets">The targets y, or one number per example: its label.</param>
internal readonly struct LayeredNet<R>(int[] widths, R[] inputs, R[] targets) : ILayeredObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    public Activation Activation { get; init; } = Activation.Tanh;

    public double Penalty { get; init; }

    /// <summary>The weight of the data in the loss; 0 leaves the penalty alone.</summary>
    public double DataWeight { get; init; } = 1;

    public bool Labels { get; init; }

    /// <summary>Whether the last layer is a part of the loss, without nodes.</summary>
    public bool HeadWithoutNodes { get; init; }

    /// <summary>What decorrelates the inputs of each layer, x* = R x, or null; null for none at all. Gradients by hand are without.</summary>
    public Decorrelation<R>?[]? Decorrelations { get; init; }

    public int ExampleCount => inputs.Length / widths[0];

    public int LayerCount => widths.Length - (HeadWithoutNodes ? 2 : 1);

    public int ParameterCount => WeightsOf(widths.Length - 1);

    public int LayerWidth(int layer) => widths[layer + 1];

    public int WeightsOf(int layer)
    {
        int start = 0;
        for (int l = 0; l < layer; l++)
        {
            start += (widths[l] + 1) * widths[l + 1];
        }

        return start;
    }

    public void Forward(ReadOnlySpan<R> parameters, int example, int layer, ReadOnlySpan<R> earlier, Span<R> nodes)
    {
        int fanIn = widths[layer], fanOut = widths[layer + 1];
        Span<R> z = stackalloc R[fanIn];
        Inputs(example, layer, earlier, z);
        ReadOnlySpan<R> w = parameters.Slice(WeightsOf(layer), fanIn * fanOut), b = parameters.Slice(WeightsOf(layer) + (fanIn * fanOut), fanOut);
        for (int i = 0; i < fanOut; i++)
        {
            nodes[i] = b[i] + Dot(w.Slice(i * fanIn, fanIn), z);
        }
    }

    public R Loss(ReadOnlySpan<R> parameters, int example, ReadOnlySpan<R> nodes)
    {
        Span<R> output = stackalloc R[widths[^1]];
        Output(parameters, example, nodes, output);
        return DataLoss(example, output) + PenaltyOf(parameters);
    }

    public void PullLayer(ReadOnlySpan<R> parameters, int example, int layer, ReadOnlySpan<R> earlier, ReadOnlySpan<R> cotangent, Span<R> gradient)
    {
        int fanIn = widths[layer], fanOut = widths[layer + 1];
        Span<R> z = stackalloc R[fanIn];
        Inputs(example, layer, earlier, z);
        Span<R> w = gradient.Slice(WeightsOf(layer), fanIn * fanOut), b = gradient.Slice(WeightsOf(layer) + (fanIn * fanOut), fanOut);
        for (int i = 0; i < fanOut; i++)
        {
            AddScaled(z, cotangent[i], w.Slice(i * fanIn, fanIn));
            b[i] += cotangent[i];
        }
    }

    public void PullLoss(ReadOnlySpan<R> parameters, int example, ReadOnlySpan<R> nodes, R scale, Span<R> gradient)
    {
        if (Penalty != 0)
        {
            AddScaled(parameters, scale * R.CreateTruncating(Penalty), gradient);
        }

        if (HeadWithoutNodes)
        {
            Span<R> output = stackalloc R[widths[^1]], cotangent = stackalloc R[widths[^1]];
            Output(parameters, example, nodes, output);
            DataGradient(example, output, cotangent);
            foreach (ref R c in cotangent)
            {
                c *= scale;
            }

            PullLayer(parameters, example, widths.Length - 2, nodes, cotangent, gradient);
        }
    }

    public R Value(ReadOnlySpan<R> parameters)
    {
        R[] nodes = new R[AllNodes()];
        R sum = R.Zero;
        for (int example = 0; example < ExampleCount; example++)
        {
            ForwardAll(parameters, example, nodes);
            sum += DataLoss(example, nodes.AsSpan(^widths[^1]));
        }

        return (sum / R.CreateTruncating(ExampleCount)) + PenaltyOf(parameters);
    }

    /// <summary>One step of the rule of each decorrelation, on the inputs that its layer has from all examples.</summary>
    public void Decorrelate(ReadOnlySpan<R> parameters)
    {
        R[] nodes = new R[AllNodes()];
        R[][] seen = new R[widths.Length - 1][];
        for (int layer = 0; layer < seen.Length; layer++)
        {
            seen[layer] = new R[ExampleCount * widths[layer]];
        }

        for (int example = 0; example < ExampleCount; example++)
        {
            ForwardAll(parameters, example, nodes);
            int start = 0;
            for (int layer = 0; layer < seen.Length; layer++)
            {
                Inputs(example, layer, nodes.AsSpan(0, start), seen[layer].AsSpan(example * widths[layer], widths[layer]));
                start += widths[layer + 1];
            }
        }

        for (int layer = 0; layer < seen.Length; layer++)
        {
            _ = Decorrelations?[layer]?.Learn(seen[layer]);
        }
    }

    public R Gradient(ReadOnlySpan<R> parameters, Span<R> gradient)
    {
        if (Decorrelations is not null)
        {
            throw new NotSupportedException("The gradient by hand knows nothing of decorrelated inputs.");
        }

        gradient.Clear();
        R[] nodes = new R[AllNodes()], cotangents = new R[AllNodes()];
        R share = R.One / R.CreateTruncating(ExampleCount), sum = R.Zero;
        for (int example = 0; example < ExampleCount; example++)
        {
            ForwardAll(parameters, example, nodes);
            Span<R> output = nodes.AsSpan(^widths[^1]), last = cotangents.AsSpan(^widths[^1]);
            sum += DataLoss(example, output);
            DataGradient(example, output, last);
            int end = nodes.Length;
            for (int layer = widths.Length - 2; layer >= 0; layer--)
            {
                int start = end - widths[layer + 1], fanIn = widths[layer];
                Span<R> cotangent = cotangents.AsSpan(start, widths[layer + 1]);
                if (layer > 0)
                {
                    Span<R> before = cotangents.AsSpan(start - fanIn, fanIn);
                    before.Clear();
                    for (int i = 0; i < cotangent.Length; i++)
                    {
                        AddScaled(parameters.Slice(WeightsOf(layer) + (i * fanIn), fanIn), cotangent[i], before);
                    }

                    for (int j = 0; j < fanIn; j++)
                    {
                        before[j] *= Slope(nodes[start - fanIn + j]);
                    }
                }

                foreach (ref R c in cotangent)
                {
                    c *= share;
                }

                PullLayer(parameters, example, layer, nodes.AsSpan(0, start), cotangent, gradient);
                end = start;
            }
        }

        AddScaled(parameters, R.CreateTruncating(Penalty), gradient);
        return (sum * share) + PenaltyOf(parameters);
    }

    public R Jvp(ReadOnlySpan<R> parameters, ReadOnlySpan<R> tangent, out R directional)
    {
        if (Decorrelations is not null)
        {
            throw new NotSupportedException("The directional derivative by hand knows nothing of decorrelated inputs.");
        }

        R[] nodes = new R[AllNodes()], tangents = new R[AllNodes()], z = new R[widths.Max()], dz = new R[z.Length], cotangent = new R[widths[^1]];
        R sum = R.Zero, slope = R.Zero;
        for (int example = 0; example < ExampleCount; example++)
        {
            int start = 0;
            for (int layer = 0; layer < widths.Length - 1; layer++)
            {
                int fanIn = widths[layer], fanOut = widths[layer + 1], weights = WeightsOf(layer);
                Forward(parameters, example, layer, nodes.AsSpan(0, start), nodes.AsSpan(start, fanOut));
                Inputs(example, layer, nodes.AsSpan(0, start), z.AsSpan(0, fanIn));
                for (int j = 0; layer > 0 && j < fanIn; j++)
                {
                    dz[j] = Slope(nodes[start - fanIn + j]) * tangents[start - fanIn + j];
                }

                for (int i = 0; i < fanOut; i++)
                {
                    R t = tangent[weights + (fanIn * fanOut) + i] + Dot(tangent.Slice(weights + (i * fanIn), fanIn), z);
                    tangents[start + i] = layer > 0 ? t + Dot(parameters.Slice(weights + (i * fanIn), fanIn), dz) : t;
                }

                start += fanOut;
            }

            sum += DataLoss(example, nodes.AsSpan(^widths[^1]));
            DataGradient(example, nodes.AsSpan(^widths[^1]), cotangent);
            slope += Dot(cotangent, tangents.AsSpan(^widths[^1]));
        }

        R share = R.One / R.CreateTruncating(ExampleCount);
        directional = (slope * share) + (R.CreateTruncating(Penalty) * Dot(parameters, tangent));
        return (sum * share) + PenaltyOf(parameters);
    }

    public int CorrectlyLabelled(ReadOnlySpan<R> parameters)
    {
        R[] nodes = new R[AllNodes()];
        int right = 0;
        for (int example = 0; example < ExampleCount; example++)
        {
            ForwardAll(parameters, example, nodes);
            ReadOnlySpan<R> output = nodes.AsSpan(^widths[^1]);
            int best = 0;
            for (int i = 1; i < output.Length; i++)
            {
                best = output[i] > output[best] ? i : best;
            }

            right += best == int.CreateTruncating(targets[example]) ? 1 : 0;
        }

        return right;
    }

    private int AllNodes()
    {
        int count = 0;
        for (int l = 1; l < widths.Length; l++)
        {
            count += widths[l];
        }

        return count;
    }

    private void ForwardAll(ReadOnlySpan<R> parameters, int example, Span<R> nodes)
    {
        int start = 0;
        for (int layer = 0; layer < widths.Length - 1; layer++)
        {
            Forward(parameters, example, layer, nodes[..start], nodes.Slice(start, widths[layer + 1]));
            start += widths[layer + 1];
        }
    }

    private void Output(ReadOnlySpan<R> parameters, int example, ReadOnlySpan<R> nodes, Span<R> output)
    {
        if (HeadWithoutNodes)
        {
            Forward(parameters, example, widths.Length - 2, nodes, output);
        }
        else
        {
            nodes[^output.Length..].CopyTo(output);
        }
    }

    private void Inputs(int example, int layer, ReadOnlySpan<R> earlier, Span<R> z)
    {
        if (layer == 0)
        {
            inputs.AsSpan(example * z.Length, z.Length).CopyTo(z);
        }
        else
        {
            ReadOnlySpan<R> a = earlier[^z.Length..];
            for (int j = 0; j < z.Length; j++)
            {
                z[j] = Activation switch { Activation.Tanh => R.Tanh(a[j]), Activation.Relu => a[j] > R.Zero ? a[j] : R.Zero, _ => a[j] };
            }
        }

        if (Decorrelations?[layer] is { } decorrelation)
        {
            Span<R> correlated = stackalloc R[z.Length];
            z.CopyTo(correlated);
            decorrelation.Apply(correlated, z);
        }
    }

    private R Slope(R a)
    {
        R tanh = Activation == Activation.Tanh ? R.Tanh(a) : R.Zero;
        return Activation switch { Activation.Tanh => R.One - (tanh * tanh), Activation.Relu => a > R.Zero ? R.One : R.Zero, _ => R.One };
    }

    private R DataLoss(int example, ReadOnlySpan<R> output)
    {
        R weight = R.CreateTruncating(DataWeight), sum = R.Zero;
        if (Labels)
        {
            R largest = output[0];
            foreach (R o in output)
            {
                largest = R.Max(largest, o);
            }

            foreach (R o in output)
            {
                sum += R.Exp(o - largest);
            }

            return weight * (R.Log(sum) + largest - output[int.CreateTruncating(targets[example])]);
        }

        for (int i = 0; i < output.Length; i++)
        {
            R e = output[i] - targets[(example * output.Length) + i];
            sum += e * e;
        }

        return weight * sum / R.CreateTruncating(2);
    }

    private void DataGradient(int example, ReadOnlySpan<R> output, Span<R> cotangent)
    {
        R weight = R.CreateTruncating(DataWeight), sum = R.Zero, largest = output[0];
        foreach (R o in output)
        {
            largest = R.Max(largest, o);
        }

        foreach (R o in output)
        {
            sum += R.Exp(o - largest);
        }

        for (int i = 0; i < output.Length; i++)
        {
            cotangent[i] = weight * (Labels
                ? (R.Exp(output[i] - largest) / sum) - (i == int.CreateTruncating(targets[example]) ? R.One : R.Zero)
                : output[i] - targets[(example * output.Length) + i]);
        }
    }

    private R PenaltyOf(ReadOnlySpan<R> parameters) => Penalty == 0 ? R.Zero : R.CreateTruncating(Penalty / 2) * Dot(parameters, parameters);

    private static R Dot(ReadOnlySpan<R> a, ReadOnlySpan<R> b)
    {
        R s0 = R.Zero, s1 = R.Zero;
        int i = 0;
        for (; i < a.Length - 1; i += 2)
        {
            s0 += a[i] * b[i];
            s1 += a[i + 1] * b[i + 1];
        }

        return i < a.Length ? s0 + s1 + (a[i] * b[i]) : s0 + s1;
    }

    private static void AddScaled(ReadOnlySpan<R> v, R scale, Span<R> result)
    {
        for (int i = 0; i < v.Length; i++)
        {
            result[i] += v[i] * scale;
        }
    }
}
