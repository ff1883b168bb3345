using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Emit;

/// <summary>
/// The C# variable of each value that has one. Versions of one source variable share a local where their lives do not overlap; values of
/// different variables never do. A loop's carried value and its result are one local by construction.
/// </summary>
internal sealed class Variables
{
    /// <summary>With how many earlier versions of its variable a value is compared.</summary>
    private const int LookBack = 40;

    private readonly ExpressionTrees _trees;
    private readonly Dictionary<int, int> _parent = [];
    private readonly Dictionary<int, Value> _values = [];
    private readonly Dictionary<int, HashSet<int>> _interference = [];
    private readonly Dictionary<int, List<int>> _members = [];
    private readonly Dictionary<int, string> _names = [];
    private readonly Dictionary<int, int> _scopes = [];
    private readonly List<int> _scopeParents = [];
    private readonly Dictionary<string, string> _nameClasses = new(StringComparer.Ordinal);
    private readonly HashSet<int> _indices = [];

    /// <summary>Values that may come to share a variable with another: only their lives matter.</summary>
    private readonly HashSet<int> _mergeable = [];
    private readonly List<int> _places = [];
    private readonly Dictionary<int, int> _definedIn = [];
    private readonly Dictionary<Region, int> _regionScopes = new(ReferenceComparer.Instance);

    /// <param name="parameters">The parameters with their names; their values keep them.</param>
    /// <param name="body">The body.</param>
    /// <param name="trees">What is written inside expressions.</param>
    /// <param name="reserved">Names that no local may have.</param>
    /// <param name="readOnly">The ids of parameters that may not be assigned.</param>
    public Variables(IReadOnlyList<(Value Value, string Name)> parameters, Region body, ExpressionTrees trees, IEnumerable<string> reserved, IReadOnlyCollection<int>? readOnly = null)
    {
        _trees = trees;
        foreach ((Value value, string _) in parameters)
        {
            Register(value);
        }

        RegisterAll(body, -1);
        FindMergeable(body);
        JoinNames(body);
        var live = new LiveSet(_values, ClassOf);
        AddLeaves(live, body.Yields);

        Live(body, live, ImmutableArray<Value>.Empty);
        for (int i = 0; i < parameters.Count; i++)
        {
            foreach (int other in live.MayMeet(parameters[i].Value))
            {
                Interfere(parameters[i].Value.Id, other);
            }

            for (int k = 0; k < i; k++)
            {
                Interfere(parameters[i].Value.Id, parameters[k].Value.Id);
            }
        }

        foreach (int parameter in readOnly ?? [])
        {
            foreach (int other in _values.Keys.ToArray())
            {
                Interfere(parameter, other);
            }
        }

        Coalesce(body);
        NameAll(parameters, body, reserved);
    }

    public string NameOf(Value value) => _names[Find(value.Id)];

    public bool SameVariable(Value a, Value b) => !_trees.IsInlined(a) && !_trees.IsInlined(b) && Find(a.Id) == Find(b.Id);

    /// <summary>The region, by reference, in which the variable of a value is declared.</summary>
    public int ScopeOf(Value value) => _scopes[Find(value.Id)];

    public int ScopeOf(Region region) => _regionScopes[region];

    public int GroupOf(Value value) => Find(value.Id);

    private void Register(Value value)
    {
        _parent[value.Id] = value.Id;
        _values[value.Id] = value;
        _members[value.Id] = [value.Id];
        _interference[value.Id] = [];
    }

    private void RegisterAll(Region region, int parent)
    {
        int place = _places.Count;
        _places.Add(parent);
        foreach (Op op in region.Ops)
        {
            foreach (Value value in op.Results.Concat(IrRewriter.RegionArguments(op)).Where(v => !_trees.IsInlined(v)))
            {
                Register(value);
                _definedIn[value.Id] = place;
            }

            if (op is For loop)
            {
                _indices.Add(loop.Index.Id);
            }

            foreach (Region inner in IrRewriter.RegionsOf(op))
            {
                RegisterAll(inner, place);
            }
        }
    }

    private int Find(int id) => _parent[id] == id ? id : _parent[id] = Find(_parent[id]);

