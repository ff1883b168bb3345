using System;

namespace DiffGen.Programs.Fourier;

/// <summary>The discrete Fourier transform X_k = Σ_n x_n e^{−2πi kn/N} of a power of two of numbers, and its inverse with the factor 1/N.</summary>
public static partial class FourierTransform
{
    /// <summary>Transforms in place: bit reversal, then butterflies of growing width.</summary>
    /// <param name="x">A power of two of numbers.</param>
    /// <param name="inverse">Whether the inverse is meant.</param>
    [Differentiable]
    public static void Transform(Span<Complex> x, bool inverse)
    {
        for (int i = 1, j = 0; i < x.Length; i++)
        {
            int bit = x.Length >> 1;
            while ((j & bit) != 0)
            {
                j ^= bit;
                bit >>= 1;
            }

            j |= bit;
            if (i < j)
            {
                (x[i], x[j]) = (x[j], x[i]);
            }
        }

        for (int width = 2; width <= x.Length; width *= 2)
        {
            Complex root = Complex.FromAngle((inverse ? 2 : -2) * Math.PI / width);
            for (int start = 0; start < x.Length; start += width)
            {
                Complex factor = 1;
                for (int k = 0; k < width / 2; k++)
                {
                    Complex even = x[start + k];
                    Complex odd = factor * x[start + k + (width / 2)];
                    x[start + k] = even + odd;
                    x[start + k + (width / 2)] = even - odd;
                    factor *= root;
                }
            }
        }

        if (inverse)
        {
            for (int n = 0; n < x.Length; n++)
            {
                x[n] = 1.0 / x.Length * x[n];
            }
        }
    }

    /// <summary>Transforms by recursion on the even and the odd numbers.</summary>
    /// <param name="x">A power of two of numbers.</param>
    /// <param name="transform">As many, for the result.</param>
    [Differentiable]
    public static void Recursive(ReadOnlySpan<Complex> x, [Output] Span<Complex> transform)
    {
        int half = x.Length / 2;
        if (half == 0)
        {
            transform[0] = x[0];
            return;
        }

        Span<Complex> even = new Complex[half], odd = new Complex[half];
        for (int n = 0; n < half; n++)
        {
            even[n] = x[2 * n];
            odd[n] = x[(2 * n) + 1];
        }

        Span<Complex> evenTransform = new Complex[half], oddTransform = new Complex[half];
        Recursive(even, evenTransform);
        Recursive(odd, oddTransform);
        for (int k = 0; k < half; k++)
        {
            Complex turned = Complex.FromAngle(-2 * Math.PI * k / x.Length) * oddTransform[k];
            transform[k] = evenTransform[k] + turned;
            transform[k + half] = evenTransform[k] - turned;
        }
    }

    /// <summary>Blind deconvolution: ½ Σ_n |(kernel ∗ signal)_n − observed_n|², the cyclic convolution by transforms.</summary>
    [Differentiable(Hvp = true)]
    public static double Misfit(ReadOnlySpan<Complex> kernel, ReadOnlySpan<Complex> signal, [NoDiff] ReadOnlySpan<Complex> observed)
    {
        Complex[] a = kernel.ToArray(), b = signal.ToArray();
        Transform(a, inverse: false);
        Transform(b, inverse: false);
        for (int k = 0; k < a.Length; k++)
        {
            a[k] *= b[k];
        }

        Transform(a, inverse: true);
        double sum = 0;
        for (int n = 0; n < a.Length; n++)
        {
            sum += (a[n] - observed[n]).SquaredMagnitude;
        }

        return 0.5 * sum;
    }

    /// <summary>Σ_k weight_k |X_k|² / Σ_k |X_k|², a mean frequency of a real signal. The transform is the recursive one.</summary>
    [Differentiable]
    public static double MeanFrequency(ReadOnlySpan<double> signal, ReadOnlySpan<double> weight)
    {
        Span<Complex> x = stackalloc Complex[signal.Length], transform = stackalloc Complex[signal.Length];
        for (int n = 0; n < x.Length; n++)
        {
            x[n] = signal[n];
        }

        Recursive(x, transform);
        double weighted = 0, power = 0;
        for (int k = 0; k < transform.Length; k++)
        {
            weighted += weight[k] * transform[k].SquaredMagnitude;
            power += transform[k].SquaredMagnitude;
        }

        return weighted / power;
    }
}
