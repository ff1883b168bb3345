using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>MuProp: the expansion of a cost around the mean of a draw as control variate of its score.</summary>
internal sealed partial class Alternatives
{
    /// <summary>
    /// [c(x) − c(m) − c′(m) (x − m)] s + c′(m) m′ with the mean m and the score s = ∂ log p/∂θ (Gu, Levine, Sutskever and Mnih, "MuProp", ICLR 2016). As one expression: c + stop(c − c(m)) log p + c(m̃),
    /// where m̃ has the value m and the derivative m′ − (x − m) s, and of the other two the value is taken to be 0. What is computed at m̃ is all that depends on the draw, with means in the place of
    /// later draws and nothing else that has a derivative: whatever it is, it depends on x in no way, so that E[(x − m) s] = m′ makes up for it.
    /// </summary>
    private Value Expanded(Value cost)
    {
        ImmutableArray<Op> needed = _slice.Needed(cost, values: true);
        var soft = new SoftDraw(_builder, _site) { Expansion = needed };
        ImmutableArray<Value> parameters = _site.Arguments.RemoveAt(_site.Arguments.Length - 1);
        IrType real = parameters.First(p => p.Type.IsReal).Type, type = cost.Type;
        Distribution row = SiteChoices.Row(_site);
        Value drawn = soft.Number(_site.Result!, real), mean = soft.Mean(row, parameters, isZero: false);
        Value score = ScoreOf(row, parameters, real);
        soft.Numbers[_site.Result!.Id] = _builder.Apply("Add", real, mean, _builder.Apply("Multiply", real, Stopped(_builder.Apply("Subtract", real, mean, drawn)), score));
        var renamed = new Dictionary<int, Value>();
        Again(needed, renamed, new World(_site.Result.Id, 2), soft);
        Value expansion = renamed.TryGetValue(cost.Id, out Value? value) ? value : throw soft.Unknown();
        Value change = DerivativeOf(expansion);
        Value left = _builder.Apply("Multiply", type, Stopped(_builder.Apply("Subtract", type, cost, expansion)), Partials.Converted(_builder, score, type));
        return _builder.Apply("Add", type, _builder.Apply("Add", type, cost, left), change);
    }

    /// <summary>Zero, with the derivative of log p at the draw.</summary>
    private Value ScoreOf(Distribution row, ImmutableArray<Value> parameters, IrType real) =>
        _builder.Add(new Opaque(_builder.Origin, _builder.New(real), Surrogate.Zero(real), parameters.Insert(0, _site.Result!), Effect.Pure, Precedences.Call)
        {
            Pullback = Surrogate.Gradients(row, "LogProbabilityVjp", real, 1, parameters) with { IsDensity = true },
        }).Result!;

    /// <summary>Zero, with the derivative of a value.</summary>
    private Value DerivativeOf(Value value) =>
        _builder.Add(new Opaque(_builder.Origin, _builder.New(value.Type), Surrogate.Zero(value.Type), ImmutableArray.Create(value), Effect.Pure, Precedences.Call)
        {
            Pullback = new IrPullback("{1}", ImmutableArray.Create<string?>("{0}"), value.Type, Effect.Pure),
        }).Result!;

    /// <summary>A later draw in an expansion: its mean, where a number can stand for it; its path; or the draw, as a constant.</summary>
    private void DrawAgain(Opaque site, Func<Value, Value> of, Dictionary<int, Value> renamed, SoftDraw soft)
    {
        soft.RequireNone(site.Arguments);
        Distribution row = SiteChoices.Row(site);
        ImmutableArray<Value> arguments = site.Arguments.Select(of).ToImmutableArray();
        if (row.IsDiscrete && row.Name != "Categorical" && soft.MayStandFor(site.Result!))
        {
            soft.Numbers[site.Result!.Id] = soft.Mean(row, arguments.RemoveAt(arguments.Length - 1), isZero: false);
            return;
        }

        Value again = renamed[site.Result!.Id] = _builder.New(site.Result.Type, site.Result.Name);
        _builder.Add(site with { Result = again, Arguments = arguments, Effect = Effect.Pure, Site = new IrSite(row.Name, row.IsDiscrete ? "Stop" : Followed) });
    }
}