    /// <summary>The names that one variable may come to stand for: a loop's carried value and its result are one variable, though their names may differ.</summary>
    private string ClassOf(Value value)
    {
        string name = value.Name ?? "";
        while (_nameClasses.TryGetValue(name, out string? next))
        {
            name = next;
        }

        return name;
    }

    private void JoinNames(Region body)
    {
        foreach (Op op in IrRewriter.Walk(body))
        {
            ImmutableArray<Value> carried = op switch { For loop => loop.Carried, While loop => loop.Carried, _ => ImmutableArray<Value>.Empty };
            for (int i = 0; i < carried.Length; i++)
            {
                string a = ClassOf(carried[i]), b = ClassOf(op.Results[i]);
                if (a.Length > 0 && b.Length > 0 && a != b)
                {
                    _nameClasses[b] = a;
                }
            }
        }
    }

    private bool MayShareName(int a, int b) => _values.TryGetValue(a, out Value? x) && _values.TryGetValue(b, out Value? y) && (x.Name is null || y.Name is null || ClassOf(x) == ClassOf(y));

    private void Interfere(int a, int b)
    {
        if (a != b && MayShareName(a, b) && _interference.TryGetValue(a, out HashSet<int>? ofA) && _interference.TryGetValue(b, out HashSet<int>? ofB))
        {
            ofA.Add(b);
            ofB.Add(a);
        }
    }

    /// <summary>Backwards through a region: <paramref name="live"/> holds what is live at its end, afterwards at its start.</summary>
    private void Live(Region region, LiveSet live, ImmutableArray<Value> arguments)
    {
        for (int i = region.Ops.Length - 1; i >= 0; i--)
        {
            Op op = region.Ops[i];
            if (op.Results.Length == 1 && _trees.IsInlined(op.Results[0]))
            {
                continue;
            }

            Define(op.Results, live);
            switch (op)
            {
                case If branch:
                    {
                        LiveSet then = ArmLive(branch.Then), otherwise = ArmLive(branch.Else);
                        live.UnionWith(then);
                        live.UnionWith(otherwise);
                        Use([branch.Condition]);
                        break;

                        LiveSet ArmLive(Region arm)
                        {
                            LiveSet inner = arm.EndsInThrow ? new LiveSet(_values, ClassOf) : live.Copy();
                            AddLeaves(inner, arm.Yields);
                            Live(arm, inner, ImmutableArray<Value>.Empty);
                            return inner;
                        }
                    }

                case For loop:
                    Loop(loop.Body, null, loop.Carried, loop.Carried.Insert(0, loop.Index), [loop.Bound, loop.Step]);
                    Use(loop.Initial);
                    Use([loop.Start, loop.Bound, loop.Step]);
                    break;
                case While loop:
                    Loop(loop.Body, loop.Condition, loop.Carried, loop.Carried, []);
                    Use(loop.Initial);
                    break;
                default:
                    Use(op.Operands);
                    break;
            }
        }

        Define(arguments, live);

        void Use(IEnumerable<Value> values) => AddLeaves(live, values);

        void Loop(Region body, Region? condition, ImmutableArray<Value> carried, ImmutableArray<Value> regionArguments, IEnumerable<Value> head)
        {
            // What the loop reads from outside is live all through it.
            LiveSet atEnd = live.Copy();
            foreach (Value free in Analysis.Regions.Free(body).Concat(condition is null ? [] : Analysis.Regions.Free(condition)).Concat(head).Where(v => !carried.Contains(v)).SelectMany(_trees.Leaves))
            {
                if (!regionArguments.Contains(free) && _mergeable.Contains(free.Id))
                {
                    atEnd.Add(free.Id);
                }
            }

            live.UnionWith(atEnd);
            AddLeaves(atEnd, body.Yields);

            // The index is stepped at the end of each iteration.
            foreach (Value index in regionArguments.Where(a => !carried.Contains(a)))
            {
                atEnd.Add(index.Id);
            }

            Live(body, atEnd, ImmutableArray<Value>.Empty);
            if (condition is not null)
            {
                AddLeaves(atEnd, condition.Yields);
                Live(condition, atEnd, ImmutableArray<Value>.Empty);
            }

            // Unused carried values are still assigned in every iteration: nothing else may live in their variable.
            foreach (Value argument in regionArguments)
            {
                foreach (int other in live.MayMeet(argument))
                {
                    Interfere(argument.Id, other);
                }
            }

            Define(regionArguments, atEnd);
            live.UnionWith(atEnd);
        }
    }

