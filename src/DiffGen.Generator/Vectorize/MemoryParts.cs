using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Checkpoint;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>Which buffers of a body are known to lie apart in memory. Views, choices and what loops hand on lie in one part with what they are made of.</summary>
internal sealed class MemoryParts
{
    private readonly Dictionary<int, int> _parent = [];

    /// <summary>For each part: every buffer in it is, or is a view of, memory that the body takes for itself.</summary>
    private readonly HashSet<int> _known = [];
    private readonly HashSet<int> _fresh = [];
    private readonly Dictionary<int, Value> _parameters = [];
    private readonly Func<Value, Value, bool> _areApart;
    private readonly Dictionary<int, Part> _parts = [];
    private ILookup<int, int>? _members;

    /// <param name="parameters">The parameters of the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="areApart">Whether two parameters, one of which is written, are known to share no memory.</param>
    public MemoryParts(IEnumerable<Value> parameters, Region body, Func<Value, Value, bool> areApart)
    {
        _areApart = areApart;
        foreach (Value parameter in parameters.Where(p => p.Type.IsBuffer))
        {
            _parameters[parameter.Id] = parameter;
        }

        foreach (Op op in IrRewriter.Walk(body))
        {
            switch (op)
            {
                case Allocate or Pop { IsBlock: true } or Opaque { Template: RecordedBlocks.Beside }:
                    _known.Add(op.Results[0].Id);
                    _fresh.Add(op.Results[0].Id);
                    break;
                case View view:
                    _known.Add(view.Result.Id);
                    Join(view.Result, view.Buffer);
                    break;
                case If branch:
                    Join(branch.Outputs, branch.Then.Yields);
                    Join(branch.Outputs, branch.Else.Yields);
                    break;
                case For loop:
                    Join(loop.Outputs, loop.Initial);
                    Join(loop.Carried, loop.Initial);
                    Join(loop.Carried, loop.Body.Yields);
                    break;
                case While loop:
                    Join(loop.Outputs, loop.Initial);
                    Join(loop.Carried, loop.Initial);
                    Join(loop.Carried, loop.Body.Yields);
                    break;
            }
        }
    }

    /// <summary>The two buffers, one of which is written, share no memory.</summary>
    public bool AreApart(Value a, Value b)
    {
        int x = Find(a.Id), y = Find(b.Id);
        if (x == y)
        {
            return false;
        }

        Part ofA = PartOf(x), ofB = PartOf(y);
        return (ofA.IsFresh && (ofB.IsFresh || ofB.IsParameter)) || (ofB.IsFresh && ofA.IsParameter) || (ofA.IsParameter && ofB.IsParameter && ofA.Parameters.All(p => ofB.Parameters.All(q => _areApart(p, q))));
    }

    /// <summary>What is known of the buffers of one part.</summary>
    /// <param name="IsFresh">All that starts the part is memory taken in the body.</param>
    /// <param name="IsParameter">All that starts the part are parameters.</param>
    /// <param name="Parameters">The parameters in it.</param>
    private sealed record Part(bool IsFresh, bool IsParameter, Value[] Parameters);

    private Part PartOf(int root)
    {
        _members ??= _parent.Keys.ToArray().ToLookup(Find);
        if (!_parts.TryGetValue(root, out Part? part))
        {
            int[] members = _members[root].DefaultIfEmpty(root).ToArray();
            Value[] parameters = members.Where(_parameters.ContainsKey).Select(m => _parameters[m]).ToArray();
            bool isFresh = members.All(_known.Contains) && members.Any(_fresh.Contains);
            bool isParameter = parameters.Length > 0 && members.All(m => (_known.Contains(m) && !_fresh.Contains(m)) || _parameters.ContainsKey(m));
            _parts[root] = part = new Part(isFresh, isParameter, parameters);
        }

        return part;
    }

    private void Join(ImmutableArray<Value> a, ImmutableArray<Value> b)
    {
        for (int i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            if (a[i].Type.IsBuffer)
            {
                _known.Add(a[i].Id);
                Join(a[i], b[i]);
            }
        }
    }

    private void Join(Value a, Value b)
    {
        int x = Find(a.Id), y = Find(b.Id);
        _parent[Math.Max(x, y)] = Math.Min(x, y);
    }

    private int Find(int id)
    {
        if (!_parent.TryGetValue(id, out int parent))
        {
            _parent[id] = parent = id;
        }

        return parent == id ? id : _parent[id] = Find(parent);
    }
}
