using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>
/// L-BFGS (Nocedal, "Updating quasi-Newton matrices with limited storage", Math. Comp. 35, 1980; Liu and Nocedal, Math. Programming 45, 1989) with a line search
/// for the strong Wolfe conditions. For objectives without noise.
/// </summary>
/// <remarks>
/// One step: d = −H∇f by the two-loop recursion over the last pairs s = Δθ, y = Δ∇f, begun with H = (s·y)/(y·y); then θ ← θ + td. The first
/// direction is tried with t = η·min(1, 1/‖∇f‖₁), as PyTorch does, every later one with t = η. A pair is kept if s·y is positive beyond rounding.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class Lbfgs<R> : IObjectiveOptimizer<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly R[] _gradient;
    private readonly R[] _direction;
    private readonly R[] _step;
    private readonly R[] _change;
    private readonly R[][] _steps;
    private readonly R[][] _changes;
    private readonly double[] _products;
    private readonly double[] _factors;
    private readonly LineSearch<R> _search;
    private long _pairs;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="learningRate">The first step η that a line search tries, positive.</param>
    /// <param name="history">The number of pairs that are kept, at least 1.</param>
    /// <param name="decrease">The constant c₁ of sufficient decrease, in (0, c₂).</param>
    /// <param name="curvature">The constant c₂ of the curvature condition, in (c₁, 1).</param>
    /// <param name="mostEvaluations">The most evaluations of one line search, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Lbfgs(int parameterCount, double learningRate = 1, int history = 100, double decrease = 1e-4, double curvature = 0.9, int mostEvaluations = 25)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        LearningRate = Settings.Positive(learningRate);
        Settings.AtLeastOne(history);
        Settings.AtLeastOne(mostEvaluations);
        if (!(decrease > 0 && decrease < curvature))
        {
            throw new ArgumentOutOfRangeException(nameof(decrease), decrease, $"decrease is {decrease}; it must be positive and less than the curvature, {curvature}.");
        }

        if (!(curvature < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(curvature), curvature, $"curvature is {curvature}; it must be less than 1.");
        }

        _gradient = new R[parameterCount];
        _direction = new R[parameterCount];
        _step = new R[parameterCount];
        _change = new R[parameterCount];
        _steps = new R[history][];
        _changes = new R[history][];
        for (int i = 0; i < history; i++)
        {
            _steps[i] = new R[parameterCount];
            _changes[i] = new R[parameterCount];
        }

        _products = new double[history];
        _factors = new double[history];
        _search = new LineSearch<R>(parameterCount, decrease, curvature, mostEvaluations);
    }

    /// <summary>The first step η that a line search tries.</summary>
    public double LearningRate { get; }

    /// <summary>Forgets all pairs.</summary>
    public void Reset() => _pairs = 0;

    /// <inheritdoc/>
    /// <remarks>Leaves the parameters as they are where the value or gradient is not finite, and where no lower point is found along the direction.</remarks>
    public R Step<TObjective>(ref TObjective objective, Span<R> parameters)
        where TObjective : IObjective<R>, allows ref struct
    {
        Settings.CheckParameters<R>(parameters, _gradient.Length);
        R value = objective.Gradient(parameters, _gradient);
        if (R.IsFinite(value) && Norms.AllFinite<R>(_gradient))
        {
            Advance(ref objective, parameters, double.CreateTruncating(value));
        }

        return value;
    }

    /// <summary>Makes steps until the gradient is small or nothing changes any more. Allocates nothing of its own.</summary>
    /// <typeparam name="TObjective">The objective's type; may be a ref struct.</typeparam>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="mostIterations">The most steps, at least 0.</param>
    /// <param name="gradientTolerance">Ends where no gradient element is larger in magnitude.</param>
    /// <param name="changeTolerance">Ends where no parameter changes by more, or the value by no more.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="ArgumentException">The length is not the one that the optimizer was made for; nothing is changed.</exception>
    public Minimization Minimize<TObjective>(
        ref TObjective objective, Span<R> parameters, int mostIterations = 1000, double gradientTolerance = 1e-7, double changeTolerance = 1e-9)
        where TObjective : IObjective<R>, allows ref struct
    {
        Settings.CheckParameters<R>(parameters, _gradient.Length);
        ArgumentOutOfRangeException.ThrowIfNegative(mostIterations);
        double value = double.CreateTruncating(objective.Gradient(parameters, _gradient));
        int evaluations = 1;
        for (int iteration = 0; ; iteration++)
        {
            double slope = Norms.LargestMagnitude<R>(_gradient);
            Minimization Ended(MinimizationEnd end) => new(end, value, slope, iteration, evaluations);
            if (!double.IsFinite(value) || !Norms.AllFinite<R>(_gradient))
            {
                return Ended(MinimizationEnd.NotFinite);
            }

            if (slope <= gradientTolerance)
            {
                return Ended(MinimizationEnd.GradientSmall);
            }

            if (iteration == mostIterations)
            {
                return Ended(MinimizationEnd.IterationLimit);
            }

            LinePoint reached = Advance(ref objective, parameters, value);
            evaluations += _search.Evaluations;
            if (reached.T == 0)
            {
                return Ended(MinimizationEnd.NoProgress);
            }

            double change = Math.Abs(reached.Value - value), length = reached.T * Norms.LargestMagnitude<R>(_direction);
            value = reached.Value;
            _search.Gradient.CopyTo(_gradient, 0);
            if (change <= changeTolerance || length <= changeTolerance)
            {
                slope = Norms.LargestMagnitude<R>(_gradient);
                iteration++;
                return Ended(slope <= gradientTolerance ? MinimizationEnd.GradientSmall : MinimizationEnd.ChangeSmall);
            }
        }
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("pairs", ref _pairs);
        visitor.Buffer<double>("products", _products);
        for (int i = 0; i < _steps.Length; i++)
        {
            visitor.Buffer<R>($"step {i}", _steps[i]);
            visitor.Buffer<R>($"change {i}", _changes[i]);
        }
    }

    /// <summary>One direction and its line search, from the gradient in <see cref="_gradient"/>.</summary>
    private LinePoint Advance<TObjective>(ref TObjective objective, Span<R> parameters, double value)
        where TObjective : IObjective<R>, allows ref struct
    {
        double slope = MakeDirection();
        if (!(slope < 0) && _pairs > 0)
        {
            Reset();
            slope = MakeDirection();
        }

        if (!(slope < 0))
        {
            return new LinePoint(0, value, slope);
        }

        double step = _pairs == 0 ? LearningRate * Math.Min(1, 1 / Norms.SumOfMagnitudes<R>(_gradient)) : LearningRate;
        LinePoint reached = _search.Search(ref objective, parameters, _direction, new LinePoint(0, value, slope), step);
        if (reached.T != 0)
        {
            Remember(parameters);
            _search.Point.CopyTo(parameters);
        }

        return reached;
    }

    /// <summary>d ← −H∇f, and the slope ∇f · d.</summary>
    private double MakeDirection()
    {
        _gradient.CopyTo(_direction, 0);
        int count = (int)Math.Min(_pairs, _steps.Length);
        for (int k = 1; k <= count; k++)
        {
            int i = Slot(_pairs - k);
            _factors[i] = Norms.Dot<R>(_steps[i], _direction) / _products[i];
            Sweep.SubtractScaled(_direction, _changes[i], _factors[i]);
        }

        if (count > 0)
        {
            int newest = Slot(_pairs - 1);
            Sweep.Scale(_direction, _products[newest] / Norms.Dot<R>(_changes[newest], _changes[newest]));
        }

        for (int k = count; k >= 1; k--)
        {
            int i = Slot(_pairs - k);
            double factor = Norms.Dot<R>(_changes[i], _direction) / _products[i];
            Sweep.AddScaled(_direction, _steps[i], _factors[i] - factor);
        }

        Sweep.Scale(_direction, -1);
        return Norms.Dot<R>(_gradient, _direction);
    }

    private void Remember(ReadOnlySpan<R> parameters)
    {
        _search.Point.CopyTo(_step, 0);
        Sweep.SubtractScaled(_step, parameters, 1);
        _search.Gradient.CopyTo(_change, 0);
        Sweep.SubtractScaled<R>(_change, _gradient, 1);
        double product = Norms.Dot<R>(_step, _change);
        if (product > 1e-16 * Norms.Euclidean<R>(_step) * Norms.Euclidean<R>(_change))
        {
            int i = Slot(_pairs);
            _step.CopyTo(_steps[i], 0);
            _change.CopyTo(_changes[i], 0);
            _products[i] = product;
            _pairs++;
        }
    }

    private int Slot(long pair) => (int)(pair % _steps.Length);
}
