using System.Collections.Immutable;

namespace DiffGen.CodeFixes;

/// <summary>The diagnostics of the generator that a code fix answers. Kept here by name: the two assemblies are built for different compilers.</summary>
internal static class DiagnosticIds
{
    /// <summary>A type that contains a differentiable method is not partial. Reported in the type.</summary>
    public static readonly ImmutableArray<string> NotPartial = ["DG1001"];

    /// <summary>A parameter's type holds real numbers but carries no derivatives. Reported at the parameter.</summary>
    public static readonly ImmutableArray<string> ConstantParameter = ["DG1003", "DG2001"];
}
