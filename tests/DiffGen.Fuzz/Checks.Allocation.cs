using System;
using System.Linq;

namespace DiffGen.Fuzz;

internal sealed partial class Checks
{
    private const int Calls = 4;

    /// <summary>
    /// Where the method itself allocates nothing, its companions allocate nothing from the second call on; but an array that a checkpointed
    /// method takes must be given to it as an array again, and a variable that a loop assigns new arrays has memory of its own even where the loop does not run.
    /// An empty result says nothing: the language's own <c>a[1..]</c> gives the one shared empty array there.
    /// </summary>
    private void Allocation(object[] inputs, object?[] v, object? u, object?[] w)
    {
        if (_program.Constructs.ContainsKey("[Checkpoint]") || _program.Constructs.ContainsKey(ProgramWriter.NewArrays))
        {
            return;
        }

        object? result = null;
        if (Least(() => result = _subject.Primal(Numbers.Clone(inputs))) > 0 || result is Array { Length: 0 })
        {
            return;
        }

        AllocationFree = true;
        object?[] g = _parameters.Select((p, i) => !p.IsActive ? null : p.MayBeWritten ? Numbers.Clone(w[i]!) : Numbers.Zero(inputs[i])).ToArray();
        None("Jvp", () => _subject.Jvp(Numbers.Clone(inputs), Numbers.CloneSome(v), out _));
        None("Vjp", () => _subject.Vjp(Numbers.Clone(inputs), u, Numbers.CloneSome(g)));
        if (_program.IsScalar)
        {
            None("Gradient", () => _subject.Gradient(Numbers.Clone(inputs), Numbers.CloneSome(g)));
            if (_program.WantsHvp)
            {
                None("Hvp", () => _subject.Hvp(Numbers.Clone(inputs), Numbers.CloneSome(v), Numbers.CloneSome(g), Numbers.CloneSome(g), out _));
            }
        }

        void None(string companion, Action call)
        {
            if (Least(call) is > 0 and long bytes)
            {
                Found(Outcome.Allocates, $"{companion} allocates {bytes} bytes, F none");
            }
        }

        long Least(Action call)
        {
            long least = long.MaxValue;
            for (int i = 0; i < Calls && least > 0; i++)
            {
                call();
                least = Math.Min(least, _subject.Allocated);
            }

            return least;
        }
    }
}
