namespace DiffGen.Generator.Ir;

/// <summary>How a method is differentiated by hand: methods with the signatures of its companions, in C# spelling, null where there is none.</summary>
/// <param name="Jvp">The forward companion.</param>
/// <param name="Vjp">The reverse companion.</param>
/// <param name="Partial">The partial derivative of a method of one real argument.</param>
/// <param name="Gradient">The gradient companion.</param>
internal sealed record IrRule(string? Jvp, string? Vjp, string? Partial, string? Gradient = null)
{
    /// <summary>Forward mode is given.</summary>
    public bool IsForward => Jvp is not null || Partial is not null;

    /// <summary>Reverse mode is given.</summary>
    public bool IsReverse => Vjp is not null || Partial is not null;

    /// <summary>Nothing is left to derive from the body.</summary>
    public bool IsWhole => IsForward && IsReverse;
}
