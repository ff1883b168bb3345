using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>
/// What an iteration of a <see cref="StillLoop"/> does that is the same for all columns, <c>y[i] += x[l] w</c>: where w is zero, and the other numbers are of moderate size, it changes nothing, if y is made of
/// zeros and of such sums alone, so that it never is −0. What it reads at places that the iterations share is read in the first of them; what it reads at places of its own, where the marks are set: so it throws
/// what it threw.
/// </summary>
internal sealed class StillNumbers
{
    /// <summary>Fewer operations are not worth a test.</summary>
    private const int LeastWork = 12;

    /// <summary>Of a loop in the iteration.</summary>
    private const int Iterations = 4;

    private readonly For _inner;
    private readonly Region _kernel;
    private readonly KernelMemory _memory;
    private readonly StillLoop _loop;
    private readonly Value _weight;
    private readonly TangentSizes _sizes;
    private readonly HashSet<int> _inInner;

    /// <summary>One number in all lanes.</summary>
    private readonly string _broadcast;

    /// <summary>What depends on the index of the loop.</summary>
    private readonly HashSet<int> _own = [];
    private readonly HashSet<int> _zeros = [];

    /// <summary>What a value is that zeros were added to.</summary>
    private readonly Dictionary<int, Value> _same = [];
    private readonly HashSet<Op> _stores = [];
    private readonly Dictionary<int, Load> _read = [];

    private StillNumbers(Region kernel, For inner, StillLoop loop, Value weight, KernelMemory memory, LaneShape shape)
    {
        (_kernel, _inner, _loop, _weight, _memory) = (kernel, inner, loop, weight, memory);
        _inInner = KernelMemory.DefinedIn(inner);
        _broadcast = shape.Spelled(StillLoop.Broadcast);
        _sizes = new TangentSizes(memory, shape, v => _read.ContainsKey(v.Id) || loop.IsFactorNumber(v));
    }

    /// <summary>What stands before the test: the weight, and what it is made of.</summary>
    public ImmutableArray<Op> Before { get; private set; }

    /// <summary>What stands behind it.</summary>
    public ImmutableArray<Op> Behind { get; private set; }

    /// <summary>Numbers that are read at places of the iteration's own.</summary>
    public IReadOnlyCollection<int> Read => _read.Keys;

    /// <param name="kernel">The body of the kernel.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="shared">What its iterations do that is the same for all columns.</param>
    /// <param name="weight">The number that all is multiplied by.</param>
    /// <param name="memory">The memory of the kernel.</param>
    /// <param name="shape">The vectors.</param>
    /// <returns>How it is passed over; null where it must not be.</returns>
    public static StillNumbers? Of(Region kernel, StillLoop loop, Region shared, Value weight, KernelMemory memory, LaneShape shape)
    {
        var numbers = new StillNumbers(kernel, loop.Inner, loop, weight, memory, shape);
        numbers.FindOwn(shared);
        if (!numbers.Divide(shared) || !numbers.IsStill(new Region(numbers.Behind, ImmutableArray<Value>.Empty)) || Work(shared) < LeastWork)
        {
            return null;
        }

        HashSet<int> needed = [.. numbers._read.Values.SelectMany(l => numbers.Closure([l.Buffer, l.Index])).SelectMany(o => o.Results).Select(v => v.Id)];
        return numbers.Carries() && numbers.AreSums()
            && numbers.Behind.SelectMany(o => IrRewriter.Inside(o).Prepend(o)).OfType<View>().All(v => !numbers.IsOwn(v.Result) || needed.Contains(v.Result.Id)) ? numbers : null;
    }

    private bool IsOwn(Value value) => _own.Contains(value.Id);

    private void FindOwn(Region shared)
    {
        _own.Add(_inner.Index.Id);
        int before;
        do
        {
            before = _own.Count;
            foreach (Op op in shared.Walked)
            {
                if (op is For loop)
                {
                    foreach (int k in Enumerable.Range(0, loop.Carried.Length).Where(k => IsOwn(loop.Initial[k]) || IsOwn(loop.Body.Yields[k])))
                    {
                        _own.Add(loop.Carried[k].Id);
                        _own.Add(loop.Outputs[k].Id);
                    }
                }
                else if (op.Operands.Any(IsOwn))
                {
                    _own.UnionWith(op.Results.Select(r => r.Id));
                }
            }
        }
        while (_own.Count > before);
    }

    /// <summary>The weight, and what it is made of, stand before all else.</summary>
    private bool Divide(Region shared)
    {
        HashSet<Op> before = [.. Closure([_weight])];
        Before = shared.Ops.Where(before.Contains).ToImmutableArray();
        Behind = shared.Ops.Where(o => !before.Contains(o)).ToImmutableArray();
        return before.Count == Before.Length && Before.All(o => o is Constant or View or Load or Opaque { Effect: Effect.Pure });
    }

    /// <summary>What defines values in the loop.</summary>
    private List<Op> Closure(IEnumerable<Value> values)
    {
        var found = new List<Op>();
        var open = new Stack<Value>(values);
        while (open.Count > 0)
        {
            if (open.Pop() is var value && _inInner.Contains(value.Id) && !value.Equals(_inner.Index) && _memory.DefinitionOf(value) is { } op && !found.Contains(op))
            {
                found.Add(op);
                foreach (Value operand in op.Operands)
                {
                    open.Push(operand);
                }
            }
        }

        return found;
    }

