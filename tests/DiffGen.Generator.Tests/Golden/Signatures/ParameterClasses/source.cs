using System;
using DiffGen;

namespace Golden.Signatures;

/// <summary>An affine map: y = W x + b.</summary>
[Differentiable]
public sealed partial class AffineLayer(int inputs, int outputs)
{
    [Shape(nameof(outputs), nameof(inputs))] public partial Span<float> W { get; }

    /// <summary>The offsets.</summary>
    [Shape(nameof(outputs))] public partial Span<float> B { get; }
}

/// <summary>Two layers and what is between them; each with numbers of its own, all in one buffer.</summary>
[Differentiable]
public sealed partial class TwoLayers(int inputs, int hidden, int outputs, string name)
{
    [Shape(nameof(inputs), nameof(hidden))] public partial AffineLayer First { get; }

    public partial float Temperature { get; set; }

    [Shape(nameof(hidden))] public partial Span<float> Scale { get; }

    [Shape(nameof(hidden), nameof(outputs))] public partial AffineLayer Second { get; }

    public partial float Bias { get; internal set; }

    /// <summary>Learnt, never set.</summary>
    public partial float Drift { get; }

    [NoDiff] public float Rate { get; set; } = 0.1f;

    public string Name => name;
}

/// <summary>Its parts take their arguments from parameters of the same names.</summary>
[Differentiable]
public partial class Pair(int inputs, int outputs)
{
    public partial AffineLayer Left { get; }

    public partial AffineLayer Right { get; }
}
