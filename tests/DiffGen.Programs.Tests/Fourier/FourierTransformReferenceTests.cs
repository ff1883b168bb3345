using System;
using DiffGen.Programs.Harness;
using Xunit;
using Value = System.Numerics.Complex;

namespace DiffGen.Programs.Fourier;

/// <summary>The programs against sums over all pairs, and the hand-written gradients against differences.</summary>
public class FourierTransformReferenceTests
{
    private const int Length = 8;

    [Fact]
    public void Fast_transforms_are_the_sums()
    {
        Complex[] x = Signals.FromParts(Sampled.Uniform(1, 2 * Length)), recursive = new Complex[Length], back = [.. x];
        double[] expected = Signals.Parts(AdjointTransform.Sum(Signals.Values(x), -1));
        FourierTransform.Recursive(x, recursive);
        Comparison.Close("recursive", expected, Signals.Parts(Signals.Values(recursive)), 1e-14);
        FourierTransform.Transform(back, inverse: false);
        Comparison.Close("iterative", expected, Signals.Parts(Signals.Values(back)), 1e-14);
        FourierTransform.Transform(back, inverse: true);
        Comparison.Close("there and back", Signals.Parts(Signals.Values(x)), Signals.Parts(Signals.Values(back)), 1e-14);
    }

    [Fact]
    public void Misfit_agrees_with_differences()
    {
        double[] p = Sampled.Uniform(2, 4 * Length);
        Complex[] observed = Signals.FromParts(Sampled.Uniform(3, 2 * Length));
        double[] expected = Differences.Gradient(x => FourierTransform.Misfit(Signals.FromParts(x[..(2 * Length)]), Signals.FromParts(x[(2 * Length)..]), observed), p);
        (Value[] a, Value[] b) = AdjointTransform.Misfit(Signals.Values(Signals.FromParts(p[..(2 * Length)])), Signals.Values(Signals.FromParts(p[(2 * Length)..])), Signals.Values(observed));
        Comparison.Close("gradient", expected, [.. Signals.Parts(a), .. Signals.Parts(b)], 1e-9);
    }

    [Fact]
    public void Mean_frequency_agrees_with_differences()
    {
        double[] p = Sampled.Uniform(4, 2 * Length);
        double[] expected = Differences.Gradient(x => FourierTransform.MeanFrequency(x.AsSpan(0, Length), x.AsSpan(Length)), p);
        Comparison.Close("gradient", expected, AdjointTransform.MeanFrequency(p[..Length], p[Length..]), 1e-9);
    }
}
