using System;

namespace DiffGen.Distributions;

/// <summary>Up to four buffers, one behind the other in memory.</summary>
internal readonly ref struct Buffers(Span<double> memory, int a, int b, int c)
{
    public Span<double> A { get; } = memory[..a];

    public Span<double> B { get; } = memory[a..(a + b)];

    public Span<double> C { get; } = memory[(a + b)..(a + b + c)];

    public Span<double> D { get; } = memory[(a + b + c)..];
}
