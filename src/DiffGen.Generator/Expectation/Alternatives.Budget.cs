using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Analysis;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>How much is run unasked: a draw has at most 64 values, or combinations with those of draws behind it, and all draws of the site together cause no more runs than the method's budget.</summary>
internal sealed partial class Alternatives
{
    private const int LargestSupport = 64;
    private const string Fits = Services + "Enumeration.Fits({0}, {1}, {2}, {3})", Iterations = Services + "Enumeration.Iterations({0}, {1}, {2}, {3})";

    private static readonly IrType s_long = new("long", RealKind.None, BufferKind.None, "", true);

    /// <summary>The expectation over the values; what is known only when the method runs decides then, <c>fits ? Σ P(v) c(v) : c + stop(c) log p</c>.</summary>
    private Value WithinBudget(Value cost, Use use)
    {
        // What is enumerated behind is run for each value of the draw.
        _runsHere = System.Math.Max(1, _slice.Needed(cost).SelectMany(o => IrRewriter.Inside(o).Prepend(o)).SelectMany(o => o.Results).Sum(r => _runs.TryGetValue(r.Id, out int n) ? n : 0));
        int inner = _runsHere, budget = _function.EnumerationBudget, values = Name == "Binomial" ? Counts() : 2;
        bool isCategory = Name == "Categorical";
        _runsHere *= values;
        if (_runsHere > LargestSupport)
        {
            throw new TooLargeException(_site.Origin, "with what is enumerated behind it that would be more than " + LargestSupport + " values");
        }

        Op[] loops = LoopsAround(_function.Body)!;
        if (loops.Any(l => l is not For))
        {
            throw new TooLargeException(_site.Origin, "it is not known before the loop how often it would be run for each of its values");
        }

        if (!isCategory && loops.Length == 0)
        {
            return _runsHere <= budget ? Enumerated(cost) : throw new TooLargeException(_site.Origin, "that would be more than the " + budget.ToString("N0", CultureInfo.InvariantCulture) + " runs of the budget");
        }

        _isBounded = true;
        Value draws = _builder.Constant(s_long, "1L");
        foreach (For loop in loops.Cast<For>())
        {
            draws = _builder.Pure(s_long, Iterations, Precedences.Call, loop.Start, loop.Bound, loop.Step, draws);
        }

        Value fits = _builder.Pure(IrType.Bool, Fits, Precedences.Call, isCategory ? _builder.LengthOf(Parameter) : _builder.Int(values), _builder.Int(inner), draws, _builder.Int(budget));
        _builder.Open();
        Region then = _builder.Close(Enumerated(cost));
        _builder.Open();
        Region otherwise = _builder.Close(ByScore(cost));
        Value expected = _builder.New(cost.Type);
        _builder.Add(new If(_builder.Origin, ImmutableArray.Create(expected), fits, then, otherwise));
        return expected;
    }

    /// <summary>How many values a count of trials has: where that is a constant, and not too large.</summary>
    private int Counts()
    {
        Value trials = _site.Arguments[0];
        if (IrRewriter.Walk(_function.Body).OfType<Constant>().FirstOrDefault(c => c.Result.Equals(trials)) is not { } constant || !int.TryParse(constant.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            throw new TooLargeException(_site.Origin, "how many values it has is known only when the method runs");
        }

        return number < LargestSupport ? number + 1 : throw new TooLargeException(_site.Origin, "it has " + number + " + 1 values, more than " + LargestSupport);
    }

    /// <summary>The loops around the site, outer first.</summary>
    private Op[]? LoopsAround(Region region)
    {
        if (ReferenceEquals(region, _slice.Home))
        {
            return [];
        }

        foreach (Op op in region.Ops)
        {
            foreach (Region inner in IrRewriter.RegionsOf(op))
            {
                if (LoopsAround(inner) is { } loops)
                {
                    return op is For or While ? [op, .. loops] : loops;
                }
            }
        }

        return null;
    }

    /// <summary>c + stop(c) log p, the second a number whose value is taken to be zero.</summary>
    private Value ByScore(Value cost)
    {
        IrType type = cost.Type, real = Parameter.Type.IsReal ? Parameter.Type : Parameter.Type.ElementType;
        Value score;
        if (Parameter.Type.IsReal)
        {
            score = _builder.Add(new Opaque(_builder.Origin, _builder.New(real), Surrogate.Zero(real), SiteChoices.Parameters(_site).Insert(0, _site.Result!), Effect.Pure, Precedences.Call)
            {
                Pullback = Surrogate.Gradients(SiteChoices.Row(_site), "LogProbabilityVjp", real, 1, SiteChoices.Parameters(_site)),
            }).Result!;
        }
        else
        {
            Value normalizer = Surrogate.Normalizer(_builder, Parameter, real);
            Value sum = Surrogate.OverLogits(_builder, Parameter, real, _builder.LengthOf(Parameter), (index, logit) =>
                _builder.Apply("Multiply", real, Surrogate.ScoreOf(_builder, _site.Result!, index, logit, normalizer, real), logit));
            score = _builder.Add(new Opaque(_builder.Origin, _builder.New(real), Surrogate.Zero(real), ImmutableArray.Create(sum), Effect.Pure, Precedences.Call)
            {
                Pullback = new IrPullback("{1}", ImmutableArray.Create<string?>("{0}"), real, Effect.Pure),
            }).Result!;
        }

        return _builder.Apply("Add", type, cost, _builder.Apply("Multiply", type, Stopped(cost), Partials.Converted(_builder, score, type)));
    }
}
