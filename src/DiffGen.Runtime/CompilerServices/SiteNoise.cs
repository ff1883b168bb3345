using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DiffGen.CompilerServices;

/// <summary>
/// The noise of the node sites of one call: handed out occurrence by occurrence in a forward sweep, and replayed in the opposite order in a reverse sweep.
/// Used by generated code.
/// </summary>
/// <remarks>
/// Nothing of the noise is kept: of each site it is known how often it has been met, and that number is the instance which addresses its noise. A method has one reverse sweep behind its forward sweep, or one
/// in each iteration of a loop.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class SiteNoise
{
    private NodeNoise _noise;
    private uint[] _met = [];
    private uint[] _left = [];
    private int _sites;
    private uint _firstExample;
    private uint _examples;
    private double[] _doubles = [];
    private float[] _floats = [];

    internal SiteNoise()
    {
    }

    /// <summary>The size of its buffers.</summary>
    internal long Bytes => ((long)(_met.Length + _left.Length) * sizeof(uint)) + ((long)_doubles.Length * sizeof(double)) + ((long)_floats.Length * sizeof(float));

    /// <summary>Begins a call: no site has been met.</summary>
    internal void Begin(NodeNoise noise, int sites)
    {
        noise.Check(nameof(noise));
        _noise = noise;
        if (_met.Length < sites)
        {
            _met = new uint[sites];
            _left = new uint[sites];
        }

        _sites = sites;
        _firstExample = noise.Example;
        _examples = 0;
        Array.Clear(_met, 0, sites);
    }

    /// <summary>The next iteration of a loop over examples: its sites have the noise of the call's example, of the one behind it, and so on, as if each were a call of its own.</summary>
    /// <param name="first">The number of the first site in the loop.</param>
    /// <param name="count">How many sites the loop has.</param>
    /// <exception cref="OverflowException">The number of the example exceeds 2³² − 1.</exception>
    public void NextExample(int first, int count)
    {
        _noise = _noise with { Example = checked(_firstExample + _examples) };
        _examples++;
        Array.Clear(_met, first, count);
    }

    /// <summary>The end of a loop over examples: the sites behind it have the noise of the call's example.</summary>
    public void EndExamples() => _noise = _noise with { Example = _firstExample };

    /// <summary>Begins another run of the method: no site has been met in it.</summary>
    public void Again() => Array.Clear(_met, 0, _sites);

    /// <summary>The next occurrence of a site, in a run without noise.</summary>
    /// <param name="site">The number of the site.</param>
    public void Pass(int site) => _met[site]++;

    /// <summary>Begins a reverse sweep: the occurrences so far are there to be replayed. Those that come later are others, whatever is replayed.</summary>
    public void Replay() => _met.AsSpan(0, _sites).CopyTo(_left);

    /// <summary>The noise of the next occurrence of a site whose value is a number.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="site">The number of the site.</param>
    /// <returns>The noise.</returns>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    public R Next<R>(int site)
        where R : IFloatingPointIeee754<R> => Number<R>(site, _met[site]++);

    /// <summary>The noise of that occurrence of a site which was met last of those that have not been replayed.</summary>
    /// <inheritdoc cref="Next"/>
    public R Last<R>(int site)
        where R : IFloatingPointIeee754<R> => Number<R>(site, --_left[site]);

    /// <summary>Adds the noise of the next occurrence of a site whose value is a buffer.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="tangent">A number for each element of the site's value.</param>
    /// <param name="site">The number of the site.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    public void AddNext<R>(Span<R> tangent, int site)
        where R : IFloatingPointIeee754<R>
    {
        uint instance = _met[site]++;
        if (typeof(R) == typeof(double))
        {
            Add(As<R, double>(tangent), Filled(ref _doubles, tangent.Length, site, instance));
        }
        else
        {
            Add(As<R, float>(tangent), Filled(ref _floats, tangent.Length, site, instance));
        }
    }

    /// <inheritdoc cref="AddNext{R}(Span{R}, int)"/>
    /// <remarks>The memory is scratch of generated code that is read-only by its type alone: it is written.</remarks>
    public void AddNext<R>(ReadOnlySpan<R> tangent, int site)
        where R : IFloatingPointIeee754<R> => AddNext(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(tangent), tangent.Length), site);

    /// <summary>Adds the noise of the next occurrence of a site whose value is a buffer, times a size.</summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="values">The site's value.</param>
    /// <param name="sigma">The size of the noise.</param>
    /// <param name="site">The number of the site.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    public void AddNext<R>(Span<R> values, R sigma, int site)
        where R : IFloatingPointIeee754<R>
    {
        uint instance = _met[site]++;
        if (typeof(R) == typeof(double))
        {
            Add(As<R, double>(values), Filled(ref _doubles, values.Length, site, instance), Unsafe.As<R, double>(ref sigma));
        }
        else
        {
            Add(As<R, float>(values), Filled(ref _floats, values.Length, site, instance), Unsafe.As<R, float>(ref sigma));
        }
    }

    /// <inheritdoc cref="AddNext{R}(Span{R}, R, int)"/>
    /// <remarks>The memory is a copy that is read-only by its type alone: it is written.</remarks>
    public void AddNext<R>(ReadOnlySpan<R> values, R sigma, int site)
        where R : IFloatingPointIeee754<R> => AddNext(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(values), values.Length), sigma, site);

    /// <summary>
    /// What is credited to a site whose value is a buffer, D ξ, with the noise of that occurrence which was met last of those that have not been replayed.
    /// </summary>
    /// <typeparam name="R"><see cref="double"/> or <see cref="float"/>.</typeparam>
    /// <param name="gradient">Overwritten: a number for each element of the site's value.</param>
    /// <param name="directional">D, the derivative of the loss along all noise.</param>
    /// <param name="site">The number of the site.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is another type.</exception>
    public void SetLast<R>(Span<R> gradient, R directional, int site)
        where R : IFloatingPointIeee754<R>
    {
        uint instance = --_left[site];
        if (typeof(R) == typeof(double))
        {
            Set(As<R, double>(gradient), Filled(ref _doubles, gradient.Length, site, instance), Unsafe.As<R, double>(ref directional));
        }
        else
        {
            Set(As<R, float>(gradient), Filled(ref _floats, gradient.Length, site, instance), Unsafe.As<R, float>(ref directional));
        }
    }

    private R Number<R>(int site, uint instance)
        where R : IFloatingPointIeee754<R>
    {
        if (typeof(R) == typeof(double))
        {
            double number = _noise.Number<double>((uint)site, instance);
            return Unsafe.As<double, R>(ref number);
        }

        RequireFloat<R>();
        float single = _noise.Number<float>((uint)site, instance);
        return Unsafe.As<float, R>(ref single);
    }

    private ReadOnlySpan<R> Filled<R>(ref R[] scratch, int length, int site, uint instance)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        if (scratch.Length < length)
        {
            scratch = new R[Math.Max(length, 2 * scratch.Length)];
        }

        Span<R> noise = scratch.AsSpan(0, length);
        _noise.Fill(noise, (uint)site, instance);
        return noise;
    }

    private static void Add<R>(Span<R> tangent, ReadOnlySpan<R> noise)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        for (int i = 0; i < tangent.Length; i++)
        {
            tangent[i] += noise[i];
        }
    }

    private static void Add<R>(Span<R> values, ReadOnlySpan<R> noise, R sigma)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += sigma * noise[i];
        }
    }

    private static void Set<R>(Span<R> gradient, ReadOnlySpan<R> noise, R directional)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        for (int i = 0; i < gradient.Length; i++)
        {
            gradient[i] = directional * noise[i];
        }
    }

    private static Span<To> As<From, To>(Span<From> span)
        where From : IFloatingPointIeee754<From>
    {
        if (typeof(To) == typeof(float))
        {
            RequireFloat<From>();
        }

        return MemoryMarshal.CreateSpan(ref Unsafe.As<From, To>(ref MemoryMarshal.GetReference(span)), span.Length);
    }

    private static void RequireFloat<R>()
    {
        if (typeof(R) != typeof(float))
        {
            throw new NotSupportedException($"Noise of type {typeof(R)} does not exist; use double or float.");
        }
    }
}
