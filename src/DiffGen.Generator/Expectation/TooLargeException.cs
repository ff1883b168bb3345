using DiffGen.Generator.Analysis;

namespace DiffGen.Generator.Expectation;

/// <summary>What would be enumerated unasked takes too much.</summary>
internal sealed class TooLargeException(int origin, string reason) : UnsupportedException(origin, reason, "");
