namespace DiffGen.Transforms;

/// <summary>The factor of <see cref="ClipByNorm{R}"/> for a norm ‖u‖ and a limit c, as libraries have it.</summary>
public enum NormClip
{
    /// <summary>min(1, c/(‖u‖ + 10⁻⁶)): a little shorter than c (PyTorch).</summary>
    Torch,

    /// <summary>c/max(‖u‖, c): exactly c, and 1 where both are 0 (optax up to the NaN that it gives there, Keras, Optimisers.jl).</summary>
    Exact,
}
