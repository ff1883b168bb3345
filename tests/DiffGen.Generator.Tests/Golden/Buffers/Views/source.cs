using System;
using DiffGen;

namespace Golden.Buffers;

public static partial class Views
{
    /// <summary>Diffusion on a rod with fixed ends; every time step is a row of one buffer.</summary>
    [Differentiable]
    public static double Diffuse(ReadOnlySpan<double> start, [Sample(Low = 0.1, High = 0.4)] double conductivity, [Sample(Values = "0 | 1 | 4")] int steps)
    {
        int n = start.Length;
        Span<double> rows = stackalloc double[(steps + 1) * n];
        start.CopyTo(rows);
        for (int step = 0; step < steps; step++)
        {
            Span<double> now = rows.Slice(step * n, n);
            Span<double> next = rows.Slice((step + 1) * n, n);
            next[0] = now[0];
            next[^1] = now[^1];
            for (int i = 1; i < n - 1; i++)
                next[i] = now[i] + conductivity * (now[i - 1] - 2 * now[i] + now[i + 1]);
        }

        double heat = 0;
        foreach (double temperature in rows[^n..])
            heat += temperature * temperature;
        return heat;
    }

    /// <summary>A buffer chosen at run time.</summary>
    [Differentiable]
    public static double Chosen(ReadOnlySpan<double> x, ReadOnlySpan<double> y, [Sample(Values = "true | false")] bool first)
    {
        ReadOnlySpan<double> chosen = first ? x : y;
        double sum = 0;
        for (int i = 0; i < chosen.Length; i++)
            sum += chosen[i] * chosen[i] * x[i];
        return sum;
    }

    /// <summary>Two views of one buffer that overlap: what one writes the other reads.</summary>
    [Differentiable]
    public static double Overlapping(Span<double> x)
    {
        Span<double> head = x[..^1], tail = x[1..];
        for (int i = 0; i < head.Length; i++)
            tail[i] += 0.5 * head[i] * head[i];
        return tail[^1] * head[0];
    }
}
