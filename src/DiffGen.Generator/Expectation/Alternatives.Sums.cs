using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Differentiate;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>Sums over all counts, and over all that a draw may write into a buffer.</summary>
internal sealed partial class Alternatives
{
    /// <summary>Σ P(k; θ) c(k) over the counts whose probability is not negligible.</summary>
    private Value OverCounts(Value cost)
    {
        Distribution row = SiteChoices.Row(_site);
        ImmutableArray<Value> parameters = SiteChoices.Parameters(_site);
        IrType real = parameters.First(p => p.Type.IsReal).Type, type = cost.Type;
        string call = Services + "Counts." + row.Name;
        Value first = _builder.Pure(IrType.Int, call + "First<" + real.Text + ">(" + Holes(parameters.Length) + ")", Precedences.Call, parameters.ToArray());
        Value end = End(call + "End<" + real.Text + ">(" + Holes(parameters.Length) + ")", parameters.ToArray());
        return Sum(first, end, type, count =>
        {
            string[] parts = parameters.Select((p, k) => p.Type.IsReal ? char.ToUpperInvariant(row.Parameters[k][0]) + row.Parameters[k].Substring(1) + "Grad" : "").ToArray();
            var gradients = new IrType("(" + real.Text + " Value, " + string.Join(", ", parts.Where(p => p.Length > 0).Select(p => real.Text + " " + p)) + ")", RealKind.None, BufferKind.None, "", true);
            string holes = Holes(parameters.Length + 1);
            Value probability = _builder.Add(new Opaque(_builder.Origin, _builder.New(real), call + "<" + real.Text + ">(" + holes + ")", parameters.Insert(0, count), Effect.Pure, Precedences.Call)
            {
                Pullback = new IrPullback(call + "Vjp<" + real.Text + ">(" + holes + ", {" + (parameters.Length + 1) + "})", parts.Select(p => p.Length == 0 ? null : "{0}." + p).Prepend(null).ToImmutableArray(), gradients, Effect.Pure),
            }).Result!;
            return Product(Partials.Converted(_builder, probability, type), Cost(cost, count, -1));
        });
    }

    /// <summary>Σ P(x; θ) c(x) over all counts or rankings x, each written into a buffer that the cost reads in the place of the draw's. The derivative of P is P ∂ log P.</summary>
    private Value OverOutcomes(Value cost)
    {
        string name = Name;
        Value filled = _slice.Filled ?? throw _slice.Refused("A buffer that is not known, behind a draw", "take Strategy.Score");
        Value vector = SiteChoices.Parameters(_site).Single(p => p.Type.IsRealBuffer);
        _slice.RequireUnchanged(vector);
        IrType real = vector.Type.ElementType, type = cost.Type;
        Value items = _builder.LengthOf(vector), places = _builder.LengthOf(filled);
        bool isRanking = name == "PlackettLuce";
        string kind = isRanking ? "Rankings" : "Counts";
        Value size = isRanking ? items : _site.Arguments[0];
        Value number = End(Services + "Outcomes.Of" + kind + "({0}, {1})", size, isRanking ? places : items);
        Value outcome = Scratch(filled.Type, places), partials = Scratch(vector.Type, items);
        return Sum(_builder.Int(0), number, type, index =>
        {
            Fill("Outcomes.Fill" + kind + "({0}, {1}, {2});", index, size, outcome);
            Value drawn = ReadOnly(outcome);
            Fill("Scores." + name + "Score<" + real.Text + ">({0}, {1}, {2});", drawn, ReadOnly(vector), partials);
            Value probability = _builder.Add(new Opaque(_builder.Origin, _builder.New(real), Services + "Outcomes." + name + "<" + real.Text + ">({0}, {1})", ImmutableArray.Create(drawn, ReadOnly(vector)), Effect.Reads, Precedences.Call)).Result!;
            Value score = Surrogate.OverLogits(_builder, vector, real, items, (at, parameter) => _builder.Apply("Multiply", real, _builder.Load(partials, at), parameter));
            Value weight = _builder.Apply(PrimitiveTable.Attach, real, probability, _builder.Apply("Multiply", real, Stopped(probability), score));
            return Product(Partials.Converted(_builder, weight, type), Cost(cost, _builder.Int(0), -1, outcome));
        });
    }

    /// <summary>What a cost is for a category that is written down as a vector.</summary>
    private Value CostOfOneHot(Value cost, Value category, Value outcome)
    {
        Fill("Outcomes.FillOneHot<" + outcome.Type.Element + ">({0}, {1});", category, outcome);
        return Cost(cost, category, -1, outcome);
    }

    /// <summary>term(first) + … + term(end − 1)</summary>
    private Value Sum(Value first, Value end, IrType type, System.Func<Value, Value> term)
    {
        Value one = _builder.Int(1), none = _builder.Zero(type), index = _builder.New(IrType.Int, "i"), sum = _builder.New(type), after = _builder.New(type);
        _builder.Open();
        Region body = _builder.Close(_builder.Apply("Add", type, sum, term(index)));
        _builder.Add(new For(_builder.Origin, ImmutableArray.Create(after), index, first, end, "<", one, ImmutableArray.Create(none), ImmutableArray.Create(sum), body, -1));
        return after;
    }

    /// <summary>The end of a sum, in a variable: in the head of the loop it would be computed for each term.</summary>
    private Value End(string call, params Value[] arguments) => _builder.Add(new Opaque(_builder.Origin, _builder.New(IrType.Int, "end"), call, arguments.ToImmutableArray(), Effect.Pure, Precedences.Call)).Result!;

    private Value Scratch(IrType type, Value length) => _builder.Add(new Allocate(_builder.Origin, _builder.New(type.As(BufferKind.Span)), Memory.Zeros, length)).Result;

    private void Fill(string call, params Value[] arguments) => _builder.Add(new Opaque(_builder.Origin, null, Services + call, arguments.ToImmutableArray(), Effect.Unknown, Precedences.Call) { WritesSpansOnly = true });

    private Value ReadOnly(Value buffer) => buffer.Type.Buffer == BufferKind.ReadOnlySpan ? buffer : _builder.Add(new View(_builder.Origin, _builder.New(buffer.Type.As(BufferKind.ReadOnlySpan)), buffer, null, null)).Result;

    private static string Holes(int count) => string.Join(", ", Enumerable.Range(0, count).Select(i => "{" + i + "}"));
}
