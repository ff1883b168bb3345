namespace DiffGen.Generator.Expectation;

/// <summary>A loop cannot be run twice.</summary>
/// <param name="why">What its draws do that stands in the way.</param>
internal sealed class OnceOnlyException(string why) : System.Exception(why);
