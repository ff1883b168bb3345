using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>
/// Resilient propagation (Riedmiller and Braun, ICNN 1993, in the form that forgets a gradient whose sign has changed, as <c>torch.optim.Rprop</c>):
/// every parameter has a step size of its own, which grows while the gradient keeps its sign and shrinks when it changes.
/// </summary>
/// <remarks>The step sizes begin at the learning rate of the first step; later learning rates are not used.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ScaleByRprop<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private R[] _previous = [];
    private R[] _stepSize = [];
    private bool _begun;

    /// <summary>Makes the transform.</summary>
    /// <param name="shrink">The factor η⁻ of a change of sign, in (0, 1).</param>
    /// <param name="grow">The factor η⁺ of an equal sign, at least 1.</param>
    /// <param name="smallest">The smallest step size, at least 0.</param>
    /// <param name="largest">The largest step size.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ScaleByRprop(double shrink = 0.5, double grow = 1.2, double smallest = 1e-6, double largest = 50)
    {
        Shrink = shrink is > 0 and < 1 ? shrink : throw new ArgumentOutOfRangeException(nameof(shrink), shrink, $"shrink is {shrink}; it must lie between 0 and 1.");
        Grow = Settings.Finite(grow) >= 1 ? grow : throw new ArgumentOutOfRangeException(nameof(grow), grow, $"grow is {grow}; it must be at least 1.");
        Smallest = Settings.NonNegative(smallest);
        Largest = Settings.Finite(largest) >= smallest
            ? largest
            : throw new ArgumentOutOfRangeException(nameof(largest), largest, $"largest is {largest}; it must be at least the smallest step size, {smallest}.");
    }

    /// <summary>The factor η⁻ of a change of sign.</summary>
    public double Shrink { get; }

    /// <summary>The factor η⁺ of an equal sign.</summary>
    public double Grow { get; }

    /// <summary>The smallest step size.</summary>
    public double Smallest { get; }

    /// <summary>The largest step size.</summary>
    public double Largest { get; }

    /// <summary>The step sizes.</summary>
    public ReadOnlySpan<R> StepSizes => _stepSize;

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (!_begun)
        {
            Array.Fill(_stepSize, R.CreateChecked(context.LearningRate));
            _begun = true;
        }

        Sweep.Run(new Rule(this), update, default, _previous, _stepSize);
        context.LearningRateApplied = true;
        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Flag("begun", ref _begun);
        visitor.Buffer<R>("previous", _previous);
        visitor.Buffer<R>("step sizes", _stepSize);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _previous = new R[parameterCount];
        _stepSize = new R[parameterCount];
    }

    private readonly struct Rule(ScaleByRprop<R> settings) : ISweepRule<R>
    {
        private readonly Vector<R> _shrink = Sweep.Broadcast<R>(settings.Shrink);
        private readonly Vector<R> _grow = Sweep.Broadcast<R>(settings.Grow);
        private readonly Vector<R> _smallest = Sweep.Broadcast<R>(settings.Smallest);
        private readonly Vector<R> _largest = Sweep.Broadcast<R>(settings.Largest);

        public static int StateCount => 2;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            // Of the signs, not of the gradients, whose product may vanish.
            Vector<R> agreement = Sweep.Sign(update) * Sweep.Sign(a);
            Vector<R> agrees = Vector.GreaterThan(agreement, Vector<R>.Zero), opposes = Vector.LessThan(agreement, Vector<R>.Zero);
            Vector<R> factor = Vector.ConditionalSelect(agrees, _grow, Vector.ConditionalSelect(opposes, _shrink, Vector<R>.One));
            b = Vector.Min(Vector.Max(b * factor, _smallest), _largest);
            a = Vector.ConditionalSelect(opposes, Vector<R>.Zero, update);
            update = Sweep.Sign(a) * b;
        }
    }
}
