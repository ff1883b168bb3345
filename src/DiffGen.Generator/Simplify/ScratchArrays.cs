using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Simplify;

/// <summary>
/// <c>new R[n]</c> that never leaves a companion becomes scratch of the recording, <c>recording.Zeros&lt;R&gt;(n)</c>, where only its elements are read and written:
/// a companion that has been called before allocates nothing for it.
/// </summary>
internal static class ScratchArrays
{
    /// <param name="body">The body of a companion, ready to be printed.</param>
    /// <returns>The same, with spans in place of such arrays.</returns>
    public static Region Run(Region body)
    {
        Allocate[] arrays = body.Ops.OfType<Allocate>().Where(a => a is { Memory: Memory.Heap, HomeOf: null, IsRows: false } && a.Length.Type.Text == "int" && HasRoom(a.Result.Type)).ToArray();
        if (arrays.Length == 0)
        {
            return body;
        }

        HashSet<int> held = Held(body);
        Dictionary<int, Value> spans = arrays.Where(a => !held.Contains(a.Result.Id)).ToDictionary(a => a.Result.Id, a => a.Result with { Type = a.Result.Type.AsSpan() });
        return spans.Count == 0 ? body : Visit(body);

        Value Of(Value value) => spans.TryGetValue(value.Id, out Value? span) ? span : value;

        Region Visit(Region region) => new(region.Ops.Select(o => o is Allocate allocate && spans.ContainsKey(allocate.Result.Id) ? allocate with { Result = Of(allocate.Result), Memory = Memory.Zeros } : IrRewriter.Map(o, Of, Visit)).ToImmutableArray(), region.Yields);
    }

    private static bool HasRoom(IrType type) => type is { Buffer: BufferKind.Array, Members: null } && (type.Real != RealKind.None || type.Element is "int" or "bool");

    /// <summary>Buffers that are used as more than a place of elements: handed on, kept, chosen, returned.</summary>
    private static HashSet<int> Held(Region body)
    {
        var held = new HashSet<int>(body.Yields.Select(y => y.Id));
        foreach (Op op in IrRewriter.Walk(body))
        {
            IEnumerable<Value> kept = op switch
            {
                Load load => new[] { load.Index },
                Store store => new[] { store.Index, store.Stored },
                Fill or Copy or View { Result.Type.Buffer: BufferKind.Span or BufferKind.ReadOnlySpan } => System.Array.Empty<Value>(),
                _ when IntegerForms.IsLength(op) => System.Array.Empty<Value>(),
                _ => op.Operands,
            };
            held.UnionWith(kept.Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Yields)).Select(v => v.Id));
        }

        return held;
    }
}
