using System;
using System.Numerics;

namespace DiffGen.Transforms;

/// <summary>
/// Adaptive gradient clipping (Brock, De, Smith and Simonyan, "High-performance large-scale image recognition without normalization", ICML 2021): for
/// each row, u ← u·λ‖θ‖*/‖u‖ where ‖u‖ > λ‖θ‖*, with ‖θ‖* = max(‖θ‖, ε).
/// </summary>
/// <typeparam name="R">The real type of the parameters: <see cref="double"/> or <see cref="float"/>.</typeparam>
public sealed class ClipAdaptively<R> : GradientTransform<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private ParameterRange[] _ranges;

    /// <summary>Makes the transform.</summary>
    /// <param name="clipping">The largest quotient λ of the norms, positive.</param>
    /// <param name="epsilon">The smallest norm ε that parameters count with, positive.</param>
    /// <param name="ranges">The ranges with their rows, in rising order; none: everything as one row.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public ClipAdaptively(double clipping = 0.01, double epsilon = 1e-3, params ReadOnlySpan<ParameterRange> ranges)
    {
        Clipping = Settings.Positive(clipping);
        Epsilon = Settings.Positive(epsilon);
        _ranges = ranges.ToArray();
    }

    /// <summary>The largest quotient λ of the norms.</summary>
    public double Clipping { get; }

    /// <summary>The smallest norm ε that parameters count with.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override bool Update(Span<R> update, ReadOnlySpan<R> parameters, ref StepContext context)
    {
        foreach (ParameterRange range in _ranges)
        {
            for (int row = 0; row < range.Rows; row++)
            {
                Span<R> u = range.In(update).Slice(row * range.Columns, range.Columns);
                double limit = Clipping * Math.Max(Epsilon, Norms.Euclidean(range.In(parameters).Slice(row * range.Columns, range.Columns)));
                double norm = Norms.Euclidean<R>(u);
                if (norm > limit)
                {
                    Sweep.Scale(u, limit / norm);
                }
            }
        }

        return true;
    }

    /// <inheritdoc/>
    protected override void Prepare(int parameterCount) => _ranges = ParameterRange.CheckAll(_ranges, parameterCount, "ranges");
}
