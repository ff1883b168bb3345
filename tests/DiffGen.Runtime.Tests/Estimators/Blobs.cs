using System;
using System.Linq;

namespace DiffGen.Runtime.Tests.Estimators;

/// <summary>
/// A classification task that needs no files: ten classes around means of deviation .45 in 64 dimensions, with noise of deviation 1 and four shared factors of strength .7; 2,000 examples
/// to learn from and 1,000 to test on.
/// </summary>
internal sealed class Blobs
{
    private const int Width = 64, Classes = 10, Hidden = 32, Train = 2000, Test = 1000, Batch = 20, Epochs = 10;
    private readonly NoiseKey _key;
    private readonly double[] _x = new double[(Train + Test) * Width], _labels = new double[Train + Test];

    public Blobs(ulong seed)
    {
        _key = new NoiseKey(seed);
        double[] means = new double[Classes * Width], factors = new double[4 * Width], strengths = new double[4];
        _key.FillGaussian<double>(means, 0, 0);
        _key.FillGaussian<double>(factors, 0, 1);
        for (int n = 0; n < Train + Test; n++)
        {
            int label = n % Classes;
            _labels[n] = label;
            Span<double> row = _x.AsSpan(n * Width, Width);
            _key.FillGaussian(row, 1, 0, (uint)n);
            _key.FillGaussian<double>(strengths, 1, 1, (uint)n);
            for (int j = 0; j < Width; j++)
            {
                row[j] += 0.45 * means[(label * Width) + j];
                for (int f = 0; f < 4; f++)
                {
                    row[j] += 0.7 * factors[(f * Width) + j] * strengths[f];
                }
            }
        }
    }

    /// <summary>The share of the test examples that a tanh net 64-32-10 gets right after some epochs of gradient descent, its inputs and what its hidden units give the scores decorrelated if asked.</summary>
    public double Accuracy<TEstimator>(TEstimator estimator, double rate, Decorrelation<double>? decorrelation = null, Decorrelation<double>? hidden = null, int epochs = Epochs)
        where TEstimator : ILayeredGradientEstimator<double>
    {
        double[] x = new double[Batch * Width], raw = new double[Batch * Width], labels = new double[Batch], uniforms = new double[Train];
        LayeredNet<double> net = new([Width, Hidden, Classes], x, labels) { Labels = true, Decorrelations = hidden is null ? null : [null, hidden] };
        double[] w = new double[net.ParameterCount], gradient = new double[w.Length];
        _key.FillGaussian(w.AsSpan(0, Width * Hidden), 2, 0);
        _key.FillGaussian(w.AsSpan(net.WeightsOf(1), Hidden * Classes), 2, 1);
        for (int i = 0; i < w.Length; i++)
        {
            w[i] /= i < Width * Hidden ? Math.Sqrt(Width) : Math.Sqrt(Hidden);
        }

        for (uint epoch = 0; epoch < epochs; epoch++)
        {
            _key.FillUniform<double>(uniforms, 3, epoch);
            int[] order = [.. Enumerable.Range(0, Train).OrderBy(i => uniforms[i])];
            for (int start = 0; start < Train; start += Batch)
            {
                for (int n = 0; n < Batch; n++)
                {
                    _x.AsSpan(order[start + n] * Width, Width).CopyTo(raw.AsSpan(n * Width));
                    labels[n] = _labels[order[start + n]];
                }

                raw.CopyTo(x, 0);
                decorrelation?.Apply(raw, x);
                decorrelation?.Learn(x);
                _ = estimator.Estimate(ref net, w, gradient);
                if (hidden is not null)
                {
                    net.Decorrelate(w);
                }

                for (int i = 0; i < w.Length; i++)
                {
                    w[i] -= rate * gradient[i];
                }
            }
        }

        double[] unseen = _x[(Train * Width)..];
        decorrelation?.Apply(_x.AsSpan(Train * Width), unseen);
        LayeredNet<double> test = new([Width, Hidden, Classes], unseen, _labels[Train..]) { Labels = true, Decorrelations = net.Decorrelations };
        return test.CorrectlyLabelled(w) / (double)Test;
    }
}
