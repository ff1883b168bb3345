using System;
using DiffGen.Sampling;

namespace DiffGen.Distributions;

internal static partial class VectorFunctions
{
    /// <summary>Σ (αᵢ − 1) ln xᵢ − Σ ln Γ(αᵢ) + ln Γ(Σ αᵢ); A is x, B is α.</summary>
    internal readonly struct DirichletLog : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double sum = 0, value = 0;
            for (int i = 0; i < inputs.A.Length; i++)
            {
                double x = inputs.A[i], alpha = inputs.B[i];
                sum += alpha;
                value += Weighted(alpha - 1, Math.Log(x)) - GammaFunctions.LogGamma(alpha);
                partials.A[i] = alpha == 1 ? 0 : (alpha - 1) / x;
            }

            double last = GammaFunctions.Digamma(sum);
            for (int i = 0; i < inputs.A.Length; i++)
            {
                partials.B[i] = Math.Log(inputs.A[i]) - GammaFunctions.Digamma(inputs.B[i]) + last;
            }

            return value + GammaFunctions.LogGamma(sum);
        }
    }

    /// <summary>Σ ln Γ(αᵢ) − ln Γ(a) + (a − k) ψ(a) − Σ (αᵢ − 1) ψ(αᵢ) with a = Σ αᵢ.</summary>
    internal readonly struct DirichletEntropy : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double sum = 0, value = 0;
            int k = inputs.A.Length;
            foreach (double alpha in inputs.A)
            {
                sum += alpha;
                value += GammaFunctions.LogGamma(alpha) - ((alpha - 1) * GammaFunctions.Digamma(alpha));
            }

            double last = (sum - k) * GammaFunctions.Trigamma(sum);
            for (int i = 0; i < k; i++)
            {
                partials.A[i] = last - ((inputs.A[i] - 1) * GammaFunctions.Trigamma(inputs.A[i]));
            }

            return value - GammaFunctions.LogGamma(sum) + ((sum - k) * GammaFunctions.Digamma(sum));
        }
    }

    /// <summary>
    /// −½ |w|² − Σ ln |Lᵢᵢ| − ½ d ln 2π with L w = x − mu; by mu v = L⁻ᵀ w, by x −v, by L the lower triangle of v wᵀ, minus 1/Lᵢᵢ on the diagonal. A is x, B is mu, C is L.
    /// </summary>
    internal readonly struct MultivariateNormalLog : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            int d = inputs.A.Length;
            ReadOnlySpan<double> l = inputs.C;
            Span<double> w = partials.A, v = partials.B;
            double value = -d * GammaFunctions.HalfLogTwoPi;
            for (int i = 0; i < d; i++)
            {
                w[i] = inputs.A[i] - inputs.B[i];
            }

            SolveLower(l, w);
            for (int i = 0; i < d; i++)
            {
                value -= (0.5 * w[i] * w[i]) + Math.Log(Math.Abs(l[(i * d) + i]));
            }

            w.CopyTo(v);
            SolveUpper(l, v);
            partials.C.Clear();
            for (int i = 0; i < d; i++)
            {
                for (int j = 0; j <= i; j++)
                {
                    partials.C[(i * d) + j] = v[i] * w[j];
                }

                partials.C[(i * d) + i] -= 1 / l[(i * d) + i];
            }

            for (int i = 0; i < d; i++)
            {
                w[i] = -v[i];
            }

            return value;
        }
    }

    /// <summary>Σ ln |Lᵢᵢ| + ½ d ln 2πe; A is L, with d rows.</summary>
    internal readonly struct MultivariateNormalEntropy(int d) : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double value = d * (0.5 + GammaFunctions.HalfLogTwoPi);
            partials.A.Clear();
            for (int i = 0; i < d; i++)
            {
                double pivot = inputs.A[(i * d) + i];
                value += Math.Log(Math.Abs(pivot));
                partials.A[(i * d) + i] = 1 / pivot;
            }

            return value;
        }
    }

    /// <summary>
    /// The normal density of covariance S = W Wᵀ + diag(σ²) through the capacitance M = I + Wᵀ diag(σ⁻²) W (Woodbury): with α = S⁻¹ (x − mu) the partials are −α by x, α by mu,
    /// α αᵀ W − S⁻¹ W by W and σᵢ (αᵢ² − (S⁻¹)ᵢᵢ) by σ. A is x, B mu, C is W, d × r, D is σ.
    /// </summary>
    internal readonly struct LowRankNormalLog : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            int d = inputs.A.Length, r = d == 0 ? 0 : inputs.C.Length / d;
            using Scratch scratch = new((r * r) + (2 * r) + d);
            Span<double> m = scratch.Span[..(r * r)], u = scratch.Span.Slice(r * r, r), column = scratch.Span.Slice((r * r) + r, r), residual = scratch.Span[((r * r) + (2 * r))..];
            ReadOnlySpan<double> w = inputs.C, sigma = inputs.D;
            Capacitance(w, sigma, r, m);
            double value = (-d * GammaFunctions.HalfLogTwoPi) - (0.5 * CholeskyInPlace(m, r));

            // u = M⁻¹ Wᵀ diag(σ⁻²) (x − mu), α = diag(σ⁻²) (x − mu − W u)
            u.Clear();
            for (int i = 0; i < d; i++)
            {
                residual[i] = inputs.A[i] - inputs.B[i];
                double scaled = residual[i] / sigma[i] / sigma[i];
                value -= Math.Log(sigma[i]) + (0.5 * residual[i] * scaled);
                for (int j = 0; j < r; j++)
                {
                    u[j] += w[(i * r) + j] * scaled;
                }
            }

            SolveLower(m, u);
            for (int j = 0; j < r; j++)
            {
                value += 0.5 * u[j] * u[j];
            }

            SolveUpper(m, u);
            Span<double> alpha = partials.B;
            for (int i = 0; i < d; i++)
            {
                double rest = residual[i];
                for (int j = 0; j < r; j++)
                {
                    rest -= w[(i * r) + j] * u[j];
                }

                alpha[i] = rest / sigma[i] / sigma[i];
                partials.A[i] = -alpha[i];
            }

            // Rows of S⁻¹ W = diag(σ⁻²) W M⁻¹; αᵀ W = u.
            for (int i = 0; i < d; i++)
            {
                w.Slice(i * r, r).CopyTo(column);
                SolveLower(m, column);
                SolveUpper(m, column);
                double square = sigma[i] * sigma[i], diagonal = 1 / square;
                for (int j = 0; j < r; j++)
                {
                    diagonal -= column[j] * w[(i * r) + j] / square / square;
                    partials.C[(i * r) + j] = (alpha[i] * u[j]) - (column[j] / square);
                }

                partials.D[i] = sigma[i] * ((alpha[i] * alpha[i]) - diagonal);
            }

            return value;
        }
    }

    /// <summary>½ ln det S + ½ d ln 2πe; A is W, B is σ: S⁻¹ W and σᵢ (S⁻¹)ᵢᵢ.</summary>
    internal readonly struct LowRankNormalEntropy : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            int d = inputs.B.Length, r = d == 0 ? 0 : inputs.A.Length / d;
            using Scratch scratch = new((r * r) + r);
            Span<double> m = scratch.Span[..(r * r)], column = scratch.Span[(r * r)..];
            Capacitance(inputs.A, inputs.B, r, m);
            double value = (d * (0.5 + GammaFunctions.HalfLogTwoPi)) + (0.5 * CholeskyInPlace(m, r));
            for (int i = 0; i < d; i++)
            {
                double sigma = inputs.B[i], square = sigma * sigma, diagonal = 1 / square;
                value += Math.Log(sigma);
                inputs.A.Slice(i * r, r).CopyTo(column);
                SolveLower(m, column);
                SolveUpper(m, column);
                for (int j = 0; j < r; j++)
                {
                    diagonal -= column[j] * inputs.A[(i * r) + j] / square / square;
                    partials.A[(i * r) + j] = column[j] / square;
                }

                partials.B[i] = sigma * diagonal;
            }

            return value;
        }
    }

    /// <summary>
    /// ln Σ wₖ φ(zₖ)/σₖ; with the responsibilities rₖ the partials are −Σ rₖ zₖ/σₖ by x, rₖ − wₖ, rₖ zₖ/σₖ and rₖ (zₖ² − 1)/σₖ. A is x, B the logits, C mu, D σ.
    /// </summary>
    internal readonly struct NormalMixtureLog : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double total = SoftMax(inputs.B, partials.B), x = inputs.A[0], byX = 0;
            int n = inputs.B.Length;
            for (int k = 0; k < n; k++)
            {
                partials.D[k] = inputs.B[k] - total + Normal.LogProbabilityOf(x, inputs.C[k], inputs.D[k]);
            }

            double largest = Draws.Largest<double>(partials.D);
            if (!double.IsFinite(largest))
            {
                // So far out that every density underflows, or NaN.
                partials.A.Clear();
                partials.B.Clear();
                partials.C.Clear();
                partials.D.Clear();
                return largest;
            }

            double value = SoftMax(partials.D, partials.C);
            for (int k = 0; k < n; k++)
            {
                double share = partials.C[k], sigma = inputs.D[k], z = (x - inputs.C[k]) / sigma;
                byX -= Weighted(share, z / sigma);
                partials.B[k] = share - partials.B[k];
                partials.C[k] = Weighted(share, z / sigma);
                partials.D[k] = Weighted(share, ((z * z) - 1) / sigma);
            }

            partials.A[0] = byX;
            return value;
        }
    }

    /// <summary>F = Σ wₖ Φ(zₖ); the partials are the density by x, wₖ (Φ(zₖ) − F), −wₖ φ(zₖ)/σₖ and −wₖ zₖ φ(zₖ)/σₖ.</summary>
    internal readonly struct NormalMixtureCdf : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            SoftMax(inputs.B, partials.B);
            double value = 0, byX = 0;
            for (int k = 0; k < inputs.B.Length; k++)
            {
                double weight = partials.B[k], sigma = inputs.D[k], z = (inputs.A[0] - inputs.C[k]) / sigma, density = weight * ErrorFunctions.NormalDensity(z) / sigma;
                value += weight * Normal.CdfOf(inputs.A[0], inputs.C[k], sigma);
                byX += density;
                partials.C[k] = -density;
                partials.D[k] = Weighted(-density, z);
            }

            for (int k = 0; k < inputs.B.Length; k++)
            {
                partials.B[k] *= Normal.CdfOf(inputs.A[0], inputs.C[k], inputs.D[k]) - value;
            }

            partials.A[0] = byX;
            return value;
        }
    }

    /// <summary>m = Σ wₖ μₖ; by the logits wₖ (μₖ − m), by mu wₖ. A is the logits, B mu.</summary>
    internal readonly struct NormalMixtureMean : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            SoftMax(inputs.A, partials.A);
            partials.A.CopyTo(partials.B);
            double mean = 0;
            for (int k = 0; k < inputs.A.Length; k++)
            {
                mean += partials.A[k] * inputs.B[k];
            }

            for (int k = 0; k < inputs.A.Length; k++)
            {
                partials.A[k] *= inputs.B[k] - mean;
            }

            return mean;
        }
    }

    /// <summary>v = Σ wₖ (σₖ² + (μₖ − m)²); by the logits wₖ (σₖ² + (μₖ − m)² − v), by mu 2 wₖ (μₖ − m), by σ 2 wₖ σₖ. A is the logits, B mu, C σ.</summary>
    internal readonly struct NormalMixtureVariance : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            SoftMax(inputs.A, partials.A);
            double mean = 0, variance = 0;
            for (int k = 0; k < inputs.A.Length; k++)
            {
                mean += partials.A[k] * inputs.B[k];
            }

            for (int k = 0; k < inputs.A.Length; k++)
            {
                double weight = partials.A[k], distance = inputs.B[k] - mean, sigma = inputs.C[k];
                partials.A[k] = (sigma * sigma) + (distance * distance);
                partials.B[k] = 2 * weight * distance;
                partials.C[k] = 2 * weight * sigma;
                variance += weight * partials.A[k];
            }

            for (int k = 0; k < inputs.A.Length; k++)
            {
                partials.A[k] = (partials.A[k] - variance) * partials.C[k] / (2 * inputs.C[k]);
            }

            return variance;
        }
    }

    /// <summary>The draw x with the partial derivatives of its path; A is the logits, B mu, C σ.</summary>
    internal readonly struct NormalMixturePath(double x) : IVectorFunction
    {
        public double Evaluate(in Buffers inputs, in Buffers partials)
        {
            double log = double.NegativeInfinity, below = 0, total = SoftMax(inputs.A, partials.A);
            for (int k = 0; k < inputs.A.Length; k++)
            {
                double term = inputs.A[k] - total + Normal.LogProbabilityOf(x, inputs.B[k], inputs.C[k]), larger = Math.Max(log, term);
                log = double.IsNegativeInfinity(larger) ? larger : larger + Math.Log(Math.Exp(log - larger) + Math.Exp(term - larger));
                below += partials.A[k] * Normal.CdfOf(x, inputs.B[k], inputs.C[k]);
            }

            // F/f and Φₖ/f of the tail that x is in; in the upper one F and Φ are their complements and the difference changes its sign.
            double side = below <= 0.5 ? 1 : -1, tail = 0;
            for (int k = 0; k < inputs.A.Length; k++)
            {
                double z = (x - inputs.B[k]) / inputs.C[k], share = Math.Exp(inputs.A[k] - total + Normal.LogProbabilityOf(x, inputs.B[k], inputs.C[k]) - log);
                double ratio = Math.Exp(ErrorFunctions.LogNormalCdf(side * z) - log);
                tail += partials.A[k] * ratio;
                partials.B[k] = share;
                partials.C[k] = Weighted(share, z);
            }

            for (int k = 0; k < inputs.A.Length; k++)
            {
                double z = (x - inputs.B[k]) / inputs.C[k], ratio = Math.Exp(ErrorFunctions.LogNormalCdf(side * z) - log);
                partials.A[k] = Weighted(partials.A[k], side * (tail - ratio));
            }

            return x;
        }
    }

    /// <summary>M = I + Wᵀ diag(σ⁻²) W</summary>
    private static void Capacitance(ReadOnlySpan<double> w, ReadOnlySpan<double> sigma, int r, Span<double> m)
    {
        m.Clear();
        for (int j = 0; j < r; j++)
        {
            m[(j * r) + j] = 1;
        }

        for (int i = 0; i < sigma.Length; i++)
        {
            for (int j = 0; j < r; j++)
            {
                for (int k = 0; k <= j; k++)
                {
                    m[(j * r) + k] += w[(i * r) + j] / sigma[i] * (w[(i * r) + k] / sigma[i]);
                }
            }
        }
    }

    /// <summary>The lower Cholesky factor in place of the lower triangle; returns ln det.</summary>
    private static double CholeskyInPlace(Span<double> m, int n)
    {
        double logDeterminant = 0;
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double sum = m[(i * n) + j];
                for (int k = 0; k < j; k++)
                {
                    sum -= m[(i * n) + k] * m[(j * n) + k];
                }

                m[(i * n) + j] = i == j ? Math.Sqrt(sum) : sum / m[(j * n) + j];
            }

            logDeterminant += 2 * Math.Log(m[(j * n) + j]);
        }

        return logDeterminant;
    }

    /// <summary>L w = b in place.</summary>
    internal static void SolveLower(ReadOnlySpan<double> l, Span<double> b)
    {
        int n = b.Length;
        for (int i = 0; i < n; i++)
        {
            double sum = b[i];
            for (int j = 0; j < i; j++)
            {
                sum -= l[(i * n) + j] * b[j];
            }

            b[i] = sum / l[(i * n) + i];
        }
    }

    /// <summary>Lᵀ v = b in place.</summary>
    private static void SolveUpper(ReadOnlySpan<double> l, Span<double> b)
    {
        int n = b.Length;
        for (int i = n - 1; i >= 0; i--)
        {
            b[i] /= l[(i * n) + i];
            for (int j = 0; j < i; j++)
            {
                b[j] -= l[(i * n) + j] * b[i];
            }
        }
    }
}
