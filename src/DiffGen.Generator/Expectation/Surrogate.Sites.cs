using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>What stands for a site.</summary>
internal sealed partial class Surrogate
{
    private const string CreditOf = "global::DiffGen.CompilerServices.Credit.";
    private const string Scores = "global::DiffGen.CompilerServices.Scores.";

    private void Site(Opaque site)
    {
        Value drawn = site.Result!;
        _builder.Add(site with { Site = null });
        if (_second is not null)
        {
            SiteTwice(site);
            return;
        }

        Distribution row = SiteChoices.Row(site);
        ImmutableArray<Value> parameters = SiteChoices.Parameters(site);
        if (_paths.Contains(drawn.Id) && row.HasVectors)
        {
            // x' = Σ ∂x/∂θᵢ θ'ᵢ
            Value moved = _builder.Apply("Add", drawn.Type, drawn, PartialSums(site, "Path").Aggregate((a, b) => _builder.Apply("Add", drawn.Type, a, b)));
            _pathOf[drawn.Id] = _builder.Apply(PrimitiveTable.Attach, drawn.Type, drawn, moved);
        }
        else if (_paths.Contains(drawn.Id))
        {
            // x' = Σ ∂x/∂θ θ'
            Value path = _builder.New(drawn.Type, drawn.Name);
            _builder.Add(new Opaque(site.Origin, path, Stop, parameters.Insert(0, drawn), Effect.Pure, Precedences.Call) { Pullback = Gradients(row, "PathwiseVjp", drawn.Type, 1, parameters) });
            _pathOf[drawn.Id] = path;
        }

        if (_choices?.Sites[drawn.Id].MeanUses.Count > 0)
        {
            // x' = Σ ∂μ/∂θ θ'; of a number that is no real one, μ' is added where it becomes one.
            Value change = new SoftDraw(_builder, site).Mean(row, parameters, isZero: true);
            _meanOf[drawn.Id] = drawn.Type.IsReal ? _builder.Apply(PrimitiveTable.Attach, drawn.Type, drawn, _builder.Apply("Add", drawn.Type, drawn, change)) : change;
        }

        if (_withBaseline.Contains(drawn.Id))
        {
            _waiting[drawn.Id] = site;
        }
        else
        {
            Score(site, null);
        }
    }

    /// <summary>Its path, and S += log p(x; θ), with derivatives of any order.</summary>
    private void SiteTwice(Opaque site)
    {
        if (_paths.Contains(site.Result!.Id))
        {
            _pathOf[site.Result.Id] = _second!.PathOf(site);
        }

        int[] sums = _state.Keys.Where(k => _sums[k].Sites.Contains(site.Result.Id)).OrderBy(k => k).ToArray();
        if (sums.Length > 0)
        {
            Value density = Partials.Converted(_builder, _second!.LogDensityOf(site), _function.ResultType!);
            foreach (int k in sums)
            {
                _state[k] = _builder.Apply("Add", _function.ResultType!, _state[k], density);
            }
        }
    }

