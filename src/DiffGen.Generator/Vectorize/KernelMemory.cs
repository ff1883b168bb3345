using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>The memory of a kernel, and what defines its values. Parameters and allocations are memory of their own.</summary>
internal sealed class KernelMemory
{
    private readonly Dictionary<int, Op> _definitions = [];

    /// <param name="kernel">The body of a kernel.</param>
    public KernelMemory(Region kernel)
    {
        foreach (Op op in kernel.Walked)
        {
            foreach (Value value in op.Results.Concat(op.RegionArguments))
            {
                _definitions[value.Id] = op;
            }
        }
    }

    /// <summary>The operation that defines a value, or the loop whose index or carried value it is; null for a parameter.</summary>
    public Op? DefinitionOf(Value value) => _definitions.TryGetValue(value.Id, out Op? definition) ? definition : null;

    /// <summary>The parameter or allocation that a buffer is, or is a part of; null where that is not known.</summary>
    public Value? RootOf(Value buffer)
    {
        while (DefinitionOf(buffer) is { } definition)
        {
            if (definition is not View view)
            {
                return definition is Allocate ? buffer : null;
            }

            buffer = view.Buffer;
        }

        return buffer;
    }

    /// <summary>The memory that a region writes; null where that is not known.</summary>
    public HashSet<int>? WrittenBy(Region region)
    {
        var written = new HashSet<int>();
        foreach (Op op in region.Walked)
        {
            if (Written(op) is not { } buffers)
            {
                return null;
            }

            foreach (Value buffer in buffers)
            {
                if (RootOf(buffer) is not { } root)
                {
                    return null;
                }

                written.Add(root.Id);
            }
        }

        return written;
    }

    /// <summary>The buffers that an operation writes, its regions aside; null where that is not known.</summary>
    public static IEnumerable<Value>? Written(Op op) => op switch
    {
        Store store => [store.Buffer],
        Fill fill => [fill.Buffer],
        Copy copy => [copy.Destination],
        Opaque { Effect: Effect.Unknown } opaque => opaque.Arguments.Where(a => a.Type.IsBuffer),
        Constant or Apply or Opaque or Load or View or Allocate or If or For or While or Throw or Remark => [],
        _ => null,
    };

    /// <summary>What a loop defines, its index and carried values included.</summary>
    public static HashSet<int> DefinedIn(For loop) => [.. loop.RegionArguments.Concat(loop.Body.Walked.SelectMany(o => o.Results.Concat(o.RegionArguments))).Select(v => v.Id)];
}
