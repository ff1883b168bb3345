using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>
/// An optimizer put together from small transforms: u ← gradient; each transform changes u in turn; θ ← θ − ηu.
/// </summary>
/// <remarks>
/// <para>
/// Where a transform has applied the learning rate η already (<see cref="ScaleByLearningRate{R}"/>), θ ← θ − u. A transform that ends a step
/// (<see cref="Accumulate{R}"/>, <see cref="SkipNotFinite{R}"/>) leaves θ as it is.
/// </para>
/// <para>
/// All sweeps are SIMD with IEEE operations only and sums of a fixed order: the same bits whatever the vector width. One chain serves one thread at a time.
/// </para>
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
[SuppressMessage("Naming", "CA1710", Justification = "It is a chain of transforms, not a collection.")]
public class OptimizerChain<R> : IOptimizer<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly GradientTransform<R>[] _transforms;
    private readonly R[] _update;
    private double _learningRate;
    private long _steps;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="transforms">The transforms, in their order. None: gradient descent.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of parameters is negative, or the learning rate negative, infinite or NaN.</exception>
    /// <exception cref="ArgumentNullException">A transform is null.</exception>
    /// <exception cref="InvalidOperationException">A transform is part of a chain already.</exception>
    /// <exception cref="NotSupportedException"><typeparamref name="R"/> is neither <see cref="double"/> nor <see cref="float"/>.</exception>
    public OptimizerChain(int parameterCount, double learningRate, params ReadOnlySpan<GradientTransform<R>> transforms)
    {
        if (typeof(R) != typeof(double) && typeof(R) != typeof(float))
        {
            throw new NotSupportedException($"Optimizers of {typeof(R)} do not exist; use double or float.");
        }

        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        LearningRate = learningRate;
        _transforms = transforms.ToArray();
        foreach (GradientTransform<R> transform in _transforms)
        {
            ArgumentNullException.ThrowIfNull(transform, nameof(transforms));
            transform.Attach(parameterCount);
        }

        _update = new R[parameterCount];
    }

    /// <summary>
    /// The learning rate of step 0, 1, …; null where <see cref="LearningRate"/> stays until it is set. The first step uses the rate of step 0.
    /// </summary>
    public Schedule? Schedule { get; set; }

    /// <inheritdoc/>
    /// <remarks>Where there is a <see cref="Schedule"/>, it sets the rate at the beginning of every step, and this is the rate of the last one.</remarks>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Settings.NonNegative(value, nameof(LearningRate));
    }

    /// <summary>The number of steps so far, those included that a transform has ended early.</summary>
    public long Steps => _steps;

    /// <summary>The transforms, in their order.</summary>
    public IReadOnlyList<GradientTransform<R>> Transforms => _transforms;

    /// <inheritdoc/>
    public void Step(Span<R> parameters, ReadOnlySpan<R> gradient)
    {
        Settings.CheckStep(parameters, gradient, _update.Length);
        if (Schedule is not null)
        {
            LearningRate = Schedule.At(_steps);
        }

        gradient.CopyTo(_update);
        StepContext context = new() { Step = _steps, LearningRate = _learningRate };
        _steps++;
        foreach (GradientTransform<R> transform in _transforms)
        {
            if (!transform.Update(_update, parameters, ref context))
            {
                return;
            }
        }

        Sweep.SubtractScaled(parameters, _update, context.LearningRateApplied ? 1 : context.LearningRate);
        foreach (GradientTransform<R> transform in _transforms)
        {
            transform.AfterStep(parameters);
        }
    }

    /// <summary>Visits the learning rate, the number of steps and what each transform remembers.</summary>
    /// <param name="visitor">Who reads or writes.</param>
    /// <exception cref="ArgumentNullException">The visitor is null.</exception>
    public virtual void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("learning rate", ref _learningRate);
        visitor.Number("steps", ref _steps);
        for (int i = 0; i < _transforms.Length; i++)
        {
            visitor.Part($"{i} {_transforms[i].Name}", _transforms[i]);
        }
    }
}
