namespace DiffGen.Generator.Ir;

/// <summary>The Jacobian of a method is asked for.</summary>
/// <param name="ReadSpans">The <c>Span</c> parameters that the body reads, in C# spelling: what they hold at first is an input.</param>
internal sealed record IrJacobian(EquatableArray<string> ReadSpans)
{
    public override string ToString() => " jacobian(" + string.Join(", ", ReadSpans) + ")";
}
