using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;

namespace DiffGen.Generator.Vectorize;

/// <summary>What differs from column to column in the loop of a kernel: what depends on its index, directly or by way of memory of vectors.</summary>
internal sealed class ColumnValues
{
    private readonly LaneShape _shape;
    private readonly HashSet<int> _shared;
    private readonly HashSet<int> _varying = [];

    /// <param name="loop">The loop over columns.</param>
    /// <param name="shape">The vectors.</param>
    /// <param name="shared">Memory of vectors that all columns share, to add to.</param>
    public ColumnValues(For loop, LaneShape shape, HashSet<int>? shared = null)
    {
        _shape = shape;
        _shared = shared ?? [];
        _varying.Add(loop.Index.Id);
        _varying.UnionWith(loop.Carried.Select(c => c.Id));
        int before;
        do
        {
            before = _varying.Count;
            Find(loop.Body);
        }
        while (_varying.Count > before);
    }

    public bool Vary(Value value) => _varying.Contains(value.Id);

    /// <summary>It computes a value that differs, or reads or writes memory of vectors.</summary>
    public bool Vary(Op op) => op.Operands.Any(Vary) || op.Results.Any(Vary) || op.Operands.Any(HoldsVectors);

    public bool IsVector(Value value) => value.Type == _shape.Reals || value.Type == _shape.Integers;

    /// <summary>Memory that has a vector for each element of the method's, of which each column has its own.</summary>
    public bool HoldsVectors(Value value) => value.Type.IsBuffer && !_shared.Contains(value.Id) && (value.Type.Element == _shape.Reals.Text || value.Type.Element == _shape.Integers.Text);

    private void Find(Region region)
    {
        foreach (Op op in region.Ops)
        {
            switch (op)
            {
                case If branch:
                    Find(branch.Then);
                    Find(branch.Else);
                    Carry(branch.Outputs, branch.Then.Yields);
                    Carry(branch.Outputs, branch.Else.Yields);
                    break;
                case For or While:
                    (ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region body) = op is For counted ? (counted.Initial, counted.Carried, counted.Body) : (((While)op).Initial, ((While)op).Carried, ((While)op).Body);
                    Carry(carried, initial);
                    Carry(carried, body.Yields);
                    foreach (Region inner in IrRewriter.RegionsOf(op))
                    {
                        Find(inner);
                    }

                    Carry(op.Results, carried);
                    break;
                default:
                    if (op.Operands.Any(Vary) || (op is Load load && HoldsVectors(load.Buffer)) || (op is Pop pop && IsVector(pop.Result)) || op is Opaque { Template: LaneTemplates.Moves })
                    {
                        _varying.UnionWith(op.Results.Select(r => r.Id));
                    }

                    break;
            }
        }
    }

    private void Carry(ImmutableArray<Value> to, ImmutableArray<Value> from)
    {
        for (int i = 0; i < to.Length; i++)
        {
            if (Vary(from[i]))
            {
                _varying.Add(to[i].Id);
            }
        }
    }
}
