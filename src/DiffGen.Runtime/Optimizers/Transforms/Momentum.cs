using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace DiffGen.Transforms;

/// <summary>Momentum: b ← u in the first step, then b ← μb + (1 − τ)u; the update becomes b, or u + μb with Nesterov's momentum.</summary>
/// <remarks>
/// Sutskever, Martens, Dahl and Hinton, ICML 2013, as <c>torch.optim.SGD</c> states it. Behind <see cref="ScaleByLearningRate{R}"/> the learning rate
/// stands inside the momentum, as in Optimisers.jl and Keras: this differs where the rate changes.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Momentum<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private double _momentum;
    private R[] _velocity = [];
    private long _steps;

    /// <summary>Makes the transform.</summary>
    /// <param name="momentum">The momentum μ, at least 0; 0 for none.</param>
    /// <param name="dampening">The dampening τ.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's; needs a positive momentum and no dampening.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's momentum without momentum or with dampening.</exception>
    public Momentum(double momentum, double dampening = 0, bool nesterov = false)
    {
        _momentum = Settings.NonNegative(momentum);
        Dampening = Settings.Finite(dampening);
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException(
                $"Nesterov's momentum needs a positive momentum and no dampening, but momentum is {momentum} and dampening is {dampening}.", nameof(nesterov));
        }

        Nesterov = nesterov;
    }

    /// <summary>The momentum μ; 0 lets updates pass and remembers nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public double Coefficient
    {
        get => _momentum;
        set => _momentum = Settings.NonNegative(value);
    }

    /// <summary>The dampening τ.</summary>
    public double Dampening { get; }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; }

    /// <summary>The momentum buffer b; meaningless before the first step.</summary>
    public ReadOnlySpan<R> Velocity => _velocity;

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (_momentum == 0)
        {
            return true;
        }

        if (_steps++ == 0)
        {
            update.CopyTo(_velocity);
            if (Nesterov)
            {
                Sweep.AddScaled(update, _velocity, _momentum);
            }

            return true;
        }

        if (Nesterov)
        {
            Sweep.Run(new NesterovRule(_momentum), update, default, _velocity);
        }
        else
        {
            Sweep.Run(new Rule(_momentum, 1 - Dampening), update, default, _velocity);
        }

        return true;
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("coefficient", ref _momentum);
        visitor.Number("steps", ref _steps);
        visitor.Buffer<R>("velocity", _velocity);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _velocity = new R[parameterCount];

    private readonly struct Rule(double momentum, double fresh) : ISweepRule<R>
    {
        private readonly Vector<R> _momentum = Sweep.Broadcast<R>(momentum);
        private readonly Vector<R> _fresh = Sweep.Broadcast<R>(fresh);

        public static int StateCount => 1;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = (_momentum * a) + (_fresh * update);
            update = a;
        }
    }

    private readonly struct NesterovRule(double momentum) : ISweepRule<R>
    {
        private readonly Vector<R> _momentum = Sweep.Broadcast<R>(momentum);

        public static int StateCount => 1;

        public static bool ReadsOther => false;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Apply(ref Vector<R> update, Vector<R> other, ref Vector<R> a, ref Vector<R> b, ref Vector<R> c)
        {
            a = (_momentum * a) + update;
            update += _momentum * a;
        }
    }
}
