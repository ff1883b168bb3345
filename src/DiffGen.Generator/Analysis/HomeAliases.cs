using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// A variable that a loop gives new arrays has a home, to which the array is copied at the end of the iteration: in C# the variable is that
/// array. The difference shows only where one of the two is written while the other is still used; a method in which that may be is refused.
/// </summary>
internal sealed class HomeAliases
{
    private readonly Dictionary<int, Op> _definitions = [];
    private readonly Dictionary<int, ImmutableHashSet<int>> _sources = [];
    private readonly List<Step> _steps = [];
    private readonly Dictionary<int, Step> _makers = [];
    private readonly Program _program;
    private readonly IrFunction _function;

    private HomeAliases(IrFunction function, Program program)
    {
        _function = function;
        _program = program;
        Visit(function.Body, ImmutableList<int>.Empty);
    }

    /// <summary>An operation, its place in the text of the method, and the places of the loops around it.</summary>
    private sealed record Step(Op Op, int At, ImmutableList<int> Loops);

    /// <summary>What is known of all methods: they are looked at with small ones inlined, their loops as loops.</summary>
    public sealed class Program(IReadOnlyDictionary<string, IrFunction> functions, Func<IrFunction, IrFunction> inlined)
    {
        private readonly Dictionary<string, ImmutableHashSet<int>> _kept = new(StringComparer.Ordinal);

        public Writes Writes { get; } = new Writes(functions);

        /// <summary>Whether there is anything to look for.</summary>
        public bool HasHomes { get; } = functions.Values.Any(f => IrRewriter.Walk(f.Body).Any(o => o is Allocate { HomeOf: not null } or Opaque { IsNewRow: true }) || (f.IsElsewhere && f.Outputs.Any(r => IsArray(r.Type))));

        public IrFunction? Find(Call call) => functions.TryGetValue(call.Callee, out IrFunction? callee) ? callee : null;

        /// <summary>The parameters of a method that its array result may be, where a loop that gives it a new one does not run.</summary>
        public ImmutableHashSet<int> Kept(IrFunction callee)
        {
            if (_kept.TryGetValue(callee.Key, out ImmutableHashSet<int>? known))
            {
                return known;
            }

            // Of itself, and of methods whose body is not here, it takes the most.
            _kept[callee.Key] = callee.Outputs.Any(o => IsArray(o.Type)) ? Enumerable.Range(0, callee.Parameters.Length).Where(k => IsArray(callee.Parameters[k].Value.Type)).ToImmutableHashSet() : ImmutableHashSet<int>.Empty;
            return callee.IsElsewhere || callee.Rule is not null ? _kept[callee.Key] : _kept[callee.Key] = new HomeAliases(inlined(callee), this).Kept();
        }
    }

    private static bool IsArray(IrType type) => type.Buffer is BufferKind.Array or BufferKind.Matrix or BufferKind.Jagged || (type.IsBuffer && type.IsDeclaredArray);

    /// <param name="function">The method with small ones inlined; its loops are loops still.</param>
    /// <param name="program">The methods that it calls.</param>
    /// <exception cref="UnsupportedException">A home may be told from the array that it stands for.</exception>
    public static void Check(IrFunction function, Program program) => new HomeAliases(function, program).Check();

    private void Visit(Region region, ImmutableList<int> loops)
    {
        foreach (Op op in region.Ops)
        {
            var step = new Step(op, _steps.Count, loops);
            _steps.Add(step);
            foreach (Value result in op.Results)
            {
                _definitions[result.Id] = op;
                _makers[result.Id] = step;
            }

            foreach (Region inner in IrRewriter.RegionsOf(op))
            {
                Visit(inner, op is For or While ? loops.Add(step.At) : loops);
            }
        }
    }

    /// <summary>What stands for an array from a copy on: a home, or what a call gave.</summary>
    private sealed record Link(string Name, int Target, int Source, bool IsShared, int From, int Until);

