using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>The costs of other draws, and what has the derivative that they give.</summary>
internal sealed partial class Alternatives
{
    private const string Distributions = "global::DiffGen.Distributions.", Services = "global::DiffGen.CompilerServices.";

    private string Name => _site.Site!.Distribution;

    private Value Parameter => _site.Arguments[_site.Arguments.Length - 2];

    private Value Stream => _site.Arguments[_site.Arguments.Length - 1];

    private string Described => _site.Site!.Strategy switch
    {
        "Enumerate" => "enumeration, exact at this site",
        "MeasureValued" => "the difference of two measures",
        "MuProp" => "MuProp, the score function of what an expansion around the mean leaves",
        "GumbelSoftmax" => "the path of a relaxed draw at the temperature " + (GivenTemperature is null ? "½" : "that is given") + ", biased",
        "Rebar" => "REBAR, the score function of what the cost at a relaxed draw leaves",
        "Arm" => "ARM, an antithetic pair weighed by its noise",
        _ => "DisARM, an antithetic pair",
    };

    private static void Require(Opaque site)
    {
        string[] known = site.Site!.Strategy switch
        {
            "Enumerate" => ["Bernoulli", "BernoulliLogit", "Categorical", "Binomial", "Poisson", "Geometric", "NegativeBinomial", "Multinomial", "DirichletMultinomial", "PlackettLuce"],
            "MeasureValued" => Measures.Known,
            "GumbelSoftmax" or "Rebar" => ["Bernoulli", "BernoulliLogit"],
            "MuProp" => ["Bernoulli", "BernoulliLogit", "Poisson", "Binomial", "Geometric", "NegativeBinomial"],
            _ => ["BernoulliLogit"],
        };
        if (!known.Contains(site.Site.Distribution))
        {
            throw new UnsupportedException(site.Origin, "A draw of Sample." + site.Site.Name + " with Strategy." + site.Site.Strategy, "draw from " + string.Join(", ", known) + ", or take another strategy");
        }
    }

    private Value Enumerated(Value cost) => Name switch
    {
        "Categorical" => OverCategories(cost),
        "Binomial" or "Poisson" or "Geometric" or "NegativeBinomial" => OverCounts(cost),
        "Multinomial" or "DirichletMultinomial" or "PlackettLuce" => OverOutcomes(cost),
        _ => Expected(cost),
    };

    /// <summary>P(true) c(true) + P(false) c(false)</summary>
    private Value Expected(Value cost)
    {
        Value yes = Cost(cost, _builder.Constant(IrType.Bool, "true"), 1), no = Cost(cost, _builder.Constant(IrType.Bool, "false"), 0);
        Value likely = Probability(true, cost.Type), unlikely = Probability(false, cost.Type);
        return _builder.Apply("Add", cost.Type, Product(likely, yes), Product(unlikely, no));
    }

    private Value Product(Value weight, Value cost)
    {
        Value product = _builder.Apply("Multiply", cost.Type, weight, cost);
        _products.Add(product.Id);
        return product;
    }

    private Value Probability(bool outcome, IrType type)
    {
        IrType real = Parameter.Type;
        Value drawn = _builder.Constant(IrType.Bool, outcome ? "true" : "false");
        string call = Distributions + Name + ".Probability", arguments = "<" + real.Text + ">({0}, {1}";
        Value probability = _builder.Add(new Opaque(_builder.Origin, _builder.New(real), call + arguments + ")", ImmutableArray.Create(drawn, Parameter), Effect.Pure, Precedences.Call)
        {
            Pullback = new IrPullback(call + "Vjp" + arguments + ", {2})." + (Name == "Bernoulli" ? "P" : "Logit") + "Grad", ImmutableArray.Create<string?>(null, "{0}"), real, Effect.Pure),
        }).Result!;
        return Partials.Converted(_builder, probability, type);
    }

