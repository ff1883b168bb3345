using System;

namespace DiffGen;

/// <summary>
/// The baseline of least variance for each component of a score: b*ᵢ = E[J sᵢ²]/E[sᵢ²], with both means running (Greensmith, Bartlett and Baxter, JMLR 5, 2004). Plain data.
/// </summary>
/// <remarks>Subtract <see cref="this[int]"/> for a batch first, then <see cref="Update"/> with its costs and scores in order. Before the first update, and where a score has always been 0, it is 0.</remarks>
public sealed class OptimalBaseline : IStateful
{
    private readonly double[] _numerators;
    private readonly double[] _denominators;
    private readonly double[] _costs;
    private readonly double[] _squares;

    /// <summary>Makes an empty baseline.</summary>
    /// <param name="count">The number of components of the score.</param>
    /// <param name="decay">The share that a step keeps of the running means, in [0, 1); 0.99 or so.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative, or the decay outside its range.</exception>
    public OptimalBaseline(int count, double decay)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        if (!(decay >= 0 && decay < 1))
        {
            throw new ArgumentOutOfRangeException(nameof(decay), decay, $"decay is {decay}, but must be in [0, 1): the share that a step keeps.");
        }

        _numerators = new double[count];
        _denominators = new double[count];
        _costs = new double[count];
        _squares = new double[count];
        Decay = decay;
    }

    /// <summary>The share that a step keeps of the running means.</summary>
    public double Decay { get; }

    /// <summary>The number of components.</summary>
    public int Count => _numerators.Length;

    /// <summary>The running means of J sᵢ², to be written and read back.</summary>
    public Span<double> Numerators => _numerators;

    /// <summary>The running means of sᵢ², to be written and read back.</summary>
    public Span<double> Denominators => _denominators;

    /// <summary>b*ᵢ by what has gone in so far.</summary>
    /// <param name="index">The component.</param>
    public double this[int index] => !HasLearned(index) ? 0 : _numerators[index] / _denominators[index];

    /// <summary>Takes a cost and its score in.</summary>
    /// <param name="cost">The cost J.</param>
    /// <param name="score">The score s, one number for each component.</param>
    /// <exception cref="ArgumentException">The score has another number of components; nothing is taken in.</exception>
    public void Update(double cost, ReadOnlySpan<double> score)
    {
        if (score.Length != Count)
        {
            throw new ArgumentException($"score has length {score.Length}, but the baseline has {Count} components; pass one number for each.", nameof(score));
        }

        for (int i = 0; i < score.Length; i++)
        {
            double square = score[i] * score[i];
            _numerators[i] = (Decay * _numerators[i]) + ((1 - Decay) * cost * square);
            _denominators[i] = (Decay * _denominators[i]) + ((1 - Decay) * square);
        }
    }

    /// <summary>The component has had a score that is not 0.</summary>
    internal bool HasLearned(int index) => _denominators[index] > 0;

    /// <summary>An estimate begins: it has noted nothing.</summary>
    internal void Begin()
    {
        Array.Clear(_costs);
        Array.Clear(_squares);
    }

    /// <summary>An estimate notes the cost and the score of one component at one draw; the baseline stays until it is entered.</summary>
    internal void Note(double cost, double score, int index)
    {
        _costs[index] += cost * score * score;
        _squares[index] += score * score;
    }

    /// <summary>Enters the means of what an estimate has noted over its draws; what is not finite is left out.</summary>
    internal void Enter(double draws)
    {
        for (int i = 0; i < _costs.Length; i++)
        {
            double cost = _costs[i] / draws, square = _squares[i] / draws;
            if (double.IsFinite(cost) && double.IsFinite(square))
            {
                _numerators[i] = (Decay * _numerators[i]) + ((1 - Decay) * cost);
                _denominators[i] = (Decay * _denominators[i]) + ((1 - Decay) * square);
            }
        }
    }

    /// <summary>Forgets all costs.</summary>
    public void Reset()
    {
        Array.Clear(_numerators);
        Array.Clear(_denominators);
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Buffer<double>("numerators", _numerators);
        visitor.Buffer<double>("denominators", _denominators);
    }

    /// <summary>A baseline of its own with the same state.</summary>
    /// <returns>The copy.</returns>
    public OptimalBaseline Clone()
    {
        OptimalBaseline copy = new(Count, Decay);
        _numerators.CopyTo(copy._numerators, 0);
        _denominators.CopyTo(copy._denominators, 0);
        return copy;
    }
}
