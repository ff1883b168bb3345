using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Differentiate;

/// <summary>What a node site is credited with: the directional derivative of the loss along all noise, times its own noise.</summary>
/// <param name="Directional">The directional derivative.</param>
/// <param name="Noise">The noise of the sites, replayed last first.</param>
internal sealed record NodeCredit(Value Directional, Value Noise)
{
    /// <summary>The loops that have been undone as they ran, by their numbers.</summary>
    public IReadOnlyDictionary<int, FinishedLoop> Finished { get; init; } = new Dictionary<int, FinishedLoop>();
}

/// <summary>What a loop leaves whose iterations are undone as they run.</summary>
/// <param name="Gradients">For each value from outside: what its sites are credited with for a direction of 1, and the gradient of its sum.</param>
/// <param name="Sum">The final value of its sum, where paths without a site reach one, or where iterations are examples.</param>
/// <param name="SumBefore">The first value of its sum.</param>
internal sealed record FinishedLoop(ImmutableArray<(Value Of, Value Credited, Value? Summed)> Gradients, Value? Sum, Value? SumBefore)
{
    /// <summary>Its iterations are examples: what they are credited with is that for their own directional derivatives, the gradient of the sum among it.</summary>
    public bool IsOfExamples { get; init; }

    /// <summary>That no iteration has run: then what it was given is what it left. Null where that does not matter.</summary>
    public Value? NeverRan { get; init; }

    /// <summary>Numbers that its iterations hand on, of which only the first is active: what they were and what they are behind the loop.</summary>
    public ImmutableArray<(Value Before, Value Behind)> FirstNumbers { get; init; } = ImmutableArray<(Value, Value)>.Empty;

    /// <summary>Buffers that it writes, whose content before the loop alone is active.</summary>
    public ImmutableArray<Value> FirstBuffers { get; init; } = ImmutableArray<Value>.Empty;
}

/// <summary>The calls of generated code on <c>DiffGen.CompilerServices.SiteNoise</c>: <c>{0}</c> is the noise.</summary>
internal static class NodeNoiseText
{
    public const string Type = "global::DiffGen.CompilerServices.SiteNoise";

    /// <summary>The beginning of a reverse sweep.</summary>
    public const string Replay = "{0}.Replay();";

    /// <summary>The noise of the next occurrence of a number.</summary>
    public static string Next(NodeSite site) => "{0}.Next<" + site.Node.Type.Text + ">(" + Number(site) + ")";

    /// <summary>The noise of the next occurrence of a buffer, added to <c>{1}</c>.</summary>
    public static string AddNext(NodeSite site) => "{0}.AddNext<" + site.Node.Type.Element + ">({1}, " + Number(site) + ");";

    /// <summary>The noise of the next occurrence of a buffer times <c>{2}</c>, added to the buffer itself, <c>{1}</c>.</summary>
    public static string AddNextScaled(NodeSite site) => "{0}.AddNext<" + site.Node.Type.Element + ">({1}, {2}, " + Number(site) + ");";

    /// <summary>The next occurrence, in a run without noise.</summary>
    public static string Pass(NodeSite site) => "{0}.Pass(" + Number(site) + ");";

    /// <summary>The beginning of another run of the method.</summary>
    public const string Again = "{0}.Again();";

    /// <summary>The next iteration of a loop over examples, with so many sites from a first one on.</summary>
    public static string NextExample(int first, int count) => "{0}.NextExample(" + first.ToString(CultureInfo.InvariantCulture) + ", " + count.ToString(CultureInfo.InvariantCulture) + ");";

    /// <summary>The end of a loop over examples.</summary>
    public const string EndExamples = "{0}.EndExamples();";

    /// <summary>The noise of the last occurrence of a number that has not been replayed.</summary>
    public static string Last(NodeSite site) => "{0}.Last<" + site.Node.Type.Text + ">(" + Number(site) + ")";

    /// <summary>The noise of the last occurrence of a buffer that has not been replayed, times <c>{2}</c>, put in the place of <c>{1}</c>.</summary>
    public static string SetLast(NodeSite site) => "{0}.SetLast<" + site.Node.Type.Element + ">({1}, {2}, " + Number(site) + ");";

    /// <summary>What the noise of a site whose value is a number is called.</summary>
    public static string? Name(NodeSite site) => site.Result?.Name is { } name ? name.TrimStart('@') + "Noise" : null;

    private static string Number(NodeSite site) => site.Number.ToString(CultureInfo.InvariantCulture);
}