    /// <summary>Σ exp(aᵢ − l) c(i) / Σ exp(aᵢ − l), l = ln Σ exp(aᵢ) being a constant: the divisor is one, and its derivative is what it is for.</summary>
    private Value OverCategories(Value cost)
    {
        _slice.RequireUnchanged(Parameter);
        IrType real = Parameter.Type.ElementType, type = cost.Type;
        Value normalizer = _builder.Add(new Opaque(_builder.Origin, _builder.New(real), Services + "Scores.LogSumExp<" + real.Text + ">({0})", ImmutableArray.Create(Parameter), Effect.Reads, Precedences.Call)).Result!;
        Value zero = _builder.Int(0), one = _builder.Int(1), length = _builder.LengthOf(Parameter), none = _builder.Zero(type), index = _builder.New(IrType.Int, "i");
        Value sum = _builder.New(type), total = _builder.New(type), sumAfter = _builder.New(type), totalAfter = _builder.New(type);
        Value? vector = _slice.Filled is { } filled ? Scratch(filled.Type, length) : null;
        _builder.Open();
        Value weight = Partials.Converted(_builder, _builder.Apply("Exp", real, _builder.Apply("Subtract", real, _builder.Load(Parameter, index), normalizer)), type);
        Value product = Product(weight, vector is { } outcome ? CostOfOneHot(cost, index, outcome) : Cost(cost, index, -1));
        Value nextSum = _builder.Apply("Add", type, sum, product), nextTotal = _builder.Apply("Add", type, total, weight);
        Region body = _builder.Close(nextSum, nextTotal);
        _builder.Add(new For(_builder.Origin, ImmutableArray.Create(sumAfter, totalAfter), index, zero, length, "<", one, ImmutableArray.Create(none, none), ImmutableArray.Create(sum, total), body, -1));
        Value quotient = _builder.Apply("Divide", type, sumAfter, totalAfter);
        _products.Add(quotient.Id);
        return quotient;
    }

    /// <summary>c + Σ stop(w (c(x₊) − c(x₋))) (θ − stop θ) over the parameters θ that are differentiated.</summary>
    private Value Differenced(Value cost)
    {
        Value sum = cost;
        if (_site.Site!.Strategy is "DisArm" or "Arm")
        {
            IrType real = Parameter.Type;
            Value second = _builder.Pure(IrType.Bool, Services + "Draw.Antithetic<" + real.Text + ">({0}, {1})", Precedences.Call, Stopped(Parameter), Stream);
            Value factor = _site.Site.Strategy == "Arm"
                ? _builder.Pure(real, Services + "Draw.ArmFactor<" + real.Text + ">({0})", Precedences.Call, Stream)
                : _builder.Pure(real, Distributions + "BernoulliLogit.DisArmFactor<" + real.Text + ">({0}, {1}, {2})", Precedences.Call, _site.Result!, second, Stopped(Parameter));
            return With(sum, Parameter, cost, factor, _site.Result!, second);
        }

        Distribution row = SiteChoices.Row(_site);
        for (int k = 0; k < row.Parameters.Length; k++)
        {
            Value parameter = _site.Arguments[k];
            if (!_active.IsActive(parameter))
            {
                continue;
            }

            if (Measures.Find(Name, row.Parameters[k]) is not { } measure)
            {
                throw _slice.Refused("The parameter '" + row.Parameters[k] + "', which is differentiated and for which no decomposition into two measures is known, of a draw", "take another strategy");
            }

            IrType real = parameter.Type;
            var arguments = new List<Value>();
            if (measure.TakesDraw)
            {
                arguments.Add(_site.Result!);
            }

            arguments.AddRange(_site.Arguments.Take(row.Parameters.Length).Where((_, i) => measure.Parameters.Contains(row.Parameters[i])).Select(a => a.Type.IsReal ? Stopped(a) : a));
            if (measure.TakesNoise)
            {
                arguments.Add(_builder.Pure(Stream.Type, Services + "Draw.Besides({0}, " + k + ")", Precedences.Call, Stream));
            }

            var triple = new IrType("(" + real.Text + " Scale, " + _site.Result!.Type.Text + " Positive, " + _site.Result.Type.Text + " Negative)", RealKind.None, BufferKind.None, "", true);
            string call = measure.TakesNoise ? Services + "Measured." : Distributions + "MeasureValued.";
            Value pair = _builder.Pure(triple, call + measure.Method + "<" + real.Text + ">(" + string.Join(", ", arguments.Select((_, i) => "{" + i + "}")) + ")", Precedences.Call, arguments.ToArray());
            Value weight = _builder.Pure(real, "{0}.Scale", Precedences.Call, pair);
            Value positive = _builder.Pure(_site.Result.Type, "{0}.Positive", Precedences.Call, pair), negative = _builder.Pure(_site.Result.Type, "{0}.Negative", Precedences.Call, pair);
            sum = With(sum, parameter, cost, weight, positive, negative);
        }

        return sum;
    }

