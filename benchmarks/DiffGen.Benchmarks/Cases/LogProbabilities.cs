using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Benchmarks.Harness;
using DiffGen.Distributions;

namespace DiffGen.Benchmarks.Cases;

/// <summary>Log-probabilities of independent variables and their gradients: one call over spans, and a loop over the variables.</summary>
internal static class LogProbabilities
{
    private const int Count = 1_000;

    /// <summary>Known when the loop is compiled, so that nothing is called through a pointer.</summary>
    private interface IDensity
    {
        static abstract string Name { get; }

        /// <summary>Draws lie between 0 and this.</summary>
        static abstract double Largest { get; }

        static abstract double One(double x, double a, double b);

        static abstract (double Value, double XGrad, double AGrad, double BGrad) OneVjp(double x, double a, double b);

        static abstract double All(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b);

        static abstract double AllVjp(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> xGrad, Span<double> aGrad, Span<double> bGrad);
    }

    public static IEnumerable<SpanComparison> All()
    {
        yield return Of<OfNormal>();
        yield return Of<OfLaplace>();
        yield return Of<OfLogNormal>();
        yield return Of<OfExponential>();
        yield return Of<OfGamma>();
        yield return Of<OfBeta>();
    }

    private static SpanComparison Of<T>()
        where T : struct, IDensity
    {
        double[] x = Between(0.05 * T.Largest, 0.95 * T.Largest, 1), a = Between(0.3, 2.5, 2), b = Between(0.4, 1.7, 3);
        double[][] spans = Buffers(), looped = Buffers();
        return new SpanComparison(
            $"log-probability, {T.Name}",
            Count,
            Repeat(() => Loop<T>(x, a, b)),
            Repeat(() => T.All(x, a, b)),
            Repeat(() => LoopGradient<T>(x, a, b, looped)),
            Repeat(() => SpanGradient<T>(x, a, b, spans)),
            () =>
            {
                double[][] ours = Buffers(), other = Buffers();
                Agreement.Require(T.Name, T.All(x, a, b), Loop<T>(x, a, b), 1e-12);
                Agreement.Require(T.Name, SpanGradient<T>(x, a, b, ours), LoopGradient<T>(x, a, b, other), 1e-12);
                for (int k = 0; k < 3; k++)
                {
                    Agreement.Require(T.Name, ours[k], other[k], 1e-11);
                }
            });

        static double[][] Buffers() => [new double[Count], new double[Count], new double[Count]];
    }

