using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector512;

namespace DiffGen.Distributions;

/// <content>The terms in vectors.</content>
internal static partial class LogTerms
{
    internal partial interface ITerm
    {
        /// <summary>Every value is inside the support, and every parameter in its range: nothing is infinite but what overflows.</summary>
        static abstract Vector512<double> IsPlain(Vector512<double> x, Vector512<double> a, Vector512<double> b);

        /// <summary>The terms and their partial derivatives where they are plain.</summary>
        static abstract Vector512<double> At(Vector512<double> x, Vector512<double> a, Vector512<double> b, out Vector512<double> byX, out Vector512<double> byA, out Vector512<double> byB);
    }

    /// <summary>Blocks of eight elements, each number of a block added to its own sum: the same bits at every width.</summary>
    /// <returns>The number of elements that are done.</returns>
    private static int Blocks<T>(in Buffers inputs, in Buffers partials, Span<double> sums, Vector512<double> zero)
        where T : struct, ITerm
    {
        ReadOnlySpan<double> x = inputs.A, a = inputs.B, b = inputs.C.IsEmpty ? inputs.B : inputs.C;
        int i = 0;
        for (; i <= x.Length - Block; i += Block)
        {
            for (int j = 0; j < Block; j += Vector512<double>.Count)
            {
                Vector512<double> xs = V.Create(x.Slice(i + j)), first = V.Create(a.Slice(i + j)), second = V.Create(b.Slice(i + j));
                if (!V.EqualsAll(T.IsPlain(xs, first, second).AsInt64(), Vector512<long>.AllBitsSet))
                {
                    for (int k = j; k < j + Vector512<double>.Count; k++)
                    {
                        sums[k] += One<T>(inputs, partials, i + k);
                    }

                    continue;
                }

                Vector512<double> terms = T.At(xs, first, second, out Vector512<double> byX, out Vector512<double> byA, out Vector512<double> byB) + zero;
                (V.Create((ReadOnlySpan<double>)sums.Slice(j)) + terms).CopyTo(sums.Slice(j));
                byX.CopyTo(partials.A.Slice(i + j));
                byA.CopyTo(partials.B.Slice(i + j));
                if (!partials.C.IsEmpty)
                {
                    byB.CopyTo(partials.C.Slice(i + j));
                }
            }
        }

        return i;
    }

    internal readonly partial struct OfNormal : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> IsPlain(Vector512<double> x, Vector512<double> mu, Vector512<double> sigma) => V.GreaterThan(sigma, Vector512<double>.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x, Vector512<double> mu, Vector512<double> sigma, out Vector512<double> byX, out Vector512<double> byMu, out Vector512<double> bySigma)
        {
            Vector512<double> z = (x - mu) / sigma;
            byMu = z / sigma;
            byX = -byMu;
            bySigma = ((z * z) - V.Create(1.0)) / sigma;
            return (V.Create(-0.5) * z * z) - VectorMath.Log(sigma) - V.Create(GammaFunctions.HalfLogTwoPi);
        }
    }

    internal readonly partial struct OfLogNormal : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> IsPlain(Vector512<double> x, Vector512<double> mu, Vector512<double> sigma) => V.GreaterThan(x, Vector512<double>.Zero) & V.GreaterThan(sigma, Vector512<double>.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x, Vector512<double> mu, Vector512<double> sigma, out Vector512<double> byX, out Vector512<double> byMu, out Vector512<double> bySigma)
        {
            Vector512<double> log = VectorMath.Log(x), term = OfNormal.At(log, mu, sigma, out Vector512<double> byLog, out byMu, out bySigma);
            byX = (byLog - V.Create(1.0)) / x;
            return term - log;
        }
    }

    internal readonly partial struct OfLaplace : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> IsPlain(Vector512<double> x, Vector512<double> mu, Vector512<double> scale) => V.GreaterThan(scale, Vector512<double>.Zero) & (V.LessThan(x, mu) | V.GreaterThan(x, mu));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x, Vector512<double> mu, Vector512<double> scale, out Vector512<double> byX, out Vector512<double> byMu, out Vector512<double> byScale)
        {
            Vector512<double> z = (x - mu) / scale, size = V.Abs(z);
            byMu = V.CopySign(V.Create(1.0), z) / scale;
            byX = -byMu;
            byScale = (size - V.Create(1.0)) / scale;
            return -size - VectorMath.Log(scale + scale);
        }
    }

    internal readonly partial struct OfExponential : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> IsPlain(Vector512<double> x, Vector512<double> rate, Vector512<double> unused) => V.GreaterThanOrEqual(x, Vector512<double>.Zero) & V.GreaterThan(rate, Vector512<double>.Zero);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x, Vector512<double> rate, Vector512<double> unused, out Vector512<double> byX, out Vector512<double> byRate, out Vector512<double> none)
        {
            byX = -rate;
            byRate = (V.Create(1.0) / rate) - x;
            none = default;
            return VectorMath.Log(rate) - (rate * x);
        }
    }

    internal readonly partial struct OfBernoulli : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> IsPlain(Vector512<double> x, Vector512<double> p, Vector512<double> unused) => V.GreaterThan(p, Vector512<double>.Zero) & V.LessThan(p, V.Create(1.0));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x, Vector512<double> p, Vector512<double> unused, out Vector512<double> byX, out Vector512<double> byP, out Vector512<double> none)
        {
            Vector512<double> one = V.Create(1.0), yes = VectorMath.Log(p), no = VectorMath.LogP1(-p), rest = one - x;
            byX = yes - no;
            byP = (x / p) - (rest / (one - p));
            none = default;
            return (x * yes) + (rest * no);
        }
    }

    internal readonly partial struct OfBernoulliLogit : ITerm
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> IsPlain(Vector512<double> x, Vector512<double> logit, Vector512<double> unused) => V.LessThan(V.Abs(logit), V.Create(double.PositiveInfinity));

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public static Vector512<double> At(Vector512<double> x, Vector512<double> logit, Vector512<double> unused, out Vector512<double> byX, out Vector512<double> byLogit, out Vector512<double> none)
        {
            // x ln σ + (1 − x) ln(1 − σ), with softplus(l) = l + softplus(−l).
            Vector512<double> size = V.Abs(logit), small = VectorMath.Softplus(-size), large = small + size;
            Vector512<double> isPositive = V.GreaterThan(logit, Vector512<double>.Zero);
            Vector512<double> yes = V.ConditionalSelect(isPositive, small, large), no = V.ConditionalSelect(isPositive, large, small);
            byX = logit;
            byLogit = x - VectorMath.Sigmoid(logit);
            none = default;
            return -((x * yes) + ((V.Create(1.0) - x) * no));
        }
    }
}
