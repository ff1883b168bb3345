namespace DiffGen.Checking;

/// <summary>The outcome of a comparison, in the units of the direction.</summary>
/// <param name="Kind">What there is to say; nothing where the number is right.</param>
/// <param name="Expected">The derivative by differences.</param>
/// <param name="Error">What it may be off by.</param>
/// <param name="Reason">In words.</param>
internal readonly record struct Verdict(DerivativeFindingKind? Kind, double Expected, double Error, string Reason);
