using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// Which values are affine in a draw x with coefficients that do not depend on it: a x + b. As x and a are independent given all that came before x, E[a x + b] = E[a] E[x] + E[b], and x may be its
/// mean wherever a derivative is taken.
/// </summary>
internal sealed class Affinity
{
    private readonly Dependence _dependence;
    private readonly int _site;

    private readonly bool _isStopped;

    /// <summary>Values that depend on the draw in another way: what is left at the fixpoint is affine.</summary>
    private readonly HashSet<int> _others = [];

    public Affinity(IrFunction function, Dependence dependence, Opaque site)
    {
        _dependence = dependence;
        _site = site.Result!.Id;
        Op[] ops = IrRewriter.Walk(function.Body).ToArray();

        // What is made of Diff.Stop(x) would pass for a coefficient.
        _isStopped = ops.Any(o => o is Opaque { Template: "{0}", Effect: Effect.Pure, Arguments.Length: 1, Pullback: null, Result.Type.IsReal: true } stop && dependence.DependsOn(stop.Arguments[0], _site));
        int before;
        do
        {
            before = _others.Count;
            foreach (Op op in ops)
            {
                Visit(op);
            }
        }
        while (_others.Count != before);
    }

    /// <summary>A term of the cost is affine in the draw, and whether it is added does not depend on it.</summary>
    public bool Holds(CostTerm term) => !_isStopped && IsAffine(term.Value) && !_dependence.IsDecidedBy(term.Use, _site) && term.Factors.All(f => IsConstant(f.Value) && !_dependence.IsDecidedBy(f.Use, _site));

    private bool IsConstant(Value value) => !_dependence.DependsOn(value, _site);

    private bool IsAffine(Value value) => IsConstant(value) || (value.Type.IsReal && !_others.Contains(value.Id));

    private void Visit(Op op)
    {
        switch (op)
        {
            case Apply { Primitive: "FromInteger" } convert:
                Keep(convert.Result, convert.Arguments[0].Id == _site);
                break;
            case Apply { Primitive: "Add" or "Subtract" or "Negate" or "Widen" or "Narrow" or "Convert" } sum:
                Keep(sum.Result, sum.Arguments.All(IsAffine));
                break;
            case Apply { Primitive: PrimitiveTable.Attach } attach:
                Keep(attach.Result, IsAffine(attach.Arguments[1]));
                break;
            case Apply { Primitive: "Multiply" } product:
                Keep(product.Result, product.Arguments.All(IsAffine) && product.Arguments.Any(IsConstant));
                break;
            case Apply { Primitive: "Divide" } quotient:
                Keep(quotient.Result, IsAffine(quotient.Arguments[0]) && IsConstant(quotient.Arguments[1]));
                break;
            case Opaque { Site: not null } site when site.Result!.Id == _site:
                break;
            case If branch:
                for (int k = 0; k < branch.Outputs.Length; k++)
                {
                    Keep(branch.Outputs[k], IsConstant(branch.Condition) && (branch.Then.EndsInThrow || IsAffine(branch.Then.Yields[k])) && (branch.Else.EndsInThrow || IsAffine(branch.Else.Yields[k])));
                }

                break;
            case For loop:
                Loop(loop.Outputs, loop.Initial, loop.Carried, loop.Body, IsConstant(loop.Start) && IsConstant(loop.Bound) && IsConstant(loop.Step) && (loop.Exit < 0 || IsConstant(loop.Carried[loop.Exit])));
                break;
            case While loop:
                Loop(loop.Outputs, loop.Initial, loop.Carried, loop.Body, IsConstant(loop.Condition.Yields[0]));
                break;
            default:
                foreach (Value result in op.Results)
                {
                    Keep(result, false);
                }

                break;
        }
    }

    private void Loop(ImmutableArray<Value> outputs, ImmutableArray<Value> initial, ImmutableArray<Value> carried, Region body, bool turnsAreConstant)
    {
        for (int k = 0; k < outputs.Length; k++)
        {
            bool keeps = turnsAreConstant && IsAffine(initial[k]) && (body.EndsInThrow || IsAffine(body.Yields[k]));
            Keep(carried[k], keeps);
            Keep(outputs[k], keeps);
        }
    }

    private void Keep(Value result, bool isAffine)
    {
        if (!isAffine && !IsConstant(result))
        {
            _others.Add(result.Id);
        }
    }
}
