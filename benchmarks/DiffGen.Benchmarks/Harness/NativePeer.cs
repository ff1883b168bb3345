using System;

namespace DiffGen.Benchmarks.Harness;

/// <summary>A method and its gradient in C++, in one build.</summary>
/// <param name="Build">How it was compiled.</param>
/// <param name="Method">The method; runs as often as it is told.</param>
/// <param name="Gradient">Its gradient.</param>
internal sealed record NativePeer(string Build, Func<int, double> Method, Func<int, double> Gradient);
