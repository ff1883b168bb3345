using System;
using System.ComponentModel;
using System.Numerics;
using DiffGen.Distributions;
using DiffGen.Sampling;

namespace DiffGen.CompilerServices;

/// <summary>
/// Counts that are enumerated: their probabilities, whose derivatives are right where a probability is 0, too, and the first and the last that there is any need of. For generated code only.
/// </summary>
/// <remarks>
/// Left out are counts with less than e⁻⁶⁰ of the largest probability, next to which there is none with more: their part in a sum is below the rounding of the rest unless the cost grows by more than twenty powers of ten.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Counts
{
    /// <summary>The most counts that are summed over.</summary>
    public const int Largest = 65_536;

    private const double Negligible = -60;

    private delegate double LogProbability(int count, double a, double b);

    /// <summary>The probability of a count.</summary>
    public static R Poisson<R>(int count, R lambda)
        where R : IFloatingPointIeee754<R> => Real.From<R>(PoissonAt(count, Real.ToDouble(lambda)));

    /// <summary>∂P(k; λ)/∂λ = P(k − 1) − P(k).</summary>
    public static (R Value, R LambdaGrad) PoissonVjp<R>(int count, R lambda, R valueGrad)
        where R : IFloatingPointIeee754<R>
    {
        double at = Real.ToDouble(lambda), probability = PoissonAt(count, at);
        return Chain.Vjp(probability, PoissonAt(count - 1, at) - probability, valueGrad);
    }

    /// <summary>The first count of a sum.</summary>
    /// <exception cref="InvalidOperationException">There are more than <see cref="Largest"/>.</exception>
    public static int PoissonFirst<R>(R lambda)
        where R : IFloatingPointIeee754<R> => PoissonRange(Real.ToDouble(lambda)).First;

    /// <summary>The count behind the last of a sum.</summary>
    public static int PoissonEnd<R>(R lambda)
        where R : IFloatingPointIeee754<R> => PoissonRange(Real.ToDouble(lambda)).End;

    /// <summary>The probability of a count.</summary>
    public static R Binomial<R>(int count, int n, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(BinomialAt(count, n, Real.ToDouble(p)));

    /// <summary>∂P(k; n, p)/∂p = n (P(k − 1; n − 1, p) − P(k; n − 1, p)).</summary>
    public static (R Value, R PGrad) BinomialVjp<R>(int count, int n, R p, R valueGrad)
        where R : IFloatingPointIeee754<R>
    {
        double at = Real.ToDouble(p);
        return Chain.Vjp(BinomialAt(count, n, at), n == 0 ? 0 : n * (BinomialAt(count - 1, n - 1, at) - BinomialAt(count, n - 1, at)), valueGrad);
    }

    /// <summary>The first count of a sum.</summary>
    /// <exception cref="InvalidOperationException">There are more than <see cref="Largest"/>.</exception>
    public static int BinomialFirst<R>(int n, R p)
        where R : IFloatingPointIeee754<R> => BinomialRange(n, Real.ToDouble(p)).First;

    /// <summary>The count behind the last of a sum.</summary>
    public static int BinomialEnd<R>(int n, R p)
        where R : IFloatingPointIeee754<R> => BinomialRange(n, Real.ToDouble(p)).End;

    /// <summary>The probability of a count.</summary>
    public static R Geometric<R>(int count, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(GeometricAt(count, Real.ToDouble(p)));

    /// <summary>∂P(k; p)/∂p = P(k)/p − k P(k − 1).</summary>
    public static (R Value, R PGrad) GeometricVjp<R>(int count, R p, R valueGrad)
        where R : IFloatingPointIeee754<R>
    {
        double at = Real.ToDouble(p), probability = GeometricAt(count, at);
        return Chain.Vjp(probability, (probability / at) - (count * GeometricAt(count - 1, at)), valueGrad);
    }

    /// <summary>The first count of a sum.</summary>
    /// <exception cref="InvalidOperationException">There are more than <see cref="Largest"/>.</exception>
    public static int GeometricFirst<R>(R p)
        where R : IFloatingPointIeee754<R> => GeometricRange(Real.ToDouble(p)).First;

    /// <summary>The count behind the last of a sum.</summary>
    public static int GeometricEnd<R>(R p)
        where R : IFloatingPointIeee754<R> => GeometricRange(Real.ToDouble(p)).End;

    /// <summary>The probability of a count.</summary>
    public static R NegativeBinomial<R>(int count, R r, R p)
        where R : IFloatingPointIeee754<R> => Real.From<R>(NegativeBinomialAt(count, Real.ToDouble(r), Real.ToDouble(p)));

    /// <summary>∂P(k; r, p)/∂p = r/p (P(k; r, p) − P(k − 1; r + 1, p)), and P ∂ ln P/∂r.</summary>
    public static (R Value, R RGrad, R PGrad) NegativeBinomialVjp<R>(int count, R r, R p, R valueGrad)
        where R : IFloatingPointIeee754<R>
    {
        double shape = Real.ToDouble(r), at = Real.ToDouble(p), probability = NegativeBinomialAt(count, shape, at);
        double byShape = probability == 0 ? 0 : probability * Distributions.NegativeBinomial.LogProbabilityPartials(count, shape, at).R;
        return Chain.Vjp(probability, (byShape, shape / at * (probability - NegativeBinomialAt(count - 1, shape + 1, at))), valueGrad);
    }

    /// <summary>The first count of a sum.</summary>
    /// <exception cref="InvalidOperationException">There are more than <see cref="Largest"/>.</exception>
    public static int NegativeBinomialFirst<R>(R r, R p)
        where R : IFloatingPointIeee754<R> => NegativeBinomialRange(Real.ToDouble(r), Real.ToDouble(p)).First;

    /// <summary>The count behind the last of a sum.</summary>
    public static int NegativeBinomialEnd<R>(R r, R p)
        where R : IFloatingPointIeee754<R> => NegativeBinomialRange(Real.ToDouble(r), Real.ToDouble(p)).End;

    private static double PoissonAt(int count, double lambda) => count < 0 ? 0 : Math.Exp(Distributions.Poisson.LogProbabilityOf(count, lambda));

    private static double BinomialAt(int count, int n, double p) => count < 0 || count > n ? 0 : Math.Exp(Distributions.Binomial.LogProbabilityOf(count, n, p));

    private static double GeometricAt(int count, double p) => count < 0 ? 0 : Math.Exp(Distributions.Geometric.LogProbabilityOf(count, p));

    private static double NegativeBinomialAt(int count, double r, double p) => count < 0 ? 0 : Math.Exp(Distributions.NegativeBinomial.LogProbabilityOf(count, r, p));

    private static (int First, int End) PoissonRange(double lambda) =>
        Range("Poisson", static (k, lambda, _) => Distributions.Poisson.LogProbabilityOf(k, lambda), lambda, 0, lambda, int.MaxValue - 1);

    private static (int First, int End) BinomialRange(int n, double p) =>
        Range("Binomial", static (k, n, p) => Distributions.Binomial.LogProbabilityOf(k, (int)n, p), n, p, (n + 1.0) * p, n);

    private static (int First, int End) GeometricRange(double p) =>
        Range("Geometric", static (k, p, _) => Distributions.Geometric.LogProbabilityOf(k, p), p, 0, 0, int.MaxValue - 1);

    private static (int First, int End) NegativeBinomialRange(double r, double p) =>
        Range("NegativeBinomial", static (k, r, p) => Distributions.NegativeBinomial.LogProbabilityOf(k, r, p), r, p, (r - 1) * (1 - p) / p, int.MaxValue - 1);

    /// <summary>From the most likely count up and down as long as the probability, which falls on both sides, is not negligible; and one more, as the derivative of its probability has that of its neighbour in it.</summary>
    private static (int First, int End) Range(string name, LogProbability log, double a, double b, double likely, int largest)
    {
        int mode = (int)Math.Clamp(likely, 0, largest), first = mode, last = mode;
        double least = log(mode, a, b) + Negligible;
        while (first > 0 && last - first < Largest && log(first - 1, a, b) >= least)
        {
            first--;
        }

        while (last < largest && last - first < Largest && log(last + 1, a, b) >= least)
        {
            last++;
        }

        first = Math.Max(0, first - 1);
        last = last < largest ? last + 1 : last;
        return last - first < Largest
            ? (first, last + 1)
            : throw new InvalidOperationException($"Sample.{name} with Strategy.Enumerate has more than {Largest:N0} counts whose probability is not negligible; take Strategy.MeasureValued or Strategy.Score.");
    }
}
