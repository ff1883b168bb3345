using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Active and inactive, float and double, marked and unmarked, in one another.</summary>
public static partial class Mixtures
{
    [Differentiable(Hvp = true)]
    public static double ActiveSometimes(double x, [NoDiff] double data, [Sample(Values = "true | false")] bool use, int n)
    {
        double a = data;
        for (int i = 0; i < n; i++)
        {
            double b = a * data;
            if (use)
                a = b * x;
            else
                data += 0.1;
            a += data;
        }

        return a + x;
    }

    [Differentiable(Hvp = true)]
    public static float HalfAndHalf(float x, double y)
    {
        double wide = x * y;
        float narrow = (float)(wide + y);
        narrow += (float)wide;
        int whole = 3;
        wide = narrow * whole;
        return (float)(wide * x) - narrow;
    }

    /// <summary>A marked callee with buffers of its own and a constant among its parameters.</summary>
    [Differentiable(Hvp = true)]
    public static double Distance(ReadOnlySpan<double> x, [NoDiff] ReadOnlySpan<double> center, double scale)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
            sum += (x[i] - center[i]) * (x[i] - center[i]);
        return Math.Exp(-sum * scale);
    }

    [Differentiable(Hvp = true)]
    public static double RadialBasis([Sample(Length = 3)] ReadOnlySpan<double> weights, [NoDiff, Sample(Length = 6)] ReadOnlySpan<double> centers, [Sample(Length = 2)] ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int k = 0; k < weights.Length; k++)
            sum += weights[k] * Distance(x, centers.Slice(2 * k, 2), weights[k] + 1);
        return sum;
    }

    [Differentiable]
    public static void Step(Span<double> state, double dt)
    {
        double x = state[0], v = state[1];
        state[0] = x + dt * v;
        state[1] = v - dt * Math.Sin(x);
    }

    [Differentiable(Hvp = true)]
    public static double Simulate([Sample(Length = 2)] Span<double> state, double dt, [Sample(Values = "0 | 1 | 7")] int steps)
    {
        double energy = 0;
        for (int i = 0; i < steps; i++)
        {
            Step(state, dt * 0.1);
            energy += state[0] * state[1];
        }

        return energy + state[1];
    }

    /// <summary>A bisection, whose result depends on its active numbers through branches and the last step only.</summary>
    [Differentiable]
    public static double Bracket(double target, double slope)
    {
        double low = 0, high = 8;
        for (int i = 0; i < 40; i++)
        {
            double middle = 0.5 * (low + high);
            if (slope * middle + Math.Tanh(middle) < target)
                low = middle;
            else
                high = middle;
        }

        return low - (slope * low + Math.Tanh(low) - target) / (slope + 1 - Math.Tanh(low) * Math.Tanh(low));
    }

    [Differentiable(Hvp = true)]
    public static double Deep(double x, [Sample(Values = "3")] int n)
    {
        double sum = 0;
        for (int a = 0; a < n; a++)
            for (int b = a; b < n; b++)
                for (int c = b; c < n; c++)
                {
                    double product = 1;
                    for (int d = 0; d <= c; d++)
                        product *= x + d * 0.1 * product;
                    sum += product / (1 + a + b + c);
                }
        return sum;
    }

    /// <summary>Long arithmetic in one line, with constants on all sides.</summary>
    [Differentiable(Hvp = true)]
    public static double OneLine(double x, double y, double z) =>
        -(-x * -y) - (+z - 1 / x) / (2 - (3 - (4 - y))) * (x - y - z) + 0 * x + 1 * y - z / 1 + Math.Max(0, x + (y < z ? y : -0.2 * y)) % 7 - (float)1.5 * (x + 0.0);

    [Differentiable(Hvp = true)]
    public static double ManyResults(double a, double b, double c, double d, double e, double f, double g, double h, double i) => a * b + c * d - e / f + Math.Sin(g * h) * i;
}
