using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Checkpoint;

/// <summary>Derivatives that the forward sweep saves in the place of what they are made of.</summary>
internal sealed partial class CheckpointPass
{
    /// <summary>Functions that are each other's derivative but for the sign.</summary>
    private static readonly Dictionary<string, string> s_partners = new(System.StringComparer.Ordinal)
    {
        ["Sin"] = "Cos",
        ["Cos"] = "Sin",
        ["SinPi"] = "CosPi",
        ["CosPi"] = "SinPi",
        ["Sinh"] = "Cosh",
        ["Cosh"] = "Sinh",
    };

    /// <summary>
    /// As <see cref="Recompute"/>. Where the forward region computes sin(x), the reverse one cos(x), and x is saved for that alone, cos(x) is computed and saved in the
    /// forward region: a recurrence, whose next step waits for the sine, has it in the meantime. No more is saved, and no more is computed.
    /// </summary>
    private (Region Forward, Region Undone, IReadOnlyList<Value> Saved) Recorded(Region forward, Value[] arguments, Region backward)
    {
        (Region undone, IReadOnlyList<Value> saved) = Recompute(forward, arguments, backward);
        foreach (Apply partner in backward.Ops.OfType<Apply>().Where(a => s_partners.ContainsKey(a.Primitive)))
        {
            if (!saved.Contains(partner.Arguments[0]) || forward.Ops.FirstOrDefault(o => IsPartner(o, partner)) is not { } function)
            {
                continue;
            }

            Region both = forward with { Ops = forward.Ops.Insert(forward.Ops.IndexOf(function) + 1, partner) }, rest = backward with { Ops = backward.Ops.Remove(partner) };
            (Region otherUndone, IReadOnlyList<Value> otherSaved) = Recompute(both, arguments, rest);
            if (otherSaved.Contains(partner.Result) && otherSaved.Sum(v => SavedBytes.Of(v.Type)) <= saved.Sum(v => SavedBytes.Of(v.Type)))
            {
                (forward, backward, undone, saved) = (both, rest, otherUndone, otherSaved);
            }
        }

        return (forward, undone, saved);
    }

    private static bool IsPartner(Op op, Apply of) => op is Apply apply && apply.Primitive == s_partners[of.Primitive] && apply.Arguments[0] == of.Arguments[0];
}
