using System.Collections.Immutable;
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
        Distribution row = SiteChoices.Row(site);
        ImmutableArray<Value> parameters = site.Arguments.RemoveAt(site.Arguments.Length - 1);
        if (_paths.Contains(drawn.Id))
        {
            // x' = Σ ∂x/∂θ θ'
            Value path = _builder.New(drawn.Type, drawn.Name);
            _builder.Add(new Opaque(site.Origin, path, Stop, parameters.Insert(0, drawn), Effect.Pure, Precedences.Call) { Pullback = Gradients(row, "PathwiseVjp", drawn.Type, 1, parameters) });
            _pathOf[drawn.Id] = path;
        }

        int[] sums = _state.Keys.Where(k => _sums[k].Sites.Contains(drawn.Id)).OrderBy(k => k).ToArray();
        if (sums.Length == 0)
        {
            return;
        }

        // S += log p(x; θ), less the baseline: its derivative is (S̄ − b) ∂ log p/∂θ
        int baseline = System.Array.IndexOf(_baselines, OriginalOf(site));
        IrType real = parameters.First(p => p.Type.Real != RealKind.None).Type;
        real = real.IsBuffer ? real.ElementType : real;
        Value credited = _builder.New(real);
        if (row.Parameters.Length == 1 && parameters[0].Type.IsReal)
        {
            // One parameter: its gradient is (S̄ − b) s, and the baseline may learn from s.
            string one = real.Real == RealKind.Generic ? real.Text + ".One" : "1";
            string score = "global::DiffGen.Distributions." + row.Name + ".LogProbabilityVjp<" + real.Text + ">({0}, {1}, " + one + ")." + Capital(row.Parameters[0]) + "Grad";
            _builder.Add(new Opaque(site.Origin, credited, Zero(real), ImmutableArray.Create(drawn, parameters[0], _weight!, _credits!), Effect.Pure, Precedences.Call)
            {
                Pullback = new IrPullback(CreditOf + "Scored(" + score + ", {4}, {2}, {3}, " + baseline + ")", ImmutableArray.Create<string?>(null, "{0}", null, null), real, Effect.Unknown),
            });
        }
        else
        {
            Value score = parameters[0].Type.IsRealBuffer ? Elements(drawn, parameters[0], real) : _builder.New(real);
            if (!parameters[0].Type.IsRealBuffer)
            {
                _builder.Add(new Opaque(site.Origin, score, Zero(real), parameters.Insert(0, drawn), Effect.Pure, Precedences.Call) { Pullback = Gradients(row, "LogProbabilityVjp", real, row.IsDiscrete ? 1 : 2, parameters) });
            }

            _builder.Add(new Opaque(site.Origin, credited, Zero(real), ImmutableArray.Create(score, _weight!, _credits!), Effect.Pure, Precedences.Call)
            {
                Pullback = new IrPullback(CreditOf + "Of({3}, {1}, {2}, " + baseline + ")", ImmutableArray.Create<string?>("{0}", null, null), real, Effect.Unknown),
            });
        }

        foreach (int k in sums)
        {
            _state[k] = _builder.Apply("Add", _function.ResultType!, _state[k], Partials.Converted(_builder, credited, _function.ResultType!));
        }
    }

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

    /// <summary>The log-probability of a category, whose derivatives are [x = i] − p_i.</summary>
    private Value Elements(Value drawn, Value logits, IrType real)
    {
        Value normalizer = _builder.Add(new Opaque(_builder.Origin, _builder.New(real), Scores + "LogSumExp<" + real.Text + ">({0})", ImmutableArray.Create(logits), Effect.Reads, Precedences.Call)).Result!;
        Value sum = _builder.Zero(real);
        Value zero = _builder.Int(0), one = _builder.Int(1), length = _builder.LengthOf(logits), index = _builder.New(IrType.Int, "i"), carried = _builder.New(real), after = _builder.New(real);
        _builder.Open();
        Value logit = _builder.Load(logits, index);
        Value stopped = _builder.Pure(real, Stop, Precedences.Call, logit);
        Value factor = _builder.Pure(real, Scores + "Categorical<" + real.Text + ">({0}, {1}, {2}, {3})", Precedences.Call, drawn, index, stopped, normalizer);
        Region body = _builder.Close(_builder.Apply("Add", real, carried, _builder.Apply("Multiply", real, factor, logit)));
        _builder.Add(new For(_builder.Origin, ImmutableArray.Create(after), index, zero, length, "<", one, ImmutableArray.Create(sum), ImmutableArray.Create(carried), body, -1));
        return after;
    }
}
