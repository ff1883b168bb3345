using System;

namespace DiffGen.Benchmarks.HandWritten;

/// <summary>The adjoint of steps of heat over a plate: the same five points on the cotangents. What the rim gives to its neighbours is added up apart.</summary>
internal static class HeatFlowGradient
{
    /// <param name="start">The temperatures at the start [n, n].</param>
    /// <param name="k">The conductivity.</param>
    /// <param name="wanted">The wanted temperatures [n, n].</param>
    /// <param name="n">Points along a side.</param>
    /// <param name="states">Memory for the temperatures of each step, and of one more [steps + 1, n, n].</param>
    /// <param name="scratch">Memory [2, n, n].</param>
    /// <param name="startGrad">The gradient by the start [n, n].</param>
    public static (double Value, double ConductivityGrad) Of(ReadOnlySpan<double> start, double k, ReadOnlySpan<double> wanted, int n, Span<double> states, Span<double> scratch, Span<double> startGrad)
    {
        int size = n * n;
        start.CopyTo(states);
        for (int at = size; at < states.Length; at += size)
        {
            ReadOnlySpan<double> u = states.Slice(at - size, size);
            Span<double> next = states.Slice(at, size);
            u.CopyTo(next);
            for (int row = 1; row < n - 1; row++)
            {
                for (int i = row * n + 1; i < row * n + n - 1; i++)
                {
                    next[i] = u[i] + k * (u[i - n] + u[i + n] + u[i - 1] + u[i + 1] - 4 * u[i]);
                }
            }
        }

        Span<double> grad = scratch[..size], earlier = scratch.Slice(size, size);
        double misfit = 0, byConductivity = 0;
        scratch.Clear();
        for (int i = 0; i < size; i++)
        {
            double difference = states[states.Length - size + i] - wanted[i];
            int row = i / n, column = i % n;
            bool inside = row > 0 && row < n - 1 && column > 0 && column < n - 1;
            misfit += 0.5 * difference * difference;
            grad[i] = inside ? difference : 0;
            startGrad[i] = inside ? 0 : difference;
        }

        for (int at = states.Length - 2 * size; at >= 0; at -= size)
        {
            ReadOnlySpan<double> u = states.Slice(at, size);
            for (int c = 1; c < n - 1; c++)
            {
                startGrad[c] += k * grad[n + c];
                startGrad[size - n + c] += k * grad[size - 2 * n + c];
                startGrad[c * n] += k * grad[c * n + 1];
                startGrad[c * n + n - 1] += k * grad[c * n + n - 2];
            }

            for (int row = 1; row < n - 1; row++)
            {
                for (int i = row * n + 1; i < row * n + n - 1; i++)
                {
                    byConductivity += grad[i] * (u[i - n] + u[i + n] + u[i - 1] + u[i + 1] - 4 * u[i]);
                    earlier[i] = grad[i] + k * (grad[i - n] + grad[i + n] + grad[i - 1] + grad[i + 1] - 4 * grad[i]);
                }
            }

            Span<double> swap = grad;
            grad = earlier;
            earlier = swap;
        }

        for (int i = 0; i < size; i++)
        {
            startGrad[i] += grad[i];
        }

        return (misfit, byConductivity);
    }
}
