using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary><c>for (k = 0; k &lt; 3; k++) s += a[k]</c> becomes <c>s += a[0]; s += a[1]; s += a[2]</c>: loops of a few iterations, known when the code is written, and a few operations.</summary>
internal sealed class ShortLoops
{
    private const int MostIterations = 4;

    /// <summary>No loop becomes more operations than this.</summary>
    private const int MostOperations = 160;

    private readonly IrBuilder _builder;
    private readonly IReadOnlyDictionary<int, int> _constants;
    private readonly Dictionary<int, Value> _same = [];

    private ShortLoops(IReadOnlyDictionary<int, int> constants, IrBuilder builder)
    {
        _constants = constants;
        _builder = builder;
    }

    /// <param name="region">A region.</param>
    /// <param name="constants">The integer constants.</param>
    /// <param name="builder">Hands out values.</param>
    public static Region Run(Region region, IReadOnlyDictionary<int, int> constants, IrBuilder builder) => new ShortLoops(constants, builder).Visit(region);

    private Value Of(Value value) => _same.TryGetValue(value.Id, out Value? same) ? same : value;

    private Region Visit(Region region)
    {
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            Op visited = IrRewriter.Map(op, Of, Visit);
            if (visited is For loop && Iterations(loop) is { } indices)
            {
                Write(loop, indices);
            }
            else
            {
                _builder.Add(visited);
            }
        }

        return _builder.Close(IrRewriter.Map(region.Yields, Of));
    }

    /// <summary>The indices of a short loop; null where it is none.</summary>
    private int[]? Iterations(For loop)
    {
        if (loop is not { Exit: < 0, Comparison: "<" } || !_constants.TryGetValue(loop.Start.Id, out int start) || !_constants.TryGetValue(loop.Bound.Id, out int bound) || !_constants.TryGetValue(loop.Step.Id, out int step) || step == 0)
        {
            return null;
        }

        long count = ((long)bound - start + step - 1) / step;
        return count is < 0 or > MostIterations || count * loop.Body.Ops.Length > MostOperations || loop.Body.Ops.Any(o => o is For or While or If or Throw) ? null
            : [.. Enumerable.Range(0, (int)count).Select(k => start + (k * step))];
    }

    private void Write(For loop, int[] indices)
    {
        ImmutableArray<Value> handed = loop.Initial;
        foreach (int index in indices)
        {
            _builder.Origin = loop.Origin;
            var map = new Dictionary<int, Value> { [loop.Index.Id] = _builder.Int(index) };
            for (int i = 0; i < handed.Length; i++)
            {
                map[loop.Carried[i].Id] = handed[i];
            }

            var iteration = new Jam(_builder, [map]);
            iteration.Run(loop.Body.Ops);
            handed = loop.Body.Yields.Select(y => iteration.Of(y, 0)).ToImmutableArray();
        }

        for (int i = 0; i < handed.Length; i++)
        {
            _same[loop.Outputs[i].Id] = handed[i];
        }
    }
}
