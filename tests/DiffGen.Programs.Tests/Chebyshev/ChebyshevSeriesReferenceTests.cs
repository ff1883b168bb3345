using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Chebyshev;

public class ChebyshevSeriesReferenceTests
{
    [Fact]
    public void Reference_agrees_with_differences()
    {
        double[] p = [.. Pieces.Numbers, .. Pieces.Breaks, 0.3];
        double[] expected = Differences.Gradient(x => ChebyshevSeries.Misfit(Pieces.Of(x[..10]), x.AsSpan(10, 4), Pieces.At, Pieces.Samples, x[14]), p, 1e-3);
        Comparison.Close("gradient", expected, Pieces.MisfitGradient(Pieces.Numbers, Pieces.Breaks, 0.3), 1e-8);
        Comparison.Close("slope", Differences.Gradient(x => ChebyshevSeries.Piecewise(Pieces.Of(Pieces.Numbers), Pieces.Breaks, x[0]), [1.3]), [TrigonometricForm.Piecewise(Pieces.Of(Pieces.Numbers), Pieces.Breaks, 1.3).ByX], 1e-9);
    }
}