    /// <summary>s + stop(w (c(x₊) − c(x₋))) (θ − stop θ)</summary>
    private Value With(Value sum, Value parameter, Value cost, Value weight, Value positive, Value negative)
    {
        IrType type = cost.Type, real = parameter.Type;
        Value difference = _builder.Apply("Subtract", type, Cost(cost, positive, 1), Cost(cost, negative, 0));
        Value factor = Stopped(_builder.Apply("Multiply", type, Partials.Converted(_builder, weight, type), difference));

        // Zero, with the derivative of θ: as a term of the cost it is charged with nothing.
        Value change = _builder.Add(new Opaque(_builder.Origin, _builder.New(real), real.Real == RealKind.Generic ? real.Text + ".Zero" : "0", ImmutableArray.Create(parameter), Effect.Pure, Precedences.Call)
        {
            Pullback = new IrPullback("{1}", ImmutableArray.Create<string?>("{0}"), real, Effect.Pure),
        }).Result!;
        return _builder.Apply("Add", type, sum, _builder.Apply("Multiply", type, factor, Partials.Converted(_builder, change, type)));
    }

    private Value Stopped(Value value) => _builder.Pure(value.Type, "{0}", Precedences.Call, value);

    /// <summary>The temperature of the site, where the method gives one.</summary>
    private SiteTemperature? GivenTemperature => _slice.Home.Ops.OfType<SiteTemperature>().FirstOrDefault(t => t.Draw.Equals(_site.Result));

    /// <summary>What a cost is at a draw between the values: the path of that draw.</summary>
    private Value Relaxed(Value cost)
    {
        var soft = new SoftDraw(_builder, _site);
        IrType real = Parameter.Type;
        Value logit = LogitOf(soft), temperature = soft.Constant(real, 0.5);
        if (GivenTemperature is { } given)
        {
            temperature = _slice.Has(given.Temperature)
                ? throw _slice.Refused("A temperature that depends on the draw, of a draw", "compute it of what is known before the draw")
                : Stopped(Partials.Converted(_builder, given.Temperature, real));
        }

        Value drawn = _builder.Add(new Opaque(_site.Origin, _builder.New(real), Services + "Draw.RelaxedBernoulli<" + real.Text + ">({0}, {1}, {2})", ImmutableArray.Create(logit, temperature, Stream), Effect.Pure, Precedences.Call)
        {
            Site = new IrSite("RelaxedBernoulli", "Reparameterise") { Of = _site.Result!.Id },
        }).Result!;
        soft.Numbers[_site.Result!.Id] = drawn;
        var renamed = new Dictionary<int, Value>();
        Again(_slice.Needed(cost), renamed, new World(_site.Result.Id, 2), soft);
        return renamed.TryGetValue(cost.Id, out Value? value) ? value : throw soft.Unknown();
    }

    /// <summary>The logit of a coin.</summary>
    private Value LogitOf(SoftDraw soft)
    {
        IrType real = Parameter.Type;
        return Name == "BernoulliLogit"
            ? Parameter
            : _builder.Apply("Subtract", real, _builder.Apply("Log", real, Parameter), _builder.Apply("Log", real, _builder.Apply("Subtract", real, soft.Constant(real, 1), Parameter)));
    }

