using System;
using DiffGen;

namespace Golden.Combinations;

/// <summary>Methods of another type, which reads what it alone can see: their bodies stay there, whoever calls them.</summary>
public static partial class OtherTypes
{
    [Differentiable(Hvp = true)]
    public static double OfMarkedInMarked(double x) => 2 * Curves.OnMarked(x) * x;

    [Differentiable(Hvp = true)]
    public static double OfUnmarkedInMarked(double x) => 2 * Curves.OnUnmarked(x) * x;

    [Differentiable(Hvp = true)]
    public static double OfHiddenInMarked(double x) => 2 * Curves.OnHidden(x) * x;

    [Differentiable(Hvp = true, Simd = false)]
    public static double OneByOne([Sample(Length = 9)] ReadOnlySpan<double> x) => 2 * Curves.Sum(x);

    [Differentiable(Hvp = true)]
    public static double RunAgain(double x) => x * Curves.OnCheckpoint(x);

    [Differentiable]
    public static double OfRule(double x) => x * Curves.OnRule(x);

    [Differentiable(Hvp = true, Simd = false)]
    public static double OfInner(double x) => 2 * Curves.OnRecursion(x) + Curves.Inner.OfOuter(x);
}

public static partial class Curves
{
    private static readonly double[] s_weights = [0.25, -0.5, 1.5];

    [Differentiable]
    internal static double Seen(double x) => s_weights[1] * Math.Exp(x);

    [Differentiable]
    internal static double OnMarked(double x) => 1 + Seen(x);

    private static double Unmarked(double x) => s_weights[1] * Math.Sin(x);

    [Differentiable]
    internal static double OnUnmarked(double x) => 1 + Unmarked(x);

    [Differentiable]
    private static double Hidden(double x) => s_weights[2] * Math.Cos(x);

    [Differentiable]
    internal static double OnHidden(double x) => 1 + Hidden(x);

    [Differentiable]
    internal static double Weighted(ReadOnlySpan<double> x)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += s_weights[2] * Math.Exp(x[i]);
        }

        return total;
    }

    [Differentiable]
    [Checkpoint]
    internal static double Sum(ReadOnlySpan<double> x)
    {
        double total = 0;
        for (int i = 0; i < x.Length; i++)
        {
            total += Math.Sin(x[i]);
        }

        return total + Weighted(x);
    }

    /// <summary>Cannot be called from elsewhere, but written there.</summary>
    [Differentiable]
    [Checkpoint]
    private static double Again(double x) => Math.Exp(0.5 * x);

    [Differentiable]
    internal static double OnCheckpoint(double x) => 1 + Again(x);

    [Differentiable]
    private static double ByHand(double x) => Math.Exp(x);

    private static (double Value, double XGrad) ByHandVjp(double x, double valueGrad) => (Math.Exp(x), valueGrad * Math.Exp(x));

    private static (double Value, double Tangent) ByHandJvp(double x, double xTangent) => (Math.Exp(x), xTangent * Math.Exp(x));

    [Differentiable]
    internal static double OnRule(double x) => 1 + ByHand(x);

    private static double Recursive(double x) => x > 0 ? Unmarked(x) : x > -3 ? Recursive(x + 1) : 1;

    [Differentiable]
    internal static double OnRecursion(double x) => 1 + Recursive(x);

    [Differentiable]
    private static double Product(double x) => x * x * OnRecursion(x);

    [Differentiable]
    [Checkpoint]
    private static double Bound(double x) => s_weights[0] * Math.Exp(x);

    /// <summary>A type inside of another sees all that is in it.</summary>
    public static partial class Inner
    {
        [Differentiable(Hvp = true)]
        public static double OfOuter(double x) => Product(x) + Recursive(x) + OnRecursion(x) + Unmarked(x);

        [Differentiable]
        public static double OfHidden(double x) => ByHand(x) * Bound(x);
    }
}
