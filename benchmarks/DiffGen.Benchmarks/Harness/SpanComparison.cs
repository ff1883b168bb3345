using System;

namespace DiffGen.Benchmarks.Harness;

/// <summary>A function of spans, and a loop over calls of it for one element.</summary>
/// <param name="Name">What its row is called.</param>
/// <param name="Count">How many elements there are.</param>
/// <param name="Loop">The loop, so often.</param>
/// <param name="Span">The call over spans, so often.</param>
/// <param name="LoopGradient">The loop over reverse derivatives.</param>
/// <param name="SpanGradient">The reverse derivative of the call over spans.</param>
/// <param name="Check">Compares both; throws where they differ.</param>
internal sealed record SpanComparison(string Name, int Count, Func<int, double> Loop, Func<int, double> Span, Func<int, double> LoopGradient, Func<int, double> SpanGradient, Action Check);
