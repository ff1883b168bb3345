using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>
/// Tapes whose length follows from the parameters: the public entry rents them and hands them to the kernel, so that no call stands
/// between the kernel's numbers and their registers.
/// </summary>
internal static class Tapes
{
    /// <summary>A tape, and the operations that compute it, without names so that they make one expression.</summary>
    public sealed record Rented(Value Tape, Region Expression);

    public static (Region Body, ImmutableArray<Rented> Rented) Split(Region body, IReadOnlyCollection<Value> parameters)
    {
        var rented = ImmutableArray.CreateBuilder<Rented>();
        foreach (Allocate tape in body.Ops.OfType<Allocate>().Where(a => a.Memory == Memory.Tape))
        {
            var chain = new List<Op>();
            if (Follow(tape.Length, chain))
            {
                var renamed = chain.SelectMany(o => o.Results).Distinct().ToDictionary(v => v, v => v with { Name = null });
                Op[] ops = chain.Append(tape).Select(o => IrRewriter.Map(o, v => renamed.TryGetValue(v, out Value? plain) ? plain : v.Equals(tape.Result) ? v with { Name = null } : v, r => r)).ToArray();
                rented.Add(new Rented(tape.Result, new Region(ops.ToImmutableArray(), ImmutableArray.Create(tape.Result with { Name = null }))));
            }
        }

        return (body with { Ops = body.Ops.Where(o => !rented.Any(r => o.Results.Contains(r.Tape))).ToImmutableArray() }, rented.ToImmutable());

        bool Follow(Value value, List<Op> chain)
        {
            if (parameters.Contains(value) || chain.Any(o => o.Results.Contains(value)))
            {
                return true;
            }

            Op? definition = body.Ops.FirstOrDefault(o => o.Results.Contains(value));
            if (definition is not (Constant or Opaque { Effect: Effect.Pure }) || !definition.Operands.All(o => Follow(o, chain)))
            {
                return false;
            }

            chain.Add(definition);
            return true;
        }
    }
}
