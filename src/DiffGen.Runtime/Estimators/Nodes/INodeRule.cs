using System;
using System.Numerics;

namespace DiffGen;

/// <summary>What an estimator that perturbs nodes makes of one example.</summary>
internal interface INodeRule<R>
    where R : unmanaged, IFloatingPointIeee754<R>
{
    /// <summary>Adds the example's gradient to the engine's sum and returns what the passes say of its loss.</summary>
    double Add<TObjective>(NodeEngine<R> engine, ref TObjective objective, ReadOnlySpan<R> parameters, int example)
        where TObjective : ILayeredObjective<R>, allows ref struct;
}
