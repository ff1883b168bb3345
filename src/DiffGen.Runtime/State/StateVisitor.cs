using System;
using System.Globalization;
using System.Numerics;

namespace DiffGen;

/// <summary>Reads or writes the numbers that an <see cref="IStateful"/> remembers, each under a name.</summary>
public abstract class StateVisitor
{
    private string _path = "";

    /// <summary>Visits an integer.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The integer; replaced where the visitor restores.</param>
    public void Number(string name, ref long value) => Visit(_path + name, new Span<long>(ref value));

    /// <inheritdoc cref="Number(string, ref long)"/>
    public void Number(string name, ref ulong value) => Visit(_path + name, new Span<ulong>(ref value));

    /// <summary>Visits a real number.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The number; replaced, bit for bit, where the visitor restores.</param>
    public void Number(string name, ref double value) => Visit(_path + name, new Span<double>(ref value));

    /// <summary>Visits a truth value.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="value">The value; replaced where the visitor restores.</param>
    public void Flag(string name, ref bool value)
    {
        byte bits = value ? (byte)1 : (byte)0;
        Visit(_path + name, new Span<byte>(ref bits));
        value = bits != 0;
    }

    /// <summary>Visits a buffer, whose length is not part of the state.</summary>
    /// <typeparam name="T"><see cref="double"/>, <see cref="float"/>, <see cref="byte"/>, <see cref="int"/>, <see cref="long"/> or <see cref="ulong"/>.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="values">The buffer; overwritten where the visitor restores.</param>
    /// <exception cref="NotSupportedException"><typeparamref name="T"/> is another type.</exception>
    public void Buffer<T>(string name, Span<T> values)
        where T : unmanaged => Visit(_path + name, values);

    /// <summary>Visits a stream of random choices: its key and its position.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="noise">The stream; replaced where the visitor restores.</param>
    public void Noise(string name, ref Noise noise)
    {
        ulong key = noise.Key.Value, position = noise.Position;
        Number(name + "/key", ref key);
        Number(name + "/position", ref position);
        noise = new Noise(NoiseKey.FromValue(key), position);
    }

    /// <summary>
    /// Visits the position of an estimator in its noise. What determines its directions is part of the name: the position of another estimator is refused.
    /// </summary>
    /// <typeparam name="R">The real type.</typeparam>
    /// <param name="name">Its name.</param>
    /// <param name="estimator">The estimator.</param>
    /// <exception cref="ArgumentNullException">The estimator is null.</exception>
    public void Estimator<R>(string name, IReplayableEstimator<R> estimator)
        where R : unmanaged, IFloatingPointIeee754<R>
    {
        ArgumentNullException.ThrowIfNull(estimator);
        long step = estimator.Step;
        Number(string.Create(CultureInfo.InvariantCulture, $"{name} {estimator.Configuration:x16}/step"), ref step);
        estimator.Step = step;
    }

    /// <summary>Visits what another object remembers, under a name of its own.</summary>
    /// <param name="name">The name of the part.</param>
    /// <param name="part">The part.</param>
    /// <exception cref="ArgumentNullException">The part is null.</exception>
    /// <exception cref="ArgumentException">The part is a structure: what would be restored is a copy of it.</exception>
    public void Part(string name, IStateful part)
    {
        ArgumentNullException.ThrowIfNull(part);
        if (part.GetType().IsValueType)
        {
            throw new ArgumentException($"part is a copy of a structure, {part.GetType().Name}, which would be restored in the place of the structure itself; pass it by reference: Part(\"{name}\", ref …).", nameof(part));
        }

        string outer = _path;
        _path = $"{outer}{name}/";
        part.VisitState(this);
        _path = outer;
    }

    /// <summary>Visits what a structure remembers, such as the baselines of a method that draws, under a name of its own.</summary>
    /// <typeparam name="TPart">The type of the structure.</typeparam>
    /// <param name="name">The name of the part.</param>
    /// <param name="part">The structure itself, not a copy: it is what changes where the visitor restores.</param>
    public void Part<TPart>(string name, ref TPart part)
        where TPart : struct, IStateful
    {
        string outer = _path;
        _path = $"{outer}{name}/";
        part.VisitState(this);
        _path = outer;
    }

    /// <summary>Visits numbers under their whole name.</summary>
    /// <typeparam name="T">Their type.</typeparam>
    /// <param name="name">The names of the parts and of the numbers, with slashes between.</param>
    /// <param name="values">The numbers.</param>
    protected abstract void Visit<T>(string name, Span<T> values)
        where T : unmanaged;
}
