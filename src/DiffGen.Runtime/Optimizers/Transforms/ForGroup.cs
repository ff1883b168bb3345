using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Applies transforms to a group of parameters only, as if there were no others; the rest of the update passes unchanged. Masks (weight decay for weights
/// but not for biases) and a rule per group are both made of it: one <c>ForGroup</c> per group in one chain.
/// </summary>
/// <remarks>
/// Ranges given to a transform inside count within the group, its ranges joined one after another. If a transform inside ends the step, the group alone stays
/// where it is. The learning rate is applied by the chain around it; <see cref="ScaleByLearningRate{R}"/> and rules that bring their own rate
/// (<see cref="ScaleByRprop{R}"/>) cannot stand inside, for the other groups would lose theirs.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ForGroup<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly GradientTransform<R>[] _transforms;
    private ParameterRange[] _ranges;
    private R[] _update = [];
    private R[] _parameters = [];
    private bool _moved;

    /// <summary>Makes the transform.</summary>
    /// <param name="ranges">The group, in rising order; at least one range.</param>
    /// <param name="transforms">The transforms of the group, in their order.</param>
    /// <exception cref="ArgumentException">There is no range.</exception>
    /// <exception cref="ArgumentNullException">A transform is null.</exception>
    public ForGroup(ReadOnlySpan<ParameterRange> ranges, params ReadOnlySpan<GradientTransform<R>> transforms)
    {
        if (ranges.IsEmpty)
        {
            throw new ArgumentException("ranges is empty; name the parameters of the group.", nameof(ranges));
        }

        _ranges = ranges.ToArray();
        _transforms = transforms.ToArray();
        foreach (GradientTransform<R> transform in _transforms)
        {
            ArgumentNullException.ThrowIfNull(transform, nameof(transforms));
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">A transform inside has applied the learning rate.</exception>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        Gather(update, _update);
        Gather(parameters, _parameters);
        bool applied = context.LearningRateApplied;
        _moved = true;
        foreach (GradientTransform<R> transform in _transforms)
        {
            if (!transform.Update(_update, _parameters, ref context))
            {
                _moved = false;
                Array.Clear(_update);
                break;
            }
        }

        if (context.LearningRateApplied != applied)
        {
            throw new InvalidOperationException("A transform inside a ForGroup has applied the learning rate; put it into a chain of its own for these parameters.");
        }

        Scatter(_update, update);
        return true;
    }

    /// <inheritdoc/>
    public override void AfterStep(Span<R> parameters)
    {
        if (!_moved)
        {
            return;
        }

        Gather(parameters, _parameters);
        foreach (GradientTransform<R> transform in _transforms)
        {
            transform.AfterStep(_parameters);
        }

        Scatter(_parameters, parameters);
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        for (int i = 0; i < _transforms.Length; i++)
        {
            visitor.Part($"{i} {_transforms[i].Name}", _transforms[i]);
        }
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");
        int count = 0;
        foreach (ParameterRange range in _ranges)
        {
            count += range.Length;
        }

        _update = new R[count];
        _parameters = new R[count];
        foreach (GradientTransform<R> transform in _transforms)
        {
            transform.Attach(count);
        }
    }

    private void Gather(ReadOnlySpan<R> from, Span<R> group)
    {
        foreach (ParameterRange range in _ranges)
        {
            range.In(from).CopyTo(group);
            group = group[range.Length..];
        }
    }

    private void Scatter(ReadOnlySpan<R> group, Span<R> to)
    {
        foreach (ParameterRange range in _ranges)
        {
            group[..range.Length].CopyTo(range.In(to));
            group = group[range.Length..];
        }
    }
}
