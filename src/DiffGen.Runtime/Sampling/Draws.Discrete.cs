using System;

namespace DiffGen.Sampling;

/// <summary>The discrete samplers.</summary>
internal static partial class Draws
{
    private const double TwoTo64 = 18446744073709551616.0;

    /// <summary>True with probability p, to 2⁻⁶⁴: a word is below p·2⁶⁴. True where the word is small, so that the complemented word gives an antithetic draw.</summary>
    public static bool Bernoulli<W>(double p, ref W words)
        where W : struct, IWords => Threshold(words.Next(), p);

    public static bool Threshold(ulong word, double p) => p >= 1 || word < (ulong)(p * TwoTo64);

    public static bool BernoulliLogit<W>(double logit, ref W words)
        where W : struct, IWords => Threshold(words.Next(), Precise.Sigmoid(logit));

    /// <summary>Failures before the first success: ⌊ln u / ln(1 − p)⌋.</summary>
    public static int Geometric<W>(double p, ref W words)
        where W : struct, IWords => (int)(Math.Log(FineUniform(ref words)) / Precise.Log1p(-p));

    public static int Poisson<W>(double lambda, ref W words)
        where W : struct, IWords => lambda < 10 ? PoissonByInversion(lambda, ref words) : PoissonByRejection(lambda, ref words);

    /// <summary>The n with P(N > n) ≤ u &lt; P(N ≥ n): from the tail, where rare counts keep their digits.</summary>
    private static int PoissonByInversion<W>(double lambda, ref W words)
        where W : struct, IWords
    {
        double u = FineUniform(ref words), tail = -Precise.Expm1(-lambda), p = Math.Exp(-lambda);
        int n = 0;
        while (u < tail)
        {
            n++;
            p *= lambda / n;
            tail -= p;
            if (n + 2 > lambda)
            {
                // P(N > n) is at most the geometric series that begins with its first term.
                tail = Math.Min(tail, p * lambda / (n + 1) / (1 - (lambda / (n + 2))));
            }
        }

        return n;
    }

    /// <summary>PTRS (Hörmann, "The transformed rejection method for generating Poisson random variables", Insurance: Mathematics and Economics 12, 1993).</summary>
    private static int PoissonByRejection<W>(double lambda, ref W words)
        where W : struct, IWords
    {
        double b = 0.931 + (2.53 * Math.Sqrt(lambda)), a = -0.059 + (0.02483 * b);
        double logInverseAlpha = Math.Log(1.1239 + (1.1328 / (b - 3.4))), squeeze = 0.9277 - (3.6224 / (b - 2));
        while (true)
        {
            double u = OpenUniform(ref words) - 0.5, v = OpenUniform(ref words), margin = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / margin) + b) * u) + lambda + 0.43);
            if (margin >= 0.07 && v <= squeeze)
            {
                return (int)k;
            }

            if (k >= 0 && k <= int.MaxValue && !(margin < 0.013 && v > margin)
                && Math.Log(v) + logInverseAlpha - Math.Log((a / (margin * margin)) + b) <= GammaFunctions.LogPoisson(k, lambda))
            {
                return (int)k;
            }
        }
    }

    public static int Binomial<W>(int n, double p, ref W words)
        where W : struct, IWords
    {
        double q = 1 - p;
        return p > 0.5 ? n - BinomialOfRare(n, q, p, ref words) : BinomialOfRare(n, p, q, ref words);
    }

    private static int BinomialOfRare<W>(int n, double p, double q, ref W words)
        where W : struct, IWords => n * p < 10 ? BinomialByInversion(n, p, q, ref words) : BinomialByRejection(n, p, q, ref words);

    private static int BinomialByInversion<W>(int n, double p, double q, ref W words)
        where W : struct, IWords
    {
        double u = FineUniform(ref words), logNone = n * Precise.Log1p(-p), tail = -Precise.Expm1(logNone), probability = Math.Exp(logNone), odds = p / q;
        int k = 0;
        while (u < tail && k < n)
        {
            probability *= odds * (n - k) / (k + 1);
            k++;
            tail -= probability;
            double ratio = odds * (n - k) / (k + 1);
            if (ratio < 1)
            {
                // The ratios of successive terms fall: the tail is at most the geometric series of the next one.
                tail = Math.Min(tail, probability * ratio / (1 - ratio));
            }
        }

        return k;
    }

    /// <summary>BTRS (Hörmann, "The generation of binomial random variates", Journal of Statistical Computation and Simulation 46, 1993).</summary>
    private static int BinomialByRejection<W>(int n, double p, double q, ref W words)
        where W : struct, IWords
    {
        double deviation = Math.Sqrt(n * p * q), b = 1.15 + (2.53 * deviation), a = -0.0873 + (0.0248 * b) + (0.01 * p);
        double center = (n * p) + 0.5, squeeze = 0.92 - (4.2 / b), alpha = (2.83 + (5.1 / b)) * deviation;
        double logMode = GammaFunctions.LogBinomial(Math.Floor((n + 1.0) * p), n, p, q);
        while (true)
        {
            double u = OpenUniform(ref words) - 0.5, v = OpenUniform(ref words), margin = 0.5 - Math.Abs(u);
            double k = Math.Floor((((2 * a / margin) + b) * u) + center);
            if (margin >= 0.07 && v <= squeeze)
            {
                return (int)k;
            }

            if (k >= 0 && k <= n && Math.Log(v * alpha / ((a / (margin * margin)) + b)) <= GammaFunctions.LogBinomial(k, n, p, q) - logMode)
            {
                return (int)k;
            }
        }
    }

    /// <summary>Failures before the r-th success, as the Poisson draw of a gamma draw.</summary>
    public static int NegativeBinomial<W>(double r, double p, ref W words)
        where W : struct, IWords
    {
        double lambda = Math.Exp(LogGamma(r, ref words) + Precise.Log1p(-p) - Math.Log(p));
        return lambda > Parameters.LargestPoissonMean
            ? throw new OverflowException($"A draw from the negative binomial distribution with r = {r} and p = {p} does not fit into an int; pass a smaller r or a larger p.")
            : Poisson(lambda, ref words);
    }
}