    /// <summary>S += log p(x; θ), less the baseline: its derivative is (S̄ − b) ∂ log p/∂θ.</summary>
    private void Score(Opaque site, SiteBaseline? given)
    {
        Value drawn = site.Result!;
        Distribution row = SiteChoices.Row(site);
        ImmutableArray<Value> parameters = SiteChoices.Parameters(site);
        int[] sums = _state.Keys.Where(k => _sums[k].Sites.Contains(drawn.Id)).OrderBy(k => k).ToArray();
        if (sums.Length == 0)
        {
            return;
        }

        string number = System.Array.IndexOf(_baselines, OriginalOf(site)).ToString(CultureInfo.InvariantCulture);
        IrType real = parameters.First(p => p.Type.Real != RealKind.None).Type;
        real = real.IsBuffer ? real.ElementType : real;
        var scores = new List<Value>();
        if (row.Parameters.Length == 1 && parameters[0].Type.IsReal)
        {
            // One parameter: its gradient is (S̄ − b) s, and the baseline may learn from s.
            string score = "global::DiffGen.Distributions." + row.Name + ".LogProbabilityVjp<" + real.Text + ">({0}, {1}, " + One(real) + ")." + Capital(row.Parameters[0]) + "Grad";
            scores.Add(Credited("Scored(" + score + ", ", number, real, given, 1, [drawn, parameters[0]]));
        }
        else if (row.HasVectors)
        {
            ScoreVectors(site, real, number, given, scores);
        }
        else if (parameters[0].Type.IsRealBuffer)
        {
            Value normalizer = Normalizer(_builder, parameters[0], real);
            scores.Add(Credited("Of(", number, real, given, 0, [Elements(drawn, parameters[0], real, normalizer)]));
            scores.Add(EachLogit(drawn, parameters[0], real, normalizer, number, given));
        }
        else
        {
            Value score = _builder.Add(new Opaque(site.Origin, _builder.New(real), Zero(real), parameters.Insert(0, drawn), Effect.Pure, Precedences.Call) { Pullback = Gradients(row, "LogProbabilityVjp", real, row.IsDiscrete ? 1 : 2, parameters) }).Result!;
            scores.Add(Credited("Of(", number, real, given, 0, [score]));
            int[] reals = Enumerable.Range(0, parameters.Length).Where(k => parameters[k].Type.IsReal).ToArray();
            string holes = string.Join(", ", Enumerable.Range(0, parameters.Length + 1).Select(i => "{" + i + "}"));
            for (int k = 0; k < reals.Length; k++)
            {
                // Less the difference of its own baseline and the common one, where it has its own.
                string one = "global::DiffGen.Distributions." + row.Name + ".LogProbabilityVjp<" + real.Text + ">(" + holes + ", " + One(real) + ")." + Capital(row.Parameters[reals[k]]) + "Grad";
                string condition = CreditOf + "Parameters({" + (parameters.Length + 2) + "}, " + number + ", " + reals.Length + ") != 0";
                scores.Add(Credited("Parameter(" + one + ", ", number + ", " + k, real, given, reals[k] + 1, [drawn, .. parameters], condition));
            }
        }

        if (given is { IsLearned: true })
        {
            // Zero, with the derivative of the squared error of the baseline.
            scores.Add(_builder.Add(new Opaque(given.Origin, _builder.New(real), Zero(real), ImmutableArray.Create(given.Baseline, _weight!), Effect.Pure, Precedences.Call)
            {
                Pullback = new IrPullback(CreditOf + "Error({2}, {1}, {0})", ImmutableArray.Create<string?>("{0}", null), given.Baseline.Type, Effect.Pure),
            }).Result!);
        }

        foreach (int k in sums)
        {
            foreach (Value score in scores)
            {
                _state[k] = _builder.Apply("Add", _function.ResultType!, _state[k], Partials.Converted(_builder, score, _function.ResultType!));
            }
        }
    }

    /// <summary>Zero, with what a method of <c>Credit</c> makes of its cotangent as the gradient of one operand.</summary>
    /// <param name="call">The method and its first arguments; the operands are holes.</param>
    /// <param name="baseline">The number of the site, and what is handed on behind it.</param>
    /// <param name="real">The type of the score.</param>
    /// <param name="given">The baseline that the method gives.</param>
    /// <param name="differentiated">The operand whose gradient it is.</param>
    /// <param name="operands">The operands; behind them are the weight, the credits and the baseline that is given.</param>
    /// <param name="condition">Whether there is such a gradient, as C#; else it is zero.</param>
    private Value Credited(string call, string baseline, IrType real, SiteBaseline? given, int differentiated, Value[] operands, string? condition = null)
    {
        int weight = operands.Length;
        ImmutableArray<Value> all = operands.Append(_weight!).Append(_credits!).ToImmutableArray();
        string cotangent = "{" + all.Length + "}";
        if (given is not null)
        {
            cotangent = CreditOf + "Less({" + (all.Length + 1) + "}, {" + weight + "}, {" + all.Length + "})";
            all = all.Add(given.Baseline);
        }

        string gradient = CreditOf + call + cotangent + ", {" + weight + "}, {" + (weight + 1) + "}, " + baseline + ")";
        return _builder.Add(new Opaque(_builder.Origin, _builder.New(real), Zero(real), all, Effect.Pure, Precedences.Call)
        {
            Pullback = new IrPullback(condition is null ? gradient : "(" + condition + " ? " + gradient + " : " + Zero(real) + ")", all.Select((_, k) => k == differentiated ? "{0}" : null).ToImmutableArray(), real, Effect.Unknown),
        }).Result!;
    }

