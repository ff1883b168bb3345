using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Checkpoint;

/// <summary>What loops save for the reverse sweep, and why, in words.</summary>
internal static class LoopRecords
{
    /// <param name="loop">What the loop saves.</param>
    /// <param name="functions">The methods that it calls.</param>
    /// <returns>Null where nothing is saved.</returns>
    public static LoopRecord? Of(SavedValues loop, IReadOnlyDictionary<string, IrFunction> functions)
    {
        (int origin, Region body, ImmutableArray<Value> arguments, ImmutableArray<Value> saved) = (loop.Origin, loop.Body, loop.Arguments, loop.Values);
        string[] calls = body.Ops.OfType<Call>().Where(c => c.Mode == CallMode.Forward).Select(c => functions.TryGetValue(c.Callee, out IrFunction? callee) ? callee.Title : c.Callee).Distinct().ToArray();
        if (saved.Length == 0 && calls.Length == 0)
        {
            return null;
        }

        var what = saved.Select(v => Reason(v, body, arguments)).GroupBy(r => r).Select(g => g.Count() == 1 ? g.Key : g.Count() + " × " + g.Key)
            .Concat(calls.Select(c => "what the call of '" + c + "' saves"));
        return new LoopRecord(origin, Size(saved) + (calls.Length == 0 ? "" : " and those of calls"), string.Join("; ", what));
    }

    private static string Reason(Value value, Region body, ImmutableArray<Value> arguments)
    {
        if (arguments.Contains(value))
        {
            return Named(value) + ", which the loop changes";
        }

        return body.Ops.FirstOrDefault(o => o.Results.Contains(value)) switch
        {
            Apply { Primitive: var primitive } when PrimitiveTable.Get(primitive).IsCheap => (value.Name is null ? "the value of " + primitive : Named(value)) + ", which is made of what is not kept",
            Apply apply => (value.Name is null ? "the value of " + apply.Primitive : Named(value) + " = " + apply.Primitive + "(…)") + ", which costs more to compute again than to keep",
            Load { Buffer.Name: { } buffer } => (value.Name is null ? "an element of '" + buffer.TrimStart('@') + "', which" : Named(value) + ", read from '" + buffer.TrimStart('@') + "', which") + " may be written afterwards",
            Load => Named(value) + ", read from memory that may be written afterwards",
            Call => value.Name is null ? "the result of a call" : Named(value) + ", the result of a call",
            If => Named(value) + ", which a branch computes",
            For or While => value.Name == NumberOfIterations ? "how often an inner loop runs" : Named(value) + ", which an inner loop computes",
            Opaque { Effect: not Effect.Pure } => Named(value) + ", which must not be read twice",
            _ => Named(value) + ", which is made of what is not kept",
        };
    }

    /// <summary>What the counters of loops are called.</summary>
    private const string NumberOfIterations = "iterations";

    private static string Named(Value value) => value.Name is null ? "a value" : "'" + value.Name.TrimStart('@') + "'";

    private static string Size(ImmutableArray<Value> saved)
    {
        int bytes = saved.Sum(v => SavedBytes.Known(v.Type));
        int others = saved.Count(v => v.Type.Real == RealKind.None && SavedBytes.Known(v.Type) == 0);
        string[] generic = saved.Where(v => v.Type.Real == RealKind.Generic).Select(v => v.Type.Text).ToArray();
        var parts = new List<string>();
        if (bytes > 0 || (others == 0 && generic.Length == 0))
        {
            parts.Add(bytes + (bytes == 1 ? " byte" : " bytes"));
        }

        parts.AddRange(generic.GroupBy(t => t).Select(g => g.Count() + " of type '" + g.Key + "'"));
        if (others > 0)
        {
            parts.Add(others + (others == 1 ? " other value" : " other values"));
        }

        return string.Join(" and ", parts);
    }
}
