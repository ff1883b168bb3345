namespace DiffGen;

/// <summary>Four words of 32 bits: a counter of <see cref="Philox4x32"/>, or what it makes of one.</summary>
/// <param name="X">The first word; of a counter the least significant.</param>
/// <param name="Y">The second word.</param>
/// <param name="Z">The third word.</param>
/// <param name="W">The fourth word.</param>
public readonly record struct PhiloxBlock(uint X, uint Y, uint Z, uint W);
