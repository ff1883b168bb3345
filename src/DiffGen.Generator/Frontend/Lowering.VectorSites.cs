using System;
using System.Collections.Immutable;
using System.Linq;
using DiffGen.Generator.Ir;
using DiffGen.Generator.Primitives;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace DiffGen.Generator.Frontend;

/// <summary>
/// Sampling sites that fill buffers. Independent draws are a loop of sites. A vector that is made of independent or successive draws of numbers is those draws, and what makes the vector of them:
/// whatever goes through them goes through it. Counts and rankings are one site, whose result 0 stands for the draw; it is added to each number, so that they depend on it.
/// </summary>
internal sealed partial class Lowering
{
    private const string VectorDraws = "global::DiffGen.CompilerServices.VectorDraws.";

    private static readonly ImmutableHashSet<string> s_vectors = ImmutableHashSet.Create("Dirichlet", "MultivariateNormal", "LowRankNormal", "RelaxedOneHot", "OneHot", "Multinomial", "DirichletMultinomial", "PlackettLuce");

    /// <returns>The stream behind the draw.</returns>
    private Value FillFrom(IInvocationOperation call, Value?[] values, Value stream, string strategy)
    {
        IMethodSymbol method = call.TargetMethod;
        int at = method.Parameters.First(p => p.RefKind == RefKind.Ref).Ordinal - 1;
        Value destination = values[at]!;
        Value[] parameters = values.Take(at).Select(v => AsReadOnly(v!)).ToArray();
        if (!s_vectors.Contains(method.Name))
        {
            return FillElements(call, parameters, destination, stream, strategy);
        }

        bool isCategory = method.Name == "OneHot", isDiscrete = isCategory || Distribution.Find(method.Name) is not null;
        if (!isCategory && strategy is not ("Auto" or "Score" or "Stop") && (isDiscrete ? strategy != "Enumerate" : strategy is not ("Reparameterise" or "ImplicitReparameterise")))
        {
            throw Refuse(call, "The strategy '" + strategy + "' at this site of Sample." + method.Name, isDiscrete ? "take Strategy.Score or Strategy.Enumerate, or leave it out" : "take Strategy.Reparameterise or Strategy.Score, or leave it out");
        }

        IrType real = parameters.First(p => p.Type.IsRealBuffer).Type.ElementType;
        Check(call, VectorDraws + "Check" + method.Name + "<" + real.Text + ">(", parameters.Append(AsReadOnly(destination)).ToArray());
        return method.Name switch
        {
            "Dirichlet" => FillDirichlet(call, parameters[0], destination, stream, strategy),
            "MultivariateNormal" => FillMultivariateNormal(call, parameters[0], parameters[1], destination, stream, strategy),
            "LowRankNormal" => FillLowRankNormal(call, parameters[0], parameters[1], parameters[2], destination, stream, strategy),
            "RelaxedOneHot" => FillRelaxedOneHot(call, parameters[0], parameters[1], destination, stream, strategy),
            "OneHot" => FillOneHot(call, parameters[0], destination, stream, strategy),
            _ => FillWhole(call, parameters, destination, stream, strategy),
        };
    }

    /// <summary>Independent draws: x[i] = D(θ[i], n), or of one θ.</summary>
    private Value FillElements(IInvocationOperation call, Value[] parameters, Value destination, Value stream, string strategy)
    {
        IMethodSymbol method = call.TargetMethod;
        int[] spans = Enumerable.Range(0, parameters.Length).Where(k => parameters[k].Type.IsBuffer).ToArray();
        if (spans.Length > 0)
        {
            string first = method.Parameters[spans[0]].Name;
            Value length = _builder.LengthOf(parameters[spans[0]]);
            foreach ((Value buffer, string name) in spans.Skip(1).Select(k => (parameters[k], method.Parameters[k].Name)).Append((destination, "destination")))
            {
                Check(call, "global::DiffGen.CompilerServices.Arguments.SameLength(", [_builder.LengthOf(buffer), length], ", \"" + name + "\", \"" + first + "\"");
            }

            foreach (int k in spans)
            {
                string types = "<" + destination.Type.Element + ", " + parameters[k].Type.Element + ">";
                Check(call, "global::DiffGen.CompilerServices.Arguments.Disjoint" + types + "(", [AsReadOnly(destination), parameters[k]], ", \"destination\", \"" + method.Parameters[k].Name + "\"");
            }
        }

        bool isTruth = method.Name is "Bernoulli" or "BernoulliLogit";
        IrType type = destination.Type.ElementType;
        return Each(_builder.LengthOf(destination), stream, (index, here) =>
        {
            Value[] own = parameters.Select(p => p.Type.IsBuffer ? _builder.Load(p, index) : p).ToArray();
            Value drawn = Drawn(call, isTruth ? IrType.Bool : type, new IrSite(method.Name, strategy), TypeArguments(_types.Of(method)), here, own);
            _builder.Add(new Store(_builder.Origin, destination, index, isTruth ? OneOrZero(drawn, type) : drawn, false));
            return Next(here);
        });
    }

