using System;
using System.Numerics;

namespace DiffGen;

/// <summary>Adam (Kingma and Ba, ICLR 2015, algorithm 1), with the defaults of PyTorch's <c>torch.optim.Adam</c>.</summary>
/// <remarks>
/// With gradient g, parameters θ, learning rate η and weight decay λ in step t = 1, 2, …: g ← g + λθ; m ← β₁m + (1 − β₁)g;
/// v ← β₂v + (1 − β₂)g²; θ ← θ − η·m̂/(√v̂ + ε) with m̂ = m/(1 − β₁ᵗ), v̂ = v/(1 − β₂ᵗ): ε stands outside the root.
/// The corrections 1 − βᵗ are computed in double whatever the parameters' type.
/// </remarks>
/// <typeparam name="R">The real type of the parameters.</typeparam>
public sealed class Adam<R> : IOptimizer<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private double _learningRate;

    /// <summary>Makes an optimizer with a state of its own.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The learning rate η, at least 0.</param>
    /// <param name="beta1">The decay β₁ of the mean, in [0, 1).</param>
    /// <param name="beta2">The decay β₂ of the mean square, in [0, 1).</param>
    /// <param name="epsilon">The number ε that keeps the quotient finite, at least 0.</param>
    /// <param name="weightDecay">The weight decay λ (an L2 penalty of λ/2), at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(int parameterCount, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
        : this(new AdamState<R>(parameterCount), learningRate, beta1, beta2, epsilon, weightDecay)
    {
    }

    /// <summary>Makes an optimizer that goes on from a state.</summary>
    /// <param name="state">The state; the optimizer changes it.</param>
    /// <inheritdoc cref="Adam{R}.Adam(int, double, double, double, double, double)"/>
    /// <exception cref="ArgumentNullException">The state is null.</exception>
#pragma warning disable CS1573 // The other parameters are documented by the inherited text.
    public Adam(AdamState<R> state, double learningRate = 1e-3, double beta1 = 0.9, double beta2 = 0.999, double epsilon = 1e-8, double weightDecay = 0)
#pragma warning restore CS1573
    {
        ArgumentNullException.ThrowIfNull(state);
        State = state;
        LearningRate = learningRate;
        Beta1 = Settings.Fraction(beta1);
        Beta2 = Settings.Fraction(beta2);
        Epsilon = Settings.NonNegative(epsilon);
        WeightDecay = Settings.NonNegative(weightDecay);
    }

    /// <inheritdoc/>
    public double LearningRate
    {
        get => _learningRate;
        set => _learningRate = Settings.NonNegative(value, nameof(LearningRate));
    }

    /// <summary>The decay β₁ of the mean.</summary>
    public double Beta1 { get; }

    /// <summary>The decay β₂ of the mean square.</summary>
    public double Beta2 { get; }

    /// <summary>The number ε that keeps the quotient finite.</summary>
    public double Epsilon { get; }

    /// <summary>The weight decay λ.</summary>
    public double WeightDecay { get; }

    /// <summary>What the optimizer remembers between steps.</summary>
    public AdamState<R> State { get; }

    /// <inheritdoc/>
    public void Step(Span<R> parameters, ReadOnlySpan<R> gradient)
    {
        Span<R> mean = State.FirstMoment, meanSquare = State.SecondMoment;
        Settings.CheckStep(parameters, gradient, mean.Length);

        double t = State.Steps + 1;
        R rate = R.CreateChecked(_learningRate / (1 - Math.Pow(Beta1, t)));
        R rootCorrection = R.CreateChecked(Math.Sqrt(1 - Math.Pow(Beta2, t)));
        R beta1 = R.CreateChecked(Beta1), fresh1 = R.CreateChecked(1 - Beta1);
        R beta2 = R.CreateChecked(Beta2), fresh2 = R.CreateChecked(1 - Beta2);
        R epsilon = R.CreateChecked(Epsilon), decay = R.CreateChecked(WeightDecay);
        bool decays = WeightDecay != 0;
        for (int i = 0; i < parameters.Length; i++)
        {
            R g = gradient[i];
            if (decays)
            {
                g += decay * parameters[i];
            }

            R m = (beta1 * mean[i]) + (fresh1 * g);
            R v = (beta2 * meanSquare[i]) + (fresh2 * g * g);
            mean[i] = m;
            meanSquare[i] = v;
            parameters[i] -= rate * m / ((R.Sqrt(v) / rootCorrection) + epsilon);
        }

        State.Steps++;
    }
}
