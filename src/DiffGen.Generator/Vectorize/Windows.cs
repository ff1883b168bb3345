using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Vectorize;

/// <summary><c>a[i], a[i + 1], a[i + 2] …</c> are read from a part of the buffer, <c>a.Slice(i, n)</c>, at places known when the code is written: one check that all are in range.</summary>
internal sealed class Windows
{
    private const int Fewest = 4, Longest = 64;

    private readonly KernelMemory _memory;
    private readonly Dictionary<int, int> _constants;
    private readonly IrBuilder _builder;

    private Windows(Region kernel, int nextId)
    {
        _memory = new KernelMemory(kernel);
        _constants = HeldElements.PlacesOf(kernel);
        _builder = new IrBuilder(nextId);
    }

    /// <param name="kernel">The body of a kernel.</param>
    /// <param name="nextId">The first value id that is free.</param>
    public static Region Run(Region kernel, ref int nextId)
    {
        var pass = new Windows(kernel, nextId);
        Region body = pass.Visit(kernel);
        nextId = pass._builder.NextId;
        return body;
    }

    private Region Visit(Region region)
    {
        ILookup<(int Buffer, int Base), Load> near = region.Ops.OfType<Load>().Where(l => l is { Leaf: < 0, Buffer.Type.IsSpan: true }).ToLookup(l => (l.Buffer.Id, Place(l.Index).Base.Id));
        var windows = new Dictionary<(int, int), (Value Part, int First)>();
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            if (op is Load { Leaf: < 0, Buffer.Type.IsSpan: true } load)
            {
                (Value start, int offset) = Place(load.Index);
                (int, int) key = (load.Buffer.Id, start.Id);
                if (!windows.TryGetValue(key, out (Value Part, int First) window) && near[key].Count() >= Fewest && Open(load.Buffer, start, [.. near[key].Select(l => Place(l.Index).Offset)]) is { } opened)
                {
                    windows[key] = window = opened;
                }

                _builder.Add(windows.ContainsKey(key) ? load with { Buffer = window.Part, Index = _builder.Int(offset - window.First) } : load);
            }
            else
            {
                _builder.Add(IrRewriter.Map(op, v => v, Visit));
            }
        }

        return _builder.Close(region.Yields);
    }

    /// <summary>The part of the buffer, and the place of its first element; null where the elements lie too far apart.</summary>
    private (Value Part, int First)? Open(Value buffer, Value start, int[] offsets)
    {
        int first = offsets.Min(), length = offsets.Max() - first + 1;
        if (length > Longest)
        {
            return null;
        }

        Value from = first == 0 ? start : _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, start, _builder.Int(first));
        return (_builder.Add(new View(_builder.Origin, _builder.New(buffer.Type), buffer, from, _builder.Int(length))).Result, first);
    }

    /// <summary>An index as the sum of a value and a number.</summary>
    private (Value Base, int Offset) Place(Value index)
    {
        int offset = 0;
        while (offset <= Longest && _memory.DefinitionOf(index) is Opaque { Template: "{0} + {1}" } sum)
        {
            bool isSecond = _constants.TryGetValue(sum.Arguments[1].Id, out int added);
            if (!isSecond && !_constants.TryGetValue(sum.Arguments[0].Id, out added))
            {
                break;
            }

            offset += added;
            index = sum.Arguments[isSecond ? 0 : 1];
        }

        return (index, offset);
    }
}
