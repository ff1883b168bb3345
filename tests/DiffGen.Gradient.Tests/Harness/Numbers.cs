using System;
using System.Collections.Generic;
using System.Linq;

namespace DiffGen.Gradient.Tests.Harness;

/// <summary>Deterministic numbers: the same on every run and machine, different for every name.</summary>
internal sealed class Numbers
{
    private ulong _state;

    public Numbers(string name)
    {
        _state = 14695981039346656037;
        foreach (char c in name)
        {
            _state = (_state ^ c) * 1099511628211;
        }
    }

    /// <summary>The next number in [low, high).</summary>
    public double Next(double low, double high)
    {
        _state += 0x9E3779B97F4A7C15;
        ulong z = _state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return low + (high - low) * ((z >> 11) * (1.0 / (1UL << 53)));
    }

    /// <summary>So many numbers between -1 and 1, none of them near zero.</summary>
    public double[] Direction(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => Next(0, 1) < 0.5 ? Next(-1, -0.2) : Next(0.2, 1))];

    public static double Dot(IReadOnlyList<double> a, IReadOnlyList<double> b) => a.Zip(b, (x, y) => x * y).Sum();

    /// <summary>Σ |aᵢ bᵢ|, against which the rounding errors of the sum Σ aᵢ bᵢ are measured.</summary>
    public static double DotOfMagnitudes(IReadOnlyList<double> a, IReadOnlyList<double> b) => a.Zip(b, (x, y) => Math.Abs(x * y)).Sum();
}
