using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Loops that go over a whole buffer, one element in each iteration: <c>for (i = 0; i &lt; n; i++)</c> and <c>for (i = n - 1; i &gt;= 0; i--)</c> over a buffer of n elements.
/// </summary>
/// <param name="roots">Which memory a buffer may mean.</param>
/// <param name="integers">The integers of the method.</param>
internal sealed class WholeBuffers(BufferRoots roots, IntegerForms integers)
{
    private readonly (int Value, IntegerForm Number)[] _natural = [.. IrRewriter.Walk(integers.Body).OfType<Opaque>().Where(o => o.Template == "global::System.Math.Max(0, {0})" || (o.Template == "global::System.Math.Max({0}, {1})" && integers.FormOf(o.Arguments[0]).Number == 0))
        .Select(o => (o.Result!.Id, integers.FormOf(o.Arguments[o.Arguments.Length - 1])))];

    /// <summary>
    /// The accesses to a buffer in a loop, in the order of the program, where the loop goes over all of its elements and each iteration touches its own one alone. Null where
    /// that is not so, or something else may reach the memory.
    /// </summary>
    /// <param name="loop">The loop.</param>
    /// <param name="buffer">The buffer.</param>
    /// <param name="length">How long it is.</param>
    public ImmutableArray<Op>? Accesses(For loop, Value buffer, IntegerForm length)
    {
        ImmutableArray<Op> accesses = IrRewriter.Walk(loop.Body).Where(o => Accesses(o, buffer)).ToImmutableArray();
        return accesses.Length > 0 && integers.TripCountOf(loop) is { } trips && IsSame(trips, length, length)
            && ElementOf(accesses[0], buffer) is { } element && IsOwn(loop, element, length) && accesses.All(a => element.Equals(ElementOf(a, buffer))) ? accesses : null;
    }

    /// <summary>Whether an operation itself, not those inside it, reads or writes memory that a buffer may mean. A view of it and its length do not.</summary>
    public bool Accesses(Op op, Value buffer)
    {
        int root = roots.RootOf(buffer);
        return op is not (View or If or For or While or Allocate) && !IntegerForms.IsLength(op) && op.Operands.Any(o => o.Type.IsBuffer && roots.RootOf(o) == root);
    }

    /// <summary>Whether an operation or one inside it reads or writes memory that a buffer may mean.</summary>
    public bool Touches(Op op, Value buffer) => Accesses(op, buffer) || IrRewriter.Inside(op).Any(o => Accesses(o, buffer));

    /// <summary>A number is the length of a buffer, or Max(0, length), which is the same.</summary>
    public bool IsLength(IntegerForm number, IntegerForm length) => IsSame(number, length, length);

    private IntegerForm? ElementOf(Op access, Value buffer) => access switch
    {
        Load { Leaf: < 0 } load when load.Buffer.Equals(buffer) && load.Index.Type.Text == "int" => integers.FormOf(load.Index),
        Store { Leaf: < 0 } store when store.Buffer.Equals(buffer) && store.Index.Type.Text == "int" => integers.FormOf(store.Index),
        _ => null,
    };

    /// <summary>The element is ±i + r, and the first iteration has the first of the buffer, or the last.</summary>
    private bool IsOwn(For loop, IntegerForm element, IntegerForm length)
    {
        if (integers.UnitStep(loop) is not { } step || element.FactorOf(loop.Index.Id)?.Number is not (1 or -1) || element.With(loop.Index.Id, IntegerForm.Zero) is not { } rest || rest.Values.Any(v => integers.VariesIn(loop, v)))
        {
            return false;
        }

        bool up = element.FactorOf(loop.Index.Id)!.Number == step;
        return element.With(loop.Index.Id, integers.FormOf(loop.Start)) is { } first && (up ? IntegerForm.Zero : length - IntegerForm.Constant(1)) is { } end && IsSame(first, end, length);
    }

    /// <summary>A length is not negative: Max(0, n) of it is n.</summary>
    private bool IsSame(IntegerForm form, IntegerForm other, IntegerForm length) =>
        form.Equals(other) || _natural.Any(n => n.Number.Equals(length) && form.With(n.Value, length) is { } whole && whole.Equals(other));
}
