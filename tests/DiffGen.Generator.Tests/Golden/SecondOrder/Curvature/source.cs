using System;
using DiffGen;

namespace Golden.SecondOrder;

/// <summary>Hessians times vectors, by forward over reverse.</summary>
public static partial class Curvature
{
    [Differentiable(Hvp = true)]
    public static double Rosenbrock(double x, double y) => (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x);

    [Differentiable(Hvp = true)]
    public static double LogisticLoss([Sample(Length = 3)] ReadOnlySpan<double> weights, double bias, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> inputs, [NoDiff, Sample(Values = "1 -1")] ReadOnlySpan<double> labels)
    {
        double loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            double margin = bias;
            for (int i = 0; i < weights.Length; i++)
                margin += weights[i] * inputs[n * weights.Length + i];
            loss += Math.Log(1 + Math.Exp(-labels[n] * margin));
        }

        return loss;
    }

    [Differentiable(Hvp = true)]
    public static double Recurrence(double x, double rate, int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            x = rate * x * (1 - 0.3 * x);
            if (x > 1)
                x = Math.Sqrt(x);
        }

        return x * x;
    }
}
