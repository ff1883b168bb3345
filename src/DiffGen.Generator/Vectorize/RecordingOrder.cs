using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// The recording is a stack: where the lanes run both arms of a branch, one after the other, the reverse sweep must undo them the other way round, or it would take
/// out what the other arm has put there.
/// </summary>
internal static class RecordingOrder
{
    /// <summary>What lies on the recording: a value of a type, or what the iterations of a loop or an arm of a branch have put there.</summary>
    /// <param name="Type">The value's; empty for a loop or a branch.</param>
    /// <param name="Mirror">The number of the loop or branch; zero for a value.</param>
    /// <param name="Then">What one iteration puts there, or the first arm, the last on top.</param>
    /// <param name="Else">What the second arm puts there.</param>
    private sealed record Entry(string Type, int Mirror, IReadOnlyList<Entry> Then, IReadOnlyList<Entry> Else);

    /// <summary>What a region leaves on the recording, and what it takes from below what it has put there, the topmost first.</summary>
    private sealed record Effect(List<Entry> Left, List<Entry> Taken);

    /// <param name="body">Both sweeps of calls in lanes.</param>
    /// <returns>Everything that is put on the recording is taken out by the operation that undoes it.</returns>
    public static bool IsKept(Region body) => Of(body) is { Left.Count: 0, Taken.Count: 0 };

    private static Effect Of(Region region)
    {
        var effect = new Effect([], []);
        Add(region, effect);
        return effect;
    }

    private static void Add(Region region, Effect effect)
    {
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case Push push:
                    effect.Left.Add(Value(push.Saved.Type));
                    break;
                case Allocate { Memory: Memory.Pushed } block:
                    effect.Left.Add(Value(block.Result.Type));
                    break;
                case Pop pop:
                    for (int k = 0; k < pop.Blocks; k++)
                    {
                        Take(effect, Value(pop.Result.Type));
                    }

                    break;
                case For loop:
                    Add(loop.Mirror, Of(loop.Body), new Effect([], []), effect);
                    break;
                case While loop:
                    Add(loop.Condition, effect);
                    Add(loop.Mirror, Of(loop.Body), new Effect([], []), effect);
                    break;
                case If { Mirror: 0 } tested:
                    Add(tested.Then, effect);
                    Add(tested.Else, effect);
                    break;
                case If branch:
                    Add(branch.Mirror, Of(branch.Then), Of(branch.Else), effect);
                    break;
            }
        }
    }

    /// <summary>A loop, or a branch that all lanes take together, puts its share there as one, and takes out what its mirror has put there.</summary>
    private static void Add(int mirror, Effect then, Effect otherwise, Effect whole)
    {
        if (then.Left.Count + otherwise.Left.Count > 0)
        {
            whole.Left.Add(new Entry("", mirror, then.Left, otherwise.Left));
        }

        if (then.Taken.Count + otherwise.Taken.Count > 0)
        {
            Take(whole, new Entry("", -mirror, Reversed(then.Taken), Reversed(otherwise.Taken)));
        }
    }

    private static Entry Value(IrType type) => new(type.Text, 0, [], []);

    private static List<Entry> Reversed(List<Entry> entries) => [.. Enumerable.Reverse(entries)];

    /// <summary>The topmost entry is taken out if it is this one; else what is asked for must lie below, and all that lies above is in the way.</summary>
    private static void Take(Effect effect, Entry entry)
    {
        int top = effect.Left.Count - 1;
        if (top >= 0 && AreSame(effect.Left[top], entry))
        {
            effect.Left.RemoveAt(top);
        }
        else
        {
            effect.Taken.Add(entry);
        }
    }

    private static bool AreSame(Entry a, Entry b) => a.Type == b.Type && a.Mirror == b.Mirror && AreSame(a.Then, b.Then) && AreSame(a.Else, b.Else);

    private static bool AreSame(IReadOnlyList<Entry> a, IReadOnlyList<Entry> b) => a.Count == b.Count && a.Zip(b, AreSame).All(same => same);
}