    /// <summary>lᵢ = ln gᵢ with gamma draws gᵢ of shape αᵢ: x = softmax(l).</summary>
    private Value FillDirichlet(IInvocationOperation call, Value alpha, Value destination, Value stream, string strategy)
    {
        Value length = _builder.LengthOf(alpha), logarithms = Doubles(length);
        Value after = Each(length, stream, (index, here) =>
        {
            Value shape = Convert(_builder.Load(alpha, index), IrType.Double, call), rate = _builder.Constant(IrType.Double, "1");
            Value drawn = Drawn(call, IrType.Double, new IrSite("ExpGamma", strategy) { Vector = call.TargetMethod.Name }, "<double>", here, shape, rate);
            _builder.Add(new Store(_builder.Origin, logarithms, index, drawn, false));
            return Next(here);
        });
        SoftMax(call, logarithms, length, destination);
        return after;
    }

    /// <summary>yᵢ = logitᵢ + gᵢ with Gumbel draws g: x = softmax(y/τ).</summary>
    private Value FillRelaxedOneHot(IInvocationOperation call, Value logits, Value temperature, Value destination, Value stream, string strategy)
    {
        Value length = _builder.LengthOf(logits), logarithms = Doubles(length), tau = Convert(temperature, IrType.Double, call);
        Value after = Each(length, stream, (index, here) =>
        {
            Value mode = Convert(_builder.Load(logits, index), IrType.Double, call), scale = _builder.Constant(IrType.Double, "1");
            Value drawn = Drawn(call, IrType.Double, new IrSite("Gumbel", strategy) { Vector = call.TargetMethod.Name }, "<double>", here, mode, scale);
            _builder.Add(new Store(_builder.Origin, logarithms, index, _builder.Apply("Divide", IrType.Double, drawn, tau), false));
            return Next(here);
        });
        SoftMax(call, logarithms, length, destination);
        return after;
    }

    /// <summary>x = softmax(u), by the sampler itself; its derivative is xᵢ (u'ᵢ − Σ xⱼ u'ⱼ).</summary>
    private void SoftMax(IInvocationOperation call, Value logarithms, Value length, Value destination)
    {
        Value shares = Doubles(length);
        _builder.Add(new Opaque(PartOrigin(call), null, VectorDraws + "SoftMax({0}, {1});", ImmutableArray.Create(AsReadOnly(logarithms), shares), Effect.Unknown, Precedences.Call) { WritesSpansOnly = true });
        Value mean = Sum(_builder.Zero(IrType.Double), length, index => _builder.Apply("Multiply", IrType.Double, Stopped(_builder.Load(shares, index)), _builder.Load(logarithms, index)));
        IrType real = destination.Type.ElementType;
        _ = Each(length, null, (index, _) =>
        {
            Value share = _builder.Load(shares, index);
            Value moved = _builder.Apply("Multiply", IrType.Double, Stopped(share), _builder.Apply("Subtract", IrType.Double, _builder.Load(logarithms, index), mean));
            Value rounded = _builder.Pure(real, VectorDraws + "Share<" + real.Text + ">({0})", Precedences.Call, share);
            _builder.Add(new Store(_builder.Origin, destination, index, _builder.Apply(PrimitiveTable.Attach, real, rounded, Convert(moved, real, call)), false));
            return null;
        });
    }