    private void Check()
    {
        var links = new List<Link>();
        foreach (Step made in _steps)
        {
            if (made.Op is Opaque { IsNewRow: true } row && SourcesOf(row.Arguments[0]).Any(s => !_makers.TryGetValue(s, out Step? maker) || maker.Op is not Allocate { IsRows: true }))
            {
                throw new UnsupportedException(row.Origin, "Putting a row into an array of arrays that is not made in the method", "write the elements of the row that is there");
            }

            if (made.Op is Allocate { IsRows: true, Result: var rows })
            {
                string name = "a row" + (rows.Name is null ? "" : " of '" + rows.Name.TrimStart('@') + "'") + ", or the array that was put there";
                foreach (Step copy in _steps.Where(s => IsInto(s.Op, rows.Id)))
                {
                    links.AddRange(SourcesOf(((Copy)copy.Op).Source).Select(s => LinkOf(name, rows.Id, copy, s, isRow: true)));
                }
            }
            else if (made.Op is Allocate { HomeOf: { } assigned, Result.Id: var home })
            {
                string name = "'" + assigned.TrimStart('@') + "', to which a loop assigns new arrays";
                foreach (Step use in Uses(home))
                {
                    if (use.Op is Opaque || (use.Op is Call call && _program.Find(call) is { } callee && _program.Writes.FirstEffect(callee) is not null))
                    {
                        throw Refused(use.Op, name, "Handing out");
                    }
                }

                foreach (Step copy in _steps.Where(s => IsInto(s.Op, home)))
                {
                    links.AddRange(SourcesOf(((Copy)copy.Op).Source).Where(s => s != home).Select(s => LinkOf(name, home, copy, s)));
                }
            }
            else if (made.Op is Call call && call.Outputs.FirstOrDefault(o => IsArray(o.Type)) is { } result && _program.Find(call) is { } callee)
            {
                foreach (int kept in _program.Kept(callee))
                {
                    string name = "the result of '" + callee.Name + "', which may be its '" + callee.Parameters[kept].Name.TrimStart('@') + "'";
                    links.AddRange(SourcesOf(call.Arguments[kept]).Select(s => LinkOf(name, result.Id, made, s)));
                }
            }
        }

        // Arrays that may be one and the same, by the steps between them.
        while (links.Count > 0)
        {
            var same = new HashSet<int> { links[0].Target };
            while (links.Where(l => same.Contains(l.Target) != same.Contains(l.Source)).ToArray() is { Length: > 0 } more)
            {
                same.UnionWith(more.SelectMany(l => new[] { l.Target, l.Source }));
            }

            Link[] group = links.Where(l => same.Contains(l.Target)).ToArray();
            links.RemoveAll(l => same.Contains(l.Target));
            if (group.Any(l => l.IsShared))
            {
                RequireUnwritten(group);
            }
        }
    }

    private void RequireUnwritten(Link[] group)
    {
        foreach (Link link in group)
        {
            if (_steps.FirstOrDefault(s => IsWrite(s.Op, link.Target)) is { } written)
            {
                throw Refused(written.Op, link.Name, "Writing to");
            }

            if (_steps.FirstOrDefault(s => s.At > link.From && s.At < link.Until && IsWrite(s.Op, link.Source)) is { } other)
            {
                throw Refused(other.Op, link.Name, "Writing to another name of");
            }
        }
    }

    /// <summary>Whether a source is used, under a name of its own, where the target stands for it.</summary>
    private Link LinkOf(string name, int target, Step copy, int source, bool isRow = false)
    {
        _makers.TryGetValue(source, out Step? maker);
        if (maker?.Op is Constant)
        {
            throw new UnsupportedException(maker.Op.Origin, isRow ? "Putting null into an array of arrays" : "An array variable that is null before a loop that assigns it", isRow ? "put an empty array there" : "start with an array of the length that it gets");
        }

        // Behind the copy, and where the source lives longer than an iteration, in later iterations. A home lives until something else is copied there.
        Step? end = maker?.Op is Allocate { HomeOf: not null } ? EndOf(source, copy) : null;
        ImmutableList<int> lives = end?.Loops ?? maker?.Loops ?? ImmutableList<int>.Empty;
        int from = copy.Loops.Where(l => !lives.Contains(l)).DefaultIfEmpty(copy.At).Min(), until = end?.At ?? int.MaxValue;
        bool isShared = maker is null || maker.Op is not (Allocate or Call) || source == target
            // One array in several rows.
            || (isRow && copy.Loops.Any(l => !lives.Contains(l)))
            || Uses(source).Any(u => !ReferenceEquals(u, copy) && ((u.At > from && u.At < until) || u.Op is Opaque || (u.Op is Copy { IsHome: true } && !IsInto(u.Op, source))))
            || (end is null && _function.Body.Yields.Any(y => y.Type.IsBuffer && SourcesOf(y).Contains(source)));
        return new Link(name, target, source, isShared, from, until);
    }

