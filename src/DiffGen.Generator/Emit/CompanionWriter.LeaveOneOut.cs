using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Expectation;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>Baselines that leave one sample out: all are simulated ahead of the estimates.</summary>
internal sealed partial class CompanionWriter
{
    private const string Simulation = "Simulation";

    /// <summary>Where the method makes arrays, its further simulations are run with scratch of the recording in the place of those.</summary>
    private bool IsSimulatedAside(IrFunction original) => _canRepeat && _baselines.Length > 0 && IrRewriter.Walk(original.Body).Any(o => o is Allocate { Memory: Memory.Heap });

    private void SimulatedAside(IrFunction original)
    {
        if (IsSimulatedAside(original))
        {
            IrFunction before = _function;
            _function = original;
            Region body = Surrogate.WithoutPaths(Surrogate.Paths(original, []).Body);
            Method(Core(Simulation), new Entry(original, NewNames(), body), original.ResultType!.Declared, Yields.Forward(original).RemoveAll(y => y.Role != Yields.Role.Value), body, comments: false, isPrivate: true);
            _function = before;
        }
    }

    /// <summary>The results of all samples, simulated ahead of the estimates, where a baseline is the mean of the others.</summary>
    private IEnumerable<string> LeaveOneOut(IrFunction original, Entry entry, string leaves, string samples, string results, string rented, string total, Names names)
    {
        string sample = names.Numbered("simulated");
        yield return "double " + total + " = 0;";
        if (_canRepeat)
        {
            yield return "double[] " + rented + " = " + leaves + " && " + samples + " > 256 ? global::System.Buffers.ArrayPool<double>.Shared.Rent(" + samples + ") : global::System.Array.Empty<double>();";
            yield return "global::System.Span<double> " + results + " = !(" + leaves + ") ? default : " + samples + " > 256 ? new global::System.Span<double>(" + rented + ", 0, " + samples + ") : stackalloc double[" + samples + "];";
        }
        else
        {
            yield return "global::System.Span<double> " + results + " = default;";
            yield return "if (" + leaves + ")";
            yield return "{";
            yield return "throw new global::System.NotSupportedException(\"BaselineKind.LeaveOneOut runs " + original.Name + " once more for each sample, but it writes to what it is given; take another kind of baseline.\");";
            yield return "}";
            yield break;
        }

        (string Name, string Ahead, string Start)[] streams = original.Arguments.Where(a => a.Type.Text == StreamUse.Stream).Select(a => (a.Name, names.Numbered("ahead"), names.Numbered("begin"))).ToArray();
        foreach ((string name, string ahead, string start) in streams)
        {
            yield return "var " + ahead + " = " + name + ";";
            yield return "var " + start + " = " + ahead + ";";
        }

        string arguments = string.Join(", ", entry.Passed.Take(original.Arguments.Count(a => !a.IsReceiver)).Select(a => streams.FirstOrDefault(s => a == "ref " + s.Name) is { Ahead: { } ahead } ? "ref " + ahead : a));
        string call = original.Name + (IsSimulatedAside(original) ? Core(Simulation) : "") + _shape.TypeParameters + "(" + arguments + ")";
        yield return "for (int " + sample + " = 0; " + sample + " < " + results + ".Length; " + sample + "++)";
        yield return "{";
        yield return results + "[" + sample + "] = " + (original.ResultType!.Real == RealKind.Generic ? "double.CreateChecked(" + call + ")" : call) + ";";
        yield return total + " += " + results + "[" + sample + "];";
        foreach ((_, string ahead, string start) in streams)
        {
            yield return ahead + " = global::DiffGen.CompilerServices.Draw.Behind(" + ahead + ", " + start + ");";
            yield return start + " = " + ahead + ";";
        }

        yield return "}";
    }
}