    /// <summary>
    /// One number after the other, given those before: xᵢ = N(mᵢ, Lᵢᵢ) with mᵢ = muᵢ + Σ Lᵢⱼ zⱼ over j &lt; i, and zᵢ = (xᵢ − mᵢ)/Lᵢᵢ. The value of zᵢ is the noise itself. On the path of xᵢ it does not move; by the score
    /// it is what the later numbers know of xᵢ.
    /// </summary>
    private Value FillMultivariateNormal(IInvocationOperation call, Value mu, Value cholesky, Value destination, Value stream, string strategy)
    {
        Value length = _builder.LengthOf(mu), noises = Doubles(length);
        IrType real = destination.Type.ElementType;
        return Each(length, stream, (index, here) =>
        {
            Value row = _builder.Pure(IrType.Int, "{0} * {1}", Precedences.Multiplicative, index, length);
            Value Entry(Value column) => Convert(_builder.Load(cholesky, _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, row, column)), IrType.Double, call);
            Value first = Convert(_builder.Load(mu, index), IrType.Double, call);
            Value mean = Sum(first, index, column => _builder.Apply("Multiply", IrType.Double, Entry(column), _builder.Load(noises, column)));
            Value pivot = Entry(index);
            Value drawn = Drawn(call, IrType.Double, new IrSite("Normal", strategy) { Vector = call.TargetMethod.Name }, "<double>", here, mean, pivot);
            Value noise = _builder.Pure(IrType.Double, VectorDraws + "StandardNormal({0})", Precedences.Call, here);
            Value known = _builder.Apply("Divide", IrType.Double, _builder.Apply("Subtract", IrType.Double, drawn, mean), pivot);
            _builder.Add(new Store(_builder.Origin, noises, index, _builder.Apply(PrimitiveTable.Attach, IrType.Double, noise, known), false));
            _builder.Add(new Store(_builder.Origin, destination, index, Rounded(drawn, real, call), false));
            return Next(here);
        });
    }

    /// <summary>
    /// The noise z of the factor ahead of all; given it, independent draws xᵢ = N(mᵢ, sigmaᵢ) with mᵢ = muᵢ + Σ Wᵢⱼ zⱼ. On their paths that is mu + W z + sigma ∘ z′. The score given z is the score: its mean given x is
    /// that of the density of x alone.
    /// </summary>
    private Value FillLowRankNormal(IInvocationOperation call, Value mu, Value factor, Value sigma, Value destination, Value stream, string strategy)
    {
        Value length = _builder.LengthOf(mu), rank = _builder.Pure(IrType.Int, VectorDraws + "Rank({0}, {1})", Precedences.Call, _builder.LengthOf(factor), length), noises = Doubles(rank);
        IrType real = destination.Type.ElementType;
        Value behind = Each(rank, stream, (index, here) =>
        {
            _builder.Add(new Store(_builder.Origin, noises, index, _builder.Pure(IrType.Double, VectorDraws + "StandardNormal({0})", Precedences.Call, here), false));
            return Next(here);
        });
        return Each(length, behind, (index, here) =>
        {
            Value row = _builder.Pure(IrType.Int, "{0} * {1}", Precedences.Multiplicative, index, rank);
            Value mean = Sum(Convert(_builder.Load(mu, index), IrType.Double, call), rank, column =>
            {
                Value entry = Convert(_builder.Load(factor, _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, row, column)), IrType.Double, call);
                return _builder.Apply("Multiply", IrType.Double, entry, _builder.Load(noises, column));
            });
            Value deviation = Convert(_builder.Load(sigma, index), IrType.Double, call);
            Value drawn = Drawn(call, IrType.Double, new IrSite("Normal", strategy) { Vector = call.TargetMethod.Name }, "<double>", here, mean, deviation);
            _builder.Add(new Store(_builder.Origin, destination, index, Rounded(drawn, real, call), false));
            return Next(here);
        });
    }

    /// <summary>A draw in double precision as a number of the buffer.</summary>
    private Value Rounded(Value drawn, IrType real, IInvocationOperation call) => real.Real == RealKind.Double
        ? drawn
        : _builder.Apply(PrimitiveTable.Attach, real, _builder.Pure(real, VectorDraws + "Finite<" + real.Text + ">({0})", Precedences.Call, drawn), Convert(drawn, real, call));

    private Value FillOneHot(IInvocationOperation call, Value logits, Value destination, Value stream, string strategy)
    {
        IrType real = destination.Type.ElementType;
        Value drawn = Drawn(call, IrType.Int, new IrSite("Categorical", strategy) { Vector = call.TargetMethod.Name }, TypeArguments(_types.Of(call.TargetMethod)), stream, logits);
        _ = Each(_builder.LengthOf(destination), null, (index, _) =>
        {
            _builder.Add(new Store(_builder.Origin, destination, index, OneOrZero(_builder.Pure(IrType.Bool, "{0} == {1}", Precedences.Equality, drawn, index), real), false));
            return null;
        });
        return Next(stream);
    }

    /// <summary>Counts or a ranking: the site fills the buffer, and every number in it is added its result, 0.</summary>
    private Value FillWhole(IInvocationOperation call, Value[] parameters, Value destination, Value stream, string strategy)
    {
        string name = call.TargetMethod.Name;
        Value[] given = [.. parameters, destination];
        Value drawn = Drawn(call, IrType.Int, new IrSite(name, strategy), TypeArguments(_types.Of(call.TargetMethod)), stream, given);
        _ = Each(_builder.LengthOf(destination), null, (index, _) =>
        {
            Value number = _builder.Pure(IrType.Int, "{0} + {1}", Precedences.Additive, _builder.Load(destination, index), drawn);
            _builder.Add(new Store(_builder.Origin, destination, index, number, false));
            return null;
        });
        Value positions = _builder.LengthOf(parameters.First(p => p.Type.IsRealBuffer));
        positions = name == "DirichletMultinomial" ? _builder.Pure(IrType.Int, "2 * {0}", Precedences.Multiplicative, positions) : positions;
        return _builder.Pure(stream.Type, VectorDraws + "Behind({0}, {1})", Precedences.Call, stream, positions);
    }

    /// <summary><c>for (i = 0; i &lt; count; i++)</c>; the stream, where there is one, goes from iteration to iteration.</summary>
    private Value Each(Value count, Value? stream, Func<Value, Value, Value?> body)
    {
        Value index = _builder.New(IrType.Int, "i"), start = _builder.Int(0), step = _builder.Int(1);
        Value[] initial = stream is null ? [] : [stream], carried = initial.Select(s => _builder.New(s.Type)).ToArray(), after = initial.Select(s => _builder.New(s.Type)).ToArray();
        _builder.Open();
        Value? next = body(index, carried.FirstOrDefault()!);
        Region region = next is null ? _builder.Close() : _builder.Close(next);
        _builder.Add(new For(_builder.Origin, after.ToImmutableArray(), index, start, count, "<", step, initial.ToImmutableArray(), carried.ToImmutableArray(), region, -1) { IsOfSite = true });
        return after.FirstOrDefault()!;
    }

    /// <summary>first + term(0) + … + term(count − 1), in this order.</summary>
    private Value Sum(Value first, Value count, Func<Value, Value> term)
    {
        Value index = _builder.New(IrType.Int, "j"), start = _builder.Int(0), step = _builder.Int(1), carried = _builder.New(first.Type), after = _builder.New(first.Type);
        _builder.Open();
        Region region = _builder.Close(_builder.Apply("Add", first.Type, carried, term(index)));
        _builder.Add(new For(_builder.Origin, ImmutableArray.Create(after), index, start, count, "<", step, ImmutableArray.Create(first), ImmutableArray.Create(carried), region, -1) { IsOfSite = true });
        return after;
    }

    private Value Doubles(Value length) => _builder.Add(new Allocate(_builder.Origin, _builder.New(IrType.BufferOf(BufferKind.Span, "double", RealKind.Double)), Memory.Zeros, length)).Result;

    private Value Stopped(Value value) => _builder.Pure(value.Type, "{0}", Precedences.Call, value);

    private Value OneOrZero(Value condition, IrType type)
    {
        _builder.Open();
        Region one = _builder.Close(_builder.Constant(type, "1"));
        _builder.Open();
        Region zero = _builder.Close(_builder.Zero(type));
        Value number = _builder.New(type);
        _builder.Add(new If(_builder.Origin, ImmutableArray.Create(number), condition, one, zero));
        return number;
    }

    /// <summary>The same memory, which what is given it does not write.</summary>
    private Value AsReadOnly(Value value) => !value.Type.IsBuffer || value.Type.Buffer == BufferKind.ReadOnlySpan
        ? value
        : _builder.Add(new View(_builder.Origin, _builder.New(value.Type.As(BufferKind.ReadOnlySpan)), value, null, null)).Result;

    /// <summary>Does nothing, or throws what the sampler throws.</summary>
    private void Check(IInvocationOperation call, string head, Value[] arguments, string names = "") =>
        _builder.Add(new Opaque(PartOrigin(call), null, head + Holes(0, arguments.Length) + names + ");", arguments.ToImmutableArray(), Effect.Unknown, Precedences.Call) { WritesSpansOnly = true });
}
