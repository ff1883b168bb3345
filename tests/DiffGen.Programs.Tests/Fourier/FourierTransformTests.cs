using DiffGen.Programs.Harness;
using Xunit;
using Value = System.Numerics.Complex;

namespace DiffGen.Programs.Fourier;

public class FourierTransformTests
{
    [Theory]
    [InlineData(1, false)]
    [InlineData(2, false)]
    [InlineData(16, false)]
    [InlineData(16, true)]
    public void In_place_reverse_is_the_transform_with_the_other_sign(int length, bool inverse)
    {
        Complex[] x = Signals.Sample(1, length), grad = Signals.Sample(2, length);
        Value[] expected = AdjointTransform.Sum(Signals.Values(grad), inverse ? -1 : +1);
        Value[] expectedX = AdjointTransform.Sum(Signals.Values(x), inverse ? +1 : -1);
        double factor = inverse ? 1.0 / length : 1;
        FourierTransform.TransformVjp(x, inverse, grad);
        Comparison.Close("transform", Signals.Parts(expectedX, factor), Signals.Parts(x), 1e-13);
        Comparison.Close("gradient", Signals.Parts(expected, factor), Signals.Parts(grad), 1e-13);
    }

    [Fact]
    public void In_place_tangent_is_the_transform_of_the_tangent()
    {
        Complex[] x = Signals.Sample(1, 8), tangent = Signals.Sample(2, 8);
        Value[] expected = AdjointTransform.Sum(Signals.Values(tangent), -1);
        FourierTransform.TransformJvp(x, false, tangent);
        Comparison.Close("tangent", Signals.Parts(expected), Signals.Parts(tangent), 1e-13);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(32)]
    public void Recursive_reverse_is_the_transform_with_the_other_sign(int length)
    {
        Complex[] x = Signals.Sample(3, length), transform = new Complex[length], xGrad = new Complex[length], transformGrad = Signals.Sample(4, length);
        Value[] expected = AdjointTransform.Sum(Signals.Values(transformGrad), +1);
        FourierTransform.RecursiveVjp(x, transform, xGrad, transformGrad);
        Comparison.Close("transform", Signals.Parts(AdjointTransform.Sum(Signals.Values(x), -1)), Signals.Parts(transform), 1e-13);
        Comparison.Close("gradient", Signals.Parts(expected), Signals.Parts(xGrad), 1e-13);
        Comparison.Close("overwritten", new double[2 * length], Signals.Parts(transformGrad), 0);
    }

    [Fact]
    public void Recursive_tangent_is_the_transform_of_the_tangent()
    {
        Complex[] x = Signals.Sample(3, 16), transform = new Complex[16], xTangent = Signals.Sample(5, 16), transformTangent = Signals.Sample(6, 16);
        FourierTransform.RecursiveJvp(x, transform, xTangent, transformTangent);
        Comparison.Close("tangent", Signals.Parts(AdjointTransform.Sum(Signals.Values(xTangent), -1)), Signals.Parts(transformTangent), 1e-13);
    }

    [Fact]
    public void Misfit_by_correlation_with_the_residual()
    {
        Complex[] kernel = Signals.Sample(7, 16), signal = Signals.Sample(8, 16), observed = Signals.Sample(9, 16), kernelGrad = Signals.Sample(10, 16), signalGrad = Signals.Sample(11, 16);
        double value = FourierTransform.MisfitGradient(kernel, signal, observed, kernelGrad, signalGrad);
        (Value[] a, Value[] b) = AdjointTransform.Misfit(Signals.Values(kernel), Signals.Values(signal), Signals.Values(observed));
        Comparison.Close("value", FourierTransform.Misfit(kernel, signal, observed), value, 1e-13);
        Comparison.Close("kernel", Signals.Parts(a), Signals.Parts(kernelGrad), 1e-12);
        Comparison.Close("signal", Signals.Parts(b), Signals.Parts(signalGrad), 1e-12);
        Complex[] kernelTangent = Signals.Sample(12, 16), signalTangent = Signals.Sample(13, 16);
        double tangent = FourierTransform.MisfitJvp(kernel, signal, observed, kernelTangent, signalTangent).Tangent;
        Comparison.Close("tangent", Dense.Dot(Signals.Parts(a), Signals.Parts(kernelTangent)) + Dense.Dot(Signals.Parts(b), Signals.Parts(signalTangent)), tangent, 1e-12);
    }

    [Fact]
    public void Mean_frequency_by_the_adjoint_transform()
    {
        double[] signal = Sampled.Uniform(14, 16), weight = Sampled.Uniform(15, 16), signalGrad = new double[16], weightGrad = new double[16];
        double value = FourierTransform.MeanFrequencyGradient(signal, weight, signalGrad, weightGrad);
        Comparison.Close("gradient", AdjointTransform.MeanFrequency(signal, weight), [.. signalGrad, .. weightGrad], 1e-12);
        Comparison.Close("linear in the weights", Dense.Dot(weight, weightGrad), value, 1e-12);
        Comparison.Close("of degree zero in the signal", 0, Dense.Dot(signal, signalGrad), 1e-12);
    }

    [Fact]
    public void Misfit_to_second_order()
    {
        const int n = 8;
        Complex[] kernel = Signals.Sample(7, n), signal = Signals.Sample(8, n), observed = Signals.Sample(9, n), kernelTangent = Signals.Sample(12, n), signalTangent = Signals.Sample(13, n);
        Complex[] kernelGrad = new Complex[n], signalGrad = new Complex[n], kernelHvp = new Complex[n], signalHvp = new Complex[n];
        FourierTransform.MisfitHvp(kernel, signal, observed, kernelTangent, signalTangent, kernelGrad, signalGrad, kernelHvp, signalHvp);
        double[] p = [.. Signals.Parts(kernel), .. Signals.Parts(signal)], d = [.. Signals.Parts(kernelTangent), .. Signals.Parts(signalTangent)];
        Comparison.Close("gradient", Gradient(p), [.. Signals.Parts(kernelGrad), .. Signals.Parts(signalGrad)], 1e-12);
        Comparison.Close("Hessian product", Differences.Directional(Gradient, p, d), [.. Signals.Parts(kernelHvp), .. Signals.Parts(signalHvp)], 1e-9);

        double[] Gradient(double[] x)
        {
            Complex[] both = Signals.FromParts(x);
            (Value[] a, Value[] b) = AdjointTransform.Misfit(Signals.Values(both[..n]), Signals.Values(both[n..]), Signals.Values(observed));
            return [.. Signals.Parts(a), .. Signals.Parts(b)];
        }
    }
}
