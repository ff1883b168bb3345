namespace DiffGen.Generator.Expectation;

/// <summary>Names of the runtime that the companions of methods with sites use.</summary>
internal static class CompanionNames
{
    /// <summary>The baselines of the sites during one estimate, and what they are to learn from it.</summary>
    public const string Credits = "global::System.Span<global::DiffGen.CompilerServices.Credit>";
}
