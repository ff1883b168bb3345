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

    private Value LowerSite(IInvocationOperation call)
    {
        IMethodSymbol method = call.TargetMethod;
        if (method.Name is "WithBaseline" or "WithLearnedBaseline")
        {
            return LowerBaseline(call);
        }

        bool isKnown = Distribution.Find(method.Name) is not null && method.Parameters.All(p => p.Name != "destination");
        if (!isKnown)
        {
            throw Refuse(call, method.Parameters.Any(p => p.Name == "destination") ? "'Sample." + method.Name + "' into a buffer" : "'Sample." + method.Name + "'", "draw numbers one by one, in a loop");
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
        Value[] parameters = values.Where(v => v is not null).Select(v => v!).ToArray();
        string head = Draws + method.Name + TypeArguments(_types.Of(method)) + "(";
        Value drawn = _builder.Add(new Opaque(PartOrigin(call), _builder.New(Read(call.Type!)), head + Holes(0, parameters.Length + 1) + ")", parameters.Append(stream).ToImmutableArray(), Effect.Unknown, Precedences.Call)
        {
            Site = new IrSite(method.Name, strategy),
        }).Result!;
        Write(noise!, _builder.Pure(stream.Type, Draws + "Next({0})", Precedences.Call, stream));
        return drawn;
    }

    private Value LowerBaseline(IInvocationOperation call)
    {
        IArgumentOperation draw = call.Arguments.Single(a => a.Parameter!.Ordinal == 0), baseline = call.Arguments.Single(a => a.Parameter!.Ordinal == 1);
        if ((draw.Value is ISimpleAssignmentOperation assigned ? assigned.Value : draw.Value) is not IInvocationOperation { TargetMethod: { Name: not ("WithBaseline" or "WithLearnedBaseline") } sampled } || sampled.ContainingType.ToDisplayString() != "DiffGen.Sample" || !ReferenceEquals(call.Arguments[0], draw))
        {
            throw Refuse(draw, "A baseline of what is no draw", "write the draw itself: Sample." + call.TargetMethod.Name + "(Sample.Bernoulli(p, ref noise), baseline)");
        }

        Value drawn = LowerExpression(draw.Value);
        Value value = AsArgument(LowerExpression(baseline.Value), Read(_types.Of(baseline.Parameter!.Type)), baseline);
        _builder.Add(new SiteBaseline(PartOrigin(call), drawn, value, call.TargetMethod.Name == "WithLearnedBaseline"));
        return drawn;
    }
}
