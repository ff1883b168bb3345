namespace DiffGen.Transforms;

/// <summary>
/// The variant of Adam whose mean square never falls (Reddi, Kale and Kumar, "On the convergence of Adam and beyond", ICLR 2018), as libraries have it.
/// </summary>
public enum Amsgrad
{
    /// <summary>Plain Adam.</summary>
    None,

    /// <summary>The largest v so far, corrected for the start afterwards (PyTorch, Keras).</summary>
    Raw,

    /// <summary>The largest corrected v̂ so far (optax).</summary>
    Corrected,

    /// <summary>No correction for the start; all of m, v and the largest v begin at ε (Optimisers.jl).</summary>
    Uncorrected,
}
