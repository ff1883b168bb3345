using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>
/// Sharpness-aware minimization (Foret, Kleiner, Mobahi and Neyshabur, ICLR 2021): a step of another optimizer with the gradient at θ + ρg/‖g‖, or, adaptive
/// (Kwon, Kim, Park and Choi, "ASAM", ICML 2021), at θ + ρθ²g/‖|θ|g‖.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Sam<R> : IObjectiveOptimizer<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly R[] _gradient;
    private readonly R[] _perturbed;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="inner">The optimizer that makes the steps.</param>
    /// <param name="radius">The radius ρ, at least 0.</param>
    /// <param name="adaptive">Whether the radius is relative to each parameter.</param>
    /// <exception cref="ArgumentNullException">The inner optimizer is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Sam(int parameterCount, IOptimizer<R> inner, double radius = 0.05, bool adaptive = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
        Radius = Settings.NonNegative(radius);
        Adaptive = adaptive;
        _gradient = new R[parameterCount];
        _perturbed = new R[parameterCount];
    }

    /// <summary>The optimizer that makes the steps.</summary>
    public IOptimizer<R> Inner { get; }

    /// <summary>The radius ρ.</summary>
    public double Radius { get; }

    /// <summary>Whether the radius is relative to each parameter.</summary>
    public bool Adaptive { get; }

    /// <inheritdoc/>
    public R Step<TObjective>(ref TObjective objective, Span<R> parameters)
        where TObjective : IObjective<R>, allows ref struct
    {
        Settings.CheckParameters<R>(parameters, _gradient.Length);
        R value = objective.Gradient(parameters, _gradient);
        if (Adaptive)
        {
            // θ²g/‖θg‖ in two products, so that the norm in between is at hand.
            Multiply(_gradient, parameters);
        }

        // As in the authors' code, 10⁻¹² keeps the quotient finite where the gradient vanishes.
        double scale = Radius / (Norms.Euclidean<R>(_gradient) + 1e-12);
        if (Adaptive)
        {
            Multiply(_gradient, parameters);
        }

        parameters.CopyTo(_perturbed);
        Sweep.AddScaled<R>(_perturbed, _gradient, scale);
        objective.Gradient(_perturbed, _gradient);
        Inner.Step(parameters, _gradient);
        return value;
    }

    /// <summary>Visits what the inner optimizer remembers.</summary>
    /// <param name="visitor">Who reads or writes.</param>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Part("inner", Inner);
    }

    private static void Multiply(Span<R> target, ReadOnlySpan<R> factor)
    {
        for (int i = 0; i < target.Length; i++)
        {
            target[i] *= factor[i];
        }
    }
}
