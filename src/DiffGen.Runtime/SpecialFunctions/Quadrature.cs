using System;

namespace DiffGen;

/// <summary>Integrals of smooth functions by fixed nodes.</summary>
internal static class Quadrature
{
    private const double Step = 0.125;
    private const int PanelNodes = 48;
    private static readonly (double Node, double Weight)[] s_halfLine = HalfLineNodes();
    private static readonly (double Node, double Weight)[] s_panel = PanelNodesAndWeights();

    /// <summary>
    /// ∫₀^∞ g(s) ds for a positive g that is analytic around the half-line and falls like e⁻ˢ: the trapezoidal rule in t with s = scale·exp(t − e⁻ᵗ)
    /// (Takahasi and Mori, "Double exponential formulas for numerical integration", 1974). Features of any size from the scale on are resolved.
    /// </summary>
    /// <param name="g">The function.</param>
    /// <param name="scale">The length over which g changes first.</param>
    public static double HalfLine<G>(G g, double scale)
        where G : struct, IIntegrand
    {
        double sum = 0, largest = 0;
        foreach ((double node, double weight) in s_halfLine)
        {
            double term = weight * g.At(scale * node);
            sum += term;
            largest = Math.Max(largest, term);
            if (term < 1e-18 * largest && node > 1)
            {
                break;
            }
        }

        return sum * scale;
    }

    /// <summary>∫ g(s) ds from a to b by the rule of Gauss and Legendre with 48 nodes.</summary>
    public static double Panel<G>(G g, double a, double b)
        where G : struct, IIntegrand
    {
        double center = 0.5 * (a + b), half = 0.5 * (b - a), sum = 0;
        foreach ((double node, double weight) in s_panel)
        {
            sum += weight * g.At(center + (half * node));
        }

        return sum * half;
    }

    private static (double Node, double Weight)[] HalfLineNodes()
    {
        const int first = -32, last = 800;
        var nodes = new (double, double)[last - first + 1];
        for (int k = first; k <= last; k++)
        {
            double t = k * Step, falling = Math.Exp(-t), s = Math.Exp(t - falling);
            nodes[k - first] = (s, Step * s * (1 + falling));
        }

        return nodes;
    }

    /// <summary>The zeros of the Legendre polynomial by Newton's method.</summary>
    private static (double Node, double Weight)[] PanelNodesAndWeights()
    {
        var nodes = new (double, double)[PanelNodes];
        for (int i = 0; i < PanelNodes; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (PanelNodes + 0.5)), slope = 0;
            for (int step = 0; step < 10; step++)
            {
                double previous = 1, value = x;
                for (int n = 2; n <= PanelNodes; n++)
                {
                    (previous, value) = (value, ((((2 * n) - 1) * x * value) - ((n - 1) * previous)) / n);
                }

                slope = PanelNodes * ((x * value) - previous) / ((x * x) - 1);
                x -= value / slope;
            }

            nodes[i] = (x, 2 / ((1 - (x * x)) * slope * slope));
        }

        return nodes;
    }
}
