using System;

namespace DiffGen;

/// <summary>Sums of coefficients times basis functions.</summary>
internal static class Series
{
    /// <summary>c₀ + c₁ x + c₂ x² + … by Horner's scheme.</summary>
    public static double Polynomial(double x, ReadOnlySpan<double> coefficients)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
        {
            sum = (x * sum) + coefficients[i];
        }

        return sum;
    }

    /// <summary>c₀/2 + c₁ T₁(x) + c₂ T₂(x) + … by Clenshaw's recurrence.</summary>
    public static double Chebyshev(double x, ReadOnlySpan<double> coefficients)
    {
        double b1 = 0, b2 = 0, twice = 2 * x;
        for (int k = coefficients.Length - 1; k > 0; k--)
        {
            (b1, b2) = ((twice * b1) - b2 + coefficients[k], b1);
        }

        return (x * b1) - b2 + (0.5 * coefficients[0]);
    }
}
