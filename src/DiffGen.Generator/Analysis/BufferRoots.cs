using System.Collections.Generic;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Which memory a buffer value may mean: values that may share memory have one root. Parameters, allocations and buffers from outside
/// start as roots of their own; views and choices join.
/// </summary>
internal sealed class BufferRoots
{
    private readonly Dictionary<int, int> _parent = [];
    private readonly Dictionary<int, Op?> _definition = [];
    private Dictionary<int, List<Op?>>? _sources;

    public BufferRoots(IrFunction function)
    {
        foreach (IrParameter parameter in function.Parameters)
        {
            _parent[parameter.Value.Id] = parameter.Value.Id;
            _definition[parameter.Value.Id] = null;
        }

        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            foreach (Value result in op.Results)
            {
                if (result.Type.IsBuffer)
                {
                    Find(result.Id);
                    _definition[result.Id] = op;
                }
            }
        }

        foreach (Op op in IrRewriter.Walk(function.Body))
        {
            switch (op)
            {
                case View view:
                    Join(view.Result.Id, view.Buffer.Id);
                    break;
                case If branch:
                    for (int i = 0; i < branch.Outputs.Length; i++)
                    {
                        if (branch.Outputs[i].Type.IsBuffer)
                        {
                            Join(branch.Outputs[i].Id, branch.Then.Yields[i].Id);
                            Join(branch.Outputs[i].Id, branch.Else.Yields[i].Id);
                        }
                    }

                    break;
            }
        }
    }

    public int RootOf(Value buffer) => Find(buffer.Id);

    /// <summary>The operations that define buffers of this root; null among them stands for a parameter.</summary>
    public IEnumerable<Op?> Sources(int root)
    {
        if (_sources is null)
        {
            _sources = [];
            foreach (KeyValuePair<int, Op?> definition in _definition)
            {
                int of = Find(definition.Key);
                if (!_sources.TryGetValue(of, out List<Op?>? sources))
                {
                    _sources[of] = sources = [];
                }

                if (definition.Value is not (View or If))
                {
                    sources.Add(definition.Value);
                }
            }
        }

        return _sources.TryGetValue(root, out List<Op?>? found) ? found : [];
    }

    private int Find(int id)
    {
        if (!_parent.TryGetValue(id, out int parent))
        {
            _parent[id] = parent = id;
        }

        return parent == id ? id : _parent[id] = Find(parent);
    }

    private void Join(int a, int b)
    {
        a = Find(a);
        b = Find(b);
        _parent[System.Math.Max(a, b)] = System.Math.Min(a, b);
    }
}
