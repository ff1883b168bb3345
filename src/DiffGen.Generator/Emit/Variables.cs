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

    /// <summary>Of a value that has come to share the variable of another: that other, and 1.</summary>
    private readonly IdNumbers _parents = new();

    /// <summary>The values that have a variable, and their ids in the order in which they are defined.</summary>
    private readonly IdTable<Value> _values = new();
    private readonly List<int> _ids = [];

    private readonly Interference _interference;

    /// <summary>The values that share a variable, where there are several.</summary>
    private readonly IdTable<List<int>> _members = new();
    private readonly IdTable<string> _names = new();

    /// <summary>By the value that stands for those of a variable: the scope of the variable, and 1.</summary>
    private readonly IdNumbers _scopes = new();
    private readonly List<int> _scopeParents = [];

    /// <summary>The scopes inside another have the numbers behind it, up to this one; while they are being numbered there is no end.</summary>
    private readonly List<int> _scopeEnds = [];
    private readonly Dictionary<string, string> _nameClasses = new(StringComparer.Ordinal);

    /// <summary>A number for each class of names; 0 stands for values without a name.</summary>
    private readonly Dictionary<string, int> _classes = new(StringComparer.Ordinal) { [""] = 0 };
    private readonly IdSet _indices = new();

    /// <summary>Values that may come to share a variable with another: only their lives matter.</summary>
    private readonly IdSet _mergeable = new();
    private readonly List<int> _places = [];
    private readonly IdNumbers _definedIn = new();
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
        _interference = new Interference(_ids.Where(_mergeable.Contains).Select(id => (id, ClassNumber(_values[id]!))).ToArray());
        LiveValues live = _interference.NoneLive();
        AddLeaves(live, body.Yields);

        Live(body, live, ImmutableArray<Value>.Empty);
        for (int i = 0; i < parameters.Count; i++)
        {
            _interference.AddAll(parameters[i].Value.Id, live);

            for (int k = 0; k < i; k++)
            {
                _interference.Add(parameters[i].Value.Id, parameters[k].Value.Id);
            }
        }

        foreach (int parameter in readOnly ?? [])
        {
            foreach (int other in _ids)
            {
                _interference.Add(parameter, other);
            }
        }

        Coalesce(body);
        NameAll(parameters, body, reserved);
    }

    public string NameOf(Value value) => _names[Find(value.Id)] ?? throw new KeyNotFoundException(value + " has no variable");

    public bool SameVariable(Value a, Value b) => !_trees.IsInlined(a) && !_trees.IsInlined(b) && Find(a.Id) == Find(b.Id);

    /// <summary>The region, by reference, in which the variable of a value is declared.</summary>
    public int ScopeOf(Value value) => _scopes[Find(value.Id)] - 1;

    public int ScopeOf(Region region) => _regionScopes[region];

    public int GroupOf(Value value) => Find(value.Id);

    private void Register(Value value)
    {
        if (_values[value.Id] is null)
        {
            _ids.Add(value.Id);
        }

        _values[value.Id] = value;
    }

    private void RegisterAll(Region region, int parent)
    {
        int place = _places.Count;
        _places.Add(parent);
        foreach (Op op in region.Ops)
        {
            foreach (Value value in op.Results)
            {
                Define(value);
            }

            foreach (Value value in op.RegionArguments)
            {
                Define(value);
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

        void Define(Value value)
        {
            if (!_trees.IsInlined(value))
            {
                Register(value);
                _definedIn[value.Id] = place;
            }
        }
    }

    private int Find(int id)
    {
        int parent = _parents[id] - 1;
        if (parent < 0)
        {
            return id;
        }

        int root = Find(parent);
        if (root != parent)
        {
            _parents[id] = root + 1;
        }

        return root;
    }

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

    /// <summary>The number of the class of a value's name, once the classes are known.</summary>
    private int ClassNumber(Value value)
    {
        if (value.Name is null)
        {
            return 0;
        }

        if (!_classes.TryGetValue(value.Name, out int number))
        {
            string joined = ClassOf(value);
            if (joined != value.Name)
            {
                number = _classes.TryGetValue(joined, out int known) ? known : _classes[joined] = _classes.Count;
                _classes[value.Name] = number;
            }
            else
            {
                _classes[joined] = number = _classes.Count;
            }
        }

        return number;
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

    /// <summary>Backwards through a region: <paramref name="live"/> holds what is live at its end, afterwards at its start.</summary>
    private void Live(Region region, LiveValues live, ImmutableArray<Value> arguments)
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
                        LiveValues then = ArmLive(branch.Then), otherwise = ArmLive(branch.Else);
                        live.UnionWith(then);
                        live.UnionWith(otherwise);
                        AddLeaves(live, branch.Condition);
                        break;

                        LiveValues ArmLive(Region arm)
                        {
                            LiveValues inner = arm.EndsInThrow ? _interference.NoneLive() : live.Copy();
                            AddLeaves(inner, arm.Yields);
                            Live(arm, inner, ImmutableArray<Value>.Empty);
                            return inner;
                        }
                    }

                case For loop:
                    Loop(loop.Body, null, loop.Carried, loop.Carried.Insert(0, loop.Index), ImmutableArray.Create(loop.Bound, loop.Step));
                    AddLeaves(live, loop.Initial);
                    AddLeaves(live, loop.Start);
                    AddLeaves(live, loop.Bound);
                    AddLeaves(live, loop.Step);
                    break;
                case While loop:
                    Loop(loop.Body, loop.Condition, loop.Carried, loop.Carried, ImmutableArray<Value>.Empty);
                    AddLeaves(live, loop.Initial);
                    break;
                default:
                    AddLeaves(live, op.Operands);
                    break;
            }
        }

        Define(arguments, live);

        void Loop(Region body, Region? condition, ImmutableArray<Value> carried, ImmutableArray<Value> regionArguments, ImmutableArray<Value> head)
        {
            // What the loop reads from outside is live all through it.
            LiveValues atEnd = live.Copy();
            ReadFromOutside(Analysis.Regions.Free(body));
            if (condition is not null)
            {
                ReadFromOutside(Analysis.Regions.Free(condition));
            }

            ReadFromOutside(head);
            live.UnionWith(atEnd);
            AddLeaves(atEnd, body.Yields);

            // The index is stepped at the end of each iteration.
            foreach (Value index in regionArguments)
            {
                if (!carried.Contains(index))
                {
                    Add(atEnd, index);
                }
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
                _interference.AddAll(argument.Id, live);
            }

            Define(regionArguments, atEnd);
            live.UnionWith(atEnd);

            void ReadFromOutside(IReadOnlyList<Value> values)
            {
                foreach (Value value in values)
                {
                    if (carried.Contains(value))
                    {
                        continue;
                    }

                    foreach (Value leaf in _trees.Leaves(value))
                    {
                        if (!regionArguments.Contains(leaf) && _mergeable.Contains(leaf.Id))
                        {
                            Add(atEnd, leaf);
                        }
                    }
                }
            }
        }
    }

    private void AddLeaves(LiveValues live, ImmutableArray<Value> values)
    {
        foreach (Value value in values)
        {
            AddLeaves(live, value);
        }
    }

    private void AddLeaves(LiveValues live, Value value)
    {
        foreach (Value leaf in _trees.Leaves(value))
        {
            if (_mergeable.Contains(leaf.Id))
            {
                Add(live, leaf);
            }
        }
    }

    private void Add(LiveValues live, Value value)
    {
        if (!_interference.Enter(live, value.Id))
        {
            throw new KeyNotFoundException(value + " has no variable");
        }
    }

    /// <summary>Named values, and what meets at branches and loops.</summary>
    private void FindMergeable(Region body)
    {
        foreach (int id in _ids)
        {
            if (_values[id]!.Name is not null)
            {
                _mergeable.Add(id);
            }
        }

        foreach (Op op in IrRewriter.Walk(body))
        {
            if (op is If or For or While)
            {
                AddAll(op.Results);
                AddAll(op.RegionArguments);
                AddAll(op.Operands);
                foreach (Region inner in op.Regions)
                {
                    AddAll(inner.Yields);
                }
            }
        }

        void AddAll(ImmutableArray<Value> values)
        {
            foreach (Value value in values)
            {
                _mergeable.Add(value.Id);
            }
        }
    }

    private void Define(ImmutableArray<Value> values, LiveValues live)
    {
        foreach (Value value in values)
        {
            if (!_mergeable.Contains(value.Id))
            {
                continue;
            }

            _interference.AddAll(value.Id, live);
            foreach (Value sibling in values)
            {
                _interference.Add(value.Id, sibling.Id);
            }
        }

        foreach (Value value in values)
        {
            _interference.Leave(live, value.Id);
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

        var tried = new HashSet<int>();
        foreach (var sameName in _ids.Select(id => _values[id]!).Where(v => v.Name is not null).OrderBy(v => v.Id).GroupBy(v => (v.Name, v.Type.Text)))
        {
            Value[] versions = sameName.ToArray();
            for (int i = 1; i < versions.Length; i++)
            {
                tried.Clear();
                for (int k = Math.Max(0, i - LookBack); k < i; k++)
                {
                    int group = Find(versions[k].Id);
                    if (!tried.Add(group))
                    {
                        continue;
                    }

                    if (Find(versions[i].Id) == group || (OnOneChain(versions[k], versions[i]) && Try(versions[k], versions[i])))
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

        int PlaceOf(Value v) => _definedIn[v.Id];

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
        if (_trees.IsInlined(a) || _trees.IsInlined(b) || a.Type.IsBuffer || _indices.Contains(a.Id) || _indices.Contains(b.Id) || a.Type.Text != b.Type.Text || _values[a.Id] is null || _values[b.Id] is null)
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

        List<int> membersOfA = MembersOf(groupA), membersOfB = MembersOf(groupB);
        foreach (int member in membersOfA)
        {
            foreach (int other in membersOfB)
            {
                if (_interference.Has(member, other))
                {
                    return false;
                }
            }
        }

        Union(groupA, groupB);
        return true;
    }

    private List<int> MembersOf(int group) => _members[group] ??= [group];

    private string? GroupName(int group)
    {
        if (_members[group] is not { } members)
        {
            return _values[group]!.Name;
        }

        foreach (int member in members)
        {
            if (_values[member]!.Name is { } name)
            {
                return name;
            }
        }

        return null;
    }

    private void Union(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        if (a == b || _values[a] is null)
        {
            return;
        }

        _parents[b] = a + 1;
        MembersOf(a).AddRange(MembersOf(b));
        _members[b] = null;
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
            _scopes[group] = 1;
            Take(name, 0);
        }

        var last = new Dictionary<string, int>(StringComparer.Ordinal);

        // Names that the source gave go first, then those made up.
        foreach (bool named in new[] { true, false })
        {
            foreach (int group in order)
            {
                if (_names[group] is not null || (GroupName(group) is not null) != named)
                {
                    continue;
                }

                int scope = _scopes[group] - 1;

                // Where it is no parameter, the model of a method of its own class has no name of its own.
                string stem = GroupName(group) is { } given ? (given == "this" ? "model" : given) : Stem(_values[MembersOf(group).Min()]!);
                string name = stem;
                for (int k = last.TryGetValue(stem, out int n) ? n : 1; IsTaken(name, scope); k++)
                {
                    last[stem] = k;
                    name = stem.TrimStart('@') + k.ToString(System.Globalization.CultureInfo.InvariantCulture);
                }

                _names[group] = name;
                Take(name, scope);
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

        bool IsTaken(string name, int scope)
        {
            if (!taken.TryGetValue(name, out List<int>? scopes))
            {
                return false;
            }

            foreach (int other in scopes)
            {
                if (IsWithin(other, scope) || IsWithin(scope, other))
                {
                    return true;
                }
            }

            return false;
        }
    }

    private bool IsWithin(int inner, int outer) => outer <= inner && inner < _scopeEnds[outer];

    private int NewScope(int parent)
    {
        _scopeParents.Add(parent);
        _scopeEnds.Add(int.MaxValue);
        return _scopeParents.Count - 1;
    }

    /// <summary>A variable belongs to the innermost region that holds all its definitions and uses.</summary>
    private void AssignScopes(Region region, int scope, List<int> order)
    {
        _regionScopes[region] = scope;
        _scopeEnds[scope] = int.MaxValue;
        foreach (Op op in region.Ops)
        {
            if (op.Results.Length == 1 && _trees.IsInlined(op.Results[0]))
            {
                continue;
            }

            TouchLeaves(op.Operands);

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

        TouchLeaves(region.Yields);
        _scopeEnds[scope] = _scopeParents.Count;

        void TouchLeaves(ImmutableArray<Value> values)
        {
            foreach (Value value in values)
            {
                foreach (Value leaf in _trees.Leaves(value))
                {
                    Touch(leaf, scope);
                }
            }
        }

        void Touch(Value value, int at)
        {
            int group = Find(value.Id);
            int known = _scopes[group] - 1;
            if (known < 0)
            {
                _scopes[group] = at + 1;
                order.Add(group);
                return;
            }

            while (!IsWithin(at, known))
            {
                known = _scopeParents[known];
            }

            _scopes[group] = known + 1;
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
        SineAndCosine pair => value.Id == pair.Sine.Id ? "sin" : "cos",
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

    private sealed class ReferenceComparer : IEqualityComparer<Region>
    {
        public static readonly ReferenceComparer Instance = new();

        public bool Equals(Region x, Region y) => ReferenceEquals(x, y);

        public int GetHashCode(Region region) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(region);
    }
}
