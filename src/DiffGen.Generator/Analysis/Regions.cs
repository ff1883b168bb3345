using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>What regions define and use.</summary>
internal static class Regions
{
    /// <summary>The values that a region uses and does not define, in order of their first use.</summary>
    public static IReadOnlyList<Value> Free(Region region)
    {
        // A value is met where it is defined, or else where it is used first.
        var met = new IdSet();
        var free = new List<Value>();
        Visit(region);
        return free;

        void Use(Value value)
        {
            if (met.Add(value.Id))
            {
                free.Add(value);
            }
        }

        void Visit(Region r)
        {
            foreach (Op op in r.Ops)
            {
                foreach (Value operand in op.Operands)
                {
                    Use(operand);
                }

                foreach (Value argument in op.RegionArguments)
                {
                    met.Add(argument.Id);
                }

                foreach (Region inner in op.Regions)
                {
                    Visit(inner);
                }

                foreach (Value result in op.Results)
                {
                    met.Add(result.Id);
                }
            }

            foreach (Value yielded in r.Yields)
            {
                Use(yielded);
            }
        }
    }

    /// <summary>The first id behind those of all values that are defined in a region, or given to it.</summary>
    public static int NextId(IEnumerable<Value> given, Region region)
    {
        int last = 0;
        foreach (Value value in given)
        {
            last = System.Math.Max(last, value.Id);
        }

        foreach (Op op in region.Walked)
        {
            foreach (Value result in op.Results)
            {
                last = System.Math.Max(last, result.Id);
            }

            foreach (Value argument in op.RegionArguments)
            {
                last = System.Math.Max(last, argument.Id);
            }
        }

        return last + 1;
    }

    /// <summary>Whether something inside runs a recording: pushes, or a call that does.</summary>
    public static bool Records(Region region) => IrRewriter.Walk(region).Any(o => o is Push or Call { Mode: CallMode.Forward });
}

/// <summary>A construct that a stage cannot differentiate yet, at its origin.</summary>
internal class UnsupportedException(int origin, string construct, string instead) : System.Exception(construct)
{
    public int Origin { get; } = origin;

    /// <summary>The id of its diagnostic, whose message takes the construct and what to write instead.</summary>
    public string Id { get; init; } = "DG1010";

    public string Construct { get; } = construct;

    public string Instead { get; } = instead;
}
