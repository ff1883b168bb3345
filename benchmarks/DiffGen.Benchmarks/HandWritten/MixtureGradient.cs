using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradient of the log posterior of a Gaussian mixture, by its closed form: the shares of the components, weighted sums of z and of z (x - mu)ᵀ.</summary>
internal static class MixtureGradient
{
    public static double Of(
        ReadOnlySpan<double> alpha,
        ReadOnlySpan<double> mu,
        ReadOnlySpan<double> q,
        ReadOnlySpan<double> l,
        ReadOnlySpan<double> x,
        double gamma,
        int degrees,
        Scratch scratch,
        Span<double> alphaGrad,
        Span<double> muGrad,
        Span<double> qGrad,
        Span<double> lGrad)
    {
        int k = alpha.Length, d = mu.Length / k, n = x.Length / d, below = d * (d - 1) / 2;
        Span<double> diagonal = scratch.Diagonal, logDeterminant = scratch.LogDeterminant, centred = scratch.Centred, z = scratch.Z, sums = scratch.Sums, terms = scratch.Terms;
        logDeterminant.Clear();
        sums.Clear();
        alphaGrad.Clear();
        qGrad.Clear();
        double total = 0;
        for (int c = 0; c < k; c++)
        {
            for (int j = 0; j < d; j++)
            {
                double exp = Math.Exp(q[c * d + j]);
                diagonal[c * d + j] = exp;
                logDeterminant[c] += q[c * d + j];
                total -= 0.5 * gamma * gamma * exp * exp;
            }

            total += degrees * logDeterminant[c];
        }

        for (int p = 0; p < l.Length; p++)
        {
            total -= 0.5 * gamma * gamma * l[p] * l[p];
            lGrad[p] = -gamma * gamma * l[p];
        }

        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> point = x.Slice(i * d, d);
            for (int c = 0; c < k; c++)
            {
                Span<double> zc = z.Slice(c * d, d), xc = centred.Slice(c * d, d);
                for (int j = 0; j < zc.Length; j++)
                {
                    xc[j] = point[j] - mu[c * d + j];
                    zc[j] = diagonal[c * d + j] * xc[j];
                }

                int p = c * below;
                double square = 0;
                for (int column = 0; column < zc.Length; column++)
                {
                    double factor = xc[column];
                    square += zc[column] * zc[column];
                    for (int row = column + 1; row < zc.Length; row++)
                    {
                        zc[row] += l[p++] * factor;
                    }
                }

                terms[c] = alpha[c] + logDeterminant[c] - 0.5 * square;
            }

            total += Shares(terms, terms);
            for (int c = 0; c < k; c++)
            {
                Span<double> zc = z.Slice(c * d, d), xc = centred.Slice(c * d, d);
                double share = terms[c];
                alphaGrad[c] += share;
                for (int j = 0; j < zc.Length; j++)
                {
                    zc[j] *= share;
                    sums[c * d + j] += zc[j];
                    qGrad[c * d + j] -= zc[j] * xc[j];
                }

                int p = c * below;
                for (int column = 0; column < zc.Length; column++)
                {
                    double factor = xc[column];
                    for (int row = column + 1; row < zc.Length; row++)
                    {
                        lGrad[p++] -= zc[row] * factor;
                    }
                }
            }
        }

        total -= n * Shares(alpha, terms);
        for (int c = 0; c < k; c++)
        {
            double weight = alphaGrad[c];
            alphaGrad[c] -= n * terms[c];
            int p = c * below;
            for (int j = 0; j < d; j++)
            {
                double exp = diagonal[c * d + j];
                double product = exp * sums[c * d + j];
                for (int row = j + 1; row < d; row++)
                {
                    product += l[p++] * sums[c * d + row];
                }

                muGrad[c * d + j] = product;
                qGrad[c * d + j] = weight + exp * qGrad[c * d + j] - gamma * gamma * exp * exp + degrees;
            }
        }

        return total;
    }

    /// <summary>The logarithm of the sum of exponentials; softmax(x) goes to <paramref name="shares"/>.</summary>
    private static double Shares(ReadOnlySpan<double> x, Span<double> shares)
    {
        double largest = x[0];
        for (int i = 1; i < x.Length; i++)
        {
            largest = Math.Max(largest, x[i]);
        }

        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            shares[i] = Math.Exp(x[i] - largest);
            sum += shares[i];
        }

        double scale = 1 / sum;
        for (int i = 0; i < shares.Length; i++)
        {
            shares[i] *= scale;
        }

        return largest + Math.Log(sum);
    }

    /// <summary>Memory that is kept from call to call.</summary>
    internal sealed class Scratch(int components, int dimensions)
    {
        public double[] Diagonal { get; } = new double[components * dimensions];

        public double[] LogDeterminant { get; } = new double[components];

        public double[] Centred { get; } = new double[components * dimensions];

        public double[] Z { get; } = new double[components * dimensions];

        public double[] Sums { get; } = new double[components * dimensions];

        public double[] Terms { get; } = new double[components];
    }
}
