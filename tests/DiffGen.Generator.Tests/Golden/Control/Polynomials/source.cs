using System;
using DiffGen;

namespace Golden.Control;

public static partial class Polynomials
{
    [Differentiable]
    public static double Horner(ReadOnlySpan<double> coefficients, double x)
    {
        double sum = 0;
        for (int i = coefficients.Length - 1; i >= 0; i--)
            sum = sum * x + coefficients[i];
        return sum;
    }

    [Differentiable]
    public static double Powers(double x, int degree)
    {
        double sum = 0, power = 1;
        for (int i = 0; i <= degree; i++)
        {
            sum += power / (i + 1);
            power *= x;
        }

        return sum;
    }

    /// <summary>Chebyshev's recurrence carries two values around.</summary>
    [Differentiable]
    public static double Chebyshev(ReadOnlySpan<double> coefficients, [Sample(Low = -0.9, High = 0.9)] double x)
    {
        double before = 1, now = x, sum = coefficients[0];
        for (int n = 1; n < coefficients.Length; n++)
        {
            sum += coefficients[n] * now;
            double next = 2 * x * now - before;
            before = now;
            now = next;
        }

        return sum;
    }
}
