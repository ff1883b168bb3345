namespace SigmoidBeliefNetwork;

/// <summary>How good a network is at some point of its training.</summary>
/// <param name="Step">Steps so far.</param>
/// <param name="Seconds">Time spent in them.</param>
/// <param name="Bound">The mean bound of the images held back, in nats.</param>
internal readonly record struct Measurement(int Step, double Seconds, double Bound);
