using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Chance and time that no stream gives: <c>System.Random</c>, <c>Guid.NewGuid()</c>, clocks. A run with them cannot be replayed, so that the same noise would give other values, and costs
/// that are run again for other draws would differ by more than the draw.
/// </summary>
internal static class HiddenChance
{
    private static readonly ImmutableArray<string> s_types = ImmutableArray.Create("global::System.Random", "global::System.Security.Cryptography.RandomNumberGenerator");

    private static readonly ImmutableArray<string> s_members = ImmutableArray.Create(
        "global::System.Random.Shared",
        "global::System.Security.Cryptography.RandomNumberGenerator.",
        "global::System.Guid.NewGuid",
        "global::System.Guid.CreateVersion7",
        "global::System.DateTime.Now",
        "global::System.DateTime.UtcNow",
        "global::System.DateTime.Today",
        "global::System.DateTimeOffset.Now",
        "global::System.DateTimeOffset.UtcNow",
        "global::System.Diagnostics.Stopwatch.",
        "global::System.Environment.TickCount");

    /// <summary>The first use of one, and what is used; null where there is none.</summary>
    public static (int Origin, string Called)? Find(IrFunction function)
    {
        foreach (Opaque op in IrRewriter.Walk(function.Body).OfType<Opaque>())
        {
            string? member = s_members.FirstOrDefault(m => op.Template.Contains(m)) ?? s_types.FirstOrDefault(t => op.Operands.Any(v => v.Type.Text == t) || op.Template.StartsWith("new " + t + "(", System.StringComparison.Ordinal));
            if (member is not null)
            {
                return (op.Origin, "'" + member.Replace("global::", "").TrimEnd('.') + "'");
            }
        }

        return null;
    }
}
