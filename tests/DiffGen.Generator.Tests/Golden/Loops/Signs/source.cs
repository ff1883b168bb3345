using System;
using DiffGen;

namespace Golden.Loops;

/// <summary>A polynomial against the sign of its argument: points in lanes, signs as vectors, what points add to a gradient that they share as one number for four vectors.</summary>
public static partial class Signs
{
    [Differentiable]
    public static double Squares([Sample(Length = 4)] ReadOnlySpan<double> coefficients, [Sample(Length = 37), NoDiff] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double residual = Math.Sign(x[i]);
            double power = 1;
            for (int j = 0; j < coefficients.Length; j++)
            {
                residual -= coefficients[j] * power;
                power *= x[i];
            }

            sum += residual * residual;
        }

        return sum;
    }
}
