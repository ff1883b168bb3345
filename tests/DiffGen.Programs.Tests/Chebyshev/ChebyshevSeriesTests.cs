using System;
using System.Linq;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.Chebyshev;

public class ChebyshevSeriesTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    public void Derivatives_are_the_polynomials_and_their_slopes(int count)
    {
        double[] c = Sampled.Uniform(1, count), grad = new double[count];
        foreach (double x in new[] { -0.9, -0.2, 0, 0.7 })
        {
            (double value, double xGrad) = ChebyshevSeries.EvaluateGradient<double>(c, x, grad);
            Comparison.Close("value", Dense.Dot(c, TrigonometricForm.Polynomials(count, x)), value, 1e-13);
            Comparison.Close("coefficients", TrigonometricForm.Polynomials(count, x), grad, 1e-13);
            Comparison.Close("x", Dense.Dot(c, TrigonometricForm.Slopes(count, x)), xGrad, 1e-13);
            (_, double tangent) = ChebyshevSeries.EvaluateJvp<double>(c, x, Sampled.Uniform(2, count), -2);
            Comparison.Close("tangent", Dense.Dot(grad, Sampled.Uniform(2, count)) - (2 * xGrad), tangent, 1e-13);
        }
    }

    [Fact]
    public void In_single_precision_too()
    {
        double[] c = Sampled.Uniform(1, 6);
        float[] coefficients = [.. c.Select(value => (float)value)], grad = new float[6];
        (float _, float xGrad) = ChebyshevSeries.EvaluateGradient<float>(coefficients, 0.3f, grad);
        Comparison.Close("coefficients", TrigonometricForm.Polynomials(6, 0.3), [.. grad.Select(value => (double)value)], 1e-6);
        Comparison.Close("x", Dense.Dot(c, TrigonometricForm.Slopes(6, 0.3)), xGrad, 1e-6);
        ChebyshevSeries.IntegrateGradient<float>(coefficients, grad);
        Comparison.Close("integral", [2, 0, -2.0 / 3, 0, -2.0 / 15, 0], [.. grad.Select(value => (double)value)], 1e-6);
    }

    [Theory]
    [InlineData(-0.9)]
    [InlineData(0.2)]
    [InlineData(0.5)]
    [InlineData(1.3)]
    public void A_point_moves_with_the_ends_of_its_piece(double x)
    {
        double[][] piecesGrad = [[9, 9, 9], [9], [9, 9, 9, 9, 9, 9]];
        double[] breaksGrad = new double[4], expectedBreaks = new double[4];
        (double value, double xGrad) = ChebyshevSeries.PiecewiseGradient(Pieces.Of(Pieces.Numbers), Pieces.Breaks, x, piecesGrad, breaksGrad);
        var r = TrigonometricForm.Piecewise(Pieces.Of(Pieces.Numbers), Pieces.Breaks, x == 0.2 ? 0.2 + 1e-14 : x);
        double[][] expected = Pieces.Of(new double[10]);
        expected[r.Piece] = r.ByCoefficients;
        (expectedBreaks[r.Piece], expectedBreaks[r.Piece + 1]) = (r.ByLeft, r.ByRight);
        Comparison.Close("value", r.Value, value, 1e-12);
        Comparison.Close("coefficients", Pieces.Flat(expected), Pieces.Flat(piecesGrad), 1e-12);
        Comparison.Close("breaks", expectedBreaks, breaksGrad, 1e-12);
        Comparison.Close("x", r.ByX, xGrad, 1e-12);
    }

    [Fact]
    public void Misfit_by_the_polynomials()
    {
        double[][] piecesGrad = Pieces.Of(Sampled.Uniform(4, 10));
        double[] breaksGrad = new double[4];
        double penaltyGrad = ChebyshevSeries.MisfitGradient(Pieces.Of(Pieces.Numbers), Pieces.Breaks, Pieces.At, Pieces.Samples, 0.3, piecesGrad, breaksGrad).PenaltyGrad;
        double[] expected = Pieces.MisfitGradient(Pieces.Numbers, Pieces.Breaks, 0.3);
        Comparison.Close("gradient", expected, [.. Pieces.Flat(piecesGrad), .. breaksGrad, penaltyGrad], 1e-12);
        double[] d = Sampled.Uniform(5, 15);
        double tangent = ChebyshevSeries.MisfitJvp(
            Pieces.Of(Pieces.Numbers), Pieces.Breaks, Pieces.At, Pieces.Samples, 0.3, Pieces.Of(d[..10]), d.AsSpan(10, 4), d[14]).Tangent;
        Comparison.Close("tangent", Dense.Dot(expected, d), tangent, 1e-12);
    }
}
