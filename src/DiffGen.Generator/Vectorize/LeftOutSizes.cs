using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// What becomes of cotangents below 2⁻¹⁰⁰⁰ that are left out of an iteration: how many powers of two larger its parts in other numbers may be. They are multiplied by numbers that have a bound, added up, and
/// end in sums of all iterations.
/// </summary>
internal sealed class LeftOutSizes : SizeBounds
{
    private readonly IrFunction _iteration;
    private readonly Variation _variation;
    private readonly NumberSizes _numbers;

    private LeftOutSizes(IrFunction iteration, Variation variation, NumberSizes numbers, BufferRoots roots)
        : base(iteration, roots)
    {
        _iteration = iteration;
        _variation = variation;
        _numbers = numbers;
    }

    /// <param name="iteration">One iteration of an outer loop, with cotangents left out (<see cref="LaneTemplates.DropNegligible"/>).</param>
    /// <param name="variation">What differs from iteration to iteration.</param>
    /// <param name="sums">The buffers that all iterations add to.</param>
    /// <returns>The sums with parts of what is left out, and how many powers of two a part may be larger; null where that is not known.</returns>
    public static IReadOnlyList<(Value Sum, int Bits)>? Of(IrFunction iteration, Variation variation, IReadOnlyCollection<Value> sums)
    {
        var roots = new BufferRoots(iteration);
        var sizes = new LeftOutSizes(iteration, variation, NumberSizes.Of(iteration, variation, roots), roots);
        sizes.Run();
        if (!sizes.AreKnown())
        {
            return null;
        }

        (Value Sum, int Bits)[] parts = [.. sums.Where(s => sizes.OfElements(s) is not null).Select(s => (s, sizes.OfElements(s)!.Value))];
        return parts.All(p => p.Bits != Unbounded && sums.Count(s => roots.RootOf(s) == roots.RootOf(p.Sum)) == 1) ? parts : null;
    }

    protected override int? Given(Op op, Value result) => op switch
    {
        Opaque { Template: LaneTemplates.DropNegligible } => Max(0, Of(op.Operands[0])),
        Apply { Primitive: "Multiply" or "StrongMultiply" or "StrongProduct" } product => Max(Part(product.Arguments[0], product.Arguments[1]), Part(product.Arguments[1], product.Arguments[0])),
        Apply { Primitive: "Add" or "Subtract" } sum => Larger(Max(Of(sum.Arguments[0]), Of(sum.Arguments[1])), 1),
        Apply { Primitive: "Negate" } negated => Of(negated.Arguments[0]),
        _ => null,
    };

    private int? Part(Value cotangent, Value factor) => Product(Of(cotangent), _numbers.Of(factor) ?? Unbounded);

    /// <summary>Nothing else is done with what has parts of it.</summary>
    private bool AreKnown() => !_iteration.Body.Yields.Any(HasPart) && _iteration.Body.Walked.All(op => op switch
    {
        Opaque { Template: LaneTemplates.DropNegligible or "{0}.Length" } or Load or View or Allocate => true,
        Apply { Primitive: "Multiply" or "StrongMultiply" or "StrongProduct" } product => product.Arguments.Count(HasPart) <= 1,
        Apply { Primitive: "Add" or "Subtract" or "Negate" } => true,
        Store store when HasPart(store.Stored) => IsOwn(store.Buffer) || (store.Adds && _variation.IsSum(store.Buffer) && !_variation.Varies(store.Index)),
        Fill { Filler: { } filler } fill when HasPart(filler) => IsOwn(fill.Buffer),
        Copy copy when HasPart(copy.Source) => IsOwn(copy.Destination),
        Store or Fill or Copy => true,
        For or While or If => true,
        _ => !op.Operands.Any(HasPart),
    });

    private bool HasPart(Value value) => value.Type.IsBuffer ? OfElements(value) is not null : Of(value) is not null;

    /// <summary>Memory of the iteration's own.</summary>
    private bool IsOwn(Value buffer) => Roots.Sources(Roots.RootOf(buffer)).All(s => s is Allocate);
}
