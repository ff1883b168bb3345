using System;
using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>What methods write, themselves or through what they call.</summary>
/// <param name="functions">All methods in reach, as they were lowered.</param>
internal sealed class Writes(IReadOnlyDictionary<string, IrFunction> functions)
{
    private readonly Dictionary<string, BufferRoots> _roots = new(StringComparer.Ordinal);

    /// <summary>The first operation that does something which is neither in the results nor in the parameters; null where running the method twice does no more than running it once.</summary>
    public Op? FirstEffect(IrFunction function) => FirstEffect(function, new HashSet<string>(StringComparer.Ordinal) { function.Key });

    /// <summary>As <see cref="FirstEffect(IrFunction)"/>, with calls that may be made twice, of unknown code or of methods that give a result of unknown code.</summary>
    /// <param name="function">The method.</param>
    /// <param name="mayRepeat">Which.</param>
    public Op? FirstEffect(IrFunction function, Func<Op, bool> mayRepeat) => FirstEffect(function, new HashSet<string>(StringComparer.Ordinal) { function.Key }, mayRepeat);

    /// <summary>Whether the method may write elements of a parameter.</summary>
    public bool Reach(IrFunction function, int parameter) => Reach(function, parameter, []);

    /// <summary>The first operation that reads what is neither a parameter nor constant: running the method again may find something else there.</summary>
    public Op? FirstRead(IrFunction function) => FirstRead(function, new HashSet<string>(StringComparer.Ordinal) { function.Key });

    private Op? FirstRead(IrFunction function, HashSet<string> seen)
    {
        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            bool reads = op switch
            {
                Opaque { Effect: Effect.Reads } => true,
                Opaque { Effect: Effect.Unknown } opaque => IsReading(opaque),
                Load load => IsOutside(function, load.Buffer),
                Copy copy => IsOutside(function, copy.Source),
                Call call => functions.TryGetValue(call.Callee, out IrFunction? callee) && seen.Add(call.Callee) && FirstRead(callee, seen) is not null,
                _ => false,
            };
            if (reads)
            {
                return op;
            }
        }

        return null;
    }

    private Op? FirstEffect(IrFunction function, HashSet<string> seen, Func<Op, bool>? mayRepeat = null)
    {
        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            bool lasts = op switch
            {
                Opaque { IsNewRow: true } => false,
                Opaque { WritesSpansOnly: true } opaque => Written(opaque).Any(a => IsOutside(function, a)),
                Opaque { Effect: Effect.Unknown } opaque => !IsGuard(opaque.Template) && !IsReading(opaque) && mayRepeat?.Invoke(opaque) != true,
                Call call => call.Arguments.Where((a, k) => a.Type.IsBuffer && IsOutside(function, a) && IsWritten(call, k, [])).Any()
                    || (functions.TryGetValue(call.Callee, out IrFunction? callee) && seen.Add(call.Callee) && FirstEffect(callee, seen, mayRepeat?.Invoke(call) == true ? GivesResult : null) is not null),
                _ => Written(op) is { } buffer && IsOutside(function, buffer),
            };
            if (lasts)
            {
                return op;
            }
        }

        return null;
    }

    private static bool GivesResult(Op op) => op is Call or Opaque { Result: not null };

    private bool Reach(IrFunction function, int parameter, HashSet<(string, int)> seen)
    {
        if (!seen.Add((function.Key, parameter)) || !function.Parameters[parameter].IsWritable)
        {
            return false;
        }

        if (function.Rule is { IsWhole: true })
        {
            return true;
        }

        BufferRoots roots = RootsOf(function);
        int root = roots.RootOf(function.Parameters[parameter].Value);
        return IrRewriter.Walk(function.Body).Any(op => op is Call call
            ? call.Arguments.Where((a, k) => a.Type.IsBuffer && roots.RootOf(a) == root && IsWritten(call, k, seen)).Any()
            : op is Opaque { Effect: Effect.Unknown } opaque ? Written(opaque).Any(a => roots.RootOf(a) == root)
            : Written(op) is { } buffer && roots.RootOf(buffer) == root);
    }

    /// <summary>The first parameter of a call that counts as a constant, though the call may write it and what it is given is active.</summary>
    public IrParameter? FirstConstant(Call call, Func<Value, bool> isActive) => !functions.TryGetValue(call.Callee, out IrFunction? callee) ? null
        : callee.Parameters.Where((p, i) => p is { NoDiff: true, Value.Type.IsRealBuffer: true } && isActive(call.Arguments[i]) && IsWritten(call, i)).FirstOrDefault();

    /// <summary>Whether a call may write elements of an argument.</summary>
    public bool IsWritten(Call call, int argument) => IsWritten(call, argument, []);

    private bool IsWritten(Call call, int argument, HashSet<(string, int)> seen) => !functions.TryGetValue(call.Callee, out IrFunction? callee) || Reach(callee, argument, seen);

    /// <summary>It does nothing, or throws.</summary>
    private static bool IsGuard(string template) => template.StartsWith("global::System.Diagnostics.Debug.Assert(", StringComparison.Ordinal)
        || (template.StartsWith("global::System.", StringComparison.Ordinal) && template.Contains("Exception.ThrowIf"));

    /// <summary>A property or indexer of a type of .NET: <c>list[i]</c>, <c>list.Count</c>, <c>CultureInfo.InvariantCulture</c>.</summary>
    private static bool IsReading(Opaque opaque) => opaque.Result is not null && opaque.Template.IndexOfAny(['(', '=']) < 0
        && (opaque.Arguments.Length == 0 ? opaque.Template : opaque.Template.StartsWith("{0}", StringComparison.Ordinal) ? opaque.Arguments[0].Type.Text : "").StartsWith("global::System.", StringComparison.Ordinal);

    private static IEnumerable<Value> Written(Opaque opaque) => opaque.Arguments.Where(a => a.Type.IsBuffer && !(opaque.WritesSpansOnly && a.Type.Buffer == BufferKind.ReadOnlySpan));

    private static Value? Written(Op op) => op switch
    {
        Store store => store.Buffer,
        Fill fill => fill.Buffer,
        Copy copy => copy.Destination,
        _ => null,
    };

    /// <summary>Memory that may outlive the call without being an argument: the array of a field, or what a method hands out.</summary>
    private bool IsOutside(IrFunction function, Value buffer)
    {
        BufferRoots roots = RootsOf(function);
        return roots.Sources(roots.RootOf(buffer)).Any(s => s is Opaque || (s is Call && !buffer.Type.IsRealBuffer));
    }

    private BufferRoots RootsOf(IrFunction function)
    {
        if (!_roots.TryGetValue(function.Key, out BufferRoots? roots))
        {
            _roots[function.Key] = roots = new BufferRoots(function);
        }

        return roots;
    }
}
