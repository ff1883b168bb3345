using System;
using System.Numerics;

namespace DiffGen;

/// <summary>The loss of one block as an objective of the block's parameters.</summary>
internal ref struct BlockObjective<R, TObjective>(TObjective objective, int block) : IObjective<R>
    where R : unmanaged, IFloatingPointIeee754<R>
    where TObjective : ILocalObjective<R>, allows ref struct
{
#pragma warning disable IDE0044 // A struct may change in its calls: readonly, it would be copied for each.
    private TObjective _objective = objective;
#pragma warning restore IDE0044

    public R Value(ReadOnlySpan<R> parameters) => _objective.LocalValue(block, parameters);

    public R Gradient(ReadOnlySpan<R> parameters, Span<R> gradient) => _objective.LocalGradient(block, parameters, gradient);

    public R Jvp(ReadOnlySpan<R> parameters, ReadOnlySpan<R> tangent, out R directional) => _objective.LocalJvp(block, parameters, tangent, out directional);
}