    private void AddLeaves(LiveSet live, IEnumerable<Value> values)
    {
        foreach (Value leaf in values.SelectMany(_trees.Leaves))
        {
            if (_mergeable.Contains(leaf.Id))
            {
                live.Add(leaf.Id);
            }
        }
    }

    /// <summary>Named values, and what meets at branches and loops.</summary>
    private void FindMergeable(Region body)
    {
        _mergeable.UnionWith(_values.Values.Where(v => v.Name is not null).Select(v => v.Id));
        foreach (Op op in IrRewriter.Walk(body))
        {
            if (op is If or For or While)
            {
                _mergeable.UnionWith(op.Results.Concat(IrRewriter.RegionArguments(op)).Concat(op.Operands).Concat(IrRewriter.RegionsOf(op).SelectMany(r => r.Yields)).Select(v => v.Id));
            }
        }
    }

    private void Define(ImmutableArray<Value> values, LiveSet live)
    {
        foreach (Value value in values.Where(v => _mergeable.Contains(v.Id)))
        {
            foreach (int other in live.MayMeet(value))
            {
                Interfere(value.Id, other);
            }

            foreach (Value sibling in values)
            {
                Interfere(value.Id, sibling.Id);
            }
        }

        foreach (Value value in values)
        {
            live.Remove(value.Id);
        }
    }

    private void Coalesce(Region body)
    {
        var loops = new List<(ImmutableArray<Value> Outputs, ImmutableArray<Value> Carried, ImmutableArray<Value> Initial, ImmutableArray<Value> Yields)>();
        var branches = new List<If>();
        foreach (Op op in IrRewriter.Walk(body))
        {
            switch (op)
            {
                case For loop:
                    loops.Add((loop.Outputs, loop.Carried, loop.Initial, loop.Body.Yields));
                    break;
                case While loop:
                    loops.Add((loop.Outputs, loop.Carried, loop.Initial, loop.Body.Yields));
                    break;
                case If branch:
                    branches.Add(branch);
                    break;
            }
        }

        // A loop's result is the last of its carried values.
        foreach (var loop in loops)
        {
            for (int i = 0; i < loop.Carried.Length; i++)
            {
                Union(loop.Carried[i].Id, loop.Outputs[i].Id);
            }
        }

        foreach (var loop in loops)
        {
            for (int i = 0; i < loop.Carried.Length; i++)
            {
                Try(loop.Carried[i], loop.Yields[i]);
                Try(loop.Carried[i], loop.Initial[i]);
            }
        }

        foreach (If branch in branches)
        {
            for (int i = 0; i < branch.Outputs.Length; i++)
            {
                Try(branch.Outputs[i], branch.Then.Yields[i]);
                Try(branch.Outputs[i], branch.Else.Yields[i]);
            }
        }

        foreach (var sameName in _values.Values.Where(v => v.Name is not null).OrderBy(v => v.Id).GroupBy(v => (v.Name, v.Type.Text)))
        {
            Value[] versions = sameName.ToArray();
            for (int i = 1; i < versions.Length; i++)
            {
                var tried = new HashSet<int>();
                for (int k = Math.Max(0, i - LookBack); k < i; k++)
                {
                    if (!tried.Add(Find(versions[k].Id)))
                    {
                        continue;
                    }

                    if (Find(versions[i].Id) == Find(versions[k].Id) || (OnOneChain(versions[k], versions[i]) && Try(versions[k], versions[i])))
                    {
                        break;
                    }
                }
            }
        }
    }

