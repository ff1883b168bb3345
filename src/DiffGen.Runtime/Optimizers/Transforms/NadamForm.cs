namespace DiffGen.Transforms;

/// <summary>The forms of <see cref="ScaleByNadam{R}"/>.</summary>
public enum NadamForm
{
    /// <summary>The momentum follows a schedule (PyTorch, Keras).</summary>
    Scheduled,

    /// <summary>A constant momentum: ((1 − β₁)/(1 − β₁ᵗ)·u + β₁/(1 − β₁ᵗ⁺¹)·m)/(√v̂ + ε) (optax).</summary>
    Constant,

    /// <summary>A constant momentum, and β₂v̂ in place of v̂ (Optimisers.jl).</summary>
    DecayedRoot,
}
