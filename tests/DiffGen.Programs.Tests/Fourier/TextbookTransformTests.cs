using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Fourier;

public class TextbookTransformTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(16)]
    public void Reverse_is_the_transform_with_the_other_sign(int length)
    {
        Complex[] x = Signals.Sample(1, length), cotangent = Signals.Sample(2, length), xGrad = new Complex[length];
        Complex[] transform = TextbookTransform.TransformVjp(x, cotangent, xGrad);
        Comparison.Close("transform", Signals.Parts(AdjointTransform.Sum(Signals.Values(x), -1)), Signals.Parts(transform), 1e-13);
        Comparison.Close("gradient", Signals.Parts(AdjointTransform.Sum(Signals.Values(cotangent), +1)), Signals.Parts(xGrad), 1e-13);
    }

    [Fact]
    public void Tangent_is_the_transform_of_the_tangent()
    {
        Complex[] x = Signals.Sample(1, 8), xTangent = Signals.Sample(2, 8);
        (Complex[] _, Complex[] tangent) = TextbookTransform.TransformJvp(x, xTangent);
        Comparison.Close("tangent", Signals.Parts(AdjointTransform.Sum(Signals.Values(xTangent), -1)), Signals.Parts(tangent), 1e-13);
    }
}
