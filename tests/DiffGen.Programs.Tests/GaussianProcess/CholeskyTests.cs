using System;
using DiffGen.Programs.Harness;
using Xunit;

namespace DiffGen.Programs.GaussianProcess;

public class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public void Reverse_of_the_factor(int n)
    {
        double[,] factor = PositiveDefinite(n);
        double[,] grad = Dense.Folded(Sampled.Uniform(n, n * n), n);
        double[,] upper = (double[,])grad.Clone();
        double[,] matrix = (double[,])factor.Clone();
        Cholesky.FactorVjp(matrix, grad);
        Cholesky.Factor(factor);
        Comparison.Close("factor", Dense.Flat(factor), Dense.Flat(matrix), 1e-14);
        double[,] expected = MatrixCalculus.Lower(MatrixCalculus.FactorReverse(factor, upper));

        // The upper triangle is left alone, and so is its cotangent.
        expected = Dense.Matrix(n, n, (i, j) => i < j ? upper[i, j] : expected[i, j]);
        Comparison.Close("gradient", Dense.Flat(expected), Dense.Flat(grad), 1e-12);
    }

    [Fact]
    public void Tangent_of_the_factor()
    {
        const int n = 5;
        double[,] tangent = Dense.Folded(Sampled.Uniform(3, n * n), n);
        tangent = Dense.Add(tangent, Dense.Transpose(tangent));
        double[,] change = (double[,])tangent.Clone();
        double[,] factor = PositiveDefinite(n);
        Cholesky.FactorJvp(factor, tangent);

        // dA = dL Lᵀ + L dLᵀ
        double[,] lower = Dense.Matrix(n, n, (i, j) => i >= j ? factor[i, j] : 0);
        double[,] lowerTangent = Dense.Matrix(n, n, (i, j) => i >= j ? tangent[i, j] : 0);
        double[,] half = Dense.Multiply(lowerTangent, Dense.Transpose(lower));
        Comparison.Close("d(L Lᵀ)", Dense.Flat(change), Dense.Flat(Dense.Add(half, Dense.Transpose(half))), 1e-13);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Reverse_of_the_solves(bool transposed)
    {
        const int n = 5;
        double[,] lower = PositiveDefinite(n);
        Cholesky.Factor(lower);
        lower = Dense.Matrix(n, n, (i, j) => i >= j ? lower[i, j] : 0);
        double[] b = Sampled.Uniform(5, n), cotangent = Sampled.Uniform(6, n), bGrad = [.. cotangent];
        double[,] lowerGrad = new double[n, n];
        double[] x = [.. b];
        if (transposed)
        {
            Cholesky.SolveUpperVjp(lower, x, lowerGrad, bGrad);
        }
        else
        {
            Cholesky.SolveLowerVjp(lower, x, lowerGrad, bGrad);
        }

        // M x = b: b̄ = M⁻ᵀ x̄, M̄ = −b̄ xᵀ with M = L or Lᵀ
        double[,] inverse = Dense.Inverse(transposed ? Dense.Transpose(lower) : lower);
        double[] expected = Dense.Multiply(Dense.Transpose(inverse), cotangent);
        double[] solution = Dense.Multiply(inverse, b);
        double[,] expectedLower = Dense.Matrix(n, n, (i, j) => i < j ? 0 : transposed ? -expected[j] * solution[i] : -expected[i] * solution[j]);
        Comparison.Close("x", solution, x, 1e-13);
        Comparison.Close("b", expected, bGrad, 1e-13);
        Comparison.Close("L", Dense.Flat(expectedLower), Dense.Flat(lowerGrad), 1e-13);
    }

    [Fact]
    public void Exception_leaves_the_gradient_as_it_was()
    {
        double[,] indefinite = new double[,] { { 1, 2 }, { 2, 1 } };
        double[,] grad = new double[,] { { 1, 2 }, { 3, 4 } };
        Assert.Throws<ArithmeticException>(() => Cholesky.FactorVjp(indefinite, grad));
        Assert.Equal([1, 2, 3, 4], Dense.Flat(grad));
    }

    internal static double[,] PositiveDefinite(int n)
    {
        double[,] root = Dense.Folded(Sampled.Uniform(10 + n, n * n), n);
        double[,] square = Dense.Multiply(root, Dense.Transpose(root));
        return Dense.Matrix(n, n, (i, j) => square[i, j] + (i == j ? 1 : 0));
    }
}
