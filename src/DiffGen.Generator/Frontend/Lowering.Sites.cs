using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>Sampling sites: a draw is a function of its parameters and of the stream, and the stream behind it is another value.</summary>
internal sealed partial class Lowering
{
    private const string Draws = "global::DiffGen.CompilerServices.Draw.";

    /// <returns>The draw; null where it goes into a buffer.</returns>
    private Value? LowerSite(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Name is "WithBaseline" or "WithLearnedBaseline")
        {
            return LowerBaseline(call);
        }

        if (method.Name == "WithTemperature")
        {
            return LowerTemperature(call);
        }

        bool fills = method.ReturnsVoid;
        if (fills ? !s_vectors.Contains(method.Name) && Distribution.Find(method.Name) is null : Distribution.Find(method.Name) is null)
        {
            throw Refuse(call, "'Sample." + method.Name + "'", fills ? "draw its noise, Sample.Normal(0.0, 1.0, z, ref noise), and compute the vector of it" : "draw from another distribution");
        }

        // x = D(θ, n), n' = next(n)
        var values = new Value?[method.Parameters.Length];
        Target? noise = null;
        string strategy = "Auto";
        foreach (IArgumentOperation argument in call.Arguments)
        {
            IParameterSymbol parameter = argument.Parameter!;
            if (parameter.RefKind == RefKind.Ref)
            {
                noise = LowerTarget(argument.Value);
            }
            else if (parameter.Type.TypeKind == TypeKind.Enum)
            {
                strategy = argument.Value.ConstantValue is { HasValue: true, Value: { } chosen } && parameter.Type.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, chosen)) is { } named
                    ? named.Name
                    : throw Refuse(argument, "a strategy that is no constant", "name it: Strategy.Score");
            }
            else
            {
                values[parameter.Ordinal] = AsArgument(LowerExpression(argument.Value), Read(_types.Of(parameter.Type)), argument);
            }
        }

        Value stream = Read(noise!, call);
        if (fills)
        {
            Write(noise!, FillFrom(call, values, stream, strategy));
            return null;
        }

        Value[] parameters = values.Where(v => v is not null).Select(v => AsReadOnly(v!)).ToArray();
        Value drawn = Drawn(call, Read(call.Type!), new IrSite(method.Name, strategy), TypeArguments(_types.Of(method)), stream, parameters);
        Write(noise!, Next(stream));
        return drawn;
    }

    /// <summary>The draw of a site, of its parameters and the stream.</summary>
    private Value Drawn(IInvocationOperation call, IrType type, IrSite site, string typeArguments, Value stream, params Value[] parameters) =>
        _builder.Add(new Opaque(PartOrigin(call), _builder.New(type), Draws + site.Distribution + typeArguments + "(" + Holes(0, parameters.Length + 1) + ")", parameters.Append(stream).ToImmutableArray(), Effect.Unknown, Precedences.Call)
        {
            Site = site,
            WritesSpansOnly = parameters.Any(p => p.Type.IsBuffer),
        }).Result!;

    private Value Next(Value stream) => _builder.Pure(stream.Type, Draws + "Next({0})", Precedences.Call, stream);

    private Value LowerBaseline(IInvocationOperation call)
    {
        IArgumentOperation draw = call.Arguments.Single(a => a.Parameter!.Ordinal == 0), baseline = call.Arguments.Single(a => a.Parameter!.Ordinal == 1);
        if (Sampled(call, draw) is null)
        {
            throw Refuse(draw, "A baseline of what is no draw", "write the draw itself: Sample." + call.TargetMethod.Name + "(Sample.Bernoulli(p, ref noise), baseline)");
        }

        Value drawn = LowerExpression(draw.Value);
        Value value = AsArgument(LowerExpression(baseline.Value), Read(_types.Of(baseline.Parameter!.Type)), baseline);
        _builder.Add(new SiteBaseline(PartOrigin(call), drawn, value, call.TargetMethod.Name == "WithLearnedBaseline"));
        return drawn;
    }

    private Value LowerTemperature(IInvocationOperation call)
    {
        IArgumentOperation draw = call.Arguments.Single(a => a.Parameter!.Ordinal == 0), given = call.Arguments.Single(a => a.Parameter!.Ordinal == 1);
        if (Sampled(call, draw)?.Arguments.Any(a => a.Parameter!.Type.TypeKind == TypeKind.Enum && a.Value.ConstantValue is { HasValue: true, Value: { } chosen } && a.Parameter.Type.GetMembers("GumbelSoftmax").OfType<IFieldSymbol>().Any(f => Equals(f.ConstantValue, chosen))) != true)
        {
            throw Refuse(draw, "A temperature of what is no relaxed draw", "write the draw itself: Sample.WithTemperature(Sample.Bernoulli(p, ref noise, Strategy.GumbelSoftmax), temperature)");
        }

        Value drawn = LowerExpression(draw.Value);
        IrType real = Read(_types.Of(given.Parameter!.Type));
        Value temperature = AsArgument(LowerExpression(given.Value), real, given);
        Check(call, Draws + "CheckTemperature<" + real.Text + ">(", [temperature]);
        _builder.Add(new SiteTemperature(PartOrigin(call), drawn, temperature));
        return drawn;
    }

    /// <summary>The draw that a call takes as its first argument, written there; null where it is something else.</summary>
    private static IInvocationOperation? Sampled(IInvocationOperation call, IArgumentOperation draw) =>
        (draw.Value is ISimpleAssignmentOperation assigned ? assigned.Value : draw.Value) is IInvocationOperation { TargetMethod: { Name: not ("WithBaseline" or "WithLearnedBaseline" or "WithTemperature") } sampled } drawn
        && sampled.ContainingType.ToDisplayString() == "DiffGen.Sample" && ReferenceEquals(call.Arguments[0], draw) ? drawn : null;
}