    private static double Loop<T>(double[] x, double[] a, double[] b)
        where T : struct, IDensity
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += T.One(x[i], a[i], b[i]);
        }

        return sum;
    }

    private static double LoopGradient<T>(double[] x, double[] a, double[] b, double[][] gradients)
        where T : struct, IDensity
    {
        double sum = 0;
        (double[] xGrad, double[] aGrad, double[] bGrad) = (gradients[0], gradients[1], gradients[2]);
        for (int i = 0; i < x.Length; i++)
        {
            (double value, double xOne, double aOne, double bOne) = T.OneVjp(x[i], a[i], b[i]);
            sum += value;
            xGrad[i] += xOne;
            aGrad[i] += aOne;
            bGrad[i] += bOne;
        }

        return sum;
    }

    private static double SpanGradient<T>(double[] x, double[] a, double[] b, double[][] gradients)
        where T : struct, IDensity => T.AllVjp(x, a, b, gradients[0], gradients[1], gradients[2]);

    private static Func<int, double> Repeat(Func<double> run)
    {
        return repetitions =>
        {
            double sum = 0;
            for (int i = 0; i < repetitions; i++)
            {
                sum += run();
            }

            return sum;
        };
    }

    /// <summary>Numbers spread over an interval.</summary>
    private static double[] Between(double low, double high, int turn)
    {
        return [.. Enumerable.Range(0, Count).Select(i => low + (high - low) * ((i * 0.6180339887498949 * turn + 0.1) % 1))];
    }

    private struct OfNormal : IDensity
    {
        public static string Name => nameof(Normal);

        public static double Largest => 3;

        public static double One(double x, double a, double b) => Normal.LogProbability(x, a, b);

        public static (double Value, double XGrad, double AGrad, double BGrad) OneVjp(double x, double a, double b) => Normal.LogProbabilityVjp(x, a, b, 1.0);

        public static double All(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Normal.LogProbability(x, a, b);

        public static double AllVjp(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> xGrad, Span<double> aGrad, Span<double> bGrad) => Normal.LogProbabilityVjp(x, a, b, 1, xGrad, aGrad, bGrad);
    }

    private struct OfLaplace : IDensity
    {
        public static string Name => nameof(Laplace);

        public static double Largest => 3;

        public static double One(double x, double a, double b) => Laplace.LogProbability(x, a, b);

        public static (double Value, double XGrad, double AGrad, double BGrad) OneVjp(double x, double a, double b) => Laplace.LogProbabilityVjp(x, a, b, 1.0);

        public static double All(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Laplace.LogProbability(x, a, b);

        public static double AllVjp(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> xGrad, Span<double> aGrad, Span<double> bGrad) => Laplace.LogProbabilityVjp(x, a, b, 1, xGrad, aGrad, bGrad);
    }

    private struct OfLogNormal : IDensity
    {
        public static string Name => nameof(LogNormal);

        public static double Largest => 3;

        public static double One(double x, double a, double b) => LogNormal.LogProbability(x, a, b);

        public static (double Value, double XGrad, double AGrad, double BGrad) OneVjp(double x, double a, double b) => LogNormal.LogProbabilityVjp(x, a, b, 1.0);

        public static double All(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => LogNormal.LogProbability(x, a, b);

        public static double AllVjp(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> xGrad, Span<double> aGrad, Span<double> bGrad) => LogNormal.LogProbabilityVjp(x, a, b, 1, xGrad, aGrad, bGrad);
    }

    private struct OfGamma : IDensity
    {
        public static string Name => nameof(Gamma);

        public static double Largest => 3;

        public static double One(double x, double a, double b) => Gamma.LogProbability(x, a, b);

        public static (double Value, double XGrad, double AGrad, double BGrad) OneVjp(double x, double a, double b) => Gamma.LogProbabilityVjp(x, a, b, 1.0);

        public static double All(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Gamma.LogProbability(x, a, b);

        public static double AllVjp(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> xGrad, Span<double> aGrad, Span<double> bGrad) => Gamma.LogProbabilityVjp(x, a, b, 1, xGrad, aGrad, bGrad);
    }

    private struct OfBeta : IDensity
    {
        public static string Name => nameof(Beta);

        public static double Largest => 1;

        public static double One(double x, double a, double b) => Beta.LogProbability(x, a, b);

        public static (double Value, double XGrad, double AGrad, double BGrad) OneVjp(double x, double a, double b) => Beta.LogProbabilityVjp(x, a, b, 1.0);

        public static double All(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Beta.LogProbability(x, a, b);

        public static double AllVjp(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> xGrad, Span<double> aGrad, Span<double> bGrad) => Beta.LogProbabilityVjp(x, a, b, 1, xGrad, aGrad, bGrad);
    }

    private struct OfExponential : IDensity
    {
        public static string Name => nameof(Exponential);

        public static double Largest => 3;

        public static double One(double x, double a, double b) => Exponential.LogProbability(x, a);

        public static (double Value, double XGrad, double AGrad, double BGrad) OneVjp(double x, double a, double b)
        {
            (double value, double xGrad, double rateGrad) = Exponential.LogProbabilityVjp(x, a, 1.0);
            return (value, xGrad, rateGrad, 0);
        }

        public static double All(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b) => Exponential.LogProbability(x, a);

        public static double AllVjp(ReadOnlySpan<double> x, ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> xGrad, Span<double> aGrad, Span<double> bGrad) => Exponential.LogProbabilityVjp(x, a, 1, xGrad, aGrad);
    }
}
