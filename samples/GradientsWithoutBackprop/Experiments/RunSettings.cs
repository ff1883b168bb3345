using DiffGen.Samples.Data;

namespace GradientsWithoutBackprop.Experiments;

/// <summary>What all experiments of a run have in common.</summary>
/// <param name="Digits">The digits to train on and those held back.</param>
/// <param name="Seed">The seed of every random choice.</param>
/// <param name="Epochs">How often training goes through the digits; null for as often as an experiment needs it.</param>
/// <param name="Quick">Everything smaller: a look, not a measurement.</param>
internal sealed record RunSettings(DigitSet Digits, ulong Seed, int? Epochs = null, bool Quick = false);
