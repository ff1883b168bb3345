using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Heston;

public class MonteCarloTests
{
    [Theory]
    [InlineData(PayoffKind.Call)]
    [InlineData(PayoffKind.Put)]
    [InlineData(PayoffKind.AsianCall)]
    public void Price_by_pathwise_derivatives(PayoffKind kind)
    {
        double[] p = Market.Parameters;
        (double value, HestonModel modelGrad, Option optionGrad, double spotGrad, double rateGrad) =
            MonteCarlo.PriceGradient(Market.Model(p), Market.Option(kind, p), p[7], p[8], Market.Normals, Market.Steps);
        (double price, _, double[] expected, _) = PathwiseDerivatives.At(kind, p, Market.Normals, Market.Steps);
        Comparison.Close("value", price, value, 1e-12);
        Comparison.Close("gradient", expected, Market.Parts(modelGrad, optionGrad, spotGrad, rateGrad), 1e-11);
        Assert.Equal(default, optionGrad.Kind);
    }

    [Fact]
    public void Both_results_at_once()
    {
        double[] p = Market.Parameters;
        ((double Price, double Variance) value, HestonModel modelGrad, Option optionGrad, double spotGrad, double rateGrad) =
            MonteCarlo.SimulateVjp(Market.Model(p), Market.Option(PayoffKind.Call, p), p[7], p[8], Market.Normals, Market.Steps, (0.5, -30));
        (double price, double variance, double[] priceGradient, double[] varianceGradient) = PathwiseDerivatives.At(PayoffKind.Call, p, Market.Normals, Market.Steps);
        double[] expected = new double[PathwiseDerivatives.Parameters];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] = (0.5 * priceGradient[i]) - (30 * varianceGradient[i]);
        }

        Comparison.Close("values", [price, variance], [value.Price, value.Variance], 1e-12);
        Comparison.Close("gradient", expected, Market.Parts(modelGrad, optionGrad, spotGrad, rateGrad), 1e-11);
    }

    [Fact]
    public void Tangents_are_gradients_times_direction()
    {
        double[] p = Market.Parameters, d = Sampled.Uniform(2, p.Length);
        var (_, tangent) = MonteCarlo.SimulateJvp(
            Market.Model(p), Market.Option(PayoffKind.AsianCall, p), p[7], p[8], Market.Normals, Market.Steps,
            Market.Model(d), Market.Option(PayoffKind.AsianCall, d), d[7], d[8]);
        (_, _, double[] priceGradient, double[] varianceGradient) = PathwiseDerivatives.At(PayoffKind.AsianCall, p, Market.Normals, Market.Steps);
        Comparison.Close("tangents", [Dense.Dot(priceGradient, d), Dense.Dot(varianceGradient, d)], [tangent.Price, tangent.Variance], 1e-11);
    }

    [Fact]
    public void To_second_order_along_the_paths()
    {
        double[] p = Market.Parameters, d = Sampled.Uniform(3, p.Length), normals = Market.Normals[..(2 * Market.Steps * 20)];
        var r = MonteCarlo.PriceHvp(
            Market.Model(p), Market.Option(PayoffKind.Call, p), p[7], p[8], normals, Market.Steps,
            Market.Model(d), Market.Option(PayoffKind.Call, d), d[7], d[8]);
        double[] gradient = PathwiseDerivatives.At(PayoffKind.Call, p, normals, Market.Steps).PriceGradient;
        double[] product = Differences.Directional(x => PathwiseDerivatives.At(PayoffKind.Call, x, normals, Market.Steps).PriceGradient, p, d, 1e-5);
        Comparison.Close("tangent", Dense.Dot(gradient, d), r.Tangent, 1e-11);
        Comparison.Close("gradient", gradient, Market.Parts(r.ModelGrad, r.OptionGrad, r.SpotGrad, r.RateGrad), 1e-11);
        Comparison.Close("Hessian product", product, Market.Parts(r.ModelHvp, r.OptionHvp, r.SpotHvp, r.RateHvp), 1e-6);
    }

    [Fact]
    public void Price_is_homogeneous_in_spot_and_strike()
    {
        double[] p = Market.Parameters;
        var r = MonteCarlo.PriceGradient(Market.Model(p), Market.Option(PayoffKind.Put, p), p[7], p[8], Market.Normals, Market.Steps);
        Comparison.Close("Euler's identity", r.Value, (p[7] * r.SpotGrad) + (p[5] * r.OptionGrad.Strike), 1e-12);
    }

    [Fact]
    public void An_unknown_kind_throws()
    {
        double[] p = Market.Parameters;
        Assert.Throws<ArgumentOutOfRangeException>(() => MonteCarlo.PriceGradient(Market.Model(p), Market.Option((PayoffKind)7, p), p[7], p[8], Market.Normals, Market.Steps));
    }
}
