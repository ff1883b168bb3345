using System;
using System.Numerics;
using DiffGen.CompilerServices;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen;

public static partial class Constrained
{
    /// <summary>
    /// A point of the simplex from one number fewer, by breaking a stick: yₖ = rₖ zₖ with zₖ = σ(xₖ − ln(K − k)) and rₖ the rest of the stick, k = 1 … K − 1; the last element is what is left. x = 0
    /// gives equal parts.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">K − 1 free numbers.</param>
    /// <param name="y">Receives K positive numbers of sum 1.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or they overlap; nothing is written.</exception>
    public static void Simplex<R>(ReadOnlySpan<R> x, [Output] Span<R> y)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(y.Length, x.Length + 1, nameof(y), "x and one more");
        Arguments.Disjoint<R, R>(y, x, nameof(y), nameof(x));
        double rest = 1;
        for (int k = 0; k < x.Length; k++)
        {
            double own = Centered(x, k);
            y[k] = Real.From<R>(rest * Precise.Sigmoid(own));
            rest *= Precise.Sigmoid(-own);
        }

        y[^1] = Real.From<R>(rest);
    }

    /// <summary>The forward derivative of <see cref="Simplex{R}(ReadOnlySpan{R}, Span{R})"/>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">K − 1 free numbers.</param>
    /// <param name="y">Receives K positive numbers of sum 1.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="yTangent">Receives the tangent of y; overwritten.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or one that is written overlaps another one; nothing is written.</exception>
    public static void SimplexJvp<R>(ReadOnlySpan<R> x, Span<R> y, ReadOnlySpan<R> xTangent, Span<R> yTangent)
        where R : IFloatingPointIeee754<R>
    {
        CheckTangents(x, y, xTangent, yTangent);
        Simplex(x, y);
        double rest = 1, restTangent = 0;
        for (int k = 0; k < x.Length; k++)
        {
            double own = Centered(x, k), z = Precise.Sigmoid(own), other = Precise.Sigmoid(-own), zTangent = z * other * Real.ToDouble(xTangent[k]);
            yTangent[k] = Real.From<R>((restTangent * z) + (rest * zTangent));
            restTangent = (restTangent * other) - (rest * zTangent);
            rest *= other;
        }

        yTangent[^1] = Real.From<R>(restTangent);
    }

    /// <summary>The reverse derivative of <see cref="Simplex{R}(ReadOnlySpan{R}, Span{R})"/>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">K − 1 free numbers.</param>
    /// <param name="y">Receives K positive numbers of sum 1.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="yGrad">The cotangent of y; zero on return.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or one that is written overlaps another one; nothing is written.</exception>
    public static void SimplexVjp<R>(ReadOnlySpan<R> x, Span<R> y, Span<R> xGrad, Span<R> yGrad)
        where R : IFloatingPointIeee754<R>
    {
        CheckGradients(x, y, xGrad, yGrad);
        Simplex(x, y);

        // From the last piece back; rest = what was left before piece k, restGrad its cotangent after it.
        double restGrad = Real.ToDouble(yGrad[^1]);
        using Scratch scratch = new(x.Length);
        Span<double> rests = scratch.Span;
        double rest = 1;
        for (int k = 0; k < x.Length; k++)
        {
            rests[k] = rest;
            rest *= Precise.Sigmoid(-Centered(x, k));
        }

        for (int k = x.Length - 1; k >= 0; k--)
        {
            double own = Centered(x, k), z = Precise.Sigmoid(own), other = Precise.Sigmoid(-own), grad = Real.ToDouble(yGrad[k]);
            xGrad[k] += Real.From<R>(z * other * rests[k] * (grad - restGrad));
            restGrad = (restGrad * other) + (grad * z);
        }

        yGrad.Clear();
    }

    /// <summary>Numbers in rising order: y₀ = x₀, yₖ = yₖ₋₁ + exp(xₖ). The logarithm of the determinant is the sum of x without x₀.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Free numbers.</param>
    /// <param name="y">Receives as many in rising order.</param>
    /// <exception cref="ArgumentException">The buffers differ in length, or overlap; nothing is written.</exception>
    public static void Ordered<R>(ReadOnlySpan<R> x, [Output] Span<R> y)
        where R : IFloatingPointIeee754<R>
    {
        Parameters.SameLength(y.Length, x.Length, nameof(y), nameof(x));
        Arguments.Disjoint<R, R>(y, x, nameof(y), nameof(x));
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            sum += k == 0 ? Real.ToDouble(x[0]) : Math.Exp(Real.ToDouble(x[k]));
            y[k] = Real.From<R>(sum);
        }
    }

    /// <summary>The forward derivative of <see cref="Ordered{R}(ReadOnlySpan{R}, Span{R})"/>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Free numbers.</param>
    /// <param name="y">Receives as many in rising order.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="yTangent">Receives the tangent of y; overwritten.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or one that is written overlaps another one; nothing is written.</exception>
    public static void OrderedJvp<R>(ReadOnlySpan<R> x, Span<R> y, ReadOnlySpan<R> xTangent, Span<R> yTangent)
        where R : IFloatingPointIeee754<R>
    {
        CheckTangents(x, y, xTangent, yTangent);
        Ordered(x, y);
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            sum += StrongZero.Multiply(Real.ToDouble(xTangent[k]), k == 0 ? 1 : Math.Exp(Real.ToDouble(x[k])));
            yTangent[k] = Real.From<R>(sum);
        }
    }

    /// <summary>The reverse derivative of <see cref="Ordered{R}(ReadOnlySpan{R}, Span{R})"/>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">Free numbers.</param>
    /// <param name="y">Receives as many in rising order.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="yGrad">The cotangent of y; zero on return.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or one that is written overlaps another one; nothing is written.</exception>
    public static void OrderedVjp<R>(ReadOnlySpan<R> x, Span<R> y, Span<R> xGrad, Span<R> yGrad)
        where R : IFloatingPointIeee754<R>
    {
        CheckGradients(x, y, xGrad, yGrad);
        Ordered(x, y);
        double sum = 0;
        for (int k = x.Length - 1; k >= 0; k--)
        {
            sum += Real.ToDouble(yGrad[k]);
            xGrad[k] += Real.From<R>(StrongZero.Multiply(sum, k == 0 ? 1 : Math.Exp(Real.ToDouble(x[k]))));
        }

        yGrad.Clear();
    }

    /// <summary>
    /// A lower triangular factor with a positive diagonal from d (d + 1)/2 free numbers, row by row: elements below the diagonal as they are, those on it as exponentials, zeros above. The logarithm
    /// of the determinant is the sum of the numbers of the diagonal.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">d (d + 1)/2 free numbers.</param>
    /// <param name="y">Receives the factor, d × d row by row.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or they overlap; nothing is written.</exception>
    public static void CholeskyFactor<R>(ReadOnlySpan<R> x, [Output] Span<R> y)
        where R : IFloatingPointIeee754<R>
    {
        int d = Rows(x.Length, y.Length);
        Arguments.Disjoint<R, R>(y, x, nameof(y), nameof(x));
        y.Clear();
        for (int i = 0, k = 0; i < d; i++)
        {
            for (int j = 0; j <= i; j++, k++)
            {
                y[(i * d) + j] = i == j ? Real.From<R>(Math.Exp(Real.ToDouble(x[k]))) : x[k];
            }
        }
    }

    /// <summary>The forward derivative of <see cref="CholeskyFactor{R}(ReadOnlySpan{R}, Span{R})"/>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">d (d + 1)/2 free numbers.</param>
    /// <param name="y">Receives the factor, d × d row by row.</param>
    /// <param name="xTangent">The tangent of x.</param>
    /// <param name="yTangent">Receives the tangent of y; overwritten.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or one that is written overlaps another one; nothing is written.</exception>
    public static void CholeskyFactorJvp<R>(ReadOnlySpan<R> x, Span<R> y, ReadOnlySpan<R> xTangent, Span<R> yTangent)
        where R : IFloatingPointIeee754<R>
    {
        int d = Rows(x.Length, y.Length);
        CheckTangents(x, y, xTangent, yTangent);
        CholeskyFactor(x, y);
        yTangent.Clear();
        for (int i = 0, k = 0; i < d; i++)
        {
            for (int j = 0; j <= i; j++, k++)
            {
                yTangent[(i * d) + j] = i == j ? Real.From<R>(StrongZero.Multiply(Real.ToDouble(xTangent[k]), Math.Exp(Real.ToDouble(x[k])))) : xTangent[k];
            }
        }
    }

    /// <summary>The reverse derivative of <see cref="CholeskyFactor{R}(ReadOnlySpan{R}, Span{R})"/>.</summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="x">d (d + 1)/2 free numbers.</param>
    /// <param name="y">Receives the factor, d × d row by row.</param>
    /// <param name="xGrad">The gradient of x: added to.</param>
    /// <param name="yGrad">The cotangent of y; zero on return.</param>
    /// <exception cref="ArgumentException">A buffer has another length, or one that is written overlaps another one; nothing is written.</exception>
    public static void CholeskyFactorVjp<R>(ReadOnlySpan<R> x, Span<R> y, Span<R> xGrad, Span<R> yGrad)
        where R : IFloatingPointIeee754<R>
    {
        int d = Rows(x.Length, y.Length);
        CheckGradients(x, y, xGrad, yGrad);
        CholeskyFactor(x, y);
        for (int i = 0, k = 0; i < d; i++)
        {
            for (int j = 0; j <= i; j++, k++)
            {
                R grad = yGrad[(i * d) + j];
                xGrad[k] += i == j ? Real.From<R>(StrongZero.Multiply(Real.ToDouble(grad), Math.Exp(Real.ToDouble(x[k])))) : grad;
            }
        }

        yGrad.Clear();
    }

    private static double Centered<R>(ReadOnlySpan<R> x, int k)
        where R : IFloatingPointIeee754<R> => Real.ToDouble(x[k]) - Math.Log(x.Length - k);

    /// <summary>The d with d (d + 1)/2 free numbers and d × d elements.</summary>
    private static int Rows(int x, int y)
    {
        int d = (int)Math.Round(Math.Sqrt(y));
        return (long)d * d == y && (long)d * (d + 1) / 2 == x
            ? d
            : throw new ArgumentException($"x has length {x} and y has length {y}, but they must have d (d + 1)/2 and d × d numbers.", nameof(y));
    }

    private static void CheckTangents<R>(ReadOnlySpan<R> x, Span<R> y, ReadOnlySpan<R> xTangent, Span<R> yTangent)
    {
        Parameters.SameLength(xTangent.Length, x.Length, nameof(xTangent), nameof(x));
        Parameters.SameLength(yTangent.Length, y.Length, nameof(yTangent), nameof(y));
        Arguments.Disjoint<R, R>(yTangent, x, nameof(yTangent), nameof(x));
        Arguments.Disjoint<R, R>(yTangent, y, nameof(yTangent), nameof(y));
        Arguments.Disjoint<R, R>(yTangent, xTangent, nameof(yTangent), nameof(xTangent));
        Arguments.Disjoint<R, R>(y, xTangent, nameof(y), nameof(xTangent));
        Arguments.Disjoint<R, R>(y, x, nameof(y), nameof(x));
    }

    private static void CheckGradients<R>(ReadOnlySpan<R> x, Span<R> y, Span<R> xGrad, Span<R> yGrad)
    {
        Parameters.SameLength(xGrad.Length, x.Length, nameof(xGrad), nameof(x));
        Parameters.SameLength(yGrad.Length, y.Length, nameof(yGrad), nameof(y));
        Arguments.Disjoint<R, R>(xGrad, x, nameof(xGrad), nameof(x));
        Arguments.Disjoint<R, R>(xGrad, y, nameof(xGrad), nameof(y));
        Arguments.Disjoint<R, R>(xGrad, yGrad, nameof(xGrad), nameof(yGrad));
        Arguments.Disjoint<R, R>(yGrad, x, nameof(yGrad), nameof(x));
        Arguments.Disjoint<R, R>(yGrad, y, nameof(yGrad), nameof(y));
        Arguments.Disjoint<R, R>(y, x, nameof(y), nameof(x));
    }
}
