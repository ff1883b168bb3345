using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// After every step, gives each row of the weights the Euclidean norm back that it had before the first step. It keeps node perturbation stable where
/// targets are noisy (Hiratani, Mehta, Lillicrap and Latham, "On the stability and scalability of node perturbation learning", NeurIPS 2022).
/// </summary>
/// <remarks>A row that was zero, or becomes zero, is left alone.</remarks>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class WeightNorm<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;
    private double[] _norms = [];
    private bool _begun;

    /// <summary>Makes the transform.</summary>
    /// <param name="ranges">The weight matrices with their rows, in rising order; none: everything as one row.</param>
    public WeightNorm(params ReadOnlySpan<ParameterRange> ranges)
    {
        _ranges = ranges.ToArray();
    }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        if (!_begun)
        {
            int i = 0;
            foreach (ParameterRange range in _ranges)
            {
                for (int row = 0; row < range.Rows; row++)
                {
                    _norms[i++] = Norms.Euclidean(range.In(parameters).Slice(row * range.Columns, range.Columns));
                }
            }

            _begun = true;
        }

        return true;
    }

    /// <inheritdoc/>
    public override void AfterStep(Span<R> parameters)
    {
        int i = 0;
        foreach (ParameterRange range in _ranges)
        {
            for (int row = 0; row < range.Rows; row++)
            {
                Span<R> weights = range.In(parameters).Slice(row * range.Columns, range.Columns);
                double before = _norms[i++], now = Norms.Euclidean<R>(weights);
                if (before != 0 && now != 0)
                {
                    Sweep.Scale(weights, before / now);
                }
            }
        }
    }

    /// <inheritdoc/>
    public override void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Flag("begun", ref _begun);
        visitor.Buffer<double>("norms", _norms);
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount)
    {
        _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");
        int rows = 0;
        foreach (ParameterRange range in _ranges)
        {
            rows += range.Rows;
        }

        _norms = new double[rows];
    }
}
