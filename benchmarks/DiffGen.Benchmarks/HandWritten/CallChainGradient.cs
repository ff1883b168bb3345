using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The gradient of the call chain, as a loop: all links are the same function.</summary>
internal static class CallChainGradient
{
    public static (double Value, double XGrad) Of(double x, int depth)
    {
        double xGrad = 1;
        for (int i = 0; i < depth; i++)
        {
            (double sin, double cos) = Math.SinCos(x);
            xGrad *= cos + 0.1;
            x = sin + 0.1 * x;
        }

        return (x, xGrad);
    }
}
