using System;

namespace DiffGen.Programs.Fourier;

/// <summary>The recursive transform as textbooks write it: a function from an array to a new one.</summary>
public static partial class TextbookTransform
{
    [Differentiable]
    public static Complex[] Transform(Complex[] x)
    {
        if (x.Length == 1)
        {
            return [x[0]];
        }

        int half = x.Length / 2;
        var even = new Complex[half];
        var odd = new Complex[half];
        for (int n = 0; n < half; n++)
        {
            even[n] = x[2 * n];
            odd[n] = x[(2 * n) + 1];
        }

        even = Transform(even);
        odd = Transform(odd);
        var transform = new Complex[x.Length];
        for (int k = 0; k < half; k++)
        {
            Complex turned = Complex.FromAngle(-2 * Math.PI * k / x.Length) * odd[k];
            transform[k] = even[k] + turned;
            transform[k + half] = even[k] - turned;
        }

        return transform;
    }
}
