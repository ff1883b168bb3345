using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Normalize;

/// <summary>
/// Keeps what a <c>[NoDiff]</c> parameter says when a callee is inlined: an active argument is a constant inside. A number goes through
/// <c>Diff.Stop</c>; so does each number that is read from a buffer. A callee that does more with such a buffer keeps its call.
/// </summary>
/// <param name="caller">The method into which others are inlined.</param>
internal sealed class Constancy(IrFunction caller)
{
    /// <summary>The template of <c>Diff.Stop</c>.</summary>
    public const string Stop = "{0}";

    private readonly Dictionary<int, bool> _spliced = [];
    private Activity? _activity;

    /// <summary>The parameter is a constant, and what it is given is none.</summary>
    public bool IsStopped(Call call, IrFunction callee, int parameter) =>
        callee.Parameters[parameter] is { NoDiff: true, Value.Type.Real: not RealKind.None } && IsActive(call.Arguments[parameter]);

    /// <summary>The body of the callee for this call; null where its call must stay.</summary>
    public Region? Stopped(Call call, IrFunction callee)
    {
        int[] buffers = Enumerable.Range(0, callee.Parameters.Length).Where(i => callee.Parameters[i].Value.Type.IsBuffer && IsStopped(call, callee, i)).ToArray();
        if (buffers.Length == 0)
        {
            return callee.Body;
        }

        var roots = new BufferRoots(callee);
        var stopped = new HashSet<int>(buffers.Select(i => roots.RootOf(callee.Parameters[i].Value)));
        return IrRewriter.Walk(callee.Body).All(IsRead) && !callee.Body.Yields.Any(IsIn) ? Visit(callee.Body) : null;

        bool IsIn(Value value) => value.Type.IsBuffer && stopped.Contains(roots.RootOf(value));

        bool IsRead(Op op) => op is Load or View or Opaque { Effect: Effect.Pure, Result.Type.Real: RealKind.None } || !op.Operands.Concat(op.Results).Any(IsIn);

        Region Visit(Region region) => region with
        {
            Ops = region.Ops.SelectMany(op => op is Load { Result.Type.IsReal: true } load && IsIn(load.Buffer) ? Constant(load) : [IrRewriter.Map(op, v => v, Visit)]).ToImmutableArray(),
        };

        IEnumerable<Op> Constant(Load load)
        {
            Value read = load.Result with { Id = -1 - load.Result.Id, Name = null };
            return [load with { Result = read }, new Opaque(load.Origin, load.Result, Stop, ImmutableArray.Create(read), Effect.Pure, Precedences.Call)];
        }
    }

    /// <summary>Notes which results of an inlined call are active: they go by other names from now on.</summary>
    public void Follow(Call call, IReadOnlyList<Value> results)
    {
        for (int i = 0; i < results.Count; i++)
        {
            _spliced[results[i].Id] = IsActive(call.Outputs[i]);
        }
    }

    /// <summary>The final content of a reference that counts as a constant.</summary>
    public static bool IsConstant(IrFunction callee, IrOutput output) => output is { NoDiff: true, Type.IsReal: true, Argument: >= 0 } && callee.Arguments[output.Argument].NoDiff;

    /// <summary>That reference, in words.</summary>
    public static string Described(IrFunction callee, IrOutput output) => "the [NoDiff] parameter '" + callee.Arguments[output.Argument].Name.TrimStart('@') + "'";

    private bool IsActive(Value value) => _spliced.TryGetValue(value.Id, out bool isActive) ? isActive : value.Id >= caller.NextId || (_activity ??= Activity.Of(caller)).IsActive(value);
}
