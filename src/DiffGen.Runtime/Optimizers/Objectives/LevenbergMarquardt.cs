using System;
using System.Numerics;
using DiffGen.Transforms;

namespace DiffGen;

/// <summary>
/// The Levenberg-Marquardt method for least squares (Moré, "The Levenberg-Marquardt algorithm: implementation and theory", 1978) with the damping of Nielsen
/// ("Damping parameter in Marquardt's method", 1999).
/// </summary>
/// <remarks>
/// A step p minimizes ‖r + Jp‖² + λ‖Dp‖², where D holds the largest norm so far of each column of J, so that scaling a parameter changes nothing. It is found by
/// Householder's factorization of J, and of [R; √λD] for every λ, in double: JᵀJ, which squares the condition, is never formed.
/// It is taken where it lowers ½‖r‖² by more than 10⁻⁴ of what the model promises; otherwise λ grows.
/// </remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class LevenbergMarquardt<R> : IStateful
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private const double LeastDamping = 1e-15;
    private const double MostDamping = 1e30;

    // Residuals are differences of larger numbers: of their sum of squares, this share may be rounding.
    private static readonly double RoundingOfSum = 0.01 * Math.Sqrt(double.CreateTruncating(R.BitIncrement(R.One) - R.One));

    private readonly int _rows;
    private readonly int _columns;
    private readonly R[] _residuals;
    private readonly R[] _trialResiduals;
    private readonly R[] _trial;
    private readonly R[] _jacobian;
    private readonly double[] _scales;
    private readonly Householder _model;
    private readonly Householder _damped;
    private readonly double[] _step;
    private double _damping;
    private double _growth = 2;

    /// <summary>Makes an optimizer.</summary>
    /// <param name="parameterCount">The number n of parameters, at least 1.</param>
    /// <param name="residualCount">The number m of residuals, at least 1; it may be less than n.</param>
    /// <param name="damping">The first damping λ, relative to the scale of the columns; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public LevenbergMarquardt(int parameterCount, int residualCount, double damping = 1e-3)
    {
        _columns = Settings.AtLeastOne(parameterCount);
        _rows = Settings.AtLeastOne(residualCount);
        _damping = Settings.Positive(damping);
        _residuals = new R[_rows];
        _trialResiduals = new R[_rows];
        _trial = new R[_columns];
        _jacobian = new R[checked(_rows * _columns)];
        _scales = new double[_columns];
        _model = new Householder(_rows, _columns);
        _damped = new Householder(2 * _columns, _columns);
        _step = new double[_columns];
    }

    /// <summary>The damping λ of the next step.</summary>
    public double Damping => _damping;

    /// <summary>Makes one step: raises λ until a step lowers the sum of squares, and takes it. Allocates nothing of its own.</summary>
    /// <typeparam name="TProblem">The problem's type; may be a ref struct.</typeparam>
    /// <param name="problem">The problem.</param>
    /// <param name="parameters">The parameters, changed in place; left as they are where no step lowers the sum.</param>
    /// <returns>½‖r‖² before the step.</returns>
    /// <exception cref="ArgumentException">The number of parameters or residuals is not the one that the optimizer was made for; nothing is changed.</exception>
    public double Step<TProblem>(ref TProblem problem, Span<R> parameters)
        where TProblem : ILeastSquares<R>, allows ref struct
    {
        Check(ref problem, parameters);
        (double cost, double cosine) = Linearize(ref problem, parameters);
        if (double.IsFinite(cost) && double.IsFinite(cosine))
        {
            Advance(ref problem, parameters, cost);
        }

        return cost;
    }

    /// <summary>Makes steps until the residuals are orthogonal to all columns of the Jacobian or nothing changes any more. Allocates nothing of its own.</summary>
    /// <typeparam name="TProblem">The problem's type; may be a ref struct.</typeparam>
    /// <param name="problem">The problem.</param>
    /// <param name="parameters">The parameters, changed in place.</param>
    /// <param name="mostIterations">The most steps, at least 0.</param>
    /// <param name="gradientTolerance">Ends where the cosine between the residuals and each column is no larger in magnitude.</param>
    /// <param name="changeTolerance">Ends where a step is no longer than this share of the parameters, both scaled by D.</param>
    /// <returns>How it went.</returns>
    /// <exception cref="ArgumentException">The number of parameters or residuals is not the one that the optimizer was made for; nothing is changed.</exception>
    public Minimization Minimize<TProblem>(
        ref TProblem problem, Span<R> parameters, int mostIterations = 200, double gradientTolerance = 1e-10, double changeTolerance = 1e-14)
        where TProblem : ILeastSquares<R>, allows ref struct
    {
        Check(ref problem, parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(mostIterations);
        int evaluations = 0;
        for (int iteration = 0; ; iteration++)
        {
            (double cost, double cosine) = Linearize(ref problem, parameters);
            evaluations++;
            MinimizationEnd? end =
                !double.IsFinite(cost) || !double.IsFinite(cosine) ? MinimizationEnd.NotFinite
                : cosine <= gradientTolerance ? MinimizationEnd.GradientSmall
                : iteration == mostIterations ? MinimizationEnd.IterationLimit
                : null;
            if (end is null)
            {
                double scaled = ScaledNorm(parameters);
                Trial trial = Advance(ref problem, parameters, cost);
                evaluations += trial.Evaluations;
                bool small = trial.Length <= changeTolerance * scaled || trial.Promised == 0;
                if (small && trial.Taken)
                {
                    (cost, cosine) = Linearize(ref problem, parameters);
                    evaluations++;
                    iteration++;
                }

                end = small ? MinimizationEnd.ChangeSmall : trial.Taken ? null : MinimizationEnd.NoProgress;
            }

            if (end is { } reason)
            {
                return new Minimization(reason, cost, cosine, iteration, evaluations);
            }
        }
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("damping", ref _damping);
        visitor.Number("growth", ref _growth);
        visitor.Buffer<double>("scales", _scales);
    }

    private void Check<TProblem>(ref TProblem problem, ReadOnlySpan<R> parameters)
        where TProblem : ILeastSquares<R>, allows ref struct
    {
        Settings.CheckParameters(parameters, _columns);
        if (problem.ResidualCount != _rows)
        {
            throw new ArgumentException(
                $"problem has {problem.ResidualCount} residuals, but the optimizer was made for {_rows}; make one for {problem.ResidualCount}.", nameof(problem));
        }
    }

    /// <summary>½‖r‖² and the largest |cosine| between r and a column; factorizes J and updates D.</summary>
    private (double Cost, double Cosine) Linearize<TProblem>(ref TProblem problem, ReadOnlySpan<R> parameters)
        where TProblem : ILeastSquares<R>, allows ref struct
    {
        problem.Jacobian(parameters, _residuals, _jacobian);
        double length = Norms.Euclidean<R>(_residuals), cosine = 0;
        for (int c = 0; c < _columns; c++)
        {
            double squares = 0, product = 0;
            for (int r = 0; r < _rows; r++)
            {
                double entry = double.CreateTruncating(_jacobian[(r * _columns) + c]);
                squares += entry * entry;
                product += entry * double.CreateTruncating(_residuals[r]);
                _model.Matrix[(r * _columns) + c] = entry;
            }

            double norm = Math.Sqrt(squares);
            _scales[c] = Math.Max(_scales[c], norm);
            if (product != 0)
            {
                cosine = Math.Max(cosine, Math.Abs(product) / (norm * length));
            }
        }

        for (int r = 0; r < _rows; r++)
        {
            _model.Right[r] = -double.CreateTruncating(_residuals[r]);
        }

        _model.Factorize();
        return (0.5 * length * length, cosine);
    }

    private Trial Advance<TProblem>(ref TProblem problem, Span<R> parameters, double cost)
        where TProblem : ILeastSquares<R>, allows ref struct
    {
        for (int evaluations = 1; ; evaluations++)
        {
            double promised = Solve(out double length);
            for (int c = 0; c < _columns; c++)
            {
                _trial[c] = parameters[c] + R.CreateTruncating(_step[c]);
            }

            problem.Residuals(_trial, _trialResiduals);
            double norm = Norms.Euclidean<R>(_trialResiduals), gained = cost - (0.5 * norm * norm);

            // What the model promises may be less than the rounding of the sum. Such a step is taken unless the sum visibly rises, or a longer one was refused.
            bool hidden = promised <= RoundingOfSum * cost;
            double gain = hidden && evaluations == 1 && Math.Abs(gained) <= RoundingOfSum * cost ? 1 : gained / promised;
            if (gain > 1e-4)
            {
                _trial.CopyTo(parameters);
                double middle = (2 * gain) - 1;
                _damping = Math.Max(_damping * Math.Max(1.0 / 3, 1 - (middle * middle * middle)), LeastDamping);
                _growth = 2;
                return new Trial(true, promised, length, evaluations);
            }

            // Nothing that could be seen is promised any more; or λ is so large that there is no descent.
            if (hidden || _damping >= MostDamping)
            {
                return new Trial(false, promised, length, evaluations);
            }

            _damping *= _growth;
            _growth *= 2;
        }
    }

    /// <summary>The step for the present λ. Returns ½‖Jp‖² + λ‖Dp‖², by which the model lowers ½‖r‖².</summary>
    private double Solve(out double length)
    {
        Array.Clear(_damped.Matrix);
        Array.Clear(_damped.Right);
        int kept = Math.Min(_rows, _columns);
        for (int r = 0; r < kept; r++)
        {
            _model.Matrix.AsSpan((r * _columns) + r, _columns - r).CopyTo(_damped.Matrix.AsSpan((r * _columns) + r));
            _damped.Right[r] = _model.Right[r];
        }

        double root = Math.Sqrt(_damping);
        for (int c = 0; c < _columns; c++)
        {
            _damped.Matrix[((_columns + c) * _columns) + c] = root * Scale(c);
        }

        _damped.Factorize();
        _damped.Solve(_step);
        double squares = 0, scaled = 0;
        for (int r = 0; r < kept; r++)
        {
            double sum = 0;
            for (int c = r; c < _columns; c++)
            {
                sum += _model.Matrix[(r * _columns) + c] * _step[c];
            }

            squares += sum * sum;
        }

        for (int c = 0; c < _columns; c++)
        {
            double element = Scale(c) * _step[c];
            scaled += element * element;
        }

        length = Math.Sqrt(scaled);
        return (0.5 * squares) + (_damping * scaled);
    }

    private double ScaledNorm(ReadOnlySpan<R> parameters)
    {
        double squares = 0;
        for (int c = 0; c < _columns; c++)
        {
            double element = Scale(c) * double.CreateTruncating(parameters[c]);
            squares += element * element;
        }

        return Math.Sqrt(squares);
    }

    /// <summary>A parameter without influence so far has the scale 1, which keeps it where it is.</summary>
    private double Scale(int column) => _scales[column] == 0 ? 1 : _scales[column];

    private readonly record struct Trial(bool Taken, double Promised, double Length, int Evaluations);
}
