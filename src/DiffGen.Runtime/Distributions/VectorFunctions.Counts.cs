using System;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

internal static partial class VectorFunctions
{
    /// <summary>Σ of the log-probabilities of independent Poisson counts; A is lambda.</summary>
    internal readonly ref struct PoissonLogSum(ReadOnlySpan<int> x) : IVectorFunction
    {
        private readonly ReadOnlySpan<int> _x = x;

        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < _x.Length; i++)
            {
                value += Poisson.LogProbabilityOf(_x[i], inputs.A[i]);
                partials.A[i] = Poisson.LogProbabilityPartials(_x[i], inputs.A[i]);
            }

            return value;
        }
    }

    /// <summary>Σ of the log-probabilities of independent geometric counts; A is p.</summary>
    internal readonly ref struct GeometricLogSum(ReadOnlySpan<int> x) : IVectorFunction
    {
        private readonly ReadOnlySpan<int> _x = x;

        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < _x.Length; i++)
            {
                value += Geometric.LogProbabilityOf(_x[i], inputs.A[i]);
                partials.A[i] = Geometric.LogProbabilityPartials(_x[i], inputs.A[i]);
            }

            return value;
        }
    }

    /// <summary>Σ of the log-probabilities of independent binomial counts of n trials each; A is p.</summary>
    internal readonly ref struct BinomialLogSum(ReadOnlySpan<int> x, int n) : IVectorFunction
    {
        private readonly ReadOnlySpan<int> _x = x;

        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < _x.Length; i++)
            {
                value += Binomial.LogProbabilityOf(_x[i], n, inputs.A[i]);
                partials.A[i] = Binomial.LogProbabilityPartials(_x[i], n, inputs.A[i]);
            }

            return value;
        }
    }

    /// <summary>Σ of the log-probabilities of independent negative binomial counts; A is r, B p.</summary>
    internal readonly ref struct NegativeBinomialLogSum(ReadOnlySpan<int> x) : IVectorFunction
    {
        private readonly ReadOnlySpan<int> _x = x;

        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            for (int i = 0; i < _x.Length; i++)
            {
                value += NegativeBinomial.LogProbabilityOf(_x[i], inputs.A[i], inputs.B[i]);
                (partials.A[i], partials.B[i]) = NegativeBinomial.LogProbabilityPartials(_x[i], inputs.A[i], inputs.B[i]);
            }

            return value;
        }
    }

    /// <summary>Σ of the log-probabilities of independent categories; A holds a row of logits for each.</summary>
    internal readonly ref struct CategoricalLogSum(ReadOnlySpan<int> k) : IVectorFunction
    {
        private readonly ReadOnlySpan<int> _k = k;

        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = 0;
            int row = _k.IsEmpty ? 0 : inputs.A.Length / _k.Length;
            for (int i = 0; i < _k.Length; i++)
            {
                ReadOnlySpan<double> logits = inputs.A.Slice(i * row, row);
                Span<double> p = partials.A.Slice(i * row, row);
                value += logits[_k[i]] - SoftMax(logits, p);
                for (int j = 0; j < row; j++)
                {
                    p[j] = (j == _k[i] ? 1 : 0) - p[j];
                }
            }

            return value;
        }
    }

    /// <summary>
    /// H = Σ Dᵢ + Σ E s(Xᵢ) − s(n) of binomial counts Xᵢ, with ln x! = x ln x − x + s(x) and Dᵢ = E[Xᵢ ln(Xᵢ/(n pᵢ))], in which nothing cancels; by the logits Dᵢ − pᵢ Σ Dⱼ.
    /// </summary>
    internal readonly struct MultinomialEntropy(int n) : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            Span<double> p = partials.A;
            double log = SoftMax(inputs.A, p), value = n > 0 ? -Excess(n) : n == 0 ? 0 : double.NaN, total = 0;
            if (double.IsNaN(log + value))
            {
                p.Fill(double.NaN);
                return double.NaN;
            }

            using Scratch scratch = new(p.Length);
            for (int i = 0; i < p.Length; i++)
            {
                (double deviance, double excess) = Means(n, p[i]);
                scratch.Span[i] = deviance;
                value += deviance + excess;
                total += deviance;
            }

            for (int i = 0; i < p.Length; i++)
            {
                p[i] = scratch.Span[i] - (p[i] * total);
            }

            return value;
        }

        /// <summary>s(x) = ln x! − x ln x + x for x > 0.</summary>
        private static double Excess(double x) => GammaFunctions.HalfLogTwoPi + (0.5 * Math.Log(x)) + GammaFunctions.StirlingError(x);

        /// <summary>E[X ln(X/(n p)) − X + n p], the last two of which cancel in the mean, and E s(X), over 40 deviations on both sides.</summary>
        private static (double Deviance, double Excess) Means(int n, double p)
        {
            double mean = n * p, reach = 40 + (40 * Math.Sqrt(mean * (1 - p))), deviance = 0, excess = 0;
            double last = Math.Min(n, mean + reach);
            for (double k = Math.Floor(Math.Max(0, mean - reach)); k <= last; k++)
            {
                double probability = Math.Exp(GammaFunctions.LogBinomial(k, n, p, 1 - p));
                deviance += probability * (k == 0 ? mean : probability == 0 ? 0 : GammaFunctions.Deviance(k, mean));
                excess += probability * (k == 0 ? 0 : Excess(k));
            }

            return (deviance, excess);
        }
    }
}
