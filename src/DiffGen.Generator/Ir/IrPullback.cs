using System.Collections.Immutable;

namespace DiffGen.Generator.Ir;

/// <summary>How reverse mode undoes a piece of C#.</summary>
/// <param name="Template">C# for the gradients of its operands; the holes are the operands, then the gradient of the result.</param>
/// <param name="Parts">What each operand gets of that, with it as <c>{0}</c>; null: nothing.</param>
/// <param name="Type">The type of the gradients together.</param>
/// <param name="Effect">What the C# does besides.</param>
internal sealed record IrPullback(string Template, ImmutableArray<string?> Parts, IrType Type, Effect Effect)
{
    /// <summary>The gradients are those of an expectation over a density: what the value enters may jump.</summary>
    public bool IsDensity { get; init; }
}