    /// <summary>What a cost is for another draw: the part of the slice that it needs, run again.</summary>
    private Value Cost(Value cost, Value drawn, int number, Value? outcome = null)
    {
        ImmutableArray<Op> needed = _slice.Needed(cost);
        if (!_isAsked && needed.Any(o => o is For or While))
        {
            throw new TooLargeException(_site.Origin, "a loop that depends on it would be run for each of its values");
        }

        var renamed = new Dictionary<int, Value> { [_site.Result!.Id] = drawn };
        foreach (Value name in outcome is null ? [] : _slice.NamesOfFilled(needed))
        {
            renamed[name.Id] = outcome!;
        }

        Again(needed, renamed, new World(_site.Result.Id, number), null);

        // Whatever depends on the draw is in its slice; should a way be found that the slice does not know, it is no constant.
        return renamed.TryGetValue(cost.Id, out Value? value) ? value : throw _slice.Refused("A cost that depends on it in a way that cannot be run again, behind a draw", "compute the cost from local numbers, or take Strategy.Score");
    }

    /// <summary>Operations once more, with results of their own. What is attached to a value takes its place: it is what the value is in the mean.</summary>
    private void Again(ImmutableArray<Op> ops, Dictionary<int, Value> renamed, World world, SoftDraw? soft)
    {
        Value Of(Value value) => renamed.TryGetValue(value.Id, out Value? other) ? other : soft?.Expansion is not null && value.Type.IsReal ? Stopped(value) : value;

        Region Inner(Region region)
        {
            _builder.Open();
            Again(region.Ops, renamed, world, soft);
            soft?.RequireNone(region.Yields);
            return _builder.Close(region.Yields.Select(Of).ToImmutableArray());
        }

        foreach (Op op in ops)
        {
            switch (op)
            {
                case Apply { Primitive: PrimitiveTable.Attach } attach:
                    renamed[attach.Result.Id] = Of(attach.Arguments[soft?.Expansion is not null ? 0 : 1]);
                    continue;
                case Opaque { Site: not null } draw when soft?.Expansion is not null:
                    DrawAgain(draw, Of, renamed, soft!);
                    continue;
                case Load load when soft?.Expansion is not null:
                    soft!.RequireNone(op.Operands);
                    renamed[load.Result.Id] = Stopped(((Load)_builder.Add(load with { Result = _builder.New(load.Result.Type, load.Result.Name), Buffer = Of(load.Buffer), Index = Of(load.Index) })).Result);
                    continue;
                case Apply { Primitive: "FromInteger" } convert when soft?.Numbers.TryGetValue(convert.Arguments[0].Id, out Value? number) == true:
                    renamed[convert.Result.Id] = Partials.Converted(_builder, number!, convert.Result.Type);
                    continue;
                case Opaque { Template: "!{0}" } negation when soft?.Numbers.TryGetValue(negation.Arguments[0].Id, out Value? truth) == true:
                    soft.Numbers[negation.Result!.Id] = soft.Not(truth!);
                    continue;
                case If branch when soft?.Numbers.TryGetValue(branch.Condition.Id, out Value? chosen) == true:
                    soft.RequireNumbers(branch);
                    Again(branch.Then.Ops, renamed, world, soft);
                    Again(branch.Else.Ops, renamed, world, soft);
                    for (int k = 0; k < branch.Outputs.Length; k++)
                    {
                        Value between = soft.Between(chosen!, Of(branch.Then.Yields[k]), Of(branch.Else.Yields[k]));
                        (branch.Outputs[k].Type.IsReal ? renamed : soft.Numbers)[branch.Outputs[k].Id] = between;
                    }

                    continue;
            }

            soft?.RequireNone(op.Operands);
            foreach (Value value in op.Results.Concat(IrRewriter.RegionArguments(op)))
            {
                renamed[value.Id] = _builder.New(value.Type, value.Name);
                if (_products.Contains(value.Id))
                {
                    _products.Add(renamed[value.Id].Id);
                }
            }

            Op again = IrRewriter.Map(op, Of, Inner);

            // A draw is a function of its stream: what nobody uses of it need not be run.
            _builder.Add(again is Opaque { Site: { } site } drawn ? drawn with { Effect = Effect.Pure, Site = site with { Of = site.Of < 0 ? op.Results[0].Id : site.Of, Worlds = site.Worlds.Add(world) } } : again);
        }
    }
}
