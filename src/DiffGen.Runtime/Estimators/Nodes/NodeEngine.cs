using System;
using System.Numerics;
using DiffGen.CompilerServices;

namespace DiffGen;

/// <summary>
/// What the estimators that perturb nodes share: the noise of an example, buffers for the nodes of its passes, and the sum of the gradient, which is copied to the caller's buffer
/// at the end, so that an objective that throws changes nothing.
/// </summary>
/// <param name="source">The noise. Example n of step s gets its own: layer l of pass p is noise at (s, instance p · layers + l, n).</param>
/// <param name="mask">The parameters that get a gradient; null for all.</param>
internal sealed class NodeEngine<R>(IWhiteNoise source, ParameterMask? mask)
    where R : unmanaged, IFloatingPointIeee754<R>
{
    private const int Buffers = 5;
    private uint _step;
    private R[] _nodes = [];
    private R[] _sum = [];

    public IWhiteNoise Source { get; } = source ?? throw new ArgumentNullException(nameof(source));

    public ParameterMask? Mask { get; } = mask;

    public int NodeCount { get; private set; }

    public long Unresolved { get; private set; }

    public long Step
    {
        get => _step;
        set => _step = value is >= 0 and <= uint.MaxValue
            ? (uint)value
            : throw new ArgumentOutOfRangeException(nameof(value), value, $"Step is {value}; it must be between 0 and {uint.MaxValue}.");
    }

    /// <summary>The nodes of the first pass.</summary>
    public Span<R> First => Buffer(0);

    /// <summary>The nodes of the second pass.</summary>
    public Span<R> Second => Buffer(1);

    /// <summary>The noise of the first noisy pass.</summary>
    public Span<R> Noise => Buffer(2);

    /// <summary>The noise of another noisy pass.</summary>
    public Span<R> OtherNoise => Buffer(3);

    /// <summary>What is pulled back.</summary>
    public Span<R> Cotangent => Buffer(4);

    /// <summary>The sum over examples that becomes the gradient.</summary>
    public Span<R> Sum => _sum;

    /// <summary>One estimate: the mean over examples of what the rule adds.</summary>
    public R Estimate<TObjective, TRule>(ref TObjective objective, TRule rule, ReadOnlySpan<R> parameters, Span<R> gradient)
        where TObjective : ILayeredObjective<R>, allows ref struct
        where TRule : struct, INodeRule<R>
    {
        Arguments.SameLength(gradient.Length, parameters.Length, nameof(gradient), nameof(parameters));
        Arguments.Disjoint((ReadOnlySpan<R>)gradient, parameters, nameof(gradient), nameof(parameters));
        Mask?.Check(parameters.Length, nameof(parameters));
        uint next = checked(_step + 1);
        Prepare(ref objective, parameters.Length);
        double value = 0;
        for (int example = 0; example < objective.ExampleCount; example++)
        {
            value += rule.Add(this, ref objective, parameters, example);
        }

        R scale = R.CreateTruncating(1.0 / objective.ExampleCount);
        ScaledSums.Multiply(_sum, scale, gradient);
        Mask?.ClearFrozen(gradient);
        _step = next;
        return R.CreateTruncating(value / objective.ExampleCount);
    }

    /// <summary>Fills a buffer with the noise of an example.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="example">The example.</param>
    /// <param name="noise">Receives the noise of all nodes.</param>
    /// <param name="pass">The noisy pass that it is for.</param>
    public void Draw<TObjective>(ref TObjective objective, int example, Span<R> noise, int pass = 0)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        int layers = objective.LayerCount, start = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            int width = objective.LayerWidth(layer);
            Source.Fill(noise.Slice(start, width), _step, (uint)((pass * layers) + layer), (uint)example);
            start += width;
        }
    }

    /// <summary>A pass: the nodes, each layer with its noise added, and the loss.</summary>
    /// <param name="objective">The objective.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="example">The example.</param>
    /// <param name="noise">The noise of all nodes; empty for a pass without.</param>
    /// <param name="sigma">The factor of the noise.</param>
    /// <param name="nodes">Receives the nodes; holds those of the layers before <paramref name="from"/>.</param>
    /// <param name="from">The first layer that is computed.</param>
    /// <param name="until">The layer after the last one that gets noise.</param>
    public static R Pass<TObjective>(
        ref TObjective objective, ReadOnlySpan<R> parameters, int example, ReadOnlySpan<R> noise, double sigma, Span<R> nodes, int from = 0, int until = int.MaxValue)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        int start = 0;
        for (int layer = 0; layer < objective.LayerCount; layer++)
        {
            int width = objective.LayerWidth(layer);
            if (layer >= from)
            {
                Span<R> now = nodes.Slice(start, width);
                objective.Forward(parameters, example, layer, nodes[..start], now);
                if (!noise.IsEmpty && layer < until)
                {
                    ScaledSums.MultiplyAdd(noise.Slice(start, width), R.CreateTruncating(sigma), now);
                }
            }

            start += width;
        }

        return objective.Loss(parameters, example, nodes);
    }

    /// <summary>Adds the pullback of a cotangent of all nodes, and of the loss itself where it is asked for.</summary>
    public void Pull<TObjective>(ref TObjective objective, ReadOnlySpan<R> parameters, int example, ReadOnlySpan<R> nodes, ReadOnlySpan<R> cotangent)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        int start = 0;
        for (int layer = 0; layer < objective.LayerCount; layer++)
        {
            int width = objective.LayerWidth(layer);
            objective.PullLayer(parameters, example, layer, nodes[..start], cotangent.Slice(start, width), _sum);
            start += width;
        }
    }

    /// <summary>(a − b), counted where it drowns in rounding.</summary>
    public double Difference(R a, R b)
    {
        ProbedValue counter = default;
        double difference = counter.Difference(a, b);
        Unresolved += counter.Unresolved;
        return difference;
    }

    private Span<R> Buffer(int index) => _nodes.AsSpan(index * NodeCount, NodeCount);

    private void Prepare<TObjective>(ref TObjective objective, int parameterCount)
        where TObjective : ILayeredObjective<R>, allows ref struct
    {
        if (objective.ExampleCount < 1 || objective.LayerCount < 1)
        {
            throw new ArgumentException(
                $"The objective has {objective.ExampleCount} examples of {objective.LayerCount} layers; both must be at least 1.", nameof(objective));
        }

        int count = 0;
        for (int layer = 0; layer < objective.LayerCount; layer++)
        {
            count = checked(count + objective.LayerWidth(layer));
        }

        NodeCount = count;
        if (_nodes.Length < Buffers * count)
        {
            _nodes = new R[checked(Buffers * count)];
        }

        if (_sum.Length != parameterCount)
        {
            _sum = new R[parameterCount];
        }

        _sum.AsSpan().Clear();
    }
}
