namespace DiffGen.Generator.Ir;

/// <summary>A method that has the name of a companion and another signature.</summary>
/// <param name="Suffix">The companion.</param>
/// <param name="Name">Its name.</param>
/// <param name="Expected">The signature that it must have.</param>
internal sealed record Misnamed(string Suffix, string Name, string Expected);

/// <summary>Where a method stands and how it is declared: what its companions repeat.</summary>
/// <param name="Namespace">The namespace, or nothing for the global one.</param>
/// <param name="Types">The containing types, outermost first, each as <c>partial class Name&lt;T&gt;</c>.</param>
/// <param name="Modifiers">Accessibility and <c>static</c>.</param>
/// <param name="FileName">The name of the generated file.</param>
/// <param name="Cref">The method in a <c>cref</c>.</param>
/// <param name="ChecksOverflow">The project checks integer overflow: what is not written as <c>checked</c> must say that it is not.</param>
internal sealed record MethodShape(string Namespace, EquatableArray<string> Types, string Modifiers, string FileName, string Cref, bool ChecksOverflow)
{
    /// <summary>The type parameters of the method, as <c>&lt;T&gt;</c>.</summary>
    public string TypeParameters { get; init; } = "";

    /// <summary>Their constraints, as clauses.</summary>
    public string Constraints { get; init; } = "";

    /// <summary><c>virtual</c>, <c>override</c> or <c>abstract</c>, as the companions that every marked method has are declared.</summary>
    public string Dispatch { get; init; } = "";

    /// <summary>As <see cref="Dispatch"/>, of what belongs to Hessian-vector products.</summary>
    public string HvpDispatch { get; init; } = "";

    /// <summary>As <see cref="Dispatch"/>, of the Jacobian.</summary>
    public string JacobianDispatch { get; init; } = "";

    /// <summary>The names of the parameters of the method that an override overrides: names in tuples must be the same.</summary>
    public EquatableArray<string> OverriddenNames { get; init; }

    /// <summary>The companions of node and sampling sites that are written by hand, as suffixes of <see cref="CompanionSignature"/>.</summary>
    public EquatableArray<string> HandWritten { get; init; }

    /// <summary>Methods that have the name of such a companion and no signature of one.</summary>
    public EquatableArray<Misnamed> Misnamed { get; init; }

    /// <summary>Other projects may call the method: its hidden members are written for them, whether or not they are needed here.</summary>
    public bool IsExported { get; init; }

    /// <summary>A member of a marked struct without a mark of its own: it has hidden members only.</summary>
    public bool IsUnmarked { get; init; }

    /// <summary>The name of its objective: nothing where it is none.</summary>
    public string ObjectiveName { get; init; } = "";

    /// <summary>The name of its baselines, where it has sampling sites.</summary>
    public string BaselinesName { get; init; } = "";

    public bool IsStatic => Modifiers.Contains("static ");
}