    /// <summary>The parameters that the array result may be.</summary>
    private ImmutableHashSet<int> Kept()
    {
        var open = new Queue<int>(_function.Body.Yields.Where(y => IsArray(y.Type)).SelectMany(SourcesOf));
        var seen = new HashSet<int>(open);
        while (open.Count > 0)
        {
            int one = open.Dequeue();
            IEnumerable<int> next = _steps.Where(s => IsInto(s.Op, one)).SelectMany(s => SourcesOf(((Copy)s.Op).Source));
            if (_makers.TryGetValue(one, out Step? maker) && maker.Op is Call call && _program.Find(call) is { } callee)
            {
                next = next.Concat(_program.Kept(callee).SelectMany(k => SourcesOf(call.Arguments[k])));
            }

            foreach (int source in next.Where(seen.Add))
            {
                open.Enqueue(source);
            }
        }

        return Enumerable.Range(0, _function.Parameters.Length).Where(k => seen.Contains(_function.Parameters[k].Value.Id)).ToImmutableHashSet();
    }

    /// <summary>Where a loop around a copy of a home, at the end of its iteration, gives that home what is certainly another array.</summary>
    private Step? EndOf(int source, Step copy)
    {
        Step[] copies = _steps.Where(s => IsInto(s.Op, source)).ToArray();
        return copies.All(c => !SourcesOf(((Copy)c.Op).Source).Contains(source))
            ? copies.FirstOrDefault(c => c.At > copy.At && c.Loops.Count > 0 && c.Loops.Count <= copy.Loops.Count && copy.Loops.Take(c.Loops.Count).SequenceEqual(c.Loops))
            : null;
    }

    private bool IsInto(Op op, int home) => op is Copy { IsHome: true } copy && SourcesOf(copy.Destination).Contains(home);

    private static UnsupportedException Refused(Op at, string variable, string what) => new(
        at.Origin,
        what + " " + variable + ", while another name of the same array may be in use,",
        "work on a copy: (double[])a.Clone()");

    /// <summary>Operations that read or write memory, or hand it on; lengths and names for it left out.</summary>
    private IEnumerable<Step> Uses(int source) => _steps.Where(s =>
        s.Op is not View
        && !(s.Op is Opaque { Effect: Effect.Pure } or Opaque { IsNewRow: true } or Allocate)
        && !(s.Op is Opaque { Effect: Effect.Reads, Result.Type.IsUnmanaged: true })
        && !IsInto(s.Op, source)
        && s.Op.Operands.Any(o => SourcesOf(o).Contains(source)));

    private bool IsWrite(Op op, int source) => op switch
    {
        Store store => SourcesOf(store.Buffer).Contains(source),
        Fill fill => SourcesOf(fill.Buffer).Contains(source),
        Copy { IsHome: false } copy => SourcesOf(copy.Destination).Contains(source),
        Call call => call.Arguments.Where((a, k) => SourcesOf(a).Contains(source) && _program.Writes.IsWritten(call, k)).Any(),
        Opaque { Effect: Effect.Unknown, IsNewRow: false } opaque => opaque.Arguments.Any(a => SourcesOf(a).Contains(source)),
        _ => false,
    };

    /// <summary>The memory that a value may be: parameters, and what operations make, by their ids.</summary>
    private ImmutableHashSet<int> SourcesOf(Value value)
    {
        if (_sources.TryGetValue(value.Id, out ImmutableHashSet<int>? known))
        {
            return known;
        }

        ImmutableHashSet<int> found = _definitions.TryGetValue(value.Id, out Op? op) ? op switch
        {
            View view => SourcesOf(view.Buffer),
            If branch => SourcesOf(branch.Then.Yields[branch.Outputs.IndexOf(value)]).Union(SourcesOf(branch.Else.Yields[branch.Outputs.IndexOf(value)])),
            Opaque opaque when !value.Type.IsUnmanaged => opaque.Arguments.Aggregate(ImmutableHashSet.Create(value.Id), (all, a) => all.Union(SourcesOf(a))),
            _ => value.Type.IsUnmanaged ? ImmutableHashSet<int>.Empty : ImmutableHashSet.Create(value.Id),
        }
        : value.Type.IsUnmanaged ? ImmutableHashSet<int>.Empty : ImmutableHashSet.Create(value.Id);
        return _sources[value.Id] = found;
    }
}
