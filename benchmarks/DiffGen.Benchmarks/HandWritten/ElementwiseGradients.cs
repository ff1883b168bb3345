using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradients of the loops whose iterations meet in sums, in plain C#: value and gradient in one pass.</summary>
internal static class ElementwiseGradients
{
    public static double Softplus(ReadOnlySpan<double> x, Span<double> xGrad)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double exp = Math.Exp(x[i]);
            sum += Math.Log(1 + exp);
            xGrad[i] = exp / (1 + exp);
        }

        return sum;
    }

    public static (double Value, double MeanGrad, double DeviationGrad) LogDensity(double mean, double deviation, ReadOnlySpan<double> x)
    {
        double squares = 0, meanGrad = 0, reciprocal = 1 / deviation;
        for (int i = 0; i < x.Length; i++)
        {
            double z = (x[i] - mean) * reciprocal;
            squares += z * z;
            meanGrad += z;
        }

        return (-0.5 * squares - x.Length * Math.Log(deviation), meanGrad * reciprocal, (squares - x.Length) * reciprocal);
    }

    public static float Tanh(ReadOnlySpan<float> x, Span<float> hidden, Span<float> xGrad)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            float tanh = MathF.Tanh(x[i]);
            hidden[i] = tanh;
            sum += 0.5f * tanh * tanh;
            xGrad[i] = tanh * (1 - tanh * tanh);
        }

        return sum;
    }

    public static double LogisticLoss(ReadOnlySpan<double> weights, ReadOnlySpan<double> rows, ReadOnlySpan<double> labels, Span<double> weightsGrad)
    {
        weightsGrad.Clear();
        double loss = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            ReadOnlySpan<double> row = rows.Slice(i * weights.Length, weights.Length);
            double score = 0;
            for (int j = 0; j < weights.Length; j++)
            {
                score += weights[j] * row[j];
            }

            double exp = Math.Exp(-labels[i] * score);
            loss += Math.Log(1 + exp);
            double factor = -labels[i] * exp / (1 + exp);
            for (int j = 0; j < weights.Length; j++)
            {
                weightsGrad[j] += factor * row[j];
            }
        }

        return loss;
    }
}