    private bool IsStill(Region region) => region.Ops.All(op => op switch
    {
        Remark or Constant or View => true,
        Load load => IsReadable(load),
        Store store => Add(store),
        Opaque { Effect: Effect.Pure } opaque => opaque.Template == _broadcast || LaneTemplates.IsSafe(opaque),
        Apply apply => Follow(apply),
        For { Exit: < 0 } loop => IsStill(loop),
        _ => false,
    });

    private bool IsStill(For loop)
    {
        if (new[] { loop.Start, loop.Bound, loop.Step }.Any(IsOwn))
        {
            return false;
        }

        // What the loop hands on is taken to be what it began with, until its body says otherwise: nothing may stand on that then.
        HashSet<int> kept = [.. Enumerable.Range(0, loop.Carried.Length)];
        while (true)
        {
            foreach (int k in kept)
            {
                Become(loop.Carried[k], loop.Initial[k]);
            }

            if (!IsStill(loop.Body))
            {
                return false;
            }

            if (kept.RemoveWhere(k => IsZero(loop.Initial[k]) ? !IsZero(loop.Body.Yields[k]) : !Base(loop.Body.Yields[k]).Equals(Base(loop.Initial[k]))) == 0)
            {
                break;
            }

            foreach (Value value in loop.RegionArguments.Concat(loop.Body.Walked.SelectMany(o => o.Results.Concat(o.RegionArguments))))
            {
                _zeros.Remove(value.Id);
                _same.Remove(value.Id);
            }
        }

        foreach (int k in kept)
        {
            Become(loop.Outputs[k], loop.Initial[k]);
        }

        return true;
    }

    private void Become(Value value, Value other)
    {
        if (IsZero(other))
        {
            _zeros.Add(value.Id);
        }
        else
        {
            _same[value.Id] = Base(other);
        }
    }

    private bool IsReadable(Load load)
    {
        if (IsOwn(load.Buffer) || IsOwn(load.Index))
        {
            if (!load.Result.Type.IsReal || !_loop.IsRepeatableRead(load))
            {
                return false;
            }

            _read[load.Result.Id] = load;
        }

        return true;
    }

    /// <summary>It adds a zero to an element.</summary>
    private bool Add(Store store)
    {
        _stores.Add(store);
        return !IsOwn(store.Buffer) && !IsOwn(store.Index) && (store.Adds ? IsZero(store.Stored)
            : _memory.DefinitionOf(Base(store.Stored)) is Load load && _inInner.Contains(load.Result.Id) && load.Buffer.Equals(store.Buffer) && load.Index.Equals(store.Index));
    }

    private bool IsZero(Value value) => value.Equals(_weight) || _zeros.Contains(value.Id);

    private Value Base(Value value) => _same.TryGetValue(value.Id, out Value? same) ? same : value;

    private bool Follow(Apply apply)
    {
        Value a = apply.Arguments[0], b = apply.Arguments[apply.Arguments.Length - 1];
        switch (apply.Primitive)
        {
            case "Multiply" when (IsZero(a) && (IsZero(b) || _sizes.IsBounded(b))) || (IsZero(b) && _sizes.IsBounded(a)):
            case "Negate" when IsZero(a):
            case "Add" or "Subtract" when IsZero(a) && IsZero(b):
                _zeros.Add(apply.Result.Id);
                break;
            case "Add" or "Subtract" when IsZero(b):
                Become(apply.Result, a);
                break;
            case "Add" when IsZero(a):
                Become(apply.Result, b);
                break;
        }

        return apply.Primitive is "Add" or "Subtract" or "Multiply" or "Divide" or "Negate" or "Sqrt" or "Abs";
    }

    /// <summary>What the loop hands on is what it was, and began as zero.</summary>
    private bool Carries() => Enumerable.Range(0, _inner.Carried.Length).All(k => _loop.Varies(_inner.Carried[k])
        || (_inner.Carried[k].Type.IsReal && Base(_inner.Body.Yields[k]).Equals(_inner.Carried[k]) && _memory.DefinitionOf(_inner.Initial[k]) is Constant { Text: "0" or "0f" or "0.0" }));

    /// <summary>The memory that is added to is made as zeros, nothing else writes it, and the weight is not read from it.</summary>
    private bool AreSums()
    {
        HashSet<int> roots = [];
        foreach (Store store in _stores.Cast<Store>())
        {
            if (_memory.RootOf(store.Buffer) is not { } root || _memory.DefinitionOf(root) is not Allocate { Memory: Memory.Zeros })
            {
                return false;
            }

            roots.Add(root.Id);
        }

        return Before.OfType<Load>().All(l => _memory.RootOf(l.Buffer) is { } root && !roots.Contains(root.Id))
            && _kernel.Walked.Where(o => !_stores.Contains(o)).All(o => KernelMemory.Written(o) is { } buffers && buffers.All(b => _memory.RootOf(b) is { } root && !roots.Contains(root.Id)));
    }

    private static int Work(Region region) => region.Ops.Sum(op => op is For loop ? Iterations * Work(loop.Body) : op is Opaque or Load or Store ? 1 : 0);
}
