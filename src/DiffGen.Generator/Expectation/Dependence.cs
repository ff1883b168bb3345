using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>The draw of a site, as one operation uses it.</summary>
/// <param name="Site">The id of the draw.</param>
/// <param name="Use">The number of the operation that uses it, or hands it on from a region of its own; −1: the method.</param>
internal readonly record struct Way(int Site, int Use);

/// <summary>That, and how, a value depends on a draw.</summary>
/// <param name="Level">
/// How many of the loops around the site are in the same iteration: it may depend on what the site has drawn since the current iteration of that loop began, and on nothing older.
/// </param>
/// <param name="IsOpen">It is reached on a path that no density ends.</param>
/// <param name="Jump">The first operation on such a path at which it may jump; null where there is none.</param>
internal readonly record struct Mark(int Level, bool IsOpen, Op? Jump);

/// <summary>
/// Which values depend on which draws, by data and by control: a fixpoint over the method. Each way of a draw into what follows is told apart, and so is each loop that hands it on: what an
/// iteration alone sees of a site is the draws of that iteration.
/// </summary>
/// <remarks>
/// Streams are left out on purpose: where a stream stands is decided by draws, but what is drawn next is independent of that. What <c>Diff.Stop</c> gives depends on nothing.
/// </remarks>
internal sealed partial class Dependence
{
    private static readonly ImmutableHashSet<string> s_jumps = ImmutableHashSet.Create("Remainder", "IeeeRemainder", "Atan2", "Atan2Pi", "CopySign", "MaxMagnitude", "MinMagnitude", "MaxMagnitudeNumber", "MinMagnitudeNumber");

    private readonly Dictionary<int, Marks> _values = [];
    private readonly Dictionary<int, Marks> _contents = [];
    private readonly Marks _hidden = new() { IsKept = true };
    private readonly Dictionary<int, int> _rootDepths = [];
    private readonly Dictionary<int, ImmutableArray<int>> _loopsOf = [];
    private readonly Dictionary<int, int> _numbers = [];
    private readonly Dictionary<int, Op> _loopAt = [];
    private readonly Dictionary<(int Holder, int Slot), Marks> _controls = [];
    private readonly Agreement _agreement;
    private readonly RuntimeCalls _runtime;
    private readonly BufferRoots _buffers;
    private readonly IReadOnlyDictionary<int, int> _iterationMemory;
    private readonly ISet<int> _densities;
    private readonly bool _isSecond;
    private ImmutableArray<int> _loops = ImmutableArray<int>.Empty;
    private int _number;
    private bool _changed;

    private Dependence(IrFunction function, BufferRoots buffers, ISet<int> densities, bool isSecond)
    {
        _buffers = buffers;
        _iterationMemory = IterationMemory.Depths(function, buffers);
        _densities = densities;
        _isSecond = isSecond;
        _agreement = new Agreement(function, isSecond);
        _runtime = new RuntimeCalls(function);
    }

    /// <param name="function">The method.</param>
    /// <param name="buffers">Which of its buffers share memory.</param>
    /// <param name="densities">The sites whose parameters get their derivatives from a density: a path that enters them may jump behind.</param>
    /// <param name="isSecond">Kinks count as jumps: the first derivative jumps there.</param>
    public static Dependence Of(IrFunction function, BufferRoots buffers, ISet<int> densities, bool isSecond = false)
    {
        var dependence = new Dependence(function, buffers, densities, isSecond);
        foreach (IrParameter parameter in function.Parameters.Where(p => p.Value.Type.IsBuffer))
        {
            dependence._rootDepths[buffers.RootOf(parameter.Value)] = 0;
        }

        do
        {
            dependence._changed = false;
            dependence._number = 0;
            dependence.Visit(function.Body, [], -1, 0);
        }
        while (dependence._changed);
        return dependence;
    }

    /// <summary>The loops around a site, outer first, by their numbers.</summary>
    public ImmutableArray<int> LoopsOf(int site) => _loopsOf[site];

    /// <summary>
    /// What each loop around scored sites is: with null, its iterations are independent but for sums, and each draw answers for its own iteration; else what carries draws from one iteration to
    /// the next is named, or "" where it has no name.
    /// </summary>
    /// <param name="levels">For each scored site the outermost level at which a term that it is charged with depends on it.</param>
    /// <param name="sums">Values that terms are added up in.</param>
    public IEnumerable<(Op Loop, string? Carrier)> Plates(IReadOnlyDictionary<int, int> levels, ISet<int> sums)
    {
        foreach (KeyValuePair<int, Op> loop in _loopAt.OrderBy(l => l.Key))
        {
            int[] inside = levels.Keys.Where(s => _loopsOf.TryGetValue(s, out ImmutableArray<int> loops) && loops.Contains(loop.Key)).ToArray();
            if (inside.Length == 0)
            {
                continue;
            }

            int[] carried = inside.Where(s => levels[s] <= _loopsOf[s].IndexOf(loop.Key)).ToArray();
            Value? carrier = IrRewriter.RegionArguments(loop.Value).FirstOrDefault(v => !sums.Contains(v.Id) && In(_values, v.Id).Keys.Any(w => carried.Contains(w.Site)));
            yield return (loop.Value, carried.Length == 0 ? null : carrier?.Name ?? "");
        }
    }

