namespace DiffGen;

/// <summary>The counter-based generator that noise is made of.</summary>
public enum NoiseGenerator
{
    /// <summary><see cref="DiffGen.Philox4x32"/>, ten rounds: what everything in the runtime draws from.</summary>
    Philox4x32,

    /// <summary><see cref="DiffGen.Threefry2x64"/>, twenty rounds: additions, rotations and exclusive ors alone. For a result that should not hang on one generator.</summary>
    Threefry2x64,
}
