using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Heston;

public class MonteCarloReferenceTests
{
    [Theory]
    [InlineData(PayoffKind.Call)]
    [InlineData(PayoffKind.Put)]
    [InlineData(PayoffKind.AsianCall)]
    public void Reference_agrees_with_differences(PayoffKind kind)
    {
        // Few paths and small steps: no path crosses a kink within a step.
        double[] p = Market.Parameters, normals = Market.Normals[..(2 * Market.Steps * 20)];
        (double price, double variance, double[] priceGradient, double[] varianceGradient) = PathwiseDerivatives.At(kind, p, normals, Market.Steps);
        (double simulatedPrice, double simulatedVariance) = Simulate(p);
        Comparison.Close("values", [simulatedPrice, simulatedVariance], [price, variance], 1e-12);
        Comparison.Close("price", Differences.Gradient(x => Simulate(x).Price, p, 1e-5), priceGradient, 1e-6);
        Comparison.Close("variance", Differences.Gradient(x => Simulate(x).Variance, p, 1e-5), varianceGradient, 1e-6);

        (double Price, double Variance) Simulate(double[] x) =>
            MonteCarlo.Simulate(Market.Model(x), Market.Option(kind, x), x[7], x[8], normals, Market.Steps);
    }
}