    /// <summary>One is defined in a region inside the other's, or in the same: in regions apart, each may have a variable of that name.</summary>
    private bool OnOneChain(Value a, Value b)
    {
        int x = PlaceOf(a), y = PlaceOf(b);
        return Holds(x, y) || Holds(y, x);

        int PlaceOf(Value v) => _definedIn.TryGetValue(v.Id, out int place) ? place : 0;

        bool Holds(int outer, int inner)
        {
            for (int p = inner; p >= 0; p = _places[p])
            {
                if (p == outer)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private bool Try(Value a, Value b)
    {
        if (_trees.IsInlined(a) || _trees.IsInlined(b) || a.Type.IsBuffer || _indices.Contains(a.Id) || _indices.Contains(b.Id) || a.Type.Text != b.Type.Text || !_parent.ContainsKey(a.Id) || !_parent.ContainsKey(b.Id))
        {
            return false;
        }

        int groupA = Find(a.Id), groupB = Find(b.Id);
        if (groupA == groupB)
        {
            return true;
        }

        string? nameA = GroupName(groupA), nameB = GroupName(groupB);
        if (nameA is not null && nameB is not null && nameA != nameB)
        {
            return false;
        }

        foreach (int member in _members[groupA])
        {
            foreach (int other in _members[groupB])
            {
                if (_interference[member].Contains(other))
                {
                    return false;
                }
            }
        }

        Union(groupA, groupB);
        return true;
    }

    private string? GroupName(int group) => _members[group].Select(m => _values[m].Name).FirstOrDefault(n => n is not null);

    private void Union(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        if (a == b || !_parent.ContainsKey(a))
        {
            return;
        }

        _parent[b] = a;
        _members[a].AddRange(_members[b]);
        _members.Remove(b);
    }

    private void NameAll(IReadOnlyList<(Value Value, string Name)> parameters, Region body, IEnumerable<string> reserved)
    {
        var order = new List<int>();
        AssignScopes(body, NewScope(-1), order);
        var taken = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        foreach (string name in reserved)
        {
            taken[name] = [0];
        }

        foreach ((Value value, string name) in parameters)
        {
            int group = Find(value.Id);
            _names[group] = name;
            _scopes[group] = 0;
            Take(name, 0);
        }

        var last = new Dictionary<string, int>(StringComparer.Ordinal);

        // Names that the source gave go first, then those made up.
        foreach (bool named in new[] { true, false })
        {
            foreach (int group in order)
            {
                if (_names.ContainsKey(group) || (GroupName(group) is not null) != named)
                {
                    continue;
                }

                // Where it is no parameter, the model of a method of its own class has no name of its own.
                string stem = GroupName(group) is { } given ? (given == "this" ? "model" : given) : Stem(_values[_members[group].Min()]);
                string name = stem;
                for (int k = last.TryGetValue(stem, out int n) ? n : 1; IsTaken(name, _scopes[group]); k++)
                {
                    last[stem] = k;
                    name = stem.TrimStart('@') + k.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }

                _names[group] = name;
                Take(name, _scopes[group]);
            }
        }

        void Take(string name, int scope)
        {
            if (!taken.TryGetValue(name, out List<int>? scopes))
            {
                taken[name] = scopes = [];
            }

            scopes.Add(scope);
        }

        bool IsTaken(string name, int scope) => taken.TryGetValue(name, out List<int>? scopes) && scopes.Any(s => IsWithin(s, scope) || IsWithin(scope, s));
    }

    private bool IsWithin(int inner, int outer)
    {
        for (int s = inner; s >= 0; s = _scopeParents[s])
        {
            if (s == outer)
            {
                return true;
            }
        }

        return false;
    }

    private int NewScope(int parent)
    {
        _scopeParents.Add(parent);
        return _scopeParents.Count - 1;
    }

    /// <summary>A variable belongs to the innermost region that holds all its definitions and uses.</summary>
    private void AssignScopes(Region region, int scope, List<int> order)
    {
        _regionScopes[region] = scope;
        foreach (Op op in region.Ops)
        {
            if (op.Results.Length == 1 && _trees.IsInlined(op.Results[0]))
            {
                continue;
            }

            foreach (Value operand in op.Operands.SelectMany(_trees.Leaves))
            {
                Touch(operand, scope);
            }

            switch (op)
            {
                case For loop:
                    int body = NewScope(scope);
                    Touch(loop.Index, body);
                    foreach (Value carried in loop.Carried)
                    {
                        Touch(carried, scope);
                    }

                    AssignScopes(loop.Body, body, order);
                    break;
                case While loop:
                    foreach (Value carried in loop.Carried)
                    {
                        Touch(carried, scope);
                    }

                    // The condition's own values live with the loop's body: it is written at the top of it where it is no expression.
                    int inner = NewScope(scope);
                    AssignScopes(loop.Condition, inner, order);
                    AssignScopes(loop.Body, inner, order);
                    break;
                default:
                    foreach (Region arm in IrRewriter.RegionsOf(op))
                    {
                        AssignScopes(arm, NewScope(scope), order);
                    }

                    break;
            }

            foreach (Value result in op.Results)
            {
                Touch(result, scope);
            }
        }

        foreach (Value leaf in region.Yields.SelectMany(_trees.Leaves))
        {
            Touch(leaf, scope);
        }

        void Touch(Value value, int at)
        {
            int group = Find(value.Id);
            if (!_scopes.TryGetValue(group, out int known))
            {
                _scopes[group] = at;
                order.Add(group);
                return;
            }

            while (!IsWithin(at, known))
            {
                known = _scopeParents[known];
            }

            _scopes[group] = known;
        }
    }

    /// <summary>What a value without a source name is called.</summary>
    private string Stem(Value value) => _trees.DefinitionOf(value) switch
    {
        Apply apply => apply.Primitive switch
        {
            "Add" => "sum",
            "Subtract" => "difference",
            "Multiply" => "product",
            "Divide" => "quotient",
            "Negate" => "opposite",
            "StrongMultiply" or "StrongProduct" => "product",
            "FromInteger" or "Widen" or "Narrow" => "converted",
            _ => char.ToLowerInvariant(apply.Primitive[0]) + apply.Primitive.Substring(1),
        },
        Load { Leaf: >= 0 } load => (load.Buffer.Name ?? "element").TrimStart('@') + load.Buffer.Type.Members!.Leaves[load.Leaf].Suffix,
        Load load => _trees.IsInlined(load.Buffer) ? "element" : (load.Buffer.Name ?? "element").TrimStart('@') + "At",
        Call => "result",
        Pop => "saved",
        Allocate => "buffer",
        View => "part",
        If => "chosen",
        Opaque { Result.Type.Text: "bool" } => "holds",
        Opaque { Template: "{0}.Length" } opaque => opaque.Arguments[0].Name is { } name ? name.TrimStart('@') + "Length" : "length",
        Opaque { Result.Type.Text: "int" } => "k",
        Opaque => "value",
        _ => value.Type.Text == "bool" ? "leaves" : "value",
    };

    /// <summary>Live values, by name: only values of one name, or without, can come to share a variable.</summary>
    private sealed class LiveSet(Dictionary<int, Value> values, Func<Value, string> classOf)
    {
        private readonly Dictionary<string, HashSet<int>> _byName = new(StringComparer.Ordinal);

        public void Add(int id)
        {
            string name = classOf(values[id]);
            if (!_byName.TryGetValue(name, out HashSet<int>? ids))
            {
                _byName[name] = ids = [];
            }

            ids.Add(id);
        }

        public void Remove(int id)
        {
            if (values.TryGetValue(id, out Value? value) && _byName.TryGetValue(classOf(value), out HashSet<int>? ids))
            {
                ids.Remove(id);
            }
        }

        public void UnionWith(LiveSet other)
        {
            foreach (KeyValuePair<string, HashSet<int>> entry in other._byName)
            {
                if (_byName.TryGetValue(entry.Key, out HashSet<int>? ids))
                {
                    ids.UnionWith(entry.Value);
                }
                else
                {
                    _byName[entry.Key] = [.. entry.Value];
                }
            }
        }

        public LiveSet Copy()
        {
            var copy = new LiveSet(values, classOf);
            copy.UnionWith(this);
            return copy;
        }

        /// <summary>The live values that a value must not share a variable with.</summary>
        public IEnumerable<int> MayMeet(Value value) => value.Name is null
            ? _byName.Values.SelectMany(ids => ids)
            : Of(classOf(value)).Concat(Of(""));

        private HashSet<int> Of(string name) => _byName.TryGetValue(name, out HashSet<int>? ids) ? ids : [];
    }

    private sealed class ReferenceComparer : IEqualityComparer<Region>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(Region x, Region y) => ReferenceEquals(x, y);

        public int GetHashCode(Region region) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(region);
    }
}
