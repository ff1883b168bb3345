using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>
/// The derivative at the draw, as if it were its mean: where a draw x becomes a real number, that number is <c>Attach(x, x + μ(θ) − stop μ(θ))</c>; and where a coin b chooses between numbers, the
/// choice is <c>Attach(b ? u : v, v + s (u − v))</c> with s = b + μ(θ) − stop μ(θ), linear between its two values. Biased (Bengio, Léonard and Courville, 2013).
/// </summary>
internal sealed class StraightThrough
{
    public const string Name = "StraightThrough";

    private readonly Opaque _site;
    private readonly IrBuilder _builder;
    private readonly SoftDraw _soft;
    private readonly bool _isActive;

    private StraightThrough(IrFunction function, Opaque site)
    {
        _site = site;
        _builder = new IrBuilder(function.NextId);
        _soft = new SoftDraw(_builder, site);
        _isActive = new ActiveSites(function).IsActive(site);
    }

    /// <summary>The method with all such sites done; their ids are added to a set.</summary>
    public static IrFunction Run(IrFunction function, ISet<int> done)
    {
        foreach (Opaque site in ActiveSites.Of(function).Where(s => s.Site!.Strategy == Name))
        {
            if (!SiteChoices.Row(site).IsDiscrete || SiteChoices.Row(site).IsVector || site.Site!.Distribution == "Categorical")
            {
                throw new UnsupportedException(site.Origin, "A draw of Sample." + site.Site!.Name + " with Strategy." + Name, SiteChoices.Row(site).IsDiscrete ? "draw from Sample.RelaxedOneHot, or take another strategy" : "take Strategy.Reparameterise");
            }

            var pass = new StraightThrough(function, site);
            Region body = pass.Visit(function.Body);
            function = IrVerifier.Check(function.With(body, pass._builder.NextId), Name);
            if (pass._isActive)
            {
                done.Add(site.Result!.Id);
            }
        }

        return function;
    }

    private Region Visit(Region region)
    {
        _builder.Open();
        foreach (Op op in region.Ops)
        {
            _builder.Origin = op.Origin;
            Visit(op);
        }

        _soft.RequireNone(region.Yields);
        return _builder.Close(region.Yields);
    }

    private void Visit(Op op)
    {
        switch (op)
        {
            case Opaque { Site: not null } site when site.Result!.Equals(_site.Result):
                _builder.Add(site with { Site = site.Site! with { Strategy = Alternatives.Done } });
                if (_isActive)
                {
                    _soft.Numbers[site.Result!.Id] = Number();
                }

                break;
            case Apply { Primitive: "FromInteger" } convert when _soft.Numbers.TryGetValue(convert.Arguments[0].Id, out Value? number):
                Value plain = _builder.Apply("FromInteger", convert.Result.Type, convert.Arguments[0]);
                Attach(convert.Result, plain, Differentiate.Partials.Converted(_builder, number, convert.Result.Type));
                break;
            case Opaque { Template: "!{0}" } negation when _soft.Numbers.TryGetValue(negation.Arguments[0].Id, out Value? truth):
                _builder.Add(op);
                _soft.Numbers[negation.Result!.Id] = _soft.Not(truth);
                break;
            case If branch when _soft.Numbers.TryGetValue(branch.Condition.Id, out Value? chosen):
                Choose(branch, chosen);
                break;
            case SiteBaseline or SiteTemperature:
                _builder.Add(op);
                break;
            default:
                _soft.RequireNone(op.Operands);
                _builder.Add(op is If or For or While ? IrRewriter.Map(op, v => v, Visit) : op);
                break;
        }
    }

    private void Attach(Value result, Value value, Value derivative) => _builder.Add(new Apply(_builder.Origin, result, PrimitiveTable.Attach, ImmutableArray.Create(value, derivative)));

    /// <summary>x + μ(θ) − stop μ(θ)</summary>
    private Value Number()
    {
        Value drawn = _site.Result!;
        ImmutableArray<Value> parameters = _site.Arguments.RemoveAt(_site.Arguments.Length - 1);
        IrType real = parameters.First(p => p.Type.IsReal).Type;
        Value number = _soft.Number(drawn, real), change = _soft.Mean(SiteChoices.Row(_site), parameters, isZero: true);
        return _builder.Apply("Add", real, number, change);
    }

    /// <summary>A choice stays what it is, with the derivative of the line between what it chooses from.</summary>
    private void Choose(If branch, Value chosen)
    {
        _soft.RequireNumbers(branch);
        Region then = Visit(branch.Then), otherwise = Visit(branch.Else);
        ImmutableArray<Value> outputs = branch.Outputs.Select(o => o.Type.IsReal ? _builder.New(o.Type, o.Name) : o).ToImmutableArray();
        _builder.Add(branch with { Outputs = outputs, Then = then, Else = otherwise });
        Value[] first = Inline(then), second = Inline(otherwise);
        for (int k = 0; k < outputs.Length; k++)
        {
            Value between = _soft.Between(chosen, first[k], second[k]);
            if (outputs[k].Type.IsReal)
            {
                Attach(branch.Outputs[k], outputs[k], between);
            }
            else
            {
                _soft.Numbers[outputs[k].Id] = between;
            }
        }
    }

    /// <summary>What an arm gives, computed beside it.</summary>
    private Value[] Inline(Region arm)
    {
        var renamed = new Dictionary<int, Value>();
        Value Of(Value value) => renamed.TryGetValue(value.Id, out Value? other) ? other : value;

        Op Again(Op op)
        {
            foreach (Value value in op.Results.Concat(IrRewriter.RegionArguments(op)))
            {
                renamed[value.Id] = _builder.New(value.Type, value.Name);
            }

            return IrRewriter.Map(op, Of, r => new Region(r.Ops.Select(Again).ToImmutableArray(), r.Yields.Select(Of).ToImmutableArray()));
        }

        foreach (Op op in arm.Ops)
        {
            _builder.Add(Again(op));
        }

        return arm.Yields.Select(Of).ToArray();
    }
}
