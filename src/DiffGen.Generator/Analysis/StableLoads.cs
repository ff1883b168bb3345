using System.Collections.Generic;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Analysis;

/// <summary>
/// Which loads, repeated when the method has ended, give the same: nothing that may run after the load writes the memory, and the memory
/// is still there. A load in a loop runs again after what follows it in the loop. Likewise which buffers a call could be given again.
/// </summary>
internal sealed class StableLoads
{
    private readonly HashSet<int> _stable = [];
    private readonly HashSet<(Call Call, int Argument)> _same = [];

    /// <param name="function">The method.</param>
    /// <param name="memoryLives">Whether parameters and top-level allocations still hold what they held; false for a method whose sweeps are apart.</param>
    /// <param name="calls">What the methods that it calls write.</param>
    public StableLoads(IrFunction function, bool memoryLives, Writes calls)
    {
        if (!memoryLives)
        {
            return;
        }

        var buffers = new BufferRoots(function);
        var writes = new List<(int Root, int Position, List<int> Loops)>();
        var loads = new List<(Value Result, int Root, int Position, List<int> Loops)>();
        var passed = new List<(Call Call, int Argument, int Root, int Position, List<int> Loops)>();
        var unavailable = new HashSet<int>();
        var outside = new HashSet<int>();
        int position = 0;
        bool unknown = false;
        Visit(function.Body, [], true);

        foreach (IrParameter parameter in function.Parameters)
        {
            outside.Add(buffers.RootOf(parameter.Value));
        }

        foreach ((Value result, int root, int at, List<int> loops) in loads)
        {
            if (!IsWritten(root, at + 1, loops))
            {
                _stable.Add(result.Id);
            }
        }

        // A call may itself write what it is given.
        foreach ((Call call, int argument, int root, int at, List<int> loops) in passed)
        {
            if (!IsWritten(root, at, loops))
            {
                _same.Add((call, argument));
            }
        }

        bool IsWritten(int root, int from, List<int> loops) => unavailable.Contains(root)
            || (unknown && outside.Contains(root))
            || writes.Any(w => w.Root == root && (w.Position >= from || w.Loops.Intersect(loops).Any()));

        void Visit(Region region, List<int> loops, bool top)
        {
            foreach (Op op in region.Ops)
            {
                position++;
                switch (op)
                {
                    case Load load:
                        loads.Add((load.Result, buffers.RootOf(load.Buffer), position, loops));
                        break;
                    case Store store:
                        writes.Add((buffers.RootOf(store.Buffer), position, loops));
                        break;
                    case Fill fill:
                        writes.Add((buffers.RootOf(fill.Buffer), position, loops));
                        break;
                    case Copy copy:
                        writes.Add((buffers.RootOf(copy.Destination), position, loops));
                        break;
                    case Call call:
                        for (int i = 0; i < call.Arguments.Length; i++)
                        {
                            if (call.Arguments[i].Type.IsBuffer)
                            {
                                passed.Add((call, i, buffers.RootOf(call.Arguments[i]), position, loops));
                                if (calls.IsWritten(call, i))
                                {
                                    writes.Add((buffers.RootOf(call.Arguments[i]), position, loops));
                                }
                            }
                        }

                        foreach (Value output in call.Outputs.Where(o => o.Type.IsBuffer && !top))
                        {
                            unavailable.Add(buffers.RootOf(output));
                        }

                        break;
                    case Opaque opaque:
                        unknown |= opaque.Effect == Effect.Unknown;
                        if (opaque is { Effect: Effect.Unknown, Result: { Type.IsBuffer: true } made } && !top)
                        {
                            unavailable.Add(buffers.RootOf(made));
                        }

                        foreach (Value argument in opaque.Arguments.Where(a => a.Type.IsBuffer && opaque.Effect == Effect.Unknown))
                        {
                            writes.Add((buffers.RootOf(argument), position, loops));
                        }

                        if (opaque.Result is { Type.IsBuffer: true } external)
                        {
                            outside.Add(buffers.RootOf(external));
                        }

                        break;
                    case Allocate allocate when !top:
                        unavailable.Add(buffers.RootOf(allocate.Result));
                        break;
                    case If branch:
                        Visit(branch.Then, loops, false);
                        Visit(branch.Else, loops, false);
                        break;
                    case For loop:
                        Visit(loop.Body, [.. loops, position], false);
                        break;
                    case While loop:
                        List<int> inner = [.. loops, position];
                        Visit(loop.Condition, inner, false);
                        Visit(loop.Body, inner, false);
                        break;
                }
            }
        }
    }

    public bool Contains(Load load) => _stable.Contains(load.Result.Id);

    /// <summary>Whether a buffer holds, when the method has ended, what it held when the call began.</summary>
    public bool Contains(Call call, int argument) => _same.Contains((call, argument));
}