    private static string One(IrType real) => real.Real == RealKind.Generic ? real.Text + ".One" : "1";

    public static string Zero(IrType real) => real.Real == RealKind.Generic ? real.Text + ".Zero" : "0";

    /// <summary>The gradients of the parameters at the draw, by the class of the distribution.</summary>
    public static IrPullback Gradients(Distribution row, string method, IrType real, int skipped, ImmutableArray<Value> parameters)
    {
        string holes = string.Join(", ", Enumerable.Range(0, parameters.Length + 2).Select(i => "{" + i + "}"));
        string[] parts = parameters.Select((p, k) => Capital(row.Parameters[k]) + "Grad").ToArray();
        string[] given = [.. method == "LogProbabilityVjp" ? (skipped == 2 ? ["Value", "XGrad"] : new[] { "Value" }) : [], .. parts.Where((_, k) => parameters[k].Type.IsReal)];
        bool isOne = given.Length == 1;
        var type = new IrType(isOne ? real.Text : "(" + string.Join(", ", given.Select(g => real.Text + " " + g)) + ")", isOne ? real.Real : RealKind.None, BufferKind.None, "", true);
        return new IrPullback(
            "global::DiffGen.Distributions." + row.Name + "." + method + "<" + real.Text + ">(" + holes + ")",
            parameters.Select((p, k) => !p.Type.IsReal ? null : isOne ? "{0}" : "{0}." + parts[k]).Prepend(null).ToImmutableArray(),
            type,
            Effect.Pure);
    }

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The logarithm of Σ exp(logits).</summary>
    public static Value Normalizer(IrBuilder builder, Value logits, IrType real) => builder.Add(new Opaque(builder.Origin, builder.New(real), Scores + "LogSumExp<" + real.Text + ">({0})", ImmutableArray.Create(logits), Effect.Reads, Precedences.Call)).Result!;

    /// <summary>The log-probability of a category, whose derivatives are [x = i] − p_i.</summary>
    private Value Elements(Value drawn, Value logits, IrType real, Value normalizer) => OverLogits(_builder, logits, real, _builder.LengthOf(logits), (index, logit) =>
        _builder.Apply("Multiply", real, ScoreOf(_builder, drawn, index, logit, normalizer, real), logit));

    /// <summary>What makes of the common baseline that of each logit, where they have their own.</summary>
    private Value EachLogit(Value drawn, Value logits, IrType real, Value normalizer, string number, SiteBaseline? given)
    {
        Value length = _builder.LengthOf(logits);
        Value count = _builder.Pure(IrType.Int, CreditOf + "Parameters({0}, " + number + ", {1})", Precedences.Call, _credits!, length);
        return OverLogits(_builder, logits, real, count, (index, logit) => Credited("Parameter({0}, ", number + ", {2}", real, given, 1, [ScoreOf(_builder, drawn, index, logit, normalizer, real), logit, index]));
    }

    /// <summary>∂ log p/∂logitᵢ</summary>
    public static Value ScoreOf(IrBuilder builder, Value drawn, Value index, Value logit, Value normalizer, IrType real)
    {
        Value stopped = builder.Pure(real, Stop, Precedences.Call, logit);
        return builder.Pure(real, Scores + "Categorical<" + real.Text + ">({0}, {1}, {2}, {3})", Precedences.Call, drawn, index, stopped, normalizer);
    }

    /// <summary>The sum over the first logits of what is made of each.</summary>
    public static Value OverLogits(IrBuilder builder, Value logits, IrType real, Value count, System.Func<Value, Value, Value> term)
    {
        Value sum = builder.Zero(real);
        Value zero = builder.Int(0), one = builder.Int(1), index = builder.New(IrType.Int, "i"), carried = builder.New(real), after = builder.New(real);
        builder.Open();
        Value logit = builder.Load(logits, index);
        Region body = builder.Close(builder.Apply("Add", real, carried, term(index, logit)));
        builder.Add(new For(builder.Origin, ImmutableArray.Create(after), index, zero, count, "<", one, ImmutableArray.Create(sum), ImmutableArray.Create(carried), body, -1));
        return after;
    }
}
