using System;
using System.Numerics;

namespace DiffGen;

/// <summary>
/// Stochastic gradient descent with momentum, Nesterov's momentum, dampening and weight decay, each as PyTorch's <c>torch.optim.SGD</c> has it.
/// </summary>
/// <remarks>
/// With gradient g, parameters θ, learning rate η, momentum μ, dampening τ and weight decay λ: g ← g + λθ; b ← g in the first step, then
/// b ← μb + (1 − τ)g; θ ← θ − ηb, or θ − η(g + μb) with Nesterov's momentum (Sutskever, Martens, Dahl and Hinton, ICML 2013, as PyTorch
/// states it). Without momentum θ ← θ − ηg.
/// </remarks>
/// <typeparam name="R">The real type of the parameters.</typeparam>
public sealed class Sgd<R> : IOptimizer<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private double _learningRate;

    /// <summary>Makes an optimizer with a state of its own.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="momentum">The momentum μ, at least 0; 0 for none.</param>
    /// <param name="dampening">The dampening τ of the momentum.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2), at least 0.</param>
    /// <param name="nesterov">Whether the momentum is Nesterov's; needs a positive momentum and no dampening.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    /// <exception cref="ArgumentException">Nesterov's momentum without momentum or with dampening.</exception>
    public Sgd(int parameterCount, double learningRate, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false)
        : this(new SgdState<R>(parameterCount), learningRate, momentum, dampening, weightDecay, nesterov)
    {
    }

    /// <summary>Makes an optimizer that goes on from a state.</summary>
    /// <param name="state">The state; the optimizer changes it.</param>
    /// <inheritdoc cref="Sgd{R}.Sgd(int, double, double, double, double, bool)"/>
    /// <exception cref="ArgumentNullException">The state is null.</exception>
#pragma warning disable CS1573 // The other parameters are documented by the inherited text.
    public Sgd(SgdState<R> state, double learningRate, double momentum = 0, double dampening = 0, double weightDecay = 0, bool nesterov = false)
#pragma warning restore CS1573
    {
        ArgumentNullException.ThrowIfNull(state);
        State = state;
        LearningRate = learningRate;
        Momentum = Settings.NonNegative(momentum);
        Dampening = double.IsFinite(dampening)
            ? dampening
            : throw new ArgumentOutOfRangeException(nameof(dampening), dampening, $"dampening is {dampening}; it must be finite.");
        WeightDecay = Settings.NonNegative(weightDecay);
        if (nesterov && (momentum == 0 || dampening != 0))
        {
            throw new ArgumentException(
                $"Nesterov's momentum needs a positive momentum and no dampening, but momentum is {momentum} and dampening is {dampening}.", nameof(nesterov));
        }

        Nesterov = nesterov;
    }

    /// <inheritdoc/>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Settings.NonNegative(value, nameof(LearningRate));
    }

    /// <summary>The momentum μ.</summary>
    public double Momentum { get; }

    /// <summary>The dampening τ of the momentum.</summary>
    public double Dampening { get; }

    /// <summary>The weight decay λ.</summary>
    public double WeightDecay { get; }

    /// <summary>Whether the momentum is Nesterov's.</summary>
    public bool Nesterov { get; }

    /// <summary>What the optimizer remembers between steps.</summary>
    public SgdState<R> State { get; }

    /// <inheritdoc/>
    public void Step(Span<R> parameters, ReadOnlySpan<R> gradient)
    {
        Span<R> velocity = State.Velocity;
        Settings.CheckStep(parameters, gradient, velocity.Length);

        R rate = R.CreateChecked(_learningRate), momentum = R.CreateChecked(Momentum);
        R fresh = R.CreateChecked(1 - Dampening), decay = R.CreateChecked(WeightDecay);
        bool first = State.Steps == 0, decays = WeightDecay != 0, hasMomentum = Momentum != 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            R g = gradient[i];
            if (decays)
            {
                g += decay * parameters[i];
            }

            if (hasMomentum)
            {
                velocity[i] = first ? g : (momentum * velocity[i]) + (fresh * g);
                g = Nesterov ? g + (momentum * velocity[i]) : velocity[i];
            }

            parameters[i] -= rate * g;
        }

        State.Steps++;
    }
}