    /// <summary>No draw has a part in it.</summary>
    public bool IsFree(Value value) => !_loopsOf.ContainsKey(value.Id) && !(_values.TryGetValue(value.Id, out Marks? own) && own.Count > 0) && (!value.Type.IsBuffer || !(_contents.TryGetValue(_buffers.RootOf(value), out Marks? content) && content.Count > 0));

    /// <summary>The value is the draw, or depends on it in any way.</summary>
    public bool DependsOn(Value value, int site) => value.Id == site || Has(_values, value.Id, site) || (value.Type.IsBuffer && Has(_contents, _buffers.RootOf(value), site));

    /// <summary>Whether something is done at all at a use depends on the draw.</summary>
    public bool IsDecidedBy(Use use, int site)
    {
        int number = use.Of < 0 ? -1 : _numbers[use.Of];
        return (_controls.TryGetValue((number, use.Slot), out Marks? control) || _controls.TryGetValue((number, Outside), out control)) && control.Keys.Any(w => w.Site == site);
    }

    private static bool Has(Dictionary<int, Marks> table, int id, int site) => table.TryGetValue(id, out Marks? marks) && marks.Keys.Any(w => w.Site == site);

    /// <summary>Both arms give the same at the boundary of the condition, which draws decide: the output is continuous there.</summary>
    public bool IsSelection(If branch, int output) => !IsFree(branch.Condition) && _agreement.Holds(branch, output);

    /// <summary>What a value depends on where it enters at a use, what decides whether it enters included.</summary>
    public Marks Of(Value value, Use use)
    {
        int number = use.Of < 0 ? -1 : _numbers[use.Of];
        Marks marks = [];
        Join(marks, value, number, null);
        if (_controls.TryGetValue((number, use.Slot), out Marks? control) || _controls.TryGetValue((number, Outside), out control))
        {
            Join(marks, control, null);
        }

        return marks;
    }

    /// <summary>What a term and its factors depend on.</summary>
    public Marks Of(CostTerm term)
    {
        Marks marks = Of(term.Value, term.Use);
        foreach ((Value factor, Use use) in term.Factors)
        {
            Join(marks, Of(factor, use), null);
        }

        return marks;
    }

    /// <summary>The slot of the region that holds an operation.</summary>
    private const int Outside = -1;

    private static Marks In(Dictionary<int, Marks> table, int id)
    {
        if (!table.TryGetValue(id, out Marks? marks))
        {
            table[id] = marks = new Marks { IsKept = true };
        }

        return marks;
    }

    private void Add(Marks into, Way way, Mark mark)
    {
        if (!into.TryGetValue(way, out Mark before))
        {
            into[way] = mark;
            _changed |= into.IsKept;
            return;
        }

        var joined = new Mark(System.Math.Min(before.Level, mark.Level), before.IsOpen || mark.IsOpen, before.Jump ?? mark.Jump);
        if (joined.Level != before.Level || joined.IsOpen != before.IsOpen || (joined.Jump is null) != (before.Jump is null))
        {
            into[way] = joined;
            _changed |= into.IsKept;
        }
    }

    private void Join(Marks into, Marks marks, Op? jump, int level = int.MaxValue, bool isOpen = true)
    {
        foreach (KeyValuePair<Way, Mark> mark in marks.ToArray())
        {
            Add(into, mark.Key, new Mark(System.Math.Min(mark.Value.Level, level), mark.Value.IsOpen && isOpen, mark.Value.Jump ?? (mark.Value.IsOpen && isOpen ? jump : null)));
        }
    }

    /// <summary>A value as an operation uses it.</summary>
    private void Join(Marks into, Value value, int use, Op? jump, int level = int.MaxValue, bool isOpen = true, bool content = true)
    {
        if (_loopsOf.TryGetValue(value.Id, out ImmutableArray<int> loops))
        {
            Add(into, new Way(value.Id, use), new Mark(System.Math.Min(loops.Length, level), isOpen, isOpen ? jump : null));
        }

        if (_values.TryGetValue(value.Id, out Marks? own))
        {
            Join(into, own, jump, level, isOpen);
        }

        if (content && value.Type.IsBuffer)
        {
            Join(into, In(_contents, _buffers.RootOf(value)), jump, level, isOpen);
        }
    }

    private void Visit(Region region, Marks control, int holder, int slot)
    {
        _controls[(holder, slot)] = control;
        foreach (Op op in region.Ops)
        {
            int at = _number++;
            _controls[(at, Outside)] = control;
            foreach (Value result in op.Results)
            {
                _numbers[result.Id] = at;
            }

            Visit(op, at, control);
        }
    }

    /// <summary>What is written into memory: it is as old as the memory, or as the iteration that overwrites it.</summary>
    private void Write(Value buffer, Marks marks)
    {
        int root = _buffers.RootOf(buffer), made = _rootDepths.TryGetValue(root, out int depth) ? depth : 0;
        Join(In(_contents, root), marks, null, _iterationMemory.TryGetValue(root, out int overwritten) ? System.Math.Max(made, overwritten) : made);
    }

    private void Made(Value buffer)
    {
        int root = _buffers.RootOf(buffer);
        _rootDepths[root] = _rootDepths.TryGetValue(root, out int depth) ? System.Math.Min(depth, _loops.Length) : _loops.Length;
    }
}
