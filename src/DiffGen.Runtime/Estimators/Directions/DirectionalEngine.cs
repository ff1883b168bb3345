using System;
using System.Numerics;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>
/// What the estimators along directions share: the directions, the scalars of the last estimate, the step, and the workspace. First all slopes are measured, then the
/// gradient is written by replaying the directions, so that an objective that throws changes nothing and a replay is the same code.
/// </summary>
internal sealed class DirectionalEngine<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly OrthogonalFrame<R>? _frame;
    private readonly OrthogonalDirections? _orthogonal;
    private readonly R[] _scalars;
    private uint _step;
    private bool _estimated;
    private R[] _direction = [];
    private R[] _workspace = [];

    /// <param name="source">The noise that the directions are made of.</param>
    /// <param name="directions">Their number K.</param>
    /// <param name="mask">The parameters that they perturb; null for all.</param>
    /// <param name="orthogonal">How they are made orthogonal, each of length √n; null for independent ones. Hadamard's need a source of signs.</param>
    public DirectionalEngine(IWhiteNoise source, int directions, ParameterMask? mask, OrthogonalDirections? orthogonal = null)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (directions < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(directions), directions, $"directions is {directions}; it must be at least 1.");
        }

        _ = NoiseFill.ElementsPerBlock<R>();
        Source = source;
        Mask = mask;
        _orthogonal = orthogonal;
        _frame = orthogonal == OrthogonalDirections.Haar ? new OrthogonalFrame<R>(source, directions, mask) : null;
        _scalars = new R[directions];
        Configuration = NoiseKey.Mix(NoiseKey.Mix(source.Identity + (ulong)directions) + (mask?.Identity ?? 0) + (orthogonal is null ? 0 : 1 + (ulong)orthogonal));
    }

    public IWhiteNoise Source { get; }

    public ParameterMask? Mask { get; }

    public ulong Configuration { get; }

    public int Directions => _scalars.Length;

    public ReadOnlySpan<R> Scalars => _estimated ? _scalars : [];

    public long Unresolved { get; private set; }

    public uint StepNumber => _step;

    public long Step
    {
        get => _step;
        set => _step = value is >= 0 and <= uint.MaxValue
            ? (uint)value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Step is {value}; it must be between 0 and {uint.MaxValue}.");
    }

    /// <summary>One estimate: gradient = Σ sⱼ vⱼ with sⱼ = slopeⱼ / K.</summary>
    public R Estimate<TObjective, TProbe>(ref TObjective objective, TProbe probe, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : IObjective<R>, allows ref struct
        where TProbe : struct, IProbe<R>
    {
        CheckBuffers(parameters, gradient);
        R value = Probe(ref objective, probe, parameters, 0, _scalars);
        Finish(gradient);
        return value;
    }

    /// <summary>The scalars of the directions first, first + 1, … of the current step. Returns the objective's value.</summary>
    public R Probe<TObjective, TProbe>(ref TObjective objective, TProbe probe, ReadOnlySpan<R> parameters, int first, Span<R> scalars)
        where TObjective : IObjective<R>, allows ref struct
        where TProbe : struct, IProbe<R>
    {
        CheckPart(first, scalars.Length, Directions, nameof(first));
        _estimated &= !_scalars.AsSpan().Overlaps(scalars);
        ProbedValue value = default;
        probe.Begin(ref objective, parameters, ref value);
        for (int j = 0; j < scalars.Length; j++)
        {
            ReadOnlySpan<R> direction = Direction(parameters.Length, _step, (uint)(first + j));
            double slope = probe.Slope(ref objective, parameters, direction, Workspace(parameters.Length), ref value);
            scalars[j] = R.CreateTruncating(slope / Directions);
        }

        Unresolved += value.Unresolved;
        return R.CreateTruncating(value.Value);
    }

    /// <summary>Ends an estimate whose scalars are given: writes the gradient and goes on to the next step.</summary>
    public void Finish(Span<R> gradient, ReadOnlySpan<R> scalars)
    {
        scalars.CopyTo(_scalars);
        Finish(gradient);
    }

    /// <summary>gradient = Σ sⱼ vⱼ, summed in the order of j.</summary>
    public void Replay(uint step, ReadOnlySpan<R> scalars, Span<R> gradient)
    {
        if (scalars.Length != Directions)
        {
            throw new ArgumentException($"scalars has length {scalars.Length}, but the estimator has {Directions} directions; pass one scalar for each.", nameof(scalars));
        }

        CheckMask(gradient.Length, nameof(gradient));
        for (int j = 0; j < scalars.Length; j++)
        {
            R scalar = scalars[j];
            ReadOnlySpan<R> direction = Direction(gradient.Length, step, (uint)j);
            if (j == 0)
            {
                ScaledSums.Multiply(direction, scalar, gradient);
            }
            else
            {
                ScaledSums.MultiplyAdd(direction, scalar, gradient);
            }
        }
    }

    public void FillDirection(Span<R> direction, uint step, uint instance)
    {
        CheckMask(direction.Length, nameof(direction));
        Direction(direction.Length, step, instance).CopyTo(direction);
    }

    /// <summary>A direction, valid until the next one is asked for.</summary>
    public ReadOnlySpan<R> Direction(int length, uint step, uint instance)
    {
        if (_frame is not null)
        {
            CheckPart((int)instance, 1, Directions, nameof(instance));
            return _frame.Direction(length, step, (int)instance);
        }

        if (_direction.Length != length)
        {
            _direction = new R[length];
        }

        Span<R> active = _direction.AsSpan(0, Mask?.ActiveCount ?? length);
        if (_orthogonal is OrthogonalDirections.Hadamard)
        {
            CheckPart((int)instance, 1, Directions, nameof(instance));
            Source.Fill(active, step);
            HadamardRows.Flip(active, instance, 0);
        }
        else
        {
            Source.Fill(active, step, instance);
        }

        Mask?.Scatter<R>(_direction);
        return _direction;
    }

    public Span<R> Workspace(int length)
    {
        if (_workspace.Length != length)
        {
            _workspace = new R[length];
        }

        return _workspace;
    }

    public void CheckBuffers(ReadOnlySpan<R> parameters, Span<R> gradient)
    {
        Arguments.SameLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        Arguments.Disjoint((ReadOnlySpan<R>)gradient, parameters, nameof(gradient), nameof(parameters));
        CheckMask(parameters.Length, nameof(parameters));
    }

    /// <summary>A part of a step's work lies inside it.</summary>
    public static void CheckPart(int first, int count, int whole, string name)
    {
        if (first < 0 || count > whole - first)
        {
            throw new ArgumentOutOfRangeException(name, first, $"{name} is {first} with {count} asked for; they must lie between 0 and {whole}.");
        }
    }

    private void Finish(Span<R> gradient)
    {
        uint next = checked(_step + 1);
        Replay(_step, _scalars, gradient);
        _estimated = true;
        _step = next;
    }

    private void CheckMask(int length, string name)
    {
        Mask?.Check(length, name);
        int active = Mask?.ActiveCount ?? length;
        if (_orthogonal is not null && active < Directions)
        {
            throw new ArgumentException($"{name} has {active} parameters to perturb, but {Directions} orthogonal directions do not fit among them; take at most {active}.", name);
        }
    }
}
