using System;

namespace DiffGen.Runtime.Tests.Sampling;

internal delegate R Scalar1<R>(R a, ref Noise noise, Strategy strategy);

internal delegate R Scalar2<R>(R a, R b, ref Noise noise, Strategy strategy);

internal delegate R Scalar3<R>(R a, R b, R c, ref Noise noise, Strategy strategy);

internal delegate R Scalar4<R>(R a, R b, R c, R d, ref Noise noise, Strategy strategy);

internal delegate void Each1<R>(ReadOnlySpan<R> a, Span<R> destination, ref Noise noise, Strategy strategy);

internal delegate void Each2<R>(ReadOnlySpan<R> a, ReadOnlySpan<R> b, Span<R> destination, ref Noise noise, Strategy strategy);

internal delegate void Each3<R>(ReadOnlySpan<R> a, ReadOnlySpan<R> b, ReadOnlySpan<R> c, Span<R> destination, ref Noise noise, Strategy strategy);

internal delegate void Each4<R>(ReadOnlySpan<R> a, ReadOnlySpan<R> b, ReadOnlySpan<R> c, ReadOnlySpan<R> d, Span<R> destination, ref Noise noise, Strategy strategy);

internal delegate void Fill1<R>(R a, Span<R> destination, ref Noise noise, Strategy strategy);

internal delegate void Fill2<R>(R a, R b, Span<R> destination, ref Noise noise, Strategy strategy);

internal delegate void Fill3<R>(R a, R b, R c, Span<R> destination, ref Noise noise, Strategy strategy);

internal delegate void Fill4<R>(R a, R b, R c, R d, Span<R> destination, ref Noise noise, Strategy strategy);

/// <summary>A continuous sampler with its parameters in place, in all its forms.</summary>
/// <param name="Name">Its name and parameters.</param>
/// <param name="Draw">One draw.</param>
/// <param name="DrawSingle">One draw in single precision.</param>
/// <param name="Each">Draws with spans of parameters that hold the same everywhere.</param>
/// <param name="Fill">Draws with one set of parameters.</param>
/// <param name="Cdf">The distribution function.</param>
internal sealed record SamplerCase(
    string Name,
    SamplerCase.One<double> Draw,
    SamplerCase.One<float> DrawSingle,
    SamplerCase.Many Each,
    SamplerCase.Many Fill,
    Func<double, double> Cdf)
{
    internal delegate R One<R>(ref Noise noise);

    internal delegate void Many(Span<double> destination, ref Noise noise);

    public static SamplerCase Of(string name, Scalar1<double> one, Scalar1<float> single, Each1<double> each, Fill1<double> fill, double a, Func<double, double> cdf) => new(
        $"{name}({a})",
        (ref Noise noise) => one(a, ref noise, Strategy.Auto),
        (ref Noise noise) => single((float)a, ref noise, Strategy.Auto),
        (destination, ref noise) => each(Same(a, destination), destination, ref noise, Strategy.Auto),
        (destination, ref noise) => fill(a, destination, ref noise, Strategy.Auto),
        cdf);

    public static SamplerCase Of(string name, Scalar2<double> one, Scalar2<float> single, Each2<double> each, Fill2<double> fill, double a, double b, Func<double, double> cdf) => new(
        $"{name}({a}, {b})",
        (ref Noise noise) => one(a, b, ref noise, Strategy.Auto),
        (ref Noise noise) => single((float)a, (float)b, ref noise, Strategy.Auto),
        (destination, ref noise) => each(Same(a, destination), Same(b, destination), destination, ref noise, Strategy.Auto),
        (destination, ref noise) => fill(a, b, destination, ref noise, Strategy.Auto),
        cdf);

    public static SamplerCase Of(string name, Scalar3<double> one, Scalar3<float> single, Each3<double> each, Fill3<double> fill, double a, double b, double c, Func<double, double> cdf) => new(
        $"{name}({a}, {b}, {c})",
        (ref Noise noise) => one(a, b, c, ref noise, Strategy.Auto),
        (ref Noise noise) => single((float)a, (float)b, (float)c, ref noise, Strategy.Auto),
        (destination, ref noise) => each(Same(a, destination), Same(b, destination), Same(c, destination), destination, ref noise, Strategy.Auto),
        (destination, ref noise) => fill(a, b, c, destination, ref noise, Strategy.Auto),
        cdf);

    public static SamplerCase Of(string name, Scalar4<double> one, Scalar4<float> single, Each4<double> each, Fill4<double> fill, double a, double b, double c, double d, Func<double, double> cdf) => new(
        $"{name}({a}, {b}, {c}, {d})",
        (ref Noise noise) => one(a, b, c, d, ref noise, Strategy.Auto),
        (ref Noise noise) => single((float)a, (float)b, (float)c, (float)d, ref noise, Strategy.Auto),
        (destination, ref noise) => each(Same(a, destination), Same(b, destination), Same(c, destination), Same(d, destination), destination, ref noise, Strategy.Auto),
        (destination, ref noise) => fill(a, b, c, d, destination, ref noise, Strategy.Auto),
        cdf);

    public override string ToString() => Name;

    private static double[] Same(double value, Span<double> like)
    {
        double[] all = new double[like.Length];
        Array.Fill(all, value);
        return all;
    }
}
