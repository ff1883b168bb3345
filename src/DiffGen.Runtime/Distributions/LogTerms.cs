using System;
using System.Runtime.Intrinsics;

namespace DiffGen.Distributions;

/// <summary>Log-probabilities of independent variables, whose sum is that of all: in vectors where they need elementary functions alone.</summary>
internal static partial class LogTerms
{
    private const int Block = 8;

    /// <summary>The log-probability of one variable with one or two parameters.</summary>
    internal partial interface ITerm
    {
        /// <summary>The term and its partial derivatives, wherever it is.</summary>
        static abstract (double Term, double ByX, double ByA, double ByB) At(double x, double a, double b);
    }

    /// <summary>The sum of the terms; A holds the values, B and C the parameters.</summary>
    internal readonly struct Sum<T> : IVectorFunction
        where T : struct, ITerm
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            Span<double> sums = stackalloc double[Block];
            sums.Clear();
            int i = Vector512.IsHardwareAccelerated ? Blocks<T>(inputs, partials, sums, Vector512<double>.Zero)
                : Vector256.IsHardwareAccelerated ? Blocks<T>(inputs, partials, sums, Vector256<double>.Zero)
                : Blocks<T>(inputs, partials, sums, Vector128<double>.Zero);
            for (int k = 0; i < inputs.A.Length; i++, k++)
            {
                sums[k] += One<T>(inputs, partials, i);
            }

            return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]));
        }
    }

    private static double One<T>(in Buffers inputs, in Buffers partials, int i)
        where T : struct, ITerm
    {
        (double term, partials.A[i], partials.B[i], double byB) = T.At(inputs.A[i], inputs.B[i], inputs.C.IsEmpty ? 0 : inputs.C[i]);
        if (!partials.C.IsEmpty)
        {
            partials.C[i] = byB;
        }

        return term;
    }

    /// <summary>w · x, 0 where the weight is 0 and x infinite.</summary>
    private static double Weighted(double weight, double x) => weight == 0 ? 0 : weight * x;

    internal readonly partial struct OfNormal
    {
        public static (double Term, double ByX, double ByA, double ByB) At(double x, double mu, double sigma)
        {
            (double byX, double byMu, double bySigma) = Normal.LogProbabilityPartials(x, mu, sigma);
            return (Normal.LogProbabilityOf(x, mu, sigma), byX, byMu, bySigma);
        }
    }

    internal readonly partial struct OfLogNormal
    {
        public static (double Term, double ByX, double ByA, double ByB) At(double x, double mu, double sigma)
        {
            (double byX, double byMu, double bySigma) = LogNormal.LogProbabilityPartials(x, mu, sigma);
            return (LogNormal.LogProbabilityOf(x, mu, sigma), byX, byMu, bySigma);
        }
    }

    internal readonly partial struct OfLaplace
    {
        public static (double Term, double ByX, double ByA, double ByB) At(double x, double mu, double scale)
        {
            (double byX, double byMu, double byScale) = Laplace.LogProbabilityPartials(x, mu, scale);
            return (Laplace.LogProbabilityOf(x, mu, scale), byX, byMu, byScale);
        }
    }

    internal readonly partial struct OfExponential
    {
        public static (double Term, double ByX, double ByA, double ByB) At(double x, double rate, double unused)
        {
            (double byX, double byRate) = Exponential.LogProbabilityPartials(x, rate);
            return (Exponential.LogProbabilityOf(x, rate), byX, byRate, 0);
        }
    }

    internal readonly partial struct OfBernoulli
    {
        /// <summary>x ln p + (1 − x) ln(1 − p): for values 0 and 1 nothing cancels.</summary>
        public static (double Term, double ByX, double ByA, double ByB) At(double x, double p, double unused)
        {
            double yes = Bernoulli.LogProbabilityOf(true, p), no = Bernoulli.LogProbabilityOf(false, p);
            return (double.IsNaN(yes) ? yes : Weighted(x, yes) + Weighted(1 - x, no), yes - no, Weighted(x, 1 / p) - Weighted(1 - x, 1 / (1 - p)), 0);
        }
    }

    internal readonly partial struct OfBernoulliLogit
    {
        /// <summary>x ln σ + (1 − x) ln(1 − σ), by x the logit, by that x − σ.</summary>
        public static (double Term, double ByX, double ByA, double ByB) At(double x, double logit, double unused) =>
            (-(Weighted(x, Precise.Softplus(-logit)) + Weighted(1 - x, Precise.Softplus(logit))), logit, x - Precise.Sigmoid(logit), 0);
    }
}
