using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;

namespace DiffGen.Generator.Expectation;

/// <summary>Sites whose parameters are vectors: all partial derivatives at once, and what has them as its derivative.</summary>
internal sealed partial class Surrogate
{
    /// <summary>For each vector θ of parameters Σ sᵢ θᵢ with the partial derivatives s of the draw, along its path, or of the logarithm of its probability.</summary>
    private IEnumerable<Value> PartialSums(Opaque site, string kind) =>
        Filled(site, kind).Select(f => OverLogits(_builder, f.Vector, f.Vector.Type.ElementType, _builder.LengthOf(f.Vector), (index, number) => _builder.Apply("Multiply", number.Type, _builder.Load(f.Partials, index), number)));

    /// <summary>S += log p(x; θ), less the baseline; and less the difference of its own baseline and the common one for each number of θ that has its own.</summary>
    private void ScoreVectors(Opaque site, IrType real, string number, SiteBaseline? given, List<Value> scores)
    {
        (Value Vector, Value Partials)[] filled = Filled(site, "Score").ToArray();
        Value sum = filled.Select(f => OverLogits(_builder, f.Vector, real, _builder.LengthOf(f.Vector), (index, parameter) => _builder.Apply("Multiply", real, _builder.Load(f.Partials, index), parameter))).Aggregate((a, b) => _builder.Apply("Add", real, a, b));
        scores.Add(Credited("Of(", number, real, given, 0, [sum]));
        Value length = _builder.LengthOf(filled[0].Vector);
        Value own = _builder.Pure(IrType.Int, CreditOf + "Parameters({0}, " + number + ", " + filled.Length.ToString(CultureInfo.InvariantCulture) + " * {1}) == 0 ? 0 : {1}", Precedences.Conditional, _credits!, length);
        for (int k = 0; k < filled.Length; k++)
        {
            (Value vector, Value partials) = filled[k];
            string first = k == 0 ? "" : k.ToString(CultureInfo.InvariantCulture) + " * {3} + ";
            scores.Add(OverLogits(_builder, vector, real, own, (index, parameter) => Credited("Parameter({0}, ", number + ", " + first + "{2}", real, given, 1, [_builder.Load(partials, index), parameter, index, length])));
        }
    }

    /// <summary>The vectors of parameters, each with a vector of partial derivatives that a method of <c>Scores</c> fills.</summary>
    private IEnumerable<(Value Vector, Value Partials)> Filled(Opaque site, string kind)
    {
        Distribution row = SiteChoices.Row(site);
        ImmutableArray<Value> parameters = SiteChoices.Parameters(site);
        Value[] vectors = parameters.Where(p => p.Type.IsRealBuffer).ToArray();
        string real = vectors[0].Type.Element;
        Value[] partials = vectors.Select(v => _builder.Add(new Allocate(site.Origin, _builder.New(v.Type.As(BufferKind.Span)), Memory.Zeros, _builder.LengthOf(v))).Result).ToArray();
        Value drawn = row.IsVector ? ReadOnly(SiteChoices.Filled(site).Single()) : site.Result!;
        ImmutableArray<Value> arguments = vectors.Prepend(drawn).Concat(partials).ToImmutableArray();
        string holes = string.Join(", ", Enumerable.Range(0, arguments.Length).Select(i => "{" + i + "}"));
        _builder.Add(new Opaque(site.Origin, null, Scores + row.Name + kind + "<" + real + ">(" + holes + ");", arguments, Effect.Unknown, Precedences.Call) { WritesSpansOnly = true });
        return vectors.Zip(partials, (v, p) => (v, p));
    }

    private Value ReadOnly(Value buffer) => buffer.Type.Buffer == BufferKind.ReadOnlySpan ? buffer : _builder.Add(new View(_builder.Origin, _builder.New(buffer.Type.As(BufferKind.ReadOnlySpan)), buffer, null, null)).Result;
}
