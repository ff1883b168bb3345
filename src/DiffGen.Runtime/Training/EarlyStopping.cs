using System;
using System.Numerics;

namespace DiffGen.Training;

/// <summary>Ends a training when a measured number no longer improves, and keeps the parameters of the best measurement.</summary>
/// <typeparam name="R">The real type of the parameters.</typeparam>
public sealed class EarlyStopping<R> : IStateful
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private readonly R[] _bestParameters;
    private double _best;
    private long _observations;
    private long _bestObservation = -1;

    /// <summary>Makes the rule.</summary>
    /// <param name="parameterCount">The number of parameters.</param>
    /// <param name="patience">How many measurements without improvement are borne, at least 0; the next one ends.</param>
    /// <param name="margin">By how much a number must be better to count, at least 0.</param>
    /// <param name="largerIsBetter">Whether the number is to rise (an accuracy) and not to fall (a loss).</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public EarlyStopping(int parameterCount, int patience, double margin = 0, bool largerIsBetter = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(parameterCount);
        ArgumentOutOfRangeException.ThrowIfNegative(patience);
        Patience = patience;
        Margin = Settings.NonNegative(margin);
        LargerIsBetter = largerIsBetter;
        _best = largerIsBetter ? double.NegativeInfinity : double.PositiveInfinity;
        _bestParameters = new R[parameterCount];
    }

    /// <summary>How many measurements without improvement are borne.</summary>
    public int Patience { get; }

    /// <summary>By how much a number must be better to count.</summary>
    public double Margin { get; }

    /// <summary>Whether the number is to rise.</summary>
    public bool LargerIsBetter { get; }

    /// <summary>The best number; infinite before the first.</summary>
    public double Best => _best;

    /// <summary>Which measurement, from 0, was the best; −1 before the first.</summary>
    public long BestObservation => _bestObservation;

    /// <summary>The parameters of the best measurement; meaningless before the first.</summary>
    public ReadOnlySpan<R> BestParameters => _bestParameters;

    /// <summary>Whether more measurements in a row than borne have brought nothing.</summary>
    public bool ShouldStop => _observations - _bestObservation - 1 > Patience;

    /// <summary>Takes a measurement into account.</summary>
    /// <param name="value">The number; NaN is no improvement.</param>
    /// <param name="parameters">The parameters that it was measured of, which are copied if it is the best.</param>
    /// <returns>Whether it is the best so far.</returns>
    /// <exception cref="ArgumentException">The number of parameters is not the one that the rule was made for.</exception>
    public bool Observe(double value, ReadOnlySpan<R> parameters)
    {
        Settings.CheckParameters(parameters, _bestParameters.Length);
        bool better = LargerIsBetter ? value > _best + Margin : value < _best - Margin;
        if (better)
        {
            _best = value;
            _bestObservation = _observations;
            parameters.CopyTo(_bestParameters);
        }

        _observations++;
        return better;
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Number("best", ref _best);
        visitor.Number("observations", ref _observations);
        visitor.Number("best observation", ref _bestObservation);
        visitor.Buffer<R>("best parameters", _bestParameters);
    }
}
