using System.Collections.Generic;
using System.Numerics;
using DiffGen;
using Golden;

namespace DiffGen.Gradient.Tests.Edges;

/// <summary>Records without a mark are constants: they are taken apart as those with one are. Members of interfaces are found by type parameters, generic ones too.</summary>
public static partial class ConstantRecords
{
    private static readonly IReadOnlyList<Quote> s_quotes = [new(1.1, new Pair(0.3, 2), 1), new(0.9, new Pair(0.2, 3), 0.5)];

    private static readonly Deal[] s_deals = [new(1.5, 2), new(0.5, 3)];

    public interface IStep
    {
        static abstract T Go<T>(T state, T by)
            where T : IFloatingPointIeee754<T>;
    }

    [Differentiable(Hvp = true)]
    public static double OfList(double a, double b)
    {
        double sum = 0;
        foreach (var (strike, (low, high), weight) in s_quotes)
        {
            double error = a * strike - b * low;
            sum += weight * error * error * high;
        }

        return sum;
    }

    [Differentiable]
    public static double OfArray(double a)
    {
        double sum = 0;
        foreach ((double rate, int times) in s_deals)
        {
            sum += a * a * rate * times;
        }

        var (first, count) = s_deals[1];
        return sum * first + a * count;
    }

    [Differentiable(Hvp = true)]
    public static double ByTypeParameter(double x, double h) => Twice<Square>(x, h) * x;

    /// <summary>A record inside of another with as many members.</summary>
    [Differentiable]
    public static double Nested(Outer outer)
    {
        var ((low, high), weight) = outer;
        return low * high * high * weight;
    }

    [Differentiable]
    public static double InTuple((Pair Bounds, double Weight) bounded, double x)
    {
        var ((low, high), weight) = bounded;
        var ((next, (last, by)), n) = ((x, new Pair(low * x, high)), 3);
        return low * high * high * weight + next * last * by * n;
    }

    private static double Twice<TStep>(double x, double h)
        where TStep : IStep => TStep.Go(TStep.Go<double>(x, h), h);

    public readonly struct Square : IStep
    {
        public static T Go<T>(T state, T by)
            where T : IFloatingPointIeee754<T> => state + by * state * state;
    }

    [Differentiable]
    public partial record struct Pair(double Low, double High);

    [Differentiable]
    public partial record struct Outer(Pair Bounds, double Weight);

    private readonly record struct Quote(double Strike, Pair Bounds, double Weight);

    private sealed record Deal(double Rate, int Times);
}
