using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>
/// Gradient descent with the step size of Polyak ("Introduction to optimization", 1987; for mini-batches Loizou, Vaswani, Laradji and Lacoste-Julien, AISTATS
/// 2021): θ ← θ − min(η, c(f − f*)/(‖g‖² + ε))·g.
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class PolyakSgd<R> : IObjectiveOptimizer<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly R[] _gradient;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="largestRate">The largest learning rate η, positive.</param>
    /// <param name="least">The least value f* of the objective.</param>
    /// <param name="scale">The factor c, positive.</param>
    /// <param name="epsilon">The number ε, at least 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public PolyakSgd(int parameterCount, double largestRate = 1, double least = 0, double scale = 1, double epsilon = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        LargestRate = Settings.Positive(largestRate);
        Least = Settings.Finite(least);
        Scale = Settings.Positive(scale);
        Epsilon = Settings.NonNegative(epsilon);
        _gradient = new R[parameterCount];
    }

    /// <summary>The largest learning rate η.</summary>
    public double LargestRate { get; }

    /// <summary>The least value f* of the objective.</summary>
    public double Least { get; }

    /// <summary>The factor c.</summary>
    public double Scale { get; }

    /// <summary>The number ε.</summary>
    public double Epsilon { get; }

    /// <summary>The learning rate of the last step.</summary>
    public double LearningRate { get; private set; }

    /// <inheritdoc/>
    public R Step<TObjective>(ref TObjective objective, Span<R> parameters)
        where TObjective : IObjective<R>, allows ref struct
    {
        Settings.CheckParameters<R>(parameters, _gradient.Length);
        R value = objective.Gradient(parameters, _gradient);
        double squares = Norms.Dot<R>(_gradient, _gradient) + Epsilon;

        // A value below f*, or a gradient of zero, is no reason to move.
        double gap = double.CreateTruncating(value) - Least;
        LearningRate = gap > 0 && squares > 0 ? Math.Min(LargestRate, Scale * gap / squares) : double.IsNaN(gap) ? double.NaN : 0;
        if (LearningRate != 0)
        {
            Sweep.SubtractScaled(parameters, _gradient, LearningRate);
        }

        return value;
    }

    /// <summary>Nothing is remembered.</summary>
    /// <param name="visitor">Who reads or writes.</param>
    public void VisitState(StateVisitor visitor)
    {
    }
}
